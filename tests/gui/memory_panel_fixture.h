// The memory panel and the address bar over a live process, whose memory dd(1) reads too.
#pragma once

#include "gui/models/allocation_list_model.h"
#include "gui/panels/memory_panel.h"
#include "gui/widgets/address_bar.h"
#include "gui/widgets/hex_view.h"
#include "support/live_process.h"
#include "support/second_program.h"

#include <QtTest>
#include <QtWidgets>

namespace memdelbrot {

class MemoryPanelFixture {
protected:
    void openPanel()
    {
        m_live = std::make_unique<test::LiveProcess>(3, [](test::MappedPages& pages) {
            pages.fill(2, 'r');
            std::memcpy(pages.data(), "Hello, world!", 13);
            pages.protect(1, PROT_NONE);
            pages.protect(2, PROT_READ);
        });
        m_target = m_live->target();
        m_window = std::make_unique<QWidget>();
        const PanelContext context = m_live->context();
        auto* const column = new QVBoxLayout(m_window.get());
        column->addWidget(new AddressBar(context, m_window.get()));
        column->addWidget(new MemoryPanel(context, m_window.get()));
        m_window->resize(1300, 700);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
    }

    void closePanel()
    {
        m_window.reset();
        m_live.reset();
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }
    HexView* view() const { return find<HexView>("hexView"); }
    [[nodiscard]] bool isShown(Address address) const
    {
        return view()->document().cache().byteAt(address, {}).state != HexState::Unknown;
    }

    void go(Address address, const std::optional<ArrayView>& array = {})
    {
        emit m_live->navigator().memoryRequested(
            {.target = m_target, .address = address, .view = array, .label = "here"});
        QTRY_VERIFY(isShown(address));
    }

    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(view(), static_cast<Qt::Key>(key), modifiers);
    }
    void type(const char* text) { QTest::keyClicks(view(), QString::fromLatin1(text)); }
    void click(const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    [[nodiscard]] QByteArray held(std::size_t page, std::uint64_t count) const
    {
        return testing::memoryByDd(m_live->child().pid(), m_live->pages().address(page).value(), count);
    }

    [[nodiscard]] QString notice() const
    {
        const auto* const frame = find<QWidget>("memoryNotice");
        return frame->isVisible() ? frame->property("text").toString() : QString();
    }

    std::unique_ptr<test::LiveProcess> m_live;
    std::unique_ptr<QWidget> m_window;
    TargetId m_target;
};

}  // namespace memdelbrot
