#include "base/folder_sync.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/environment.h"

namespace concord {
namespace {

TEST(FolderSync, MakesAllThatIsMissingAndNothingTwice) {
  const testing::TemporaryDir dir;
  const std::filesystem::path deep = dir.path() / "a" / "b" / "c";
  ASSERT_TRUE(MakeFolder(deep));
  EXPECT_TRUE(std::filesystem::is_directory(deep));
  EXPECT_TRUE(MakeFolder(deep));
  EXPECT_TRUE(MakeFolder(deep / ""));
  EXPECT_TRUE(MakeFolder(dir.path() / "d" / ""));
  EXPECT_TRUE(std::filesystem::is_directory(dir.path() / "d"));
  EXPECT_TRUE(SyncFolder(deep));
}

TEST(FolderSync, SaysWhatStandsInTheWay) {
  const testing::TemporaryDir dir;
  std::ofstream(dir.path() / "file") << "x";
  const auto made = MakeFolder(dir.path() / "file" / "folder");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::kIo) << made.error().message;
  EXPECT_NE(made.error().message.find("folder"), std::string::npos);
  EXPECT_EQ(SyncFolder(dir.path() / "none").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace concord
