#include "gui/shell/story_chapters.h"

#include <algorithm>

#include <QCoreApplication>

namespace memdelbrot {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("StoryChapters", text);
}

StoryStep step(const char* name, const QString& title, const QString& hint, const QString& outcome)
{
    return {QLatin1String(name), title, hint, outcome};
}

StoryChapter bytesChapter()
{
    return {
        QStringLiteral("bytes"),
        tr("Bytes"),
        tr("Change a Python constant that cannot be changed"),
        {step("makeHello", tr("Make hello"),
              tr("Types  hello = b\"Hello, world!\"  into the Python console and presses Enter"),
              tr("Python runs, and hello is in the list of its variables, with the address where it lies.")),
         step("openBytes", tr("Open its bytes"),
              tr("Goes to  py:hello.contents  as the address bar does, or “Open contents” beside the variable"),
              tr("The 13 bytes of hello, read from outside while Python goes on: cells, text, and numbers.")),
         step("pokeEvil", tr("Unlock, poke EVIL"),
              tr("Opens Python's padlock for writing and writes EVIL over “o, w”, as typing it into the memory's text "
                 "does; then types  hello  into the console"),
              tr("b'HellEVILorld!': a constant has changed (Ctrl+Z undoes it). The padlock above is open: click it to "
                 "lock it again."))},
        true};
}

StoryChapter literalsChapter()
{
    return {QStringLiteral("literals"),
            tr("Literals"),
            tr("Equal literals may be one object: poke() from Python's own code shows it"),
            {step("sameLiteral", tr("False, then True"),
                  tr("Opens Python's padlock, if it is closed; pokes a literal from the console and compares it with "
                     "itself: statement by statement, then inside one exec()"),
                  tr("False statement by statement, where each literal is an object of its own; True in one exec(), "
                     "where they are one.")),
             step("twoNames", tr("Two names, one object"),
                  tr("Opens Python's padlock, if it is closed, and runs in one exec():  hello = b\"Hello, world!\"; "
                     "again = b\"Hello, world!\"; poke(hello, 4, "
                     "b\"EVIL\")"),
                  tr("Only hello was poked, and both changed: the two names are bound to one literal."))},
            true};
}

StoryChapter objectsChapter()
{
    return {QStringLiteral("objects"),
            tr("Objects"),
            tr("What stands in front of a value"),
            {step("findNumber", tr("Find 12345"),
                  tr("Types  x = 12345  into the console and opens the object's last four bytes as int32"),
                  tr("Reference count, pointer to the type, size, and then the number itself: 39 30 00 00 is 12345.")),
             step("findText", tr("Find “Hey there.”"),
                  tr("Types  y = \"Hey there.\"  into the console and opens its contents"),
                  tr("The text stands behind a longer header, with a zero byte at its end.")),
             step("inspectHeader", tr("Inspect a header"),
                  tr("Shows hello in the inspector, as Inspect beside the variable does"),
                  tr("The inspector on the right: references, type and size, each at its address. Click one to see its "
                     "bytes."))},
            true};
}

StoryChapter structsChapter()
{
    return {QStringLiteral("structs"),
            tr("Structs"),
            tr("References as they are, and a C struct laid over them"),
            {step("thousandReferences", tr("1000 references"),
                  tr("Types  biglist = [hello] * 1000  and  sys.getrefcount(hello)  into the console"),
                  tr("The inspector counts right, live; sys.getrefcount adds its own argument, and _ where that was "
                     "hello.")),
             step("layStruct", tr("Lay a struct over it"),
                  tr("Types a struct into “As C struct” of the inspector, py:hello as its address, and presses Apply"),
                  tr("As it is printed in the notebook it is not C: the messages say why, and a fix is offered.")),
             step("takeFix", tr("Take the fix"), tr("Presses the button below the messages"),
                  tr("With “struct” and a semicolon it is C, and lies over hello: ob_refcnt is the count again."))},
            true};
}

