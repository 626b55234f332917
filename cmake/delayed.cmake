# Libraries that few runs of a program need are loaded when they are first called (base/delayed_library.h). The
# loader binds every symbol of a program at its start (hardening.cmake), and these libraries bring half of the others
# with them: so they cost 10 ms of every run. Their functions are named here; a missing name is an undefined reference
# when a program is linked.
#
# For x86-64 alone; elsewhere, and for who links our installed libraries, they are linked as any other.

# concord_delay(TARGET FILE FUNCTION...): what links TARGET is linked with stand-ins of the functions of the shared
# library FILE. libraries.cmake made TARGET.
function(concord_delay target file)
  execute_process(COMMAND ${CMAKE_READELF} -d ${file} OUTPUT_VARIABLE dynamic)
  if(NOT dynamic MATCHES "\\(SONAME\\)[^[]*\\[([^]]+)\\]")
    message(FATAL_ERROR "${file} should be a shared library with a name")
  endif()
  set(soname ${CMAKE_MATCH_1})
  string(MAKE_C_IDENTIFIER ${target} id)
  string(TOLOWER concord_delayed_${id} id)
  set(text "")
  set(slots "")
  set(names "")
  set(strings "")
  set(count 0)
  foreach(function IN LISTS ARGN)
    # The second part is where a slot leads at first: it says which slot to take once the library is there.
    string(APPEND text "
  .globl ${function}
  .hidden ${function}
  .type ${function}, @function
${function}:
  endbr64
  jmp *.Lslots+8*${count}(%rip)
.Lfirst_${count}:
  endbr64
  leaq .Lslots+8*${count}(%rip), %r11
  jmp .Lload
  .size ${function}, .-${function}
")
    string(APPEND slots "  .quad .Lfirst_${count}\n")
    string(APPEND names "  .quad .Lname_${count}\n")
    string(APPEND strings ".Lname_${count}: .string \"${function}\"\n")
    math(EXPR count "${count} + 1")
  endforeach()
  # Everything in which arguments can be (System V ABI for AMD64, 3.2.3) is put aside meanwhile. Fewer than ten
  # pushes and 128 bytes keep the stack at a multiple of 16.
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/delayed/${id}.S @ONLY CONTENT "  .text
.Lload:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  pushq %rax
  pushq %rdi
  pushq %rsi
  pushq %rdx
  pushq %rcx
  pushq %r8
  pushq %r9
  pushq %r11
  subq $128, %rsp
  movups %xmm0, (%rsp)
  movups %xmm1, 16(%rsp)
  movups %xmm2, 32(%rsp)
  movups %xmm3, 48(%rsp)
  movups %xmm4, 64(%rsp)
  movups %xmm5, 80(%rsp)
  movups %xmm6, 96(%rsp)
  movups %xmm7, 112(%rsp)
  leaq .Llibrary(%rip), %rdi
  call ConcordLoadDelayed
  movups (%rsp), %xmm0
  movups 16(%rsp), %xmm1
  movups 32(%rsp), %xmm2
  movups 48(%rsp), %xmm3
  movups 64(%rsp), %xmm4
  movups 80(%rsp), %xmm5
  movups 96(%rsp), %xmm6
  movups 112(%rsp), %xmm7
  addq $128, %rsp
  popq %r11
  popq %r9
  popq %r8
  popq %rcx
  popq %rdx
  popq %rsi
  popq %rdi
  popq %rax
  popq %rbp
  .cfi_def_cfa %rsp, 8
  jmp *(%r11)
  .cfi_endproc
${text}
  .section .data.rel.ro,\"aw\"
  .balign 8
.Lslots:
${slots}.Lnames:
${names}.Llibrary:
  .quad .Lfile, .Lnames, .Lslots, ${count}
  .section .rodata
.Lfile: .string \"${soname}\"
${strings}  .section .note.GNU-stack,\"\",@progbits
")
  add_library(${id} STATIC ${CMAKE_BINARY_DIR}/delayed/${id}.S)
  target_link_libraries(${id} PRIVATE concord_base ${CMAKE_DL_LIBS})
  set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES ${id})
  set_property(GLOBAL APPEND PROPERTY CONCORD_DELAYED_FILES ${file})
endfunction()

if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  return()
endif()
concord_delay(Curl ${Curl_LIBRARY}
  curl_easy_cleanup curl_easy_getinfo curl_easy_init curl_easy_perform curl_easy_setopt curl_easy_strerror curl_free
  curl_global_init curl_slist_append curl_slist_free_all curl_url curl_url_cleanup curl_url_get curl_url_set)
concord_delay(LibArchive ${LibArchive_LIBRARY}
  archive_entry_filetype archive_entry_hardlink archive_entry_is_encrypted archive_entry_pathname
  archive_entry_pathname_utf8 archive_error_string archive_read_data_block archive_read_free archive_read_new
  archive_read_next_header archive_read_open_memory archive_read_set_format_option archive_read_support_filter_gzip
  archive_read_support_format_tar archive_read_support_format_zip_seekable)
concord_delay(PkgConfig::raptor2 ${raptor2_LINK_LIBRARIES}
  raptor_free_parser raptor_free_uri raptor_free_world raptor_new_parser raptor_new_uri raptor_new_world_internal
  raptor_parser_parse_abort raptor_parser_parse_chunk raptor_parser_parse_start raptor_parser_set_option
  raptor_parser_set_statement_handler raptor_uri_as_counted_string raptor_world_open raptor_world_set_flag
  raptor_world_set_log_handler)
concord_delay(XlsxWriter ${XlsxWriter_LIBRARY}
  format_set_align format_set_bg_color format_set_bold format_set_border format_set_text_wrap lxw_strerror
  workbook_add_format workbook_add_worksheet workbook_close workbook_new_opt workbook_set_properties
  worksheet_autofilter worksheet_data_validation_range worksheet_freeze_panes worksheet_set_column_opt
  worksheet_write_number worksheet_write_string)
if(CONCORD_ONEDNN)
  concord_delay(Dnnl ${Dnnl_LIBRARY}
    dnnl_sgemm dnnl_gemm_u8s8s32 dnnl_get_effective_cpu_isa dnnl_set_max_cpu_isa
    omp_set_num_threads)  # the last is in a library of its own below
endif()
concord_delay(Cld2 ${Cld2_LIBRARY}
  _ZN4CLD212LanguageCodeENS_8LanguageE _ZN4CLD221DetectLanguageSummaryEPKcibPNS_8LanguageEPiS4_Pb)
concord_delay(LibEdit ${LibEdit_LIBRARY}
  el_deletestr el_end el_get el_gets el_init el_insertstr el_line el_reset el_set el_source history history_end
  history_init)
