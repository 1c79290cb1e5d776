#include "cli/command_set.h"
#include "cli/element_json.h"

namespace memdelbrot {

namespace {

QString kindText(SymbolKind kind)
{
    switch (kind) {
    case SymbolKind::Function:
        return QStringLiteral("function");
    case SymbolKind::Variable:
        return QStringLiteral("variable");
    case SymbolKind::IndirectFunction:
        return QStringLiteral("indirect function");
    case SymbolKind::ThreadLocal:
        return QStringLiteral("thread-local");
    case SymbolKind::Other:
        break;
    }
    return QStringLiteral("other");
}

QString bindingText(SymbolBinding binding)
{
    switch (binding) {
    case SymbolBinding::Global:
        return QStringLiteral("global");
    case SymbolBinding::Weak:
        return QStringLiteral("weak");
    case SymbolBinding::Unique:
        return QStringLiteral("unique");
    case SymbolBinding::Local:
        break;
    }
    return QStringLiteral("local");
}

QString originText(SignatureOrigin origin)
{
    switch (origin) {
    case SignatureOrigin::Header:
        return QStringLiteral("header");
    case SignatureOrigin::Typed:
        return QStringLiteral("typed");
    case SignatureOrigin::Dwarf:
        break;
    }
    return QStringLiteral("dwarf");
}

QJsonObject json(const LibrarySymbol& found)
{
    const ElfSymbol& symbol = found.symbol;
    const auto& signature = found.signature;
    return {{QStringLiteral("name"), jsonText(symbol.name)},
            {QStringLiteral("demangled"), jsonText(symbol.demangled)},
            {QStringLiteral("version"), jsonText(symbol.version)},
            {QStringLiteral("kind"), kindText(symbol.kind)},
            {QStringLiteral("binding"), bindingText(symbol.binding)},
            {QStringLiteral("signature"), signature ? QJsonValue(jsonText(signature->declaration)) : QJsonValue()},
            {QStringLiteral("signature_origin"), signature ? QJsonValue(originText(signature->origin)) : QJsonValue()}};
}

std::string line(const LibrarySymbol& found)
{
    const ElfSymbol& symbol = found.symbol;
    std::string text = symbol.demangled;
    if (!symbol.version.empty())
        text += (symbol.isDefaultVersion ? "@@" : "@") + symbol.version;
    text += "  " + kindText(symbol.kind).toStdString();
    if (symbol.binding != SymbolBinding::Global)
        text += ", " + bindingText(symbol.binding).toStdString();
    if (found.signature)
        text += "  " + found.signature->declaration + "  (" + originText(found.signature->origin).toStdString() + ")";
    return text + "\n";
}

Result<Outcome> symbols(const std::string& library, Session& session)
{
    const auto found = session.workbench().calls().symbols(library);
    if (!found)
        return failure(found.error());
    Outcome outcome;
    QJsonArray array;
    for (const LibrarySymbol& symbol : *found) {
        outcome.text += line(symbol);
        array.append(json(symbol));
    }
    outcome.json = array;
    return outcome;
}

}  // namespace

void addSymbols(CommandSet& commands)
{
    const auto library = std::make_shared<std::string>();
    CLI::App* const command = commands.add("symbols", "List what a library exports, with the signatures that are known",
                                           [library](Session& session) { return symbols(*library, session); });
    command->add_option("library", *library, "A path, or a name that the loader finds: libm.so.6")->required();
}

}  // namespace memdelbrot
