# What makes an error in memory harder to exploit; tests/cli/hardening_test.cc looks at the programs.
#
# Addresses of functions are resolved when a program starts, and cannot be overwritten afterwards. Programs are
# position independent, as Debian's compilers make them.
add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
# What users run also watches its stack, checks the lengths of copies, and marks where jumps may lead (a few per cent of
# the time). Developers' builds, which have sanitizers instead, go without.
if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
  add_compile_options(-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    add_compile_options(-fcf-protection)
  endif()
endif()
