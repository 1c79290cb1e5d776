#include "workbench/library_call.h"

#include "layout/field_value.h"
#include "workbench/workbench.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::size_t mostScratch = 64 * 1024;         // bytes; larger arguments get pages of their own
constexpr std::size_t largestWrite = std::size_t{8} << 20;
constexpr std::uint64_t shownText = 257;               // bytes read of a text that a function returned

bool isText(const CType& type)
{
    return type.kind == CTypeKind::Pointer && type.target && type.target->kind == CTypeKind::Character
        && type.target->size == 1;
}

}  // namespace

LibraryCall::LibraryCall(Workbench& workbench, std::shared_ptr<Worker> worker, TargetId target,
                         std::shared_ptr<MemoryTarget> memory, const CSignature& signature)
    : m_workbench(workbench),
      m_worker(std::move(worker)),
      m_target(target),
      m_memory(std::move(memory)),
      m_signature(signature)
{
}

LibraryCall::~LibraryCall()
{
    for (const WorkerAllocation& allocation : m_allocated) {
        if (!m_worker->report())
            static_cast<void>(m_worker->release(allocation));
    }
}

std::string LibraryCall::argumentName(std::size_t index, const std::string& text) const
{
    std::string name = "argument " + std::to_string(index + 1);
    if (index < m_signature.parameters.size() && !m_signature.parameters[index].name.empty())
        name += " (" + m_signature.parameters[index].name + ")";
    return name + " '" + text + "'";
}

Result<void> LibraryCall::plan(const std::vector<ArgumentText>& texts, const NamedValues& names)
{
    const std::size_t wanted = m_signature.parameters.size();
    if (texts.size() < wanted || (texts.size() > wanted && !m_signature.isVariadic)) {
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = m_signature.declaration,
                        .detail = "takes " + std::to_string(wanted) + (m_signature.isVariadic ? " or more" : "")
                            + " arguments, not " + std::to_string(texts.size())});
    }
    const auto result = passedTypeOf(m_signature.result);
    if (!result)
        return failure({.code = result.error().code,
                        .subject = "the result of " + m_signature.declaration,
                        .detail = result.error().detail});
    m_request.result = *result;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto planned = i < wanted ? planArgument(m_signature.parameters[i].type, texts[i], names)
                                  : planVariadicArgument(texts[i], names);
        if (!planned) {
            Error error = planned.error();
            error.subject = argumentName(i, texts[i]);
            return failure(std::move(error));
        }
        m_planned.push_back(std::move(*planned));
    }
    if (m_signature.isVariadic)
        m_request.fixedArguments = wanted;
    return {};
}

Result<Address> LibraryCall::stored(const std::vector<std::byte>& bytes)
{
    if (bytes.size() <= mostScratch)
        return m_worker->storeScratch(bytes);
    const auto allocated = m_worker->allocate(AllocationKind::Mmap, bytes.size());
    if (!allocated)
        return failure(allocated.error());
    m_allocated.push_back(*allocated);
    for (std::size_t done = 0; done < bytes.size(); done += largestWrite) {
        const auto part = std::span(bytes).subspan(done, std::min(largestWrite, bytes.size() - done));
        if (const auto written = m_memory->write(Address(allocated->address.value() + done), part, WriteForce::No);
            !written)
            return failure(written.error());
    }
    return allocated->address;
}

Result<void> LibraryCall::storeArguments()
{
    for (PlannedArgument& planned : m_planned) {
        if (planned.view) {
            const auto address = stored(planned.bytes);
            if (!address)
                return failure(address.error());
            planned.value = passedPointer(*address);
        }
        m_request.arguments.push_back(planned.value);
    }
    return {};
}

Result<CallReport> LibraryCall::make(Address function, std::chrono::milliseconds timeout, const std::stop_token& stop)
{
    if (const auto done = storeArguments(); !done)
        return failure(done.error());
    m_request.function = function;
    m_request.timeout = timeout;
    const auto result = m_worker->call(m_request, stop);
    if (result)
        return returned(*result);
    if (m_worker->report())
        return crashReport(m_workbench, m_worker, m_signature);
    return failure(result.error());
}

CallReport LibraryCall::returned(const CallResult& result) const
{
    CallReport report{.signature = m_signature,
                      .result = passedText(m_signature.result, result.result),
                      .value = result.result,
                      .errnoValue = result.errnoValue,
                      .nanoseconds = result.nanoseconds,
                      .standardOutput = result.standardOutput,
                      .standardError = result.standardError,
                      .target = m_target};
    if (isText(m_signature.result) && passedBits(result.result) != 0)
        report.resultText = textAt(Address(passedBits(result.result)));
    for (std::size_t i = 0; i < m_planned.size(); ++i) {
        const PlannedArgument& planned = m_planned[i];
        if (!planned.view || !planned.isOutput)
            continue;
        const Address address(passedBits(planned.value));
        ReadResult read = m_memory->read(AddressRange::fromSize(address, planned.bytes.size()));
        if (read.isComplete())   // else the function has unmapped it
            report.outputs.push_back({i, address, *planned.view, std::move(read.bytes)});
    }
    return report;
}

// As far as it can be read: it may end at the end of its page.
std::string LibraryCall::textAt(Address address) const
{
    ReadResult read = m_memory->read(AddressRange::fromSize(address, shownText));
    if (!read.unreadable.empty())
        read.bytes.resize(read.unreadable.front().range.begin().value() - address.value());
    return read.bytes.empty() ? std::string() : characterArrayText(read.bytes);
}

CallReport crashReport(Workbench& workbench, const std::shared_ptr<Worker>& worker, const CSignature& signature)
{
    CallReport report{.signature = signature, .crash = worker->report()};
    if (const auto frozen = workbench.keepFrozen(worker)) {
        report.frozen = frozen->target;
        report.crash = frozen->report;
    }
    if (report.crash) {
        report.standardOutput = report.crash->standardOutput;
        report.standardError = report.crash->standardError;
    }
    return report;
}

}  // namespace memdelbrot
