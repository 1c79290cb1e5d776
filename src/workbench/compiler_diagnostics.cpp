#include "workbench/compiler_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace memdelbrot {

namespace {

constexpr std::size_t mostDiagnostics = 200;
constexpr qsizetype longestMessage = 4096;   // characters: templates talk

SourceDiagnostic diagnosticOf(const QJsonObject& object, const QString& source)
{
    const QString kind = object[QLatin1String("kind")].toString();
    const QJsonObject caret =
        object[QLatin1String("locations")].toArray().at(0).toObject()[QLatin1String("caret")].toObject();
    const QString file = caret[QLatin1String("file")].toString();
    const int line = caret[QLatin1String("line")].toInt();
    QString message = object[QLatin1String("message")].toString().left(longestMessage);
    SourceDiagnostic diagnostic{.isError = kind == QLatin1String("error") || kind == QLatin1String("fatal error")
                                    || kind == QLatin1String("sorry, unimplemented")};
    if (file == source) {
        diagnostic.line = line;
        diagnostic.column = caret[QLatin1String("byte-column")].toInt();
    } else if (!file.isEmpty()) {
        message = file + QLatin1Char(':') + QString::number(line) + QLatin1String(": ") + message;
    }
    diagnostic.message = message.toStdString();
    return diagnostic;
}

}  // namespace

std::vector<SourceDiagnostic> compilerDiagnostics(const std::string& output, const std::string& source)
{
    std::vector<SourceDiagnostic> diagnostics;
    const QList<QByteArray> lines = QByteArray::fromStdString(output).split('\n');
    for (const QByteArray& line : lines) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        const QJsonArray array = document.array();
        for (const QJsonValue& value : array) {
            if (diagnostics.size() < mostDiagnostics)
                diagnostics.push_back(diagnosticOf(value.toObject(), QString::fromStdString(source)));
        }
        const bool isWords = !document.isArray() && !line.trimmed().isEmpty();   // the linker's, the driver's
        if (isWords && diagnostics.size() < mostDiagnostics)
            diagnostics.push_back(
                {.isError = line.contains("error"), .message = line.left(longestMessage).toStdString()});
    }
    return diagnostics;
}

}  // namespace memdelbrot
