#pragma once

#include "base/result.h"

#include <complex>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace memdelbrot {

enum class DtypeKind { Boolean, SignedInteger, UnsignedInteger, Float, Complex, ByteString, UnicodeString, Pointer };
enum class ByteOrder { Little, Big };

// NumPy's scalar types: bool, int8 … uint64, float16/32/64, longdouble (16 bytes, x87 extended), complex64/128,
// S<n> (n bytes), U<n> (n UCS-4 code points), and pointer (8 bytes).
class Dtype final {
public:
    // Takes NumPy's names ("float64", "uint8", "longdouble", "S1", "bool", "pointer") and its codes with byte order
    // ("<f8", ">i4", "|S13", "<U4"). Errors: Syntax, TooLarge (S and U over 2^20 characters).
    [[nodiscard]] static Result<Dtype> parse(std::string_view text);
    // REQUIRES: a size that the kind has (dtype.cpp lists them).
    [[nodiscard]] static Dtype fromKind(DtypeKind kind, std::size_t itemSize, ByteOrder order = ByteOrder::Little);

    [[nodiscard]] DtypeKind kind() const { return m_kind; }
    [[nodiscard]] std::size_t itemSize() const { return m_itemSize; }  // bytes
    [[nodiscard]] ByteOrder order() const { return m_order; }
    [[nodiscard]] std::string name() const;  // parse(name()) is this dtype again
    [[nodiscard]] std::string code() const;  // "<f8", "|S13", as in .npy files; a pointer is "<u8"
    [[nodiscard]] Dtype withOrder(ByteOrder order) const;

    friend bool operator==(const Dtype&, const Dtype&) = default;

private:
    Dtype(DtypeKind kind, std::size_t itemSize, ByteOrder order) : m_kind(kind), m_itemSize(itemSize), m_order(order) {}

    DtypeKind m_kind;
    std::size_t m_itemSize;
    ByteOrder m_order;
};

// All scalar dtypes of fixed size, in the order in which lists show them.
[[nodiscard]] const std::vector<Dtype>& scalarDtypes();

// An element's value. Pointers are uint64; S and U are UTF-8 text (S: bytes outside ASCII as \xNN).
using Scalar = std::variant<bool, std::int64_t, std::uint64_t, double, long double, std::complex<double>, std::string>;

// REQUIRES: bytes.size() == dtype.itemSize().
[[nodiscard]] Scalar decodeElement(const Dtype& dtype, std::span<const std::byte> bytes);
// Shortest text that reads back to the same bytes (floats; NaNs lose their payload), decimal integers, 0x… pointers,
// True and False, (1+2j), b'…' for S and '…' for U: as NumPy prints a scalar.
[[nodiscard]] std::string formatElement(const Dtype& dtype, std::span<const std::byte> bytes);
// The inverse; also takes 0x… for integers and plain text for S and U. Errors: Syntax, InvalidArgument (no fit).
[[nodiscard]] Result<std::vector<std::byte>> parseElement(const Dtype& dtype, std::string_view text);

}  // namespace memdelbrot
