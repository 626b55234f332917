# Helpers that give every room the same include root, warnings and header check.

function(concord_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Wold-style-cast -Woverloaded-virtual -Wconversion -Wno-sign-conversion -Wnull-dereference)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports null dereferences and overreads inside its own std::string and std::vector.
    target_compile_options(${target} PRIVATE -Wno-null-dereference -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  if(CONCORD_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# Headers that nearly every source includes, read once for a target instead of once for a source; further ones of the
# target follow its name. Off by default: a source that forgets an include would not be noticed.
function(concord_precompile target)
  if(CONCORD_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map>
      <memory> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>
      <fmt/format.h> ${ARGN})
  endif()
endfunction()

# Compiles the sources of a folder together, at most CONCORD_UNITY as one, without those that cmake/alone.txt lists
# by name or by folder.
if(CONCORD_UNITY)
  file(STRINGS ${CMAKE_SOURCE_DIR}/cmake/alone.txt CONCORD_ALONE REGEX "^[^#]")
  foreach(source IN LISTS CONCORD_ALONE)
    if(NOT EXISTS ${CMAKE_SOURCE_DIR}/${source})
      message(FATAL_ERROR "cmake/alone.txt lists ${source}, which does not exist")
    endif()
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/alone.txt)
endif()
function(concord_unity target)
  if(NOT CONCORD_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
    cmake_path(GET name PARENT_PATH folder)
    if(NOT name MATCHES "^[a-z].*\\.cc$" OR name MATCHES "^build/" OR name IN_LIST CONCORD_ALONE
       OR "${folder}/" IN_LIST CONCORD_ALONE)
      continue()
    endif()
    string(MAKE_C_IDENTIFIER ${folder} folder)
    math(EXPR ${folder}_count "${${folder}_count} + 1")
    math(EXPR part "(${${folder}_count} - 1) / ${CONCORD_UNITY}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${part})
  endforeach()
endfunction()

# concord_library(ROOM SOURCES LINKS ... PRIVATE_LINKS ...)
function(concord_library room sources)
  cmake_parse_arguments(arg "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(concord_${room} STATIC ${sources})
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${room}/*.h)
  target_sources(concord_${room} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${headers})
  set_target_properties(concord_${room} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_link_libraries(concord_${room} PUBLIC ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
  target_compile_features(concord_${room} PUBLIC cxx_std_20)
  concord_warnings(concord_${room})
  concord_precompile(concord_${room})
  concord_unity(concord_${room})
endfunction()

# concord_room(ROOM ...): the library of all sources below ROOM/.
function(concord_room room)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${room}/*.cc)
  concord_library(${room} "${sources}" ${ARGN})
endfunction()

# concord_embed(TARGET FOLDER PATTERN... HEADER h FUNCTION f): the files of FOLDER become bytes in TARGET, listed by
# HEADER's FUNCTION as EmbeddedFile (base/embedded_file.h), so that the program needs no file beside it. With RECURSE the files of folders
# below too; a name is the path from FOLDER.
function(concord_embed target folder)
  cmake_parse_arguments(arg "RECURSE" "HEADER;FUNCTION" "" ${ARGN})
  set(glob GLOB)
  if(arg_RECURSE)
    set(glob GLOB_RECURSE)
  endif()
  set(files "")
  foreach(pattern IN LISTS arg_UNPARSED_ARGUMENTS)
    file(${glob} found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/${pattern})
    list(APPEND files ${found})
  endforeach()
  set(asm "  .section .rodata\n")
  set(table "")
  set(externs "")
  set(n 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/${folder} ${file})
    set(symbol ${target}_file_${n})
    string(APPEND asm "  .global ${symbol}\n${symbol}:\n  .incbin \"${file}\"\n  .global ${symbol}_end\n${symbol}_end:\n  .byte 0\n")
    string(APPEND externs "extern const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND table "    {\"${name}\", {${symbol}, static_cast<size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND asm "  .section .note.GNU-stack,\"\",@progbits\n")
  set(out ${CMAKE_BINARY_DIR}/embedded/${target})
  file(CONFIGURE OUTPUT ${out}.S CONTENT "${asm}" @ONLY)
  file(CONFIGURE OUTPUT ${out}.cc CONTENT
"#include \"${arg_HEADER}\"
extern \"C\" {
${externs}}
namespace concord {
std::vector<EmbeddedFile> ${arg_FUNCTION}() {
  return {
${table}  };
}
}  // namespace concord
" @ONLY)
  set_source_files_properties(${out}.S PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${out}.S ${out}.cc)
endfunction()
