#include "gui/models/fractal_scene.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

FractalScene sceneOf(QSize canvas)
{
    FractalScene scene;
    scene.setCanvas(canvas);
    return scene;
}

}  // namespace

class TestFractalScene final : public QObject {
    Q_OBJECT

private slots:
    void resizingKeepsTheWholeSetInView()
    {
        FractalScene scene = sceneOf({800, 600});
        scene.setCanvas({300, 900});
        QCOMPARE(scene.viewport(), FractalViewport::home({300, 900}));
    }

    void backAndForwardGoThroughTheViews()
    {
        FractalScene scene = sceneOf({800, 600});
        const FractalViewport first = scene.viewport();
        QVERIFY(scene.zoom({100, 100}, 2));
        const FractalViewport second = scene.viewport();
        QVERIFY(scene.pan({50, 0}));
        QVERIFY(scene.back());
        QCOMPARE(scene.viewport(), second);
        QVERIFY(scene.back());
        QCOMPARE(scene.viewport(), first);
        QVERIFY(!scene.back());
        QVERIFY(scene.forward());
        QCOMPARE(scene.viewport(), second);
        QVERIFY(scene.home());
        QVERIFY(!scene.canGoForward());
    }

    void stepsOfOneMoveAreOneStepBack()
    {
        FractalScene scene = sceneOf({800, 600});
        const FractalViewport first = scene.viewport();
        QVERIFY(scene.zoom({100, 100}, 1.1));
        QVERIFY(scene.zoom({100, 100}, 1.1, true));
        QVERIFY(scene.zoom({100, 100}, 1.1, true));
        QVERIFY(scene.back());
        QCOMPARE(scene.viewport(), first);
    }

    void theNotebooksPictureHasAHistoryOfItsOwn()
    {
        FractalScene scene = sceneOf({800, 600});
        QVERIFY(scene.zoom({100, 100}, 2));
        scene.setMode(FractalMode::Notebook);
        QVERIFY(!scene.canGoBack());
        const PictureViewport whole = scene.picture();
        QVERIFY(scene.zoom({100, 100}, 4));
        const PictureViewport closer = scene.picture();
        QVERIFY(scene.back());
        QCOMPARE(scene.picture(), whole);
        QVERIFY(scene.forward());
        QCOMPARE(scene.picture(), closer);
        scene.setNotebookSize(40, 60);   // another picture
        QVERIFY(!scene.canGoBack());
        scene.setMode(FractalMode::Explore);
        QVERIFY(scene.canGoBack());
    }

    void viewsComeBackInTheSizeOfNow()
    {
        FractalScene scene = sceneOf({800, 600});
        QVERIFY(scene.zoom({100, 100}, 4));
        scene.setCanvas({400, 400});
        QVERIFY(scene.back());
        QCOMPARE(scene.viewport().size(), QSize(400, 400));
    }

    void theLimitFollowsTheZoomUnlessPinned()
    {
        FractalScene scene = sceneOf({800, 600});
        const int atHome = scene.limit();
        QVERIFY(scene.zoom({400, 300}, 1000));
        QVERIFY(scene.limit() > atHome);
        scene.pinLimit(77);
        QCOMPARE(scene.limit(), 77);
        scene.pinLimit(std::nullopt);
        QVERIFY(scene.limit() > atHome);
    }

    void notebookHasItsOwnLimitAndGrid()
    {
        FractalScene scene = sceneOf({800, 600});
        scene.pinLimit(77);
        scene.setMode(FractalMode::Notebook);
        scene.setNotebookSize(80, 120);
        QCOMPARE(scene.limit(), 20);
        QCOMPARE(scene.grid().value(), notebookGrid(80, 120).value());
        scene.setMode(FractalMode::Explore);
        QCOMPARE(scene.limit(), 77);
    }

    void samplesAreWhereTheyAreDrawn_data()
    {
        QTest::addColumn<bool>("isNotebook");
        QTest::addRow("explore") << false;
        QTest::addRow("notebook") << true;
    }

    void samplesAreWhereTheyAreDrawn()
    {
        QFETCH(bool, isNotebook);
        FractalScene scene = sceneOf({800, 600});
        scene.setNotebookSize(80, 120);
        scene.setMode(isNotebook ? FractalMode::Notebook : FractalMode::Explore);
        const Sample sample{33, 44};
        QCOMPARE(scene.sampleAt(scene.pixelsOf(sample).center()), std::optional(sample));
        QVERIFY(!scene.sampleAt({-1, 5}));
    }

    void indexAxesHaveTheSampleInTheMiddle()
    {
        FractalScene scene = sceneOf({600, 400});
        scene.setNotebookSize(80, 120);
        scene.setMode(FractalMode::Notebook);
        QCOMPARE(scene.realAxis().first, -0.5);
        QCOMPARE(scene.realAxis().last, 119.5);
        QCOMPARE(scene.imagAxis().first, -0.5);
        QCOMPARE(scene.imagAxis().last, 79.5);
    }

    void axesEndWithThePictureWhereItDoesNotFillTheCanvas()
    {
        FractalScene scene = sceneOf({600, 900});
        scene.setNotebookSize(80, 120);
        scene.setMode(FractalMode::Notebook);
        QCOMPARE(scene.imagAxis().first, -0.5);
        QCOMPARE(scene.imagAxis().last, 79.5);
    }
};

QTEST_GUILESS_MAIN(TestFractalScene)
#include "tst_fractal_scene.moc"
