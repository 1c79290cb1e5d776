// Which Python the panel offers, and what it does where that has no NumPy. Interpreters are the real one behind a shell's
// line: -S leaves out all packages.
#include "python_panel_fixture.h"

#include "gui/widgets/described_line.h"
#include "gui/widgets/inline_notice.h"
#include "gui/widgets/interpreter_chooser.h"

using namespace memdelbrot;

class PythonInterpretersTest final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void eachIsListedWithItsVersionsAndItsPath();
    void whatIsNoPythonIsNotListed();
    void oneWithNumPyIsChosenAndItIsSaidWhy();
    void whatTheUserTypedStays();
    void theUsualOneStaysWhereItHasNumPy();
    void anotherPanelsCodeRunsInTheChosenOne();
    void aCellWithoutNumPyOffersTheOtherByOneClick();
    void whereNoneHasNumPyDebiansPackageIsNamed();
    void oneThatHangsHoldsUpNothing();
    void aLongPathIsCutInItsMiddleAndItsToolTipIsWhole();

private:
    QString program(const QString& name, const QByteArray& lines);
    QString without(const QString& name) { return program(name, "exec " TEST_PYTHON " -S \"$@\"\n"); }
    QString with(const QString& name) { return program(name, "exec " TEST_PYTHON " \"$@\"\n"); }
    void show(const QString& usual) { m_fixture = std::make_unique<PythonPanelFixture>(usual.toStdString()); }
    [[nodiscard]] InterpreterChooser* chooser() const
    {
        return m_fixture->child<InterpreterChooser>("pythonInterpreter");
    }
    [[nodiscard]] InlineNotice* notice() const { return m_fixture->child<InlineNotice>("numpyNotice"); }
    [[nodiscard]] QString listed(int row) const { return chooser()->itemData(row, Qt::DisplayRole).toString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PythonPanelFixture> m_fixture;
    QByteArray m_path;
};

void PythonInterpretersTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = qgetenv("PATH");
    qputenv("PATH", m_folder->path().toLocal8Bit());
}

void PythonInterpretersTest::cleanup()
{
    m_fixture.reset();
    blockingPool().waitForDone();
    qputenv("PATH", m_path);
}

