// Real documents: every text, Markdown, HTML and Akoma Ntoso file of the shared corpus goes in, each
// refused one has a reason, and the store proves clean.
//
// Takes every twelfth file of a format, or all of them with CONCORD_CORPUS=all.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>

#include "cli/command.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

TEST(CorpusTest, IngestsAndChecksClean) {
  CONCORD_NEED_SHARED();
  const char* given = std::getenv("CONCORD_CORPUS");
  const size_t step = given != nullptr && std::string_view(given) == "all" ? 1 : 12;
  const Workplace workplace;
  size_t files = 0;
  for (const char* format : {"txt", "md", "html", "akn"}) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SharedDir() / "corpus" / format)) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    for (size_t i = 0; i < paths.size(); i += step) {
      const auto target =
          workplace.path() / "corpus" / std::filesystem::relative(paths[i], SharedDir() / "corpus");
      std::filesystem::create_directories(target.parent_path());
      std::filesystem::copy_file(paths[i], target);
      ++files;
    }
  }
  ASSERT_GT(files, 30u);
  std::filesystem::copy_file(SharedDir() / "corpus" / "MANIFEST.tsv",
                             workplace.path() / "corpus" / "MANIFEST.tsv");

  const Outcome outcome = workplace.Run({"ingest", "corpus", "--manifest", "corpus/MANIFEST.tsv", "--json"});
  ASSERT_TRUE(outcome.exit_code == kExitOk || outcome.exit_code == kExitFindings) << Describe(outcome);
  rapidjson::Document report;
  report.Parse(outcome.out.c_str());
  ASSERT_FALSE(report.HasParseError());
  for (const auto& refused : report["refused"].GetArray()) {
    EXPECT_GT(std::string_view(refused["message"].GetString()).size(), 10u);
    ADD_FAILURE() << "refused " << refused["path"].GetString() << ": " << refused["message"].GetString();
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
