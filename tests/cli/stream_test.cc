// Documents through `extract --jsonl -` and `import --jsonl`, as a cluster would take them.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/base64.h"
#include "base/file.h"
#include "base/text.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

class StreamTest : public ::testing::Test {
 protected:
  // The documents of the sample, dealt out to files that are read in turn.
  void WriteDocuments(size_t parts) {
    const std::filesystem::path sample = SourceDir() / "datasets" / "sample";
    std::vector<std::string> lines(parts);
    size_t n = 0;
    const std::vector<std::filesystem::path> files = *ListFiles(sample);
    for (const std::filesystem::path& path : files) {
      lines[n++ % parts] += R"({"name":")" + path.generic_string() + R"(","base64":")" +
                            ToBase64(ReadFileOrDie(sample / path)) + "\"}\n";
    }
    for (size_t i = 0; i < parts; ++i) workplace_.Write("documents" + std::to_string(i), lines[i]);
  }

  std::string Exported(const std::string& store) const {
    const Outcome outcome =
        workplace_.Run({"--store", store, "export", "--format", "jsonl", "--output", store + ".out/"});
    EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
    const std::filesystem::path folder = workplace_.path() / (store + ".out");
    return ReadFileOrDie(folder / "nodes.jsonl") + ReadFileOrDie(folder / "edges.jsonl");
  }

  Workplace workplace_;
};

TEST_F(StreamTest, PartsInAnyOrderMakeTheStoreOfIngest) {
  WriteDocuments(3);
  const Outcome ingested = workplace_.Run(
      {"--store", "one", "ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"});
  ASSERT_EQ(ingested.exit_code, 0) << Describe(ingested);
  for (const char* part : {"2", "0", "1"}) {
    const Outcome outcome = workplace_.Shell(
        std::string("concord extract --jsonl - --manifest datasets/sample/MANIFEST.tsv <documents") + part +
        " >rows" + part);
    // The list of the files is no document, and the run says so.
    EXPECT_EQ(
        outcome.exit_code,
        workplace_.Read(std::string("rows") + part).find("\"kind\":\"error\"") == std::string::npos ? 0 : 4)
        << Describe(outcome);
  }
  const Outcome imported = workplace_.Run(
      {"--store", "two", "--json", "import", "--jsonl", "rows2", "--jsonl", "rows1", "--jsonl", "rows0"});
  EXPECT_EQ(imported.exit_code, 4) << Describe(imported);
  EXPECT_NE(imported.out.find("\"schema\":\"concord.ingest/1\""), std::string::npos);
  EXPECT_EQ(Exported("one"), Exported("two"));
}

// Two guides of one number took its key in a stream, and keys of their own in ingest.
TEST_F(StreamTest, ANumberOfSeveralFilesIsNoKeyOfAStream) {
  workplace_.Write("in/lamp-7-a-guide-for-keepers-with-changes.txt",
                   "Keepers shall light the lamps at dusk.\n");
  workplace_.Write("in/lamp-7-a-guide-for-keepers-without-them.txt",
                   "Keepers shall trim the lamps at dawn.\n");
  workplace_.Write("in/lamp-8-a-guide-for-keepers-of-many-lamps.txt", "Keepers shall count the lamps.\n");
  ASSERT_EQ(workplace_.Run({"--store", "one", "ingest", "in"}).exit_code, 0);
  const std::vector<std::filesystem::path> files = *ListFiles(workplace_.path() / "in");
  std::string names;
  for (const std::filesystem::path& file : files) names += file.generic_string() + "\n";
  workplace_.Write("names", names);
  for (const std::filesystem::path& file : files) {  // each alone, as parts of a cluster may be
    workplace_.Write("document", "{\"name\":\"" + file.generic_string() + "\",\"base64\":\"" +
                                     ToBase64(workplace_.Read("in/" + file.generic_string())) + "\"}\n");
    const Outcome outcome = workplace_.Shell("concord extract --jsonl - --names names <document >>rows");
    ASSERT_EQ(outcome.exit_code, 0) << Describe(outcome);
  }
  ASSERT_EQ(workplace_.Run({"--store", "two", "import", "--jsonl", "rows"}).exit_code, 0);
  EXPECT_NE(Exported("one").find("\"key\":\"lamp-8@"), std::string::npos);
  EXPECT_EQ(Exported("one").find("\"key\":\"lamp-7@"), std::string::npos);
  EXPECT_EQ(Exported("one"), Exported("two"));
}

