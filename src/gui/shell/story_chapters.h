// The story in words: chapters of a few steps, in the order in which somebody new does them.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace memdelbrot {

struct StoryStep {
    QString name;      // "pokeEvil": its button is called pokeEvilStep
    QString title;     // on the button
    QString hint;      // what will be typed or pressed, and where
    QString outcome;   // what to look at once it is done
};

struct StoryChapter {
    QString name;      // "bytes": its button is called bytesChapter
    QString title;
    QString hint;      // what it is about
    std::vector<StoryStep> steps;
    bool isInPython = false;   // what its steps make is gone with the Python session
};

[[nodiscard]] const std::vector<StoryChapter>& storyChapters();
// The names of all steps, in order.
[[nodiscard]] QStringList storyStepNames();
// REQUIRES: a step that there is.
[[nodiscard]] const StoryChapter& chapterOf(const QString& step);
[[nodiscard]] const StoryStep& stepNamed(const QString& name);

}  // namespace memdelbrot
