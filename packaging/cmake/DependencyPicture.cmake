# The picture of src/README.md: a library may use what its row names, and what those may use in turn. Nothing else.
set(MEMDELBROT_PICTURE
    "base:"
    "memory:base"
    "decode:base"
    "search:memory,decode"
    "symbols:memory"
    "layout:memory,decode,symbols"
    "objects:layout"
    "process:memory,symbols"
    "fractal:base,decode"
    "worker-protocol:base"
    "parser-protocol:base"
    "worker-process:worker-protocol"
    "parser-process:parser-protocol"
    "worker-client:process,layout,worker-protocol"
    "parser-client:process,layout,parser-protocol"
    "python:process"
    "workbench:search,objects,fractal,worker-client,parser-client,python"
    "gui:workbench"
    "cli:workbench"
    "app:gui"
)

foreach(row IN LISTS MEMDELBROT_PICTURE)
    string(REGEX MATCH "^([^:]+):(.*)$" _ "${row}")
    set(name ${CMAKE_MATCH_1})
    string(REPLACE "," ";" direct "${CMAKE_MATCH_2}")
    set(reachable ${direct})
    foreach(used IN LISTS direct)
        list(APPEND reachable ${MEMDELBROT_MAY_USE_${used}})
    endforeach()
    list(REMOVE_DUPLICATES reachable)
    set(MEMDELBROT_MAY_USE_${name} ${reachable})
    list(APPEND MEMDELBROT_PICTURE_NAMES ${name})
endforeach()

function(memdelbrot_check_uses name)
    if(NOT name IN_LIST MEMDELBROT_PICTURE_NAMES)
        message(FATAL_ERROR "${name} is not in the dependency picture (packaging/cmake/DependencyPicture.cmake)")
    endif()
    foreach(used IN LISTS ARGN)
        if(NOT used IN_LIST MEMDELBROT_MAY_USE_${name})
            message(FATAL_ERROR "${name} may not use ${used}: the dependency picture allows ${MEMDELBROT_MAY_USE_${name}}")
        endif()
    endforeach()
endfunction()
