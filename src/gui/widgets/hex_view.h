#pragma once

#include "decode/dtype.h"
#include "gui/models/hex_columns.h"
#include "gui/models/hex_cursor.h"
#include "gui/models/hex_document.h"
#include "gui/models/hex_edit.h"
#include "gui/models/hex_scroll_map.h"
#include "gui/models/typed_run.h"
#include "gui/widgets/glyph_text.h"
#include "gui/widgets/hex_colours.h"

#include <QAbstractScrollArea>

class QAction;

namespace memdelbrot {

// Memory as addresses, hex cells, text and typed columns, all three to be edited by typing. The vertical scroll bar is a
// map over the regions in proportion; the position itself is a row of 64 bits.
class HexView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);
    ~HexView() override;

    [[nodiscard]] HexDocument& document() { return m_document; }
    [[nodiscard]] const HexDocument& document() const { return m_document; }

    // Typed columns; nullopt: none. A row begins at `origin`. REQUIRES: items of 1 to kWidestItem bytes.
    void setTyped(const std::optional<Dtype>& dtype, Address origin);
    [[nodiscard]] const std::optional<Dtype>& typed() const { return m_dtype; }
    void setArray(const AddressRange& array);  // tinted: what the view was opened on
    void setArrayFreed(bool isFreed);  // tinted as what is not the array any more
    [[nodiscard]] bool isArrayFreed() const { return m_isArrayFreed; }
    [[nodiscard]] const AddressRange& array() const { return m_array; }
    void goTo(Address address, HexArea area);  // shows it, unmapped pages too, and puts the cursor there
    void select(const AddressRange& range);  // REQUIRES: not empty
    void setHovered(const AddressRange& range);  // empty: none
    // Hovered elsewhere: where it is out of sight, its row is shown over the last one. The view stays where it is.
    void showHovered(const AddressRange& range);
    [[nodiscard]] std::optional<HexRow> glancedRow() const;  // the row that is shown so
    [[nodiscard]] const AddressRange& hover() const { return m_hover; }

    [[nodiscard]] const HexCursor& cursor() const { return m_cursor; }
    [[nodiscard]] const HexColumns& columns() const { return m_columns; }
    [[nodiscard]] std::uint64_t topRow() const { return m_top; }
    [[nodiscard]] std::uint64_t rowsShown() const;
    // In the viewport; empty above and below what is in sight. Scrolled to the right it may lie beneath the address.
    [[nodiscard]] QRect cellRect(HexArea area, Address address) const;
    [[nodiscard]] int addressWidth() const { return m_columns.addressWidth() * m_text.cellWidth(); }  // pixels
    [[nodiscard]] QString cursorText() const;  // what the cursor's cell holds, for ears
    [[nodiscard]] QString byteText(Address address) const;  // address, value or why there is none
    // "float64 1.5": the element of the typed columns that holds the byte, uncut. Empty: none does, or it is not read yet.
    [[nodiscard]] QString elementText(Address address) const;

    [[nodiscard]] std::optional<Address> pointerAtCursor() const;  // nullopt: its 8 bytes are not all readable

public slots:
    void copySelection();  // as the cursor's column shows it
    void copyAsHex();
    void copyAsText();
    void copyAddress();
    void paste();
    void selectAll();  // the array, or else the region of the cursor
    void followPointer();

signals:
    void cursorMoved(memdelbrot::Address address);
    void selectionChanged(const memdelbrot::AddressRange& range);
    void hovered(const memdelbrot::AddressRange& range);  // empty: nothing any more
    void pointerFollowed(memdelbrot::Address address);
    void describeRequested(memdelbrot::Address address, const QPoint& globalPosition);
    void refused(const memdelbrot::Error& error);  // what was typed or pasted cannot be written
    void told(const QString& text);  // for the status line: what was copied
    void edited();  // a key that writes was accepted
    void editChanged();  // what is typed into a cell and not accepted yet is another text, or dropped

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;

private:
    void connectDocument();
    void addCommands();
    QAction* addCommand(const char* name, const QString& text, const QKeySequence& shortcut, void (HexView::*act)());

    void layOut();
    void showRows();
    void showBytes();
    void updateAddressDigits();
    [[nodiscard]] int fittingDigits() const;
    [[nodiscard]] int neededDigits() const;
    void scrollTo(std::uint64_t top);  // by the user, or on behalf: what is in sight then is what he looks at
    void placeTop(std::uint64_t top);  // because the view or its rows changed: the anchor stays
    void scrollByAction(int action);
    void ensureCursorVisible();
    void keepAnchor();
    void showWithRoom(Address address);
    void moved(const AddressRange& before);
    void leave(const AddressRange& before);  // moved, by other means than typing

    bool navigate(QKeyEvent* event);
    bool moveWithControl(int key, HexCursor::Select select);
    bool editKey(QKeyEvent* event);
    void type(const QString& text);
    void typeHex(const QString& text);
    void typeText(const QString& text);
    void typeElement(const QString& text);
    void beginTyped();
    bool commitTyped();
    bool writeTyped(std::vector<std::byte> bytes);  // one step to undo with what was typed before it
    bool write(std::vector<std::byte> bytes, TypedRunId run = {});
    void dropEdit();
    bool stepArea(bool forward);
    void copyAs(HexArea area);
    [[nodiscard]] Result<std::vector<std::byte>> parsed(const QString& text) const;

    struct Hit {
        Address address;
        HexArea area;
    };
    [[nodiscard]] std::optional<Hit> hit(const QPoint& position) const;

    HexDocument m_document;
    GlyphText m_text;
    HexColours m_colours;
    HexColumns m_columns;
    HexCursor m_cursor;
    HexEdit m_edit;
    TypedRun m_run;
    HexScrollMap m_scroll;
    std::optional<Dtype> m_dtype;
    Address m_origin;
    AddressRange m_array;
    bool m_isArrayFreed = false;
    AddressRange m_hover;
    bool m_isGlance = false;  // it is hovered elsewhere
    std::uint64_t m_top = 0;
    Address m_anchor;  // keeps its place when regions come and go: the cursor where it is in sight, else the top
    std::uint64_t m_anchorLine = 0;  // rows from the top to the anchor
    bool m_isPlaced = false;  // the cursor's address is still to be shown once the regions are known
    int m_wheel = 0;  // eighths of a degree not yet scrolled
    QTimer m_fading;
    Job m_copyJob;
};

}  // namespace memdelbrot
