#pragma once

#include "decode/dtype.h"
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
    static constexpr std::uint64_t kMostBytes = std::uint64_t {64} << 20;   // the journal keeps what stood there

    explicit FillBar(QWidget* parent = nullptr);

    void open(const AddressRange& range, const Dtype& dtype);

signals:
    void filled(memdelbrot::Address address, const std::vector<std::byte>& bytes);
    void refused(const memdelbrot::Error& error);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill();

    QLabel* m_what;
    QLineEdit* m_value;
    AddressRange m_range;
    std::optional<Dtype> m_dtype;
};

// The value as often as it goes wholly into `size` bytes. Errors: parseElement's, TooLarge, InvalidArgument (nothing fits).
[[nodiscard]] Result<std::vector<std::byte>> repeatedElement(const Dtype& dtype, std::string_view value, std::uint64_t size);

}  // namespace memdelbrot
