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

# Headers that nearly every source includes, read once for a target instead of once for a source. Off by default: a
# source that forgets an include would not be noticed.
function(concord_precompile target)
  if(CONCORD_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map>
      <memory> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>
      <fmt/format.h>)
  endif()
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
endfunction()

# concord_room(ROOM ...): the library of all sources below ROOM/.
function(concord_room room)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${room}/*.cc)
  concord_library(${room} "${sources}" ${ARGN})
endfunction()

# concord_embed(TARGET FOLDER): the files of FOLDER become bytes in TARGET, listed by
# ingest/facts/embedded.h's EmbeddedFiles(), so that the program needs no file beside it.
function(concord_embed target folder)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.tsv)
  set(asm "  .section .rodata\n")
  set(table "")
  set(externs "")
  set(n 0)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    string(APPEND asm "  .global concord_file_${n}\nconcord_file_${n}:\n  .incbin \"${file}\"\n  .global concord_file_${n}_end\nconcord_file_${n}_end:\n  .byte 0\n")
    string(APPEND externs "extern const char concord_file_${n}[], concord_file_${n}_end[];\n")
    string(APPEND table "    {\"${name}\", {concord_file_${n}, static_cast<size_t>(concord_file_${n}_end - concord_file_${n})}},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND asm "  .section .note.GNU-stack,\"\",@progbits\n")
  set(out ${CMAKE_BINARY_DIR}/embedded/${target})
  file(CONFIGURE OUTPUT ${out}.S CONTENT "${asm}" @ONLY)
  file(CONFIGURE OUTPUT ${out}.cc CONTENT
"#include \"ingest/facts/embedded.h\"
extern \"C\" {
${externs}}
namespace concord {
std::vector<EmbeddedFile> EmbeddedFiles() {
  return {
${table}  };
}
}  // namespace concord
" @ONLY)
  set_source_files_properties(${out}.S PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${out}.S ${out}.cc)
endfunction()
