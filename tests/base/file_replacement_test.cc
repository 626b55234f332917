#include "base/file_replacement.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/file.h"
#include "tests/environment.h"

namespace concord {
namespace {

namespace fs = std::filesystem;
using testing::ReadFileOrDie;

size_t FilesIn(const fs::path& folder) {
  return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(FileReplacement, UntilTheCommitTheOldBytesStay) {
  const testing::TemporaryDir dir;
  const fs::path path = dir.path() / "f";
  ASSERT_TRUE(WriteFile(path, "old"));
  {
    auto file = FileReplacement::Open(path);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->Write("half of the n"));
    EXPECT_EQ(ReadFileOrDie(path), "old");
  }
  EXPECT_EQ(ReadFileOrDie(path), "old");
  EXPECT_EQ(FilesIn(dir.path()), 1u) << "leftovers";
  auto file = FileReplacement::Open(path);
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->Write("new ") && file->Write("bytes"));
  ASSERT_TRUE(file->Commit());
  EXPECT_EQ(ReadFileOrDie(path), "new bytes");
  EXPECT_EQ(FilesIn(dir.path()), 1u);
}

// lint --fix made a file of its own out of a link, and left the real one as it was.
TEST(FileReplacement, ALinkStaysALinkAndItsFileIsReplaced) {
  const testing::TemporaryDir dir;
  fs::create_directories(dir.path() / "real");
  ASSERT_TRUE(WriteFile(dir.path() / "real/f", "old"));
  fs::create_symlink("real/f", dir.path() / "one");
  fs::create_symlink(dir.path() / "one", dir.path() / "two");
  ASSERT_TRUE(WriteFile(dir.path() / "two", "new"));
  EXPECT_TRUE(fs::is_symlink(dir.path() / "two") && fs::is_symlink(dir.path() / "one"));
  EXPECT_EQ(ReadFileOrDie(dir.path() / "real/f"), "new");
  EXPECT_EQ(FilesIn(dir.path() / "real"), 1u);
  // A link to a file that is not there yet makes it.
  fs::create_symlink("real/later", dir.path() / "three");
  ASSERT_TRUE(WriteFile(dir.path() / "three", "made"));
  EXPECT_EQ(ReadFileOrDie(dir.path() / "real/later"), "made");
  fs::create_symlink("round", dir.path() / "round");
  EXPECT_EQ(WriteFile(dir.path() / "round", "x").error().code, ErrorCode::kIo);
}

// lint --fix made private files readable for everybody.
TEST(FileReplacement, ModesStay) {
  const testing::TemporaryDir dir;
  const fs::path path = dir.path() / "f";
  for (const mode_t mode : {0600U, 0640U, 0644U, 0755U}) {
    ASSERT_TRUE(WriteFile(path, "old"));
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
    ASSERT_TRUE(WriteFile(path, "new"));
    struct stat status {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, mode);
  }
}

TEST(FileReplacement, WhatIsNoFileIsWrittenDirectly) {
  EXPECT_TRUE(WriteFile("/dev/null", "x"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  if (fs::exists("/dev/full")) {
    EXPECT_EQ(WriteFile("/dev/full", "x").error().code, ErrorCode::kIo);
  }
}

}  // namespace
}  // namespace concord
