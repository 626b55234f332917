#include "base/scratch_folder.h"

#include <gtest/gtest.h>

#include "base/file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

TEST(ScratchFolder, GoesWithTheObjectAndAllThatIsInIt) {
  fs::path path;
  {
    Result<ScratchFolder> made = ScratchFolder::Make("test");
    ASSERT_TRUE(made);
    const ScratchFolder folder = std::move(*made);
    path = folder.path();
    EXPECT_TRUE(fs::is_directory(path));
    EXPECT_NE(path, ScratchFolder::Make("test")->path());
    fs::create_directory(path / "below");
    ASSERT_TRUE(WriteFile(path / "below" / "file", "x"));
  }
  EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace concord
