#pragma once

#include "objects/cpython_reader.h"
#include "parser/client/parser.h"

#include <QFile>
#include <QtTest>

namespace memdelbrot {

// The records of a file of resources/layouts, by the real parser.
inline std::vector<CRecord> layoutRecords(const QString& name)
{
    QFile file(QStringLiteral(SOURCE_FOLDER "/resources/layouts/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no layout %s", qPrintable(name));
    const auto parsed = parseDeclarations(file.readAll().toStdString(), SourceLanguage::C,
                                          {.program = BINARY_FOLDER "/memdelbrot-parser"});
    if (!parsed)
        qFatal("%s: %s", qPrintable(name), parsed.error().detail.c_str());
    for (const SourceDiagnostic& diagnostic : parsed->diagnostics)
        qWarning("%s:%d: %s", qPrintable(name), diagnostic.line, diagnostic.message.c_str());
    return parsed->records;
}

inline std::vector<CRecord> pythonRecords(int minor)
{
    return layoutRecords(QStringLiteral("cpython-3.%1.h").arg(minor));
}

inline PythonLayouts layoutsOf(int minor)
{
    return {CPythonLayout::fromRecords(minor, pythonRecords(minor)).value(),
            {NumpyLayout::fromRecords(layoutRecords(QStringLiteral("numpy-1.h"))).value(),
             NumpyLayout::fromRecords(layoutRecords(QStringLiteral("numpy-2.h"))).value()}};
}

}  // namespace memdelbrot
