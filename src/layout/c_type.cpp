#include "layout/c_type.h"

namespace memdelbrot {

namespace {

std::optional<Dtype> ofSize(DtypeKind kind, std::uint64_t size, std::initializer_list<std::uint64_t> known)
{
    for (const std::uint64_t one : known) {
        if (one == size)
            return Dtype::fromKind(kind, size);
    }
    return std::nullopt;
}

}  // namespace

CType typeOf(const CRecord& record)
{
    return {.kind = CTypeKind::Record,
            .spelling = record.name,
            .size = record.size,
            .alignment = record.alignment,
            .record = std::make_shared<const CRecord>(record)};
}

std::optional<Dtype> dtypeOf(const CType& type)
{
    switch (type.kind) {
    case CTypeKind::Boolean:
        return ofSize(DtypeKind::Boolean, type.size, {1});
    case CTypeKind::SignedInteger:
        return ofSize(DtypeKind::SignedInteger, type.size, {1, 2, 4, 8});
    case CTypeKind::UnsignedInteger:
        return ofSize(DtypeKind::UnsignedInteger, type.size, {1, 2, 4, 8});
    case CTypeKind::Character:
    case CTypeKind::Enumeration:
        return ofSize(type.isSigned ? DtypeKind::SignedInteger : DtypeKind::UnsignedInteger, type.size, {1, 2, 4, 8});
    case CTypeKind::Float:
        return ofSize(DtypeKind::Float, type.size, {2, 4, 8, 16});
    case CTypeKind::Complex:
        return ofSize(DtypeKind::Complex, type.size, {8, 16});
    case CTypeKind::Pointer:
        return ofSize(DtypeKind::Pointer, type.size, {8});
    case CTypeKind::Void:
    case CTypeKind::Array:
    case CTypeKind::Record:
    case CTypeKind::Function:
        break;
    }
    return std::nullopt;
}

}  // namespace memdelbrot
