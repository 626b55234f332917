#include "base/file.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "tests/environment.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

void Touch(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << path.filename().string();
}

TEST(File, WrittenIsReadBack) {
  const testing::TemporaryDir dir;
  const fs::path path = dir.path() / "f";
  const std::string bytes("a\0b\n\xFF", 5);
  ASSERT_TRUE(WriteFile(path, bytes));
  EXPECT_EQ(ReadFile(path, 100).value(), bytes);
  ASSERT_TRUE(WriteFile(path, ""));
  EXPECT_EQ(ReadFile(path, 0).value(), "");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()), 1) << "leftovers";
}

// Defect 14: `extract FIFO` blocked for ever.
TEST(File, APipeThatNobodyWritesToIsEmpty) {
  const testing::TemporaryDir dir;
  ASSERT_EQ(mkfifo((dir.path() / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(ReadFile(dir.path() / "pipe", 100).value(), "");
}

TEST(File, APipeIsReadToItsEnd) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  ASSERT_EQ(write(ends[1], "lamp", 4), 4);
  close(ends[1]);
  EXPECT_EQ(ReadFile("/dev/fd/" + std::to_string(ends[0]), 100).value(), "lamp");
  close(ends[0]);
}

TEST(File, ALargerFileThanTheLimit) {
  const testing::TemporaryDir dir;
  ASSERT_TRUE(WriteFile(dir.path() / "f", "12345"));
  EXPECT_TRUE(ReadFile(dir.path() / "f", 5));
  const auto refused = ReadFile(dir.path() / "f", 4);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimit);
  EXPECT_EQ(refused.error().source, (dir.path() / "f").string());
}

TEST(File, WhatCannotBeReadOrWritten) {
  const testing::TemporaryDir dir;
  EXPECT_EQ(ReadFile(dir.path() / "absent", 9).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ReadFile(dir.path(), 9).error().code, ErrorCode::kIo);
  EXPECT_EQ(WriteFile(dir.path() / "no" / "f", "x").error().code, ErrorCode::kIo);
  ASSERT_TRUE(fs::create_directory(dir.path() / "folder"));
  EXPECT_EQ(WriteFile(dir.path() / "folder", "x").error().code, ErrorCode::kIo);
  EXPECT_EQ(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()), 1) << "leftovers";
}

TEST(File, FilesWithoutAStatedSize) {
  if (!fs::exists("/proc/self/status")) GTEST_SKIP() << "no /proc here";
  const auto status = ReadFile("/proc/self/status", 1 << 20);
  ASSERT_TRUE(status);
  EXPECT_NE(status->find("Name:"), std::string::npos);
}

TEST(ListFiles, SortedByBytesWithoutHiddenOnes) {
  const testing::TemporaryDir dir;
  for (const char* name : {"b/x", "b.txt", "B/y", "a/deep/er/z", ".git/config", "a/.hidden", "é"}) {
    Touch(dir.path() / name);
  }
  fs::create_directory_symlink(dir.path() / "b", dir.path() / "link");
  const auto files = ListFiles(dir.path());
  ASSERT_TRUE(files);
  EXPECT_EQ(*files, (std::vector<fs::path>{"B/y", "a/deep/er/z", "b.txt", "b/x", "é"}));
}

// As one of those who may not read all files: root reads the folder as well.
TEST(ListFiles, AFolderThatCannotBeListedIsOneThatCannotBeRead) {
  const testing::TemporaryDir dir;
  for (const char* name : {"a", "closed/b", "z/c"}) Touch(dir.path() / name);
  fs::permissions(dir.path() / "closed", fs::perms::none);
  const auto files = ListFiles(dir.path());
  const bool root =
      fs::directory_iterator(dir.path() / "closed", fs::directory_options::skip_permission_denied) !=
      fs::directory_iterator();
  fs::permissions(dir.path() / "closed", fs::perms::owner_all);
  ASSERT_TRUE(files);
  EXPECT_EQ(*files, (std::vector<fs::path>{"a", root ? "closed/b" : "closed", "z/c"}));
}

TEST(ListFiles, OneFileAndNone) {
  const testing::TemporaryDir dir;
  Touch(dir.path() / "one");
  EXPECT_EQ(ListFiles(dir.path() / "one").value(), std::vector<fs::path>{"one"});
  EXPECT_EQ(ListFiles(dir.path() / "two").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace concord