QString PythonInterpretersTest::program(const QString& name, const QByteArray& lines)
{
    QFile file(m_folder->filePath(name));
    QDir().mkpath(QFileInfo(file).path());
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    file.write("#!/bin/sh\n" + lines);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

void PythonInterpretersTest::eachIsListedWithItsVersionsAndItsPath()
{
    const QString one = without(QStringLiteral("python3.10"));
    const QString other = with(QStringLiteral("python3.11"));
    show(QStringLiteral(TEST_PYTHON));
    const QRegularExpression version(
        QStringLiteral("^Python \\d+\\.\\d+\\.\\d+ · (no NumPy|NumPy \\d+\\.\\d+\\S*) · "));
    QTRY_COMPARE(chooser()->count(), 3);
    for (int row = 0; row < 3; ++row)
        QTRY_VERIFY(version.match(listed(row)).hasMatch());
    QVERIFY(listed(0).endsWith(QStringLiteral(" · " TEST_PYTHON)));
    QVERIFY(listed(1).contains(QStringLiteral("no NumPy")) && listed(1).endsWith(one));
    QVERIFY(listed(2).contains(QStringLiteral(" · NumPy ")) && listed(2).endsWith(other));
}

void PythonInterpretersTest::whatIsNoPythonIsNotListed()
{
    program(QStringLiteral("python3.10"), "echo no such version >&2; exit 127\n");
    const QString other = with(QStringLiteral("python3.11"));
    show(QStringLiteral(TEST_PYTHON));
    QTRY_COMPARE(chooser()->count(), 2);
    QVERIFY(listed(1).endsWith(other));
}

void PythonInterpretersTest::oneWithNumPyIsChosenAndItIsSaidWhy()
{
    without(QStringLiteral("python3"));
    const QString other = with(QStringLiteral("python3.11"));
    show(QStringLiteral("python3"));
    QCOMPARE(chooser()->program(), QStringLiteral("python3"));
    QTRY_COMPARE(chooser()->program(), other);
    QVERIFY(m_fixture->output().contains(QStringLiteral("python3 is Python 3.")));
    QVERIFY(m_fixture->output().contains(QStringLiteral("has no NumPy: ") + other));
    m_fixture->type(QStringLiteral("import numpy; print('found')"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("\nfound\n")));
}

void PythonInterpretersTest::whatTheUserTypedStays()
{
    without(QStringLiteral("python3"));
    with(QStringLiteral("python3.11"));
    show(QStringLiteral("python3"));
    chooser()->lineEdit()->setFocus();
    chooser()->lineEdit()->selectAll();
    QTest::keyClicks(chooser()->lineEdit(), QStringLiteral("/my/own"));
    QTRY_VERIFY(listed(0).contains(QStringLiteral("NumPy")) && listed(1).contains(QStringLiteral("NumPy")));
    QCOMPARE(chooser()->program(), QStringLiteral("/my/own"));
}

void PythonInterpretersTest::theUsualOneStaysWhereItHasNumPy()
{
    with(QStringLiteral("python3"));
    with(QStringLiteral("python3.11"));
    show(QStringLiteral("python3"));
    QTRY_VERIFY(listed(0).contains(QStringLiteral("NumPy")) && listed(1).contains(QStringLiteral("NumPy")));
    QCOMPARE(chooser()->program(), QStringLiteral("python3"));
    QVERIFY(m_fixture->output().isEmpty());
}

void PythonInterpretersTest::anotherPanelsCodeRunsInTheChosenOne()
{
    without(QStringLiteral("python3"));
    const QString other = with(QStringLiteral("python3.11"));
    show(QStringLiteral("python3"));
    QTRY_COMPARE(chooser()->program(), other);
    emit m_fixture->navigator.pythonRequested(QStringLiteral("import numpy; print('found')"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("\nfound\n")));
}

void PythonInterpretersTest::aCellWithoutNumPyOffersTheOtherByOneClick()
{
    without(QStringLiteral("python3"));
    const QString other = with(QStringLiteral("python3.11"));
    show(QStringLiteral("python3"));
    m_fixture->type(QStringLiteral("import numpy"));  // before anything is known of either
    QTRY_VERIFY(notice()->isVisible());
    QTRY_VERIFY(notice()->text().contains(other));
    auto* const restart = m_fixture->child<QPushButton>("numpyNoticeAction");
    QVERIFY(restart->isVisible());
    QVERIFY(restart->toolTip().contains(QStringLiteral("variables are lost")));
    restart->click();
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    QVERIFY(!notice()->isVisible());
    QCOMPARE(chooser()->program(), other);
    m_fixture->type(QStringLiteral("import numpy; print('found')"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("\nfound\n")));
}

void PythonInterpretersTest::whereNoneHasNumPyDebiansPackageIsNamed()
{
    without(QStringLiteral("python3"));
    show(QStringLiteral("python3"));
    m_fixture->type(QStringLiteral("from numpy import zeros"));
    QTRY_VERIFY(notice()->isVisible() && notice()->text().contains(QStringLiteral("python3-numpy")));
    QVERIFY(!m_fixture->child<QPushButton>("numpyNoticeAction")->isVisible());
    m_fixture->type(QStringLiteral("import nonsense"));
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("No module named 'nonsense'")));
    QVERIFY(notice()->text().contains(QStringLiteral("python3-numpy")));
}

void PythonInterpretersTest::oneThatHangsHoldsUpNothing()
{
    program(QStringLiteral("python3.10"), "trap '' TERM\nwhile :; do /bin/sleep 1; done\n");
    without(QStringLiteral("python3"));
    with(QStringLiteral("python3.11"));
    show(QStringLiteral("python3"));
    m_fixture->type(QStringLiteral("6 * 7"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("42\n")));
    QTRY_VERIFY(listed(1).contains(QStringLiteral(" · NumPy ")));
    QTRY_VERIFY(listed(1).startsWith(QStringLiteral("does not answer · ")));  // it stands before the other in PATH
    QVERIFY(listed(2).contains(QStringLiteral(" · NumPy ")));
}

void PythonInterpretersTest::aLongPathIsCutInItsMiddleAndItsToolTipIsWhole()
{
    const QString folder = QStringLiteral("a-very-long-name-of-a-folder-of-virtual-environments/and-one-of-them/bin/");
    const QString usual = with(folder + QStringLiteral("python3"));
    show(usual);
    QTRY_VERIFY(listed(0).contains(QStringLiteral("NumPy")));
    const auto* const line = qobject_cast<DescribedLine*>(chooser()->lineEdit());
    constexpr int wide = 4000;
    QCOMPARE(line->shownText(wide), listed(0));
    const QString cut = line->shownText(line->fontMetrics().horizontalAdvance(listed(0)) * 2 / 3);
    QVERIFY(cut.startsWith(listed(0).section(QStringLiteral(" · "), 0, 1)) && cut.endsWith(QStringLiteral("python3")));
    QVERIFY(cut.contains(QStringLiteral("…")));
    QVERIFY(chooser()->toolTip().contains(listed(0)));
}

QTEST_MAIN(PythonInterpretersTest)
#include "tst_python_interpreters.moc"
