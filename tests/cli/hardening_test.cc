// How the programs are linked: what a loader and a debugger would see of cmake/hardening.cmake.
#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>

#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

struct Links {
  bool position_independent = false, now = false, relro = false, stack_runs = false;
};

Links Read(const std::string& bytes) {
  Links links;
  Elf64_Ehdr head;
  if (bytes.size() < sizeof head || !bytes.starts_with(ELFMAG)) return links;
  std::memcpy(&head, bytes.data(), sizeof head);
  links.position_independent = head.e_type == ET_DYN;
  for (size_t i = 0; i < head.e_phnum; ++i) {
    Elf64_Phdr segment;
    std::memcpy(&segment, bytes.data() + head.e_phoff + i * sizeof segment, sizeof segment);
    links.relro = links.relro || segment.p_type == PT_GNU_RELRO;
    links.stack_runs = links.stack_runs || (segment.p_type == PT_GNU_STACK && (segment.p_flags & PF_X) != 0);
    if (segment.p_type != PT_DYNAMIC) continue;
    for (size_t at = 0; at + sizeof(Elf64_Dyn) <= segment.p_filesz; at += sizeof(Elf64_Dyn)) {
      Elf64_Dyn entry;
      std::memcpy(&entry, bytes.data() + segment.p_offset + at, sizeof entry);
      links.now = links.now || (entry.d_tag == DT_FLAGS && (entry.d_un.d_val & DF_BIND_NOW) != 0) ||
                  (entry.d_tag == DT_FLAGS_1 && (entry.d_un.d_val & DF_1_NOW) != 0);
    }
  }
  return links;
}

// Defect 16: no BIND_NOW, stack protector or FORTIFY.
TEST(HardeningTest, ProgramsCannotBeTurnedByOneOverwrittenAddress) {
  for (const char* name : {"concord", "concord-pdf"}) {
    const std::filesystem::path path = std::filesystem::path(CONCORD_BINARY_DIR) / name;
    if (!std::filesystem::exists(path)) continue;  // concord-pdf wants poppler
    SCOPED_TRACE(name);
    const std::string bytes = ReadFileOrDie(path);
    const Links links = Read(bytes);
    EXPECT_TRUE(links.position_independent);
    EXPECT_TRUE(links.now);
    EXPECT_TRUE(links.relro);
    EXPECT_FALSE(links.stack_runs);
#ifdef NDEBUG  // a release
    EXPECT_NE(bytes.find("__stack_chk_fail"), std::string::npos);
#endif
  }
}

}  // namespace
}  // namespace concord::testing
