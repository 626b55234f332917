# What base/version.cc says: the version of project(), and the commit. Whoever builds from an archive may pass
# -DCONCORD_COMMIT=...; in a clone git tells it, and CMake runs again after each commit.
set(CONCORD_COMMIT "" CACHE STRING "Commit of the source, where git does not know it")
set(commit "${CONCORD_COMMIT}")
if(NOT commit)
  find_program(GIT_PROGRAM git)
  if(GIT_PROGRAM AND EXISTS ${CMAKE_SOURCE_DIR}/.git)
    execute_process(COMMAND ${GIT_PROGRAM} rev-parse --short=12 HEAD WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    execute_process(COMMAND ${GIT_PROGRAM} rev-parse --git-path logs/HEAD WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                    OUTPUT_VARIABLE log OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    get_filename_component(log "${log}" ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
    if(EXISTS ${log})
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${log})
    endif()
  endif()
endif()
if(NOT commit)
  set(commit unknown)
endif()
set(CONCORD_COMMIT_SHORT ${commit})
set_source_files_properties(base/version.cc PROPERTIES COMPILE_DEFINITIONS
  "CONCORD_VERSION=\"${PROJECT_VERSION}\";CONCORD_COMMIT=\"${commit}\"")