TEST_F(StreamTest, OneProgramReadsWhatTheOtherWrites) {
  WriteDocuments(1);
  const Outcome ingested = workplace_.Run({"--store", "one", "ingest", "datasets/sample"});
  ASSERT_EQ(ingested.exit_code, 0) << Describe(ingested);
  const Outcome piped =
      workplace_.Shell("concord extract --jsonl - <documents0 | concord --store two import --jsonl -");
  EXPECT_EQ(piped.exit_code, 4) << Describe(piped);
  EXPECT_NE(piped.err.find("MANIFEST.tsv: it lists files"), std::string::npos) << Describe(piped);
  EXPECT_EQ(Exported("one"), Exported("two"));
}

TEST_F(StreamTest, TheRowsOfTheTablesAreWhatInitStores) {
  const Outcome rows = workplace_.Run({"datasets", "rows"});
  ASSERT_EQ(rows.exit_code, 0) << Describe(rows);
  const auto count = [&rows](const std::string& kind) {
    size_t n = 0;
    for (const std::string_view line : Split(rows.out, '\n'))
      n += line.starts_with("{\"kind\":\"" + kind + "\"");
    return std::to_string(n);
  };
  const Outcome init = workplace_.Run({"--json", "init"});
  EXPECT_NE(init.out.find("\"nodes\":" + count("node") + ",\"edges\":" + count("edge")), std::string::npos)
      << Describe(init) << count("node") << " " << count("edge");
}

// `map` has a second way from a store to the same suggestions.
TEST_F(StreamTest, SuggestionsAreThoseOfMap) {
  ASSERT_EQ(workplace_.Run({"ingest", "datasets/sample"}).exit_code, 0);
  const std::string words = "--no-model --top 2";
  const Outcome map = workplace_.Shell(
      "concord --json map tideway-controls lantern-risks --suggest-only " + words +
      R"x( | tr '{' '\n' | sed -nE 's/.*"subject":"([^"]*)".*"object":"([^"]*)".*/\1 \2/p')x");
  workplace_.Write("lines", "{\"a\":\"tideway-controls\"}\n{\"a\":\"no-such-framework\"}\n");
  const Outcome stream =
      workplace_.Shell("concord suggest --jsonl - --to lantern-risks " + words +
                       R"x( <lines | sed -nE 's/.*"subject":"([^"]*)","object":"([^"]*)".*/\1 \2/p')x");
  EXPECT_GT(std::ranges::count(map.out, '\n'), 5) << Describe(map);
  EXPECT_EQ(stream.out, map.out) << Describe(stream);
  EXPECT_EQ(workplace_.Shell("concord suggest - --to lantern-risks <lines").exit_code, 4);
  EXPECT_EQ(workplace_.Shell("concord suggest lines").exit_code, 2);
}

TEST_F(StreamTest, WhatDoesNotGoTogetherIsSaid) {
  WriteDocuments(1);
  for (const char* words :
       {"extract - --print document <documents0", "extract - --as a@1 <documents0",
        "extract datasets/sample/records/coastal-code.txt --manifest datasets/sample/MANIFEST.tsv",
        "import --jsonl - --jsonl rows", "import --jsonl rows --nodes A=b.csv"}) {
    EXPECT_EQ(workplace_.Shell(std::string("concord ") + words).exit_code, 2) << words;
  }
}

}  // namespace
}  // namespace concord::testing
