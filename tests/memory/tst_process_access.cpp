#include "memory/process_access.h"
#include "memory/process_target.h"
#include "support/forked_child.h"

#include <QtTest>

#include <sys/prctl.h>

using namespace memdelbrot;
using namespace memdelbrot::test;

class ProcessAccessTest : public QObject {
    Q_OBJECT

private slots:
    void everyCauseIsNamedWithItsRemedy_data();
    void everyCauseIsNamedWithItsRemedy();
    void factsOfAChildAreRead();
    void aNonDumpableChildIsSeenAsSuch();
    void onlyRefusalsAreExplained();
};

void ProcessAccessTest::everyCauseIsNamedWithItsRemedy_data()
{
    QTest::addColumn<AccessFacts>("facts");
    QTest::addColumn<std::string>("cause");
    QTest::addColumn<std::string>("remedy");
    QTest::addRow("another user") << AccessFacts{1000, 0, true, 0} << std::string("user id 0") << std::string("sudo");
    QTest::addRow("non-dumpable") << AccessFacts{1000, 1000, false, 1} << std::string("non-dumpable")
                                  << std::string("sudo");
    QTest::addRow("Yama 1") << AccessFacts{1000, 1000, true, 1} << std::string("Yama")
                            << std::string("sysctl kernel.yama.ptrace_scope=0");
    QTest::addRow("Yama 2") << AccessFacts{1000, 1000, true, 2} << std::string("only root") << std::string("sudo");
    QTest::addRow("Yama 3") << AccessFacts{0, 1000, true, 3} << std::string("nobody") << std::string("reboot");
    QTest::addRow("container") << AccessFacts{0, 0, true, -1} << std::string("container")
                               << std::string("CAP_SYS_PTRACE");
}

void ProcessAccessTest::everyCauseIsNamedWithItsRemedy()
{
    QFETCH(const AccessFacts, facts);
    QFETCH(const std::string, cause);
    QFETCH(const std::string, remedy);
    const std::string text = refusalText(facts);
    QVERIFY2(text.find(cause) != std::string::npos, text.c_str());
    QVERIFY2(text.find(remedy) != std::string::npos, text.c_str());
}

void ProcessAccessTest::factsOfAChildAreRead()
{
    const ForkedChild child;
    const AccessFacts facts = accessFactsOf(ProcessId(child.pid()));
    QCOMPARE(facts.ownUser, ::geteuid());
    QCOMPARE(facts.targetUser, ::geteuid());
    QVERIFY(facts.dumpable);
}

// Root is let in all the same.
void ProcessAccessTest::aNonDumpableChildIsSeenAsSuch()
{
    const ForkedChild child([] { ::prctl(PR_SET_DUMPABLE, 0); });
    const auto target = ProcessTarget::open(ProcessId(child.pid()));
    if (::geteuid() == 0) {
        QVERIFY(target);
    } else {
        QCOMPARE(target.error().code, ErrorCode::Refused);
        QVERIFY(target.error().detail.find("non-dumpable") != std::string::npos);
    }
}

void ProcessAccessTest::onlyRefusalsAreExplained()
{
    QVERIFY(!accessError(ProcessId(1), EACCES).detail.empty());
    QCOMPARE(accessError(ProcessId(1), EACCES).code, ErrorCode::Refused);
    QVERIFY(accessError(ProcessId(1), ENOMEM).detail.empty());
}

QTEST_GUILESS_MAIN(ProcessAccessTest)
#include "tst_process_access.moc"
