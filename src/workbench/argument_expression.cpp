#include "workbench/argument_expression.h"

#include "workbench/address_expression.h"

namespace memdelbrot {

namespace {

using Kind = AddressNode::Kind;

tl::unexpected<Error> notUnderstood()
{
    return failure({.code = ErrorCode::Syntax,
                    .detail = "not a whole number, nor such numbers and $names with + - * and brackets"});
}

tl::unexpected<Error> tooLarge()
{
    return failure({.code = ErrorCode::TooLarge, .detail = "it leaves 64 bits"});
}

// Zero is not negative.
IntegerText signedText(bool isNegative, std::uint64_t magnitude)
{
    return {.isNegative = isNegative && magnitude != 0, .magnitude = magnitude};
}

Result<IntegerText> sum(const IntegerText& left, const IntegerText& right)
{
    if (left.isNegative != right.isNegative) {
        const bool isLeftLarger = left.magnitude > right.magnitude;
        return isLeftLarger ? signedText(left.isNegative, left.magnitude - right.magnitude)
                            : signedText(right.isNegative, right.magnitude - left.magnitude);
    }
    std::uint64_t magnitude = 0;
    if (__builtin_add_overflow(left.magnitude, right.magnitude, &magnitude))
        return tooLarge();
    return signedText(left.isNegative, magnitude);
}

Result<IntegerText> product(const IntegerText& left, const IntegerText& right)
{
    std::uint64_t magnitude = 0;
    if (__builtin_mul_overflow(left.magnitude, right.magnitude, &magnitude))
        return tooLarge();
    return signedText(left.isNegative != right.isNegative, magnitude);
}

Result<IntegerText> named(const std::string& name, const NamedValues& names)
{
    const auto text = names(name);
    if (!text)
        return failure(text.error());
    const auto value = parsedInteger(*text);
    if (!value)
        return failure(
            {.code = ErrorCode::InvalidArgument, .detail = "$" + name + " is " + *text + ": no whole number"});
    return *value;
}

Result<IntegerText> valueOf(const AddressNode& node, const NamedValues& names)
{
    if (node.kind == Kind::Number)
        return signedText(false, node.number);
    if (node.kind == Kind::Allocation)
        return named(node.name, names);
    if (node.kind != Kind::Add && node.kind != Kind::Subtract && node.kind != Kind::Multiply)
        return notUnderstood();
    const auto left = valueOf(node.parts[0], names);
    if (!left)
        return left;
    const auto right = valueOf(node.parts[1], names);
    if (!right)
        return right;
    if (node.kind == Kind::Multiply)
        return product(*left, *right);
    const bool isSubtracted = node.kind == Kind::Subtract;
    return sum(*left, signedText(right->isNegative != isSubtracted, right->magnitude));
}

}  // namespace

bool isArgumentExpression(const std::string& text)
{
    return text.find_first_of("+*()", 0) != std::string::npos || text.find('-', 1) != std::string::npos;
}

Result<IntegerText> argumentValue(const std::string& text, const NamedValues& names)
{
    // Addresses have no sign of their own.
    const auto node = parseAddressExpression(text.starts_with('-') ? "0" + text : text, {});
    if (!node && node.error().code == ErrorCode::TooLarge)
        return tooLarge();
    return node ? valueOf(*node, names) : notUnderstood();
}

}  // namespace memdelbrot
