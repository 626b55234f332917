// --format svg of the verbs that draw crosswalks.
#include <gtest/gtest.h>

#include "cli/command.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

TEST(PictureCommandTest, CrosswalksAreDrawnAndOtherAnswersSayThatTheyAreNot) {
  const Workplace workplace;
  const Outcome ingested =
      workplace.Run({"ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"});
  ASSERT_EQ(ingested.exit_code, kExitOk) << Describe(ingested);
  const std::vector<std::vector<std::string>> drawn = {
      {"map", "tideway-controls", "lantern-risks", "--no-model", "--format", "svg"},
      {"map", "tideway-controls", "lantern-risks", "--no-model", "--suggest-only", "--format", "svg"},
      {"map", "meridian-convention", "lakeside-communique", "--no-model", "--format", "svg"},
      {"gaps", "tideway-controls", "--by", "lantern-risks", "--format", "svg"},
      {"coverage", "tideway-controls", "--by", "lantern-risks,mit-risk-domain", "--format", "svg"},
      {"coverage", "--cols", "mit-risk-domain", "--rows", "actor", "--format", "svg"},
  };
  for (const auto& words : drawn) {
    const Outcome outcome = workplace.Run(words);
    EXPECT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
    EXPECT_TRUE(outcome.out.starts_with("<svg") && outcome.out.ends_with("</svg>\n")) << Describe(outcome);
    EXPECT_EQ(workplace.Run(words).out, outcome.out) << "the same store, the same picture";
  }
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"gaps", "--forum", "oecd", "--format", "svg"},
           {"map", "tideway-controls", "lantern-risks", "--no-model", "--format", "png"},
           {"coverage", "tideway-controls", "--by", "lantern-risks", "--format", "svg-graph"}}) {
    const Outcome outcome = workplace.Run(words);
    EXPECT_EQ(outcome.exit_code, kExitUsage) << Describe(outcome);
    EXPECT_TRUE(outcome.out.empty());
  }
}

}  // namespace
}  // namespace concord::testing
