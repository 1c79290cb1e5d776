#pragma once

#include "decode/dtype.h"
#include "gui/models/jobs.h"
#include "memory/address_range.h"

#include <QFrame>

#include <optional>

class QLabel;
class QLineEdit;

namespace memdelbrot {

// Asks for the value that the selected bytes are to be filled with.
class FillBar final : public QFrame {
    Q_OBJECT

public:
    static constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;   // the journal keeps what stood there

    explicit FillBar(QWidget* parent = nullptr);

    void open(const AddressRange& range, const Dtype& dtype);
    void abandon();   // another target is shown: hides, and a fill that is on its way is not delivered

signals:
    void filled(memdelbrot::Address address, const std::shared_ptr<std::vector<std::byte>>& bytes);  // theirs to take
    void refused(const memdelbrot::Error& error);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill();

    QLabel* m_what;
    QLineEdit* m_value;
    AddressRange m_range;
    std::optional<Dtype> m_dtype;
    Job m_building;
};

// The bytes of a value that is to fill `size` bytes. Errors: parseElement's, TooLarge, InvalidArgument (nothing fits).
[[nodiscard]] Result<std::vector<std::byte>> fillElement(const Dtype& dtype, std::string_view value,
                                                         std::uint64_t size);

}  // namespace memdelbrot
