# Every library comes from Debian 12's packages (scripts/setup.sh installs them).
# A package with a CMake file of its own is found by it; the others get an imported target here.
find_package(Threads REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(pugixml REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
add_library(re2::re2 ALIAS PkgConfig::re2)
pkg_check_modules(serd REQUIRED IMPORTED_TARGET serd-0)
add_library(serd::serd ALIAS PkgConfig::serd)
pkg_check_modules(raptor2 REQUIRED IMPORTED_TARGET raptor2)
add_library(raptor2::raptor2 ALIAS PkgConfig::raptor2)

# For the program concord-pdf alone: poppler is under the GPL (pdf/README.md).
pkg_check_modules(poppler_cpp IMPORTED_TARGET poppler-cpp)

# concord_imported(NAME HEADER LIBRARY): LIBRARY "" for header-only packages.
function(concord_imported name header library)
  find_path(${name}_INCLUDE ${header} REQUIRED)
  add_library(${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${name} SYSTEM INTERFACE ${${name}_INCLUDE})
  if(library)
    find_library(${name}_LIBRARY ${library} REQUIRED)
    target_link_libraries(${name} INTERFACE ${${name}_LIBRARY})
  endif()
endfunction()
concord_imported(RocksDB rocksdb/db.h rocksdb)
concord_imported(RapidJSON rapidjson/rapidjson.h "")
concord_imported(Gumbo gumbo.h gumbo)
concord_imported(Md4c md4c.h md4c)
concord_imported(Yaml yaml.h yaml)
concord_imported(Cld2 cld2/public/compact_lang_det.h cld2)
concord_imported(LibArchive archive.h archive)
concord_imported(Expat expat.h expat)
concord_imported(Stemmer libstemmer.h stemmer)
concord_imported(XlsxWriter xlsxwriter.h xlsxwriter)
concord_imported(Dnnl oneapi/dnnl/dnnl.h dnnl)
target_link_libraries(Dnnl INTERFACE gomp)  # oneDNN's threads, which we keep to one
concord_imported(Curl curl/curl.h curl-gnutls)
concord_imported(Ncurses ncurses.h ncursesw)
concord_imported(DateTz date/tz.h date-tz)
target_compile_definitions(DateTz INTERFACE USE_OS_TZDB=1)  # as Debian built it: the system's time zones
concord_imported(BoostGraph boost/graph/graph_traits.hpp "")
# With assertions of RapidJSON left on its input would abort the program; parse errors are results here.
target_compile_definitions(RapidJSON INTERFACE RAPIDJSON_HAS_STDSTRING=1)
