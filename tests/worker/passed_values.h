#pragma once

#include "worker/client/worker.h"

#include <cstring>

namespace memdelbrot::testing {

template <typename T>
PassedValue passed(PassedType type, T value)
{
    PassedValue result{.type = type};
    std::memcpy(result.bytes.data(), &value, std::min(sizeof value, result.bytes.size()));
    return result;
}

inline PassedValue int32(int value)
{
    return passed(PassedType::Int32, value);
}
inline PassedValue float64(double value)
{
    return passed(PassedType::Double, value);
}
inline PassedValue pointer(Address address)
{
    return passed(PassedType::Pointer, address.value());
}

template <typename T>
T valueOf(const CallResult& result)
{
    T value = {};
    std::memcpy(&value, result.result.bytes.data(), sizeof value);
    return value;
}

}  // namespace memdelbrot::testing
