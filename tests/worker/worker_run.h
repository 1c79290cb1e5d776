#pragma once

#include "worker/passed_values.h"

#include <QtTest>

namespace memdelbrot::testing {

// A worker with one library loaded. An Error of a step ends the test, with its text.
class WorkerRun final {
public:
    explicit WorkerRun(const std::string& libraryName, bool usePtrace = true)
    {
        auto started = Worker::start({.usePtrace = usePtrace});
        if (!started)
            qFatal("no worker: %s %s", started.error().subject.c_str(), started.error().detail.c_str());
        worker = std::move(*started);
        library =
            worker->load(libraryName.find('/') == std::string::npos && libraryName.find(".so") == std::string::npos
                             ? SUBJECTS_FOLDER "/lib" + libraryName + ".so"
                             : libraryName);
        if (!library)
            qFatal("not loaded: %s", library.error().detail.c_str());
    }

    [[nodiscard]] Result<CallResult> call(const std::string& name, PassedType result = PassedType::Void,
                                          std::vector<PassedValue> arguments = {}, CallRequest request = {}) const
    {
        const auto function = worker->symbol(*library, name);
        if (!function)
            return failure(function.error());
        request.function = *function;
        request.result = result;
        request.arguments = std::move(arguments);
        return worker->call(request);
    }

    std::unique_ptr<Worker> worker;
    Result<LoadedLibrary> library;
};

}  // namespace memdelbrot::testing
