#include "cli/progress_bar.h"

#include <gtest/gtest.h>

#include <sstream>

namespace concord {
namespace {

std::string Shown(bool terminal, uint64_t done, uint64_t all, std::string_view what) {
  std::ostringstream out, err;
  Context context;
  context.out = &out;
  context.err = &err;
  context.progress = terminal;
  ProgressBar(context).Show(done, all, what);
  EXPECT_EQ(out.str(), "");
  return err.str();
}

TEST(ProgressBar, FillsAsWorkIsDone) {
  EXPECT_EQ(Shown(true, 0, 4, "texts"), "\r\x1b[K[                        ] 0/4 texts");
  EXPECT_EQ(Shown(true, 1, 4, "texts"), "\r\x1b[K[======                  ] 1/4 texts");
}

TEST(ProgressBar, IsGoneWhenAllIsDone) { EXPECT_TRUE(Shown(true, 4, 4, "texts").ends_with("\r\x1b[K")); }

TEST(ProgressBar, ShowsNothingWithoutATerminal) { EXPECT_EQ(Shown(false, 1, 4, "texts"), ""); }

TEST(ProgressBar, KeepsTheEndOfAPathAndObeysNoName) {
  const std::string path = std::string(60, 'a') + "/ü\x1b[2J.txt";
  const std::string shown = Shown(true, 1, 4, path);
  EXPECT_NE(shown.find("…"), std::string::npos);
  EXPECT_NE(shown.find(".txt"), std::string::npos);
  EXPECT_EQ(shown.find("\x1b[2J"), std::string::npos);
}

TEST(ProgressBar, OfNothingIsDone) { EXPECT_TRUE(Shown(true, 0, 0, "texts").ends_with("\r\x1b[K")); }

}  // namespace
}  // namespace concord
