// How the programs are linked: what a loader and a debugger would see of cmake/hardening.cmake.
#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

struct Links {
  bool position_independent = false, now = false, relro = false, stack_runs = false;
  std::vector<std::string> needed;  // libraries that the loader takes at the start
};

// Where an address of the loaded program is in its file.
size_t OffsetOf(const std::string& bytes, const Elf64_Ehdr& head, Elf64_Addr address) {
  for (size_t i = 0; i < head.e_phnum; ++i) {
    Elf64_Phdr segment;
    std::memcpy(&segment, bytes.data() + head.e_phoff + i * sizeof segment, sizeof segment);
    if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
        address < segment.p_vaddr + segment.p_filesz)
      return address - segment.p_vaddr + segment.p_offset;
  }
  return bytes.size();
}

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
    std::vector<size_t> names;  // in the table of strings
    Elf64_Addr strings = 0;
    for (size_t at = 0; at + sizeof(Elf64_Dyn) <= segment.p_filesz; at += sizeof(Elf64_Dyn)) {
      Elf64_Dyn entry;
      std::memcpy(&entry, bytes.data() + segment.p_offset + at, sizeof entry);
      links.now = links.now || (entry.d_tag == DT_FLAGS && (entry.d_un.d_val & DF_BIND_NOW) != 0) ||
                  (entry.d_tag == DT_FLAGS_1 && (entry.d_un.d_val & DF_1_NOW) != 0);
      if (entry.d_tag == DT_NEEDED) names.push_back(entry.d_un.d_val);
      if (entry.d_tag == DT_STRTAB) strings = entry.d_un.d_ptr;
    }
    for (const size_t name : names) {
      const size_t at = OffsetOf(bytes, head, strings) + name;
      if (at < bytes.size()) links.needed.emplace_back(bytes.c_str() + at);
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

// Each of these brings others with it, and the loader binds every symbol of all of them: 10 ms of every run.
TEST(HardeningTest, NoRunLoadsWhatFewRunsNeed) {
#ifdef __x86_64__  // cmake/delayed.cmake
  const Links links = Read(ReadFileOrDie(std::filesystem::path(CONCORD_BINARY_DIR) / "concord"));
  EXPECT_FALSE(links.needed.empty());
  for (const std::string& name : links.needed) {
    for (const char* delayed : {"libarchive.", "libcld2.", "libcurl", "libdnnl.", "libedit.", "libgnutls.",
                                "libgomp.", "libraptor2.", "libxlsxwriter."})
      EXPECT_FALSE(name.starts_with(delayed)) << name;
#ifdef NDEBUG  // a release: cmake/libraries.cmake
    EXPECT_FALSE(name.starts_with("librocksdb.")) << name;
#endif
  }
#endif
}

}  // namespace
}  // namespace concord::testing
