#include "symbols/elf_symbols.h"

#include <QtTest>

#include <sys/stat.h>

#include <map>
#include <set>

using namespace memdelbrot;

class ElfSymbolsTest : public QObject {
    Q_OBJECT

private slots:
    void exportsAreThoseOfNm_data();
    void exportsAreThoseOfNm();
    void defaultVersionComesFirstOfItsName();
    void cppNamesAreDemangled();
    void textIsNoElf();
    void fifoDoesNotBlock();
    void missingFileIsNotFound();
    void damagedFileIsAnErrorAndNoCrash();

private:
    QTemporaryDir m_folder;
};

namespace {

const std::string libc = "/lib/x86_64-linux-gnu/libc.so.6";
const std::string libstdcpp = "/lib/x86_64-linux-gnu/libstdc++.so.6";

// As nm writes it: "malloc@@GLIBC_2.2.5 9e0b0".
std::string line(const ElfSymbol& symbol)
{
    const std::string version = symbol.version.empty() ? "" : (symbol.isDefaultVersion ? "@@" : "@") + symbol.version;
    return symbol.name + version + " " + QString::number(symbol.value, 16).toStdString();
}

std::multiset<std::string> linesOfNm(const std::string& path)
{
    QProcess nm;
    nm.start(QStringLiteral("nm"),
             {QStringLiteral("-D"), QStringLiteral("--defined-only"), QStringLiteral("--with-symbol-versions"),
              QString::fromStdString(path)});
    nm.waitForFinished();
    std::multiset<std::string> lines;
    for (const QByteArray& text : nm.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = text.split(' ');
        if (words.size() == 3 && words[1] != "A")   // A: the versions' own names
            lines.insert(words[2].toStdString() + " "
                         + QString::number(words[0].toULongLong(nullptr, 16), 16).toStdString());
    }
    return lines;
}

}  // namespace

void ElfSymbolsTest::exportsAreThoseOfNm_data()
{
    QTest::addColumn<QString>("path");
    for (const char* name : {"libc.so.6", "libm.so.6", "libstdc++.so.6"})
        QTest::addRow("%s", name) << QStringLiteral("/lib/x86_64-linux-gnu/%1").arg(QLatin1String(name));
}

void ElfSymbolsTest::exportsAreThoseOfNm()
{
    QFETCH(QString, path);
    const auto symbols = exportedSymbols(path.toStdString());
    QVERIFY(symbols);
    std::multiset<std::string> ours;
    for (const ElfSymbol& symbol : *symbols)
        ours.insert(line(symbol));
    const auto expected = linesOfNm(path.toStdString());
    QVERIFY(expected.size() > 500);
    QVERIFY(ours == expected);
}

void ElfSymbolsTest::defaultVersionComesFirstOfItsName()
{
    const auto symbols = exportedSymbols(libc);
    std::vector<ElfSymbol> copies;
    std::copy_if(symbols->begin(), symbols->end(), std::back_inserter(copies),
                 [](const ElfSymbol& symbol) { return symbol.name == "memcpy"; });
    QCOMPARE(copies.size(), 2u);
    QCOMPARE(copies[0].version, "GLIBC_2.14");
    QVERIFY(copies[0].isDefaultVersion);
    QCOMPARE(copies[0].kind, SymbolKind::IndirectFunction);
    QCOMPARE(copies[1].version, "GLIBC_2.2.5");
    QVERIFY(!copies[1].isDefaultVersion);
    QCOMPARE(copies[1].kind, SymbolKind::Function);
}

void ElfSymbolsTest::cppNamesAreDemangled()
{
    const auto symbols = exportedSymbols(libstdcpp);
    QVERIFY(std::any_of(symbols->begin(), symbols->end(), [](const ElfSymbol& symbol) {
        return symbol.name == "_ZSt9terminatev" && symbol.demangled == "std::terminate()";
    }));
    QCOMPARE(demangled("malloc"), "malloc");
    QCOMPARE(demangled("_Z"), "_Z");
    QCOMPARE(demangled("_Z3fooi"), "foo(int)");
}

void ElfSymbolsTest::textIsNoElf()
{
    const auto symbols = exportedSymbols("/etc/passwd");
    QCOMPARE(symbols.error().code, ErrorCode::Syntax);
    QCOMPARE(symbols.error().subject, "/etc/passwd");
}

void ElfSymbolsTest::fifoDoesNotBlock()
{
    const QByteArray path = m_folder.filePath(QStringLiteral("fifo")).toUtf8();
    QCOMPARE(::mkfifo(path.constData(), 0600), 0);
    QCOMPARE(exportedSymbols(path.toStdString()).error().code, ErrorCode::Syntax);
}

void ElfSymbolsTest::missingFileIsNotFound()
{
    QCOMPARE(exportedSymbols("/nowhere/lib.so").error().code, ErrorCode::NotFound);
}

// Every byte of the headers and a sample of the rest, set to what breaks arithmetic: an answer or an error, no crash.
void ElfSymbolsTest::damagedFileIsAnErrorAndNoCrash()
{
    QFile original(QStringLiteral("/lib/x86_64-linux-gnu/libdl.so.2"));
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QByteArray bytes = original.readAll();
    const QString path = m_folder.filePath(QStringLiteral("damaged.so"));
    int answers = 0;
    for (qsizetype at = 0; at < bytes.size(); at += at < 64 || at > bytes.size() - 2048 ? 3 : 131) {
        for (const char value : {'\xff', '\x7f'}) {
            QByteArray damagedBytes = bytes;
            damagedBytes[at] = value;
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(damagedBytes);
            file.close();
            const auto symbols = exportedSymbols(path.toStdString());
            answers += symbols ? 1 : 0;
        }
    }
    QVERIFY(answers > 0);
    QVERIFY(QFile::resize(path, bytes.size() / 2));
    QVERIFY(!exportedSymbols(path.toStdString()));
}

QTEST_GUILESS_MAIN(ElfSymbolsTest)
#include "tst_elf_symbols.moc"
