// Two tables as editions of one work, from the files to the difference.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

rapidjson::Document JsonOf(const Outcome& outcome) {
  EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
  rapidjson::Document json;
  json.Parse(outcome.out.c_str());
  EXPECT_FALSE(json.HasParseError());
  return json;
}

TEST(EditionsTest, TablesBecomeEditionsAndTheirCrosswalksAreAtRisk) {
  const Workplace workplace;
  workplace.Write("old.tsv",
                  "framework\tid\tparent_id\ttitle\ttext\n"
                  "pier-1\tA\t\tBoats\tHow boats are kept\n"
                  "pier-1\tA-1\tA\tLamps\tEvery boat carries a lamp and a bell.\n"
                  "pier-1\tA-2\tA\tRopes\tRopes are coiled before dusk.\n");
  workplace.Write("new.tsv",
                  "framework\tid\tparent_id\ttitle\ttext\n"
                  "pier-2\tA\t\tBoats\tHow boats are kept\n"
                  "pier-2\tA-01\tA\tLamps\tEvery boat carries a lamp and a horn.\n"
                  "pier-2\tA-02\tA\t[Withdrawn: moved to A-03]\t\n"
                  "pier-2\tA-03\tA\tRopes\tRopes are coiled before dusk.\n");
  workplace.Write("rows.sssom.tsv",
                  "#mapping_set_id: https://example.org/pier\n"
                  "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
                  "pier-1:A-1\tskos:closeMatch\tport:L\tsemapv:ManualMappingCuration\n"
                  "pier-1:A\tskos:closeMatch\tport:B\tsemapv:ManualMappingCuration\n");
  ASSERT_EQ(workplace.Run({"ingest", "rows.sssom.tsv"}).exit_code, 0);
  ASSERT_EQ(workplace.Run({"ingest", "old.tsv", "--as", "pier@1"}).exit_code, 0);
  ASSERT_EQ(workplace.Run({"ingest", "new.tsv", "--as", "pier@2"}).exit_code, 0);
  const auto json =
      JsonOf(workplace.Run({"diff", "pier@1", "pier@2", "--kind", "section", "--all", "--json"}));
  std::map<std::string, std::string> rows;
  for (const auto& row : json["rows"].GetArray()) {
    rows[std::string(row["from"].GetString()) + ">" + row["to"].GetString()] =
        std::string(row["change"].GetString()) + " " + row["basis"].GetString() + " " +
        std::to_string(row["at_risk"].GetInt());
  }
  EXPECT_EQ(rows, (std::map<std::string, std::string>{{"A>A", "unchanged text 0"},
                                                      {"A-1>A-01", "reworded text 1"},
                                                      {"A-2>A-03", "renumbered stated 0"}}));
  EXPECT_EQ(workplace.Run({"check"}).exit_code, 0);
}

