# What every target of ours is compiled with, as one INTERFACE target.
option(MEMDELBROT_TESTS "Build the tests" ON)
option(MEMDELBROT_BENCHMARKS "Build the benchmarks" OFF)
option(MEMDELBROT_FUZZ "Build the fuzz targets (clang)" OFF)
option(MEMDELBROT_WERROR "Treat warnings as errors" OFF)
set(MEMDELBROT_SANITIZE "" CACHE STRING "Sanitizers for everything but the worker: address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)   # the programs find each other beside themselves

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

# moc 6.4.2 fails on libstdc++ 12's <concepts> where <compare> is the first header it meets; nothing moc reads needs it.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS=1)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # Precompiled headers are cached only with these words of sloppiness; the base folder lets clones share results.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()

add_library(memdelbrot_options INTERFACE)
target_include_directories(memdelbrot_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(memdelbrot_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    -ffp-contract=off)   # exactness of the counts; aarch64 contracts by default
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(memdelbrot_options INTERFACE -Wno-missing-field-initializers -fpch-preprocess)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    target_compile_options(memdelbrot_options INTERFACE -Wno-missing-field-initializers -Wno-missing-designated-field-initializers)
endif()
if(MEMDELBROT_WERROR)
    target_compile_options(memdelbrot_options INTERFACE -Werror)
endif()
target_compile_definitions(memdelbrot_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    MEMDELBROT_VERSION="${PROJECT_VERSION}")
if(MEMDELBROT_FUZZ)   # everything is measured for coverage, so that the fuzzer sees what its inputs reach
    target_compile_options(memdelbrot_options INTERFACE -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer)
    target_link_options(memdelbrot_options INTERFACE -fsanitize=fuzzer-no-link,address)
endif()

# Kept apart from the options: the worker is never sanitized (the address sanitizer replaces the malloc under inspection).
add_library(memdelbrot_sanitizers INTERFACE)
if(MEMDELBROT_SANITIZE)
    target_compile_options(memdelbrot_sanitizers INTERFACE -fsanitize=${MEMDELBROT_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(memdelbrot_sanitizers INTERFACE -fsanitize=${MEMDELBROT_SANITIZE})
endif()