StoryChapter mallocChapter()
{
    return {
        QStringLiteral("malloc"),
        tr("malloc"),
        tr("Call C, and use what it returns as an array"),
        {step("callMalloc", tr("Call malloc(800)"),
              tr("Chooses malloc in the Calls panel, types 800, presses Call, and opens the result as float64 × 100"),
              tr("A hundred numbers in a worker process of their own, with whatever stood there before.")),
         step("fillZeros", tr("Fill with 0.0"),
              tr("Presses Fill… above the memory, types 0.0, and looks at the flags in the tab Arrays"),
              tr("All zeros, and NumPy's flags: contiguous, aligned, writeable, and OWNDATA only where somebody frees "
                 "it.")),
         step("freeArray", tr("Free it"), tr("Chooses the array in the tab Arrays and presses Free it"),
              tr("It is marked freed: what stands there now is not it any more."))}};
}

StoryChapter crashesChapter()
{
    return {
        QStringLiteral("crashes"),
        tr("Crashes"),
        tr("What would end a Python of your own"),
        {step("readZero", tr("Read address 0"), tr("Goes to address 0 of the worker, as the address bar does"),
              tr("Nothing is mapped there: each byte is shown as unreadable, and nothing goes down.")),
         step("crashCall", tr("Call strlen(null)"), tr("Chooses strlen in the Calls panel, types null, presses Call"),
              tr("It read address 0 and got SIGSEGV: its process is kept, with registers, stack and memory to look "
                 "at.")),
         step("goOn", tr("Go on"), tr("Calls strlen(\"still here\")"),
              tr("The next call has a new worker, and returns 10."))}};
}

StoryChapter kernelChapter()
{
    return {QStringLiteral("kernel"),
            tr("Kernel"),
            tr("Compile C++, call it, and draw what it counts"),
            {step("compileKernel", tr("Compile the kernel"),
                  tr("Presses Build in the Source panel: g++ makes a library of the example, and it is loaded"),
                  tr("Its function is typed and callable, and is one of the fractal's kernels now.")),
             step("callByHand", tr("Call it by hand"),
                  tr("Makes two arrays in the tab New array, and calls the kernel with 800, 1200, 20, $c, $fractal"),
                  tr("The counts of 960,000 points, as an array in memory: int32, 800 × 1200.")),
             step("drawFractal", tr("Draw its fractal"),
                  tr("Presses Notebook and Draw in the Fractal panel, and Counts in memory"),
                  tr("The notebook's picture, compared with the built-in kernel's; its counts stand in the memory.")),
             step("pokeCount", tr("Poke a count"),
                  tr("Zooms in on a pixel of the picture, and writes another count over its own"),
                  tr("The pixel in the ring has changed: the picture is memory like all else."))}};
}

}  // namespace

const std::vector<StoryChapter>& storyChapters()
{
    static const std::vector<StoryChapter> chapters{bytesChapter(),   literalsChapter(), objectsChapter(),
                                                    structsChapter(), mallocChapter(),   crashesChapter(),
                                                    kernelChapter()};
    return chapters;
}

QStringList storyStepNames()
{
    QStringList names;
    for (const StoryChapter& chapter : storyChapters())
        for (const StoryStep& step : chapter.steps)
            names.append(step.name);
    return names;
}

const StoryChapter& chapterOf(const QString& step)
{
    const auto& chapters = storyChapters();
    return *std::find_if(chapters.begin(), chapters.end(), [&](const StoryChapter& chapter) {
        return std::any_of(chapter.steps.begin(), chapter.steps.end(),
                           [&](const StoryStep& one) { return one.name == step; });
    });
}

const StoryStep& stepNamed(const QString& name)
{
    const auto& steps = chapterOf(name).steps;
    return *std::find_if(steps.begin(), steps.end(), [&](const StoryStep& step) { return step.name == name; });
}

}  // namespace memdelbrot
