#include "gui/shell/story_script.h"

namespace memdelbrot {

StoryScript::StoryScript(const PanelContext& context, const DockLayout& docks) : m_moves(context, docks) {}

const std::map<QString, StoryScript::Maker>& StoryScript::makers()
{
    static const std::map<QString, Maker> makers{
        {QStringLiteral("makeHello"), &StoryScript::makeHello},
        {QStringLiteral("openBytes"), &StoryScript::openBytes},
        {QStringLiteral("pokeEvil"), &StoryScript::pokeEvil},
        {QStringLiteral("sameLiteral"), &StoryScript::sameLiteral},
        {QStringLiteral("twoNames"), &StoryScript::twoNames},
        {QStringLiteral("findNumber"), &StoryScript::findNumber},
        {QStringLiteral("findText"), &StoryScript::findText},
        {QStringLiteral("inspectHeader"), &StoryScript::inspectHeader},
        {QStringLiteral("thousandReferences"), &StoryScript::thousandReferences},
        {QStringLiteral("layStruct"), &StoryScript::layStruct},
        {QStringLiteral("takeFix"), &StoryScript::takeFix},
        {QStringLiteral("callMalloc"), &StoryScript::callMalloc},
        {QStringLiteral("fillZeros"), &StoryScript::fillZeros},
        {QStringLiteral("freeArray"), &StoryScript::freeArray},
        {QStringLiteral("readZero"), &StoryScript::readZero},
        {QStringLiteral("crashCall"), &StoryScript::crashCall},
        {QStringLiteral("goOn"), &StoryScript::goOn},
        {QStringLiteral("compileKernel"), &StoryScript::compileKernel},
        {QStringLiteral("callByHand"), &StoryScript::callByHand},
        {QStringLiteral("drawFractal"), &StoryScript::drawFractal},
        {QStringLiteral("pokeCount"), &StoryScript::pokeCount},
    };
    return makers;
}

StoryRecipe StoryScript::recipe(const QString& step) const
{
    const auto found = makers().find(step);
    return found == makers().end() ? StoryRecipe() : (this->*found->second)();
}

}  // namespace memdelbrot
