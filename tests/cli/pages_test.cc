// A quote from a paged source names its page, on the way from the reader through the store to the answer.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "cli/command.h"
#include "tests/cli/subprocess.h"
#include "tests/ingest/sketch.h"

namespace concord::testing {
namespace {

Sketch Rules() {
  Sketch sketch;
  sketch.Page().Text(70, 100, "Article 1").Text(70, 130, "The harbour office shall publish its rules.");
  sketch.Page().Text(70, 100, "Article 2").Text(70, 130, "Every pilot shall keep a log.");
  return sketch;
}

TEST(PagesTest, EvidenceNamesThePage) {
  const Workplace workplace;
  workplace.Write("in/rules.words", Rules().List());
  workplace.Write("in/plain.txt", "Article 1\n\nEvery crane shall keep a log.\n");
  ASSERT_EQ(workplace.Run({"ingest", "in"}).exit_code, kExitOk);

  const Outcome found = workplace.Run({"search", "pilot"});
  EXPECT_NE(found.out.find(", p. 2)"), std::string::npos) << Describe(found);
  const Outcome without = workplace.Run({"search", "crane"});
  EXPECT_EQ(without.out.find(", p. "), std::string::npos) << Describe(without);

  const Outcome shown = workplace.Run({"show", "rules", "--json"});
  ASSERT_EQ(shown.exit_code, kExitOk) << Describe(shown);
  const Outcome json = workplace.Run({"search", "harbour office", "--json"});
  rapidjson::Document answer;
  answer.Parse(json.out.c_str());
  ASSERT_FALSE(answer.HasParseError());
  ASSERT_GT(answer["rows"].Size(), 0U);
  EXPECT_EQ(answer["rows"][0]["evidence"][0]["page"].GetUint(), 1U) << json.out;
  EXPECT_EQ(workplace.Run({"check"}).exit_code, kExitOk);
}

TEST(PagesTest, PdfFileIsIngested) {
  if (!std::filesystem::exists(std::string(CONCORD_BINARY_DIR) + "/concord-pdf"))
    GTEST_SKIP() << "needs the program concord-pdf, which needs libpoppler-cpp-dev";
  const Workplace workplace;
  workplace.Write("in/rules.pdf", Rules().Pdf());
  workplace.Write("in/cut.pdf", Rules().Pdf().substr(0, 300));
  const Outcome ingested = workplace.Run({"ingest", "in", "--jobs", "2"});
  EXPECT_EQ(ingested.exit_code, kExitFindings) << Describe(ingested);  // cut.pdf is refused, the run goes on
  EXPECT_NE(workplace.Run({"search", "pilot"}).out.find(", p. 2)"), std::string::npos);
}

// A folder without concord-pdf beside the program and in PATH.
TEST(PagesTest, MissingProgramIsNamed) {
  const Workplace workplace;
  workplace.Write("in/rules.pdf", Rules().Pdf());
  std::filesystem::copy_file(Program(), workplace.path() / "concord");
  const Outcome outcome =
      Subprocess({workplace.path() / "concord", "ingest", "in"}, workplace.path(),
                 {"CONCORD_STORE=" + workplace.store().string(), "NO_COLOR=1", "PATH=/nowhere"})
          .Wait();
  EXPECT_EQ(outcome.exit_code, kExitFindings) << Describe(outcome);
  EXPECT_NE(outcome.err.find("libpoppler-cpp-dev"), std::string::npos) << Describe(outcome);
}

}  // namespace
}  // namespace concord::testing
