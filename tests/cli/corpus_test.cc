// Real documents: every text, Markdown, HTML, Akoma Ntoso and PDF file of the shared corpus goes in, each
// refused one has a reason, and the store proves clean.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "cli/command.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

TEST(CorpusTest, IngestsAndChecksClean) {
  CONCORD_NEED_SHARED();
  const Workplace workplace;
  size_t files = 0;
  for (const char* format : {"txt", "md", "html", "akn", "pdf"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SharedDir() / "corpus" / format)) {
      if (!entry.is_regular_file()) continue;
      const auto target =
          workplace.path() / "corpus" / std::filesystem::relative(entry.path(), SharedDir() / "corpus");
      std::filesystem::create_directories(target.parent_path());
      std::filesystem::copy_file(entry.path(), target);
      ++files;
    }
  }
  ASSERT_GT(files, 400u);
  std::filesystem::copy_file(SharedDir() / "corpus" / "MANIFEST.tsv",
                             workplace.path() / "corpus" / "MANIFEST.tsv");

  const Outcome outcome = workplace.Run({"ingest", "corpus", "--manifest", "corpus/MANIFEST.tsv", "--json"});
  ASSERT_TRUE(outcome.exit_code == kExitOk || outcome.exit_code == kExitFindings) << Describe(outcome);
  rapidjson::Document report;
  report.Parse(outcome.out.c_str());
  ASSERT_FALSE(report.HasParseError());
  for (const auto& refused : report["refused"].GetArray()) {
    EXPECT_GT(std::string_view(refused["message"].GetString()).size(), 10u);
  }
  EXPECT_EQ(report["stored"].Size() + report["unchanged"].Size() + report["refused"].Size(), files);
  size_t measures = 0;
  for (const auto& stored : report["stored"].GetArray()) measures += stored["measures"].GetUint64();
  EXPECT_GT(measures, files) << "policy documents have measures";

  const Outcome check = workplace.Run({"check"});
  EXPECT_EQ(check.exit_code, kExitOk) << Describe(check);
}

}  // namespace
}  // namespace concord::testing