// What a graph tool would see of the edges: the rows of the exported table of edges that say REVISES.
std::set<std::string> Revised(const Workplace& workplace) {
  const Outcome exported = workplace.Run({"export", "--format", "csv", "--output", "whole/"});
  EXPECT_EQ(exported.exit_code, 0) << Describe(exported);
  std::set<std::string> rows;
  std::istringstream lines(ReadFileOrDie(workplace.path() / "whole/edges.csv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.find("REVISES") != std::string::npos) rows.insert(line);
  }
  EXPECT_EQ(workplace.Run({"check"}).exit_code, 0);
  return rows;
}

TEST(EditionsTest, SavedRevisionsLiveAsLongAsBothEditions) {
  const Workplace workplace;
  const auto save = [&] {
    const auto json = JsonOf(workplace.Run({"revision", "save", "pier@1", "pier@2", "--json"}));
    return json["saved"]["same"].GetInt() + json["saved"]["reworded"].GetInt();
  };
  workplace.Write("old.txt",
                  "1. Lamps\n\nEvery boat shall carry a lamp and a bell.\n\n2. Ropes\n\nKeep ropes dry.\n");
  workplace.Write("new.txt",
                  "1. Lamps\n\nEvery boat shall carry a lamp and a horn.\n\n2. Ropes\n\nKeep ropes dry.\n");
  ASSERT_EQ(workplace.Run({"ingest", "old.txt", "--as", "pier@1"}).exit_code, 0);
  ASSERT_EQ(workplace.Run({"ingest", "new.txt", "--as", "pier@2"}).exit_code, 0);
  EXPECT_TRUE(Revised(workplace).empty()) << "ingest makes none";
  const int saved = save();
  EXPECT_GE(saved, 3) << "two sections and a measure";
  const std::set<std::string> rows = Revised(workplace);
  EXPECT_EQ(rows.size(), static_cast<size_t>(saved));
  EXPECT_EQ(save(), saved);
  EXPECT_EQ(Revised(workplace).size(), rows.size());

  const Outcome shown = workplace.Run({"show", "pier@2:1"});
  EXPECT_NE(shown.out.find("REVISES"), std::string::npos) << Describe(shown);
  const Outcome why = workplace.Run({"why", "pier@2:1", "pier@1:1"});
  EXPECT_EQ(why.exit_code, 0) << Describe(why);
  EXPECT_NE(why.out.find("reworded"), std::string::npos) << Describe(why);

  // The same bytes: nothing is read, and the edges stay. Other bytes under the key: the old parts go.
  ASSERT_EQ(workplace.Run({"ingest", "new.txt", "--as", "pier@2"}).exit_code, 0);
  EXPECT_EQ(Revised(workplace).size(), rows.size());
  ASSERT_EQ(workplace.Run({"ingest", "new.txt", "--as", "pier@2", "--again"}).exit_code, 0);
  EXPECT_TRUE(Revised(workplace).empty());
  EXPECT_EQ(save(), saved);
  ASSERT_EQ(workplace.Run({"remove", "pier@1"}).exit_code, 0);
  EXPECT_TRUE(Revised(workplace).empty());
  EXPECT_EQ(workplace.Run({"revision", "remove", "pier@1", "pier@2"}).exit_code, 3);
  // Back again: the edges are not, until they are saved.
  ASSERT_EQ(workplace.Run({"ingest", "old.txt", "--as", "pier@1"}).exit_code, 0);
  EXPECT_TRUE(Revised(workplace).empty());
  EXPECT_EQ(workplace.Run({"revision", "remove", "pier@1", "pier@2"}).exit_code, 3) << "its unit went too";
  EXPECT_EQ(save(), saved);
  EXPECT_EQ(workplace.Run({"revision", "remove", "pier@1", "pier@2"}).exit_code, 0);
  EXPECT_TRUE(Revised(workplace).empty());
}

TEST(EditionsTest, ExtractShowsTheKeysThatIngestWouldGive) {
  const Workplace workplace;
  workplace.Write("old.tsv",
                  "framework\tid\tparent_id\ttitle\ttext\npier-1\tA\t\tBoats\tHow boats are kept\n");
  const Outcome shown = workplace.Run({"extract", "old.tsv", "--as", "pier@1"});
  EXPECT_EQ(shown.exit_code, 0) << Describe(shown);
  EXPECT_NE(shown.out.find("\"pier@1:a\""), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("\"pier-1:A\""), std::string::npos)
      << "the item keeps the name that crosswalks use";
}

// Rows of a table without quotes; lines with '#' are left out.
std::vector<std::map<std::string, std::string>> RowsOf(const std::filesystem::path& path) {
  std::istringstream lines(ReadFileOrDie(path));
  std::vector<std::string> names;
  std::vector<std::map<std::string, std::string>> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    std::map<std::string, std::string> row;
    size_t column = 0;
    for (const std::string_view cell : Split(line, '\t')) {
      row[column < names.size() ? names[column] : std::to_string(column)] = Trim(cell);
      ++column;
    }
    if (names.empty()) {
      for (size_t i = 0; i < column; ++i) names.push_back(row[std::to_string(i)]);
    } else {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

using Pairs = std::map<std::string, std::set<std::string>>;

// Share of the items whose first `most` candidates hold one of the experts'.
double ShareFound(const rapidjson::Document& json, const Pairs& truth, const char* key,
                  const char* candidates, size_t most) {
  std::map<std::string, std::vector<std::string>> ranked;
  for (const auto& row : json["rows"].GetArray()) {
    if (!row[key].IsString()) continue;
    std::vector<std::string>& list = ranked[row[key].GetString()];
    list.clear();
    for (const auto& one : row[candidates].GetArray()) list.emplace_back(one["key"].GetString());
  }
  size_t found = 0;
  for (const auto& [item, right] : truth) {
    const std::vector<std::string>& list = ranked[item];
    bool hit = false;
    for (size_t i = 0; i < std::min(most, list.size()); ++i) hit = hit || right.contains(list[i]);
    found += hit ? 1 : 0;
  }
  return static_cast<double>(found) / static_cast<double>(std::max<size_t>(1, truth.size()));
}

// The experts' rows stay out of the store. With --ignore-notes only words, numbers and order speak; without,
// the new edition's own placeholders do as well, on which the experts may have looked too.
TEST(EditionsTest, CyberFrameworkAgreesWithItsExperts) {
  CONCORD_NEED_SHARED();
  const auto shared = SharedDir() / "crosswalks";
  const Workplace workplace;
  Pairs new_to_old, old_to_new;
  std::map<std::string, std::set<std::string>> items;
  for (const std::string edition : {"1.1", "2.0"}) {
    const auto path = shared / "items" / ("nist-csf-" + edition + ".tsv");
    ASSERT_EQ(workplace.Run({"ingest", path.string(), "--as", "nist-csf@" + edition}).exit_code, 0);
    for (auto& row : RowsOf(path)) items[edition].insert(AsciiLower(row["id"]));
  }
  for (auto& row : RowsOf(shared / "sssom" / "nist-csf-2.0__nist-csf-1.1.sssom.tsv")) {
    if (row["predicate_modifier"] == "Not") continue;
    const std::string subject = AsciiLower(row["subject_id"].substr(row["subject_id"].find(':') + 1));
    const std::string object = AsciiLower(row["object_id"].substr(row["object_id"].find(':') + 1));
    if (!items["2.0"].contains(subject) || !items["1.1"].contains(object)) continue;
    new_to_old["nist-csf@2.0:" + subject].insert("nist-csf@1.1:" + object);
    old_to_new["nist-csf@1.1:" + object].insert("nist-csf@2.0:" + subject);
  }
  ASSERT_GT(new_to_old.size(), 100U);
  ASSERT_GT(old_to_new.size(), 100U);
  for (const bool ignore_notes : {true, false}) {
    std::vector<std::string> words = {"diff", "nist-csf@1.1", "nist-csf@2.0", "--all", "--json"};
    if (ignore_notes) words.emplace_back("--ignore-notes");
    const auto json = JsonOf(workplace.Run(words));
    const double new_first = ShareFound(json, new_to_old, "to_key", "origins", 1);
    const double new_five = ShareFound(json, new_to_old, "to_key", "origins", 5);
    const double old_first = ShareFound(json, old_to_new, "from_key", "candidates", 1);
    const double old_five = ShareFound(json, old_to_new, "from_key", "candidates", 5);
    std::printf("%s: 2.0 to 1.1 first %.3f, in five %.3f (%zu items); 1.1 to 2.0 %.3f, %.3f (%zu items)\n",
                ignore_notes ? "words alone" : "with notes", new_first, new_five, new_to_old.size(),
                old_first, old_five, old_to_new.size());
    EXPECT_GE(new_first, 0.65);
    EXPECT_GE(new_five, 0.85);
    EXPECT_GE(old_first, 0.65);
    EXPECT_GE(old_five, 0.85);
  }
}

}  // namespace
}  // namespace concord::testing
