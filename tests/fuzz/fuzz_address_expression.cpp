// Address expressions: what parses is a tree whose nodes have the parts that their kinds promise, and no deeper than allowed.
#include "workbench/address_expression.h"

#include <cstdlib>

namespace {

using memdelbrot::AddressNode;

void check(const AddressNode& node)
{
    const bool isPair = node.kind == AddressNode::Kind::Add || node.kind == AddressNode::Kind::Subtract
        || node.kind == AddressNode::Kind::Multiply;
    const std::size_t parts = isPair ? 2 : node.kind == AddressNode::Kind::Dereference ? 1 : 0;
    if (node.parts.size() != parts)
        std::abort();
    if (node.kind == AddressNode::Kind::Symbol && (node.name.empty() || node.module.empty()))
        std::abort();
    for (const AddressNode& part : node.parts)
        check(part);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    static const std::vector<std::string> modules{"libc.so.6", "libstdc++.so.6",  "libstdc",
                                                  "7z.so",     "/opt/a b/lib.so", ""};
    const auto node = parseAddressExpression({reinterpret_cast<const char*>(data), size}, modules);
    if (node)
        check(*node);
    else if (node.error().code != ErrorCode::Syntax && node.error().code != ErrorCode::TooLarge)
        std::abort();
    return 0;
}
