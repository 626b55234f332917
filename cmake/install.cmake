# What `cmake --install` puts in place: the programs, the library (one static library for each room), its headers, a
# CMake package and a pkg-config file, both named concord-kg. Headers are included as in this tree:
# #include "app/question.h". tests/install/ builds an example against the result.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The Debian package has the component "runtime" (cmake/package.cmake).
set(rooms base graph mapping ingest query app server)
set(includes ${CMAKE_INSTALL_INCLUDEDIR}/concord-kg)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/concord-kg)
foreach(room IN LISTS rooms)
  set_target_properties(concord_${room} PROPERTIES EXPORT_NAME ${room})
  install(TARGETS concord_${room} EXPORT concord-kg ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
          FILE_SET HEADERS DESTINATION ${includes})
  # Tables that headers include.
  install(DIRECTORY ${CMAKE_SOURCE_DIR}/${room} DESTINATION ${includes} FILES_MATCHING PATTERN "*.def")
endforeach()
install(EXPORT concord-kg NAMESPACE concord-kg:: FILE concord-kg-targets.cmake DESTINATION ${package})

install(TARGETS concord RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
if(TARGET concord-pdf)
  install(TARGETS concord-pdf RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
endif()

install(DIRECTORY ${CONCORD_MANUAL}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR}
        COMPONENT runtime)
install(DIRECTORY ${CONCORD_MANUAL}/completions/bash/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        COMPONENT runtime)
install(DIRECTORY ${CONCORD_MANUAL}/completions/zsh/ DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
        COMPONENT runtime)
install(DIRECTORY ${CONCORD_MANUAL}/completions/fish/ DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
        COMPONENT runtime)

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/concord-kg-config.cmake @ONLY CONTENT
"# find_package(concord-kg) makes the targets concord-kg::app, ::query, ::ingest, ::mapping, ::graph and ::base.
set(CONCORD_LIBRARY_ONLY ON)
include(\"\${CMAKE_CURRENT_LIST_DIR}/libraries.cmake\")
include(\"\${CMAKE_CURRENT_LIST_DIR}/concord-kg-targets.cmake\")
")
write_basic_package_version_file(${CMAKE_BINARY_DIR}/concord-kg-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/concord-kg-config.cmake ${CMAKE_BINARY_DIR}/concord-kg-config-version.cmake
        ${CMAKE_SOURCE_DIR}/cmake/libraries.cmake DESTINATION ${package})

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/concord-kg.pc @ONLY CONTENT
"prefix=@CMAKE_INSTALL_PREFIX@
libdir=\${prefix}/@CMAKE_INSTALL_LIBDIR@
includedir=\${prefix}/@includes@

Name: concord-kg
Description: Policy documents as a graph, and questions to it
Version: @PROJECT_VERSION@
Requires: fmt icu-uc icu-i18n libcrypto pugixml re2 serd-0 raptor2 libarchive expat yaml-0.1
Cflags: -I\${includedir} -std=c++20
Libs: -L\${libdir} -lconcord_server -lconcord_app -lconcord_query -lconcord_ingest -lconcord_mapping -lconcord_graph -lconcord_base -lrocksdb -lgumbo -lmd4c -lcld2 -lstemmer -lxlsxwriter -ldnnl -lgomp -lcurl-gnutls -lz -ldate-tz -ldl -pthread
")
install(FILES ${CMAKE_BINARY_DIR}/concord-kg.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
