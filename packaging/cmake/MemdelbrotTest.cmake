# memdelbrot_test(NAME SOURCES … [USES our libraries …] [LINKS …] [LABELS …] [TIMEOUT s]): one QTest program, run offscreen.
# Programs under inspection are added with memdelbrot_subject(NAME SOURCES …) and found by the definition SUBJECTS_FOLDER.
function(memdelbrot_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;USES;LINKS;LABELS")
    list(TRANSFORM arg_USES PREPEND memdelbrot_)
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_options(${name} PRIVATE -include support/patient_tries.h)
    target_compile_definitions(${name} PRIVATE
        SUBJECTS_FOLDER="${PROJECT_BINARY_DIR}/subjects" BINARY_FOLDER="${PROJECT_BINARY_DIR}/bin"
        SOURCE_FOLDER="${PROJECT_SOURCE_DIR}" TEST_PYTHON="/usr/bin/python3")
    target_link_libraries(${name} PRIVATE memdelbrot_options memdelbrot_sanitizers ${arg_USES} ${arg_LINKS} Qt6::Test)
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8"
        LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT})
    if(MEMDELBROT_SANITIZE MATCHES thread)
        # QProcess forks with shared memory, which the sanitizer takes for a fork that could start threads.
        set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT
            "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/thread_sanitizer.supp:die_after_fork=0")
    endif()
endfunction()

function(memdelbrot_subject name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SHARED" "" "SOURCES;OPTIONS")
    if(arg_SHARED)
        add_library(${name} SHARED ${arg_SOURCES})
    else()
        add_executable(${name} ${arg_SOURCES})
    endif()
    target_compile_options(${name} PRIVATE -g -O0 -fvisibility=default ${arg_OPTIONS})
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/subjects LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/subjects)
endfunction()
