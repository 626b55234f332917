#include "base/delayed_library.h"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <array>
#include <cstring>

namespace concord {
namespace {

constexpr size_t kPage = 4096;
// A page of its own, which the test may leave read-only.
alignas(kPage) std::array<void*, kPage / sizeof(void*)> slots;

TEST(DelayedLibraryTest, FillsTheSlotsAndLeavesThemReadOnly) {
  const std::array<const char*, 2> names = {"cbrt", "hypot"};
  slots[2] = &slots;
  const DelayedLibrary library = {"libm.so.6", names.data(), slots.data(), names.size()};
  ConcordLoadDelayed(&library);
  double (*cube_root)(double) = nullptr;
  std::memcpy(&cube_root, slots.data(), sizeof(cube_root));
  EXPECT_DOUBLE_EQ(cube_root(27), 3);
  double (*length)(double, double) = nullptr;
  std::memcpy(&length, &slots[1], sizeof(length));
  EXPECT_EQ(length(3, 4), 5);
  EXPECT_EQ(slots[2], &slots);  // behind the last
  EXPECT_DEATH(*const_cast<void* volatile*>(slots.data()) = nullptr, "");
  ConcordLoadDelayed(&library);  // again, as another thread would that came at the same time
  EXPECT_DOUBLE_EQ(cube_root(8), 2);
  mprotect(slots.data(), kPage, PROT_READ | PROT_WRITE);
}

TEST(DelayedLibraryTest, EndsTheProgramWhereTheLoaderWould) {
  const std::array<const char*, 1> names = {"no_such_function"};
  const DelayedLibrary none = {"libnone.so.0", names.data(), slots.data(), names.size()};
  EXPECT_EXIT(ConcordLoadDelayed(&none), testing::ExitedWithCode(127), "libnone.so.0");
  const DelayedLibrary lacking = {"libm.so.6", names.data(), slots.data(), names.size()};
  EXPECT_EXIT(ConcordLoadDelayed(&lacking), testing::ExitedWithCode(127), "no_such_function");
}

}  // namespace
}  // namespace concord
