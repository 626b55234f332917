// The exit codes that cli/command.h promises, each from a situation that a user can come into.
#include <gtest/gtest.h>

#include <fstream>

#include "cli/command.h"
#include "graph/store.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

class ExitCodeTest : public ::testing::Test {
 protected:
  // Runs and expects the code; what failed says so on stderr and keeps stdout clean.
  Outcome Expect(int code, const std::vector<std::string>& words) {
    Outcome outcome = workplace_.Run(words);
    EXPECT_EQ(outcome.exit_code, code) << words.front() << "\n" << Describe(outcome);
    if (code != kExitOk && code != kExitFindings) {
      EXPECT_TRUE(outcome.out.empty()) << Describe(outcome);
      EXPECT_TRUE(outcome.err.starts_with("concord: ")) << Describe(outcome);
    }
    return outcome;
  }
  void IngestSample() {
    Expect(kExitOk, {"init"});
    Expect(kExitOk, {"ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"});
  }

  Workplace workplace_;
};

TEST_F(ExitCodeTest, HelpAndVersionAreNoErrors) {
  const Outcome help = Expect(kExitOk, {"--help"});
  EXPECT_LT(help.out.find("Examples:"), help.out.find("Options:")) << "examples come first";
  EXPECT_TRUE(help.err.empty());
  EXPECT_TRUE(Expect(kExitOk, {"--version"}).out.starts_with("concord "));
  for (const Command& command : Commands()) {
    SCOPED_TRACE(command.name);
    const Outcome verb = Expect(kExitOk, {std::string(command.name), "--help"});
    EXPECT_LT(verb.out.find("Examples:"), verb.out.find("Options:"));
  }
}

TEST_F(ExitCodeTest, WrongCallsAreTwo) {
  Expect(kExitUsage, {"--json"});
  EXPECT_NE(Expect(kExitUsage, {"mpa", "a", "b"}).err.find("'map'"), std::string::npos);
  EXPECT_NE(Expect(kExitUsage, {"ingets", "a"}).err.find("'ingest'"), std::string::npos);
  Expect(kExitUsage, {"ingest"});
  Expect(kExitUsage, {"init", "--no-such-option"});
  Expect(kExitUsage, {"ingest", "datasets/sample", "--jobs", "many"});
  Expect(kExitUsage, {"ingest", "datasets/sample", "--as", "one-key-for-all"});
}

TEST_F(ExitCodeTest, WrongValuesAreTwoAndNameTheRightOnes) {
  IngestSample();
  const Outcome format = Expect(kExitUsage, {"export", "--format", "gephi"});
  for (const char* known : {"graphml", "jsonld", "csv", "dot"}) {
    EXPECT_NE(format.err.find(known), std::string::npos) << Describe(format);
  }
  Expect(kExitUsage, {"map", "tideway-controls"});
  Expect(kExitUsage, {"map", "tideway-controls", "lantern-risks", "--top", "none"});
}

TEST_F(ExitCodeTest, WhatIsNotThereIsThree) {
  Expect(kExitNotFound, {"stats"});  // no store
  EXPECT_FALSE(std::filesystem::exists(workplace_.store())) << "a question makes no store";
  IngestSample();
  const Outcome framework = Expect(kExitNotFound, {"map", "tidewya-controls", "lantern-risks"});
  EXPECT_NE(framework.err.find("tideway-controls"), std::string::npos) << Describe(framework);
  Expect(kExitNotFound, {"show", "no-such-document-anywhere"});
  Expect(kExitNotFound, {"export", "no-such-document-anywhere"});
  Expect(kExitNotFound, {"remove", "no-such-document-anywhere"});
}

// "cannot open: No such file or directory" was a failure (1) for some verbs and "no such file" (3) for
// others.
TEST_F(ExitCodeTest, AFileThatIsNotThereIsThreeForEveryVerb) {
  IngestSample();
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"ingest", "absent.txt"},
        {"extract", "absent.txt"},
        {"lint", "absent.txt"},
        {"lint", "--fix", "absent.txt"},
        {"query", "--file", "absent.txt"},
        {"ingest", "datasets/sample", "--manifest", "absent.txt"},
        {"import", "--nodes", "Thing=absent.txt"},
        {"import", "--jsonl", "absent.txt"},
        {"review", "tideway-controls", "lantern-risks", "--in", "absent.txt", "--reviewer", "Ada Example"}}) {
    const Outcome outcome = Expect(kExitNotFound, words);
    EXPECT_NE(outcome.err.find("absent.txt: there is no such file"), std::string::npos) << Describe(outcome);
  }
}

TEST_F(ExitCodeTest, RefusedFilesAreFourAndTheOthersAreStored) {
  workplace_.Write("in/good.txt", "Article 1\n\nProviders shall keep records.\n");
  workplace_.Write("in/bad.xml",
                   "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act>");
  const Outcome outcome = Expect(kExitFindings, {"ingest", "in"});
  EXPECT_NE(outcome.err.find("bad.xml"), std::string::npos) << Describe(outcome);
  EXPECT_EQ(Expect(kExitOk, {"show", "good"}).err, "");
  Expect(kExitOk, {"check"});
}

TEST_F(ExitCodeTest, AStoreInUseIsFive) {
  IngestSample();
  const auto writer = OpenStore(workplace_.store(), OpenMode::kMustExist);
  ASSERT_TRUE(writer.has_value()) << writer.error().ToString();
  Expect(kExitStore, {"ingest", "datasets/sample"});
  // Readers are many, and a writer does not disturb them.
  Expect(kExitOk, {"stats"});
}

TEST_F(ExitCodeTest, ADamagedStoreIsFive) {
  IngestSample();
  for (const auto& file : std::filesystem::recursive_directory_iterator(workplace_.store())) {
    if (file.path().filename() == "CURRENT") std::ofstream(file.path(), std::ios::trunc) << "nonsense\n";
  }
  Expect(kExitStore, {"stats"});
  Expect(kExitStore, {"ingest", "datasets/sample"});
}

TEST_F(ExitCodeTest, MemoryThatRunsOutIsOneAndNoAbort) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers reserve more addresses than the limit of this test";
#endif
  // Less room than the file needs, and more than the program itself.
  const Outcome outcome = workplace_.Shell(
      "head -c 150000000 /dev/zero > large.txt; ulimit -v 150000; concord extract large.txt");
  EXPECT_EQ(outcome.exit_code, kExitFailed) << Describe(outcome);
  EXPECT_EQ(outcome.err, "concord: there is not enough memory\n");
  EXPECT_EQ(outcome.out, "");
}

}  // namespace
}  // namespace concord::testing
