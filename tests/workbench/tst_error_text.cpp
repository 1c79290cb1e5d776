#include "workbench/error_text.h"

#include <QtTest>

#include <cerrno>

using namespace memdelbrot;

Q_DECLARE_METATYPE(memdelbrot::Error)

class ErrorTextTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatWhereWhyAndWhatToDo_data();
    void saysWhatWhereWhyAndWhatToDo();
    void everyCodeHasAllFourParts();
    void isOneLineWhateverTheForeignText();
    void longForeignTextIsCut();
};

void ErrorTextTest::saysWhatWhereWhyAndWhatToDo_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("text");
    QTest::addRow("address zero")
        << Error{.code = ErrorCode::Unreadable, .errnoValue = EFAULT, .address = 0}
        << "cannot read 0x0: nothing readable is mapped there (EFAULT); see the target's regions for what is mapped";
    QTest::addRow("a file's end")
        << Error{.code = ErrorCode::Unreadable, .errnoValue = ENXIO, .address = 16, .subject = "notes.txt"}
        << "cannot read notes.txt at 0x10: it ends before that (ENXIO); see the target's regions for what is mapped";
    QTest::addRow("locked") << Error{.code = ErrorCode::Locked, .address = 0x1000, .subject = "pid 7 (cat)"}
                            << "cannot write pid 7 (cat) at 0x1000: the target is locked; unlock the target first";
    QTest::addRow("no file") << Error{.code = ErrorCode::NotFound, .errnoValue = ENOENT, .subject = "/nowhere"}
                             << "cannot find /nowhere: No such file or directory (ENOENT); check the name";
    QTest::addRow("detail and errno") << Error{.code = ErrorCode::Refused,
                                               .errnoValue = EPERM,
                                               .subject = "pid 1",
                                               .detail = "it belongs to root"}
                                      << "cannot access pid 1: it belongs to root, Operation not permitted (EPERM); "
                                         "check whose it is and its permissions";
    QTest::addRow("busy") << Error{.code = ErrorCode::Busy, .subject = "python", .detail = "it is running a cell"}
                          << QStringLiteral("cannot ask python: it is running a cell; try again then, or stop it");
    QTest::addRow("syntax") << Error{.code = ErrorCode::Syntax,
                                     .subject = "0x",
                                     .detail = "column 3: expected a number"}
                            << "cannot understand 0x: column 3: expected a number; check how it is written";
    QTest::addRow("a diagnostic of several lines")
        << Error{.code = ErrorCode::Diagnostic, .subject = "f.cpp", .detail = "1:2: error: a\n3:4: error: b\n"}
        << "cannot compile or load f.cpp: 1:2: error: a; 3:4: error: b; mend the text and try again";
}

void ErrorTextTest::saysWhatWhereWhyAndWhatToDo()
{
    QFETCH(Error, error);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(errorText(error)), text);
}

void ErrorTextTest::everyCodeHasAllFourParts()
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::System); ++code) {
        const QString text =
            QString::fromStdString(errorText({.code = static_cast<ErrorCode>(code), .subject = "the-subject"}));
        static const QRegularExpression parts(
            QStringLiteral("^[a-z][a-z' ]+ the-subject: [^;]{8,}(; [^;]+)*; [a-z][^;]{5,}"));
        QVERIFY2(parts.match(text).hasMatch(), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("unknown")), qPrintable(text));
    }
}

void ErrorTextTest::isOneLineWhateverTheForeignText()
{
    const auto text = QString::fromStdString(
        errorText({.code = ErrorCode::Diagnostic, .subject = "a\nb\x1b[31m", .detail = "\r\n\n\x07 c\td\n\n"}));
    for (const QChar character : text)
        QVERIFY2(character.unicode() >= 0x20, qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("a; b[31m")), qPrintable(text));
}

void ErrorTextTest::longForeignTextIsCut()
{
    QVERIFY(errorText({.code = ErrorCode::Diagnostic, .detail = std::string(100'000, 'x')}).size() < 1000);
}

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "tst_error_text.moc"
