// Runs the examples that we ship: every line of the README's ```sh blocks, in their order, on one store.
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

// Lines of fenced blocks marked `sh`, from the top of the page to its end.
std::vector<std::string> CommandsOf(std::string_view page) {
  std::vector<std::string> commands;
  bool inside = false;
  for (const std::string_view line : Split(page, '\n')) {
    if (line.starts_with("```")) {
      inside = line == "```sh";
    } else if (inside && !Trim(line).empty()) {
      commands.emplace_back(line);
    }
  }
  return commands;
}

TEST(ReadmeTest, EveryCommandWorks) {
  const Workplace workplace;
  size_t run = 0;
  for (const std::string& command : CommandsOf(ReadFileOrDie(SourceDir() / "README.md"))) {
    SCOPED_TRACE(command);
    if (command.starts_with("scripts/")) continue;  // ScriptsAreWhole and DemoShowsThreeAnswers look at these
    const Outcome outcome = workplace.Shell(command);
    EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
    EXPECT_FALSE(outcome.out.empty()) << Describe(outcome);
    ++run;
  }
  EXPECT_GE(run, 12u);
  for (const char* made : {"meridian.graphml", "oecd.dot", "incidents/nodes.csv"}) {
    EXPECT_TRUE(std::filesystem::exists(workplace.path() / made)) << made;
  }
}

TEST(ReadmeTest, ScriptsAreWhole) {
  const Workplace workplace;
  size_t scripts = 0;
  for (const std::string& command : CommandsOf(ReadFileOrDie(SourceDir() / "README.md"))) {
    if (!command.starts_with("scripts/")) continue;
    SCOPED_TRACE(command);
    const Outcome outcome = workplace.Shell("test -x " + command + " && bash -n " + command);
    EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
    // Either may be the first command on a bare machine.
    EXPECT_NE(ReadFileOrDie(SourceDir() / command).find("\nscripts/setup.sh\n"), std::string::npos);
    ++scripts;
  }
  EXPECT_EQ(scripts, 2u);
}

// What scripts/try.sh does after the build.
TEST(ReadmeTest, DemoShowsThreeAnswers) {
  const Workplace workplace;
  const Outcome outcome =
      workplace.Shell("scripts/demo.sh '" + Program() + "' '" + workplace.store().string() + "'");
  ASSERT_EQ(outcome.exit_code, 0) << Describe(outcome);
  // From the crosswalk, by its labels; a venue that four documents name; a citation of the law by its
  // regulation.
  EXPECT_NE(outcome.out.find("Forgotten service"), std::string::npos) << Describe(outcome);
  EXPECT_NE(outcome.out.find("OECD"), std::string::npos) << Describe(outcome);
  EXPECT_NE(outcome.out.find("digraph"), std::string::npos) << Describe(outcome);
  EXPECT_TRUE(std::filesystem::exists(workplace.path() / "incident-reports.graphml"));
}

}  // namespace
}  // namespace concord::testing
