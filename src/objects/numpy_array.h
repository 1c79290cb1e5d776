#pragma once

#include "objects/cpython_reader.h"

namespace memdelbrot {

struct NumpyArray {
    NumpyLayout layout;               // 1.x's or 2.x's
    Address data;
    std::vector<std::uint64_t> shape;
    std::vector<std::int64_t> strides;   // bytes
    std::string dtype;                // "float64", ">i4", "S3"; as NumPy's typestr where we have no name for it
    std::uint64_t itemSize = 0;       // bytes
    std::uint32_t flags = 0;
    Address dimensionsAt;
    Address stridesAt;
    Address base;
    Address descr;

    [[nodiscard]] bool isCOrder() const;
    [[nodiscard]] bool ownsData() const;
    [[nodiscard]] std::string flagsText() const;   // "C_CONTIGUOUS, OWNDATA, ALIGNED, WRITEABLE"
    // The bytes that elements lie in, also where strides are negative. Errors: TooLarge (hostile shapes).
    [[nodiscard]] Result<AddressRange> extent() const;
};

// Errors: Unsupported (a dtype's type of neither NumPy 1.x's nor 2.x's size), Unreadable, BadMessage (dimensions that no
// array has).
[[nodiscard]] Result<NumpyArray> readNumpyArray(CPythonReader& reader, const PythonObject& object);

// "array([0.0, 1.0, …], dtype=float64, shape=(3, 4))", at most `limit` elements, in C order.
[[nodiscard]] std::string numpyValue(const CPythonReader& reader, const NumpyArray& array, std::size_t limit);

}  // namespace memdelbrot
