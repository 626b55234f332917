// Neither the number of threads nor a second run shows in what is exported.
#include <gtest/gtest.h>

#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

// The whole graph in every format, by file.
std::map<std::string, std::string> ExportAll(const Workplace& workplace) {
  std::map<std::string, std::string> files;
  for (const char* format : {"graphml", "jsonld", "csv", "dot"}) {
    const std::string folder = std::string("out-") + format + "/";
    const Outcome outcome = workplace.Run({"export", "--format", format, "--output", folder});
    EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
    for (const auto& entry : std::filesystem::directory_iterator(workplace.path() / folder)) {
      files[folder + entry.path().filename().string()] = ReadFileOrDie(entry.path());
    }
  }
  EXPECT_GE(files.size(), 4u);
  return files;
}

void ExpectSame(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [file, bytes] : a) {
    EXPECT_GT(bytes.size(), file.ends_with("manifest.json") ? 500u : 1000u) << file;
    EXPECT_TRUE(b.contains(file) && b.at(file) == bytes) << file << " differs";
  }
}

std::map<std::string, std::string> IngestAndExport(const std::vector<std::string>& words, const char* jobs) {
  const Workplace workplace;
  std::vector<std::string> all = {"ingest", "--jobs", jobs};
  all.insert(all.end(), words.begin(), words.end());
  const Outcome outcome = workplace.Run(all);
  EXPECT_TRUE(outcome.exit_code == 0 || outcome.exit_code == 4) << Describe(outcome);
  return ExportAll(workplace);
}

TEST(JobsTest, OneAndFourThreadsGiveTheSameBytes) {
  const std::vector<std::string> sample = {(SourceDir() / "datasets" / "sample").string(), "--manifest",
                                           (SourceDir() / "datasets" / "sample" / "MANIFEST.tsv").string()};
  ExpectSame(IngestAndExport(sample, "1"), IngestAndExport(sample, "4"));
}

TEST(JobsTest, OneAndTwoThreadsGiveTheSameBytesOnRealDocuments) {
  CONCORD_NEED_SHARED();
  const std::string corpus = (SharedDir() / "corpus" / "html").string();
  ExpectSame(IngestAndExport({corpus}, "1"), IngestAndExport({corpus}, "2"));
}

TEST(JobsTest, ASecondIngestChangesNothing) {
  const Workplace workplace;
  const std::vector<std::string> words = {"ingest", "datasets/sample", "--manifest",
                                          "datasets/sample/MANIFEST.tsv"};
  ASSERT_EQ(workplace.Run(words).exit_code, 0);
  const auto before = ExportAll(workplace);
  const Outcome again = workplace.Run(words);
  EXPECT_EQ(again.exit_code, 0) << Describe(again);
  EXPECT_NE(again.out.find("stored 0 documents"), std::string::npos) << Describe(again);
  ExpectSame(before, ExportAll(workplace));
}

// A store that held something and lost it is the store that never did.
TEST(JobsTest, RemovalLeavesNoTrace) {
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"ingest", "datasets/sample/treaties"}).exit_code, 0);
  const auto before = ExportAll(workplace);
  workplace.Write("in/new.txt",
                  "Article 1\n\nThe Panel on Unheard Machines shall work with the OECD and the Guild of "
                  "Lamplighters under ISO/IEC 99123:2031.\n");
  ASSERT_EQ(workplace.Run({"ingest", "in/new.txt"}).exit_code, 0);
  const Outcome removed = workplace.Run({"remove", "new"});
  ASSERT_EQ(removed.exit_code, 0) << Describe(removed);
  ExpectSame(before, ExportAll(workplace));
  EXPECT_EQ(workplace.Run({"check"}).exit_code, 0);
}

}  // namespace
}  // namespace concord::testing
