// Notes about values that the schema does not list.
#include "query/cypher/fixed_values.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/cypher/cypher.h"
#include "tests/environment.h"

namespace concord::cypher {
namespace {

struct Listed {
  std::string property;  // the first word of the cell: "relation of a forum"
  std::set<std::string> values;
};

// The table of docs/schema.md, without what stands in parentheses.
std::vector<Listed> TableOfThePage() {
  const std::string page = testing::ReadFileOrDie(testing::SourceDir() / "docs" / "schema.md");
  const size_t from = page.find("## Fixed values");
  std::vector<Listed> rows;
  const std::string part = page.substr(from, page.find("\n## ", from) - from);
  for (const std::string_view line : Split(part, '\n')) {
    const std::vector<std::string_view> cells = Split(line, '|');
    if (cells.size() < 4 || cells[1] == " property " || cells[1].starts_with("---")) continue;
    std::string values;
    int depth = 0;
    for (const char c : cells[2]) {
      if (c == '(') ++depth;
      if (depth == 0) values += c;
      if (c == ')') --depth;
    }
    if (values.find(';') != std::string::npos) continue;  // "from datasets/...; absent for ...": an open list
    Listed& row = rows.emplace_back();
    row.property = Split(Trim(cells[1]), ' ')[0];
    for (const std::string_view value : Split(values, ',')) row.values.emplace(Trim(value));
  }
  return rows;
}

TEST(FixedValues, AreThoseOfThePage) {
  std::vector<Listed> declared;
#define FIXED_VALUES(owners, name, listed) \
  declared.push_back({name, {}});          \
  for (const std::string_view value : Split(listed, '|')) declared.back().values.emplace(value);
#include "graph/fixed_values.def"
  const std::vector<Listed> page = TableOfThePage();
  EXPECT_EQ(page.size(), declared.size());
  for (const Listed& row : declared) {
    EXPECT_TRUE(std::any_of(page.begin(), page.end(), [&](const Listed& other) {
      return other.property == row.property && other.values == row.values;
    })) << row.property;
  }
}

class FixedValueNotes : public ::testing::Test {
 protected:
  void SetUp() override {
    GraphBatch batch;
    batch.nodes = {
        {.key = "m",
         .labels = {label::Measure},
         .properties = {{property::modality, "obligation"}, {property::method, "rule"}}},
        {.key = "f", .labels = {label::Actor, label::Forum}, .properties = {{property::role, "state"}}},
        {.key = "note", .labels = {"Note"}, .properties = {{property::modality, "solemn"}}}};
    batch.edges = {{edge::INVOLVES_FORUM, "m", "f", {{property::relation, "venue"}}}};
    ASSERT_TRUE(store_->Apply(batch));
  }

  std::string Notes(const std::string& query) {
    const auto result = RunCypher(*store_->TakeSnapshot(), query, {});
    EXPECT_TRUE(result) << result.error().ToString(query);
    std::string all;
    for (const Note& note : result->notes) all += note.text + "\n";
    return all;
  }

  std::unique_ptr<GraphStore> store_ = NewMemoryStore();
};

TEST_F(FixedValueNotes, NameTheValuesWhereverOneIsCompared) {
  const std::string said =
      "the schema has no modality 'obligations'; did you mean 'obligation'? The values are obligation, "
      "prohibition, recommendation, encouragement, permission, commitment\n";
  EXPECT_EQ(Notes("MATCH (m:Measure {modality: 'obligations'}) RETURN m"), said);
  EXPECT_EQ(Notes("MATCH (m:Measure) WHERE m.modality = 'obligations' RETURN m"), said);
  EXPECT_EQ(Notes("MATCH (m:Measure) WHERE 'obligations' = m.modality RETURN m"), said);
  EXPECT_EQ(Notes("MATCH (m:Measure) WHERE m.modality IN ['obligation', 'obligations'] RETURN m"), said);
  EXPECT_EQ(Notes("MATCH (m:Measure) WITH m AS n WHERE n.modality <> 'obligations' RETURN n"), said);
  EXPECT_EQ(Notes("MATCH (m:Measure) RETURN count(CASE WHEN m.modality = 'obligations' THEN 1 END) AS n"),
            said);
  EXPECT_EQ(Notes("MATCH (f) WHERE EXISTS { (:Measure {modality: 'obligations'})-->(f) } RETURN f"), said);
  EXPECT_EQ(
      Notes("MATCH ()-[r:INVOLVES_FORUM {relation: 'place'}]->() RETURN r"),
      "the schema has no relation 'place'; the values are venue, partner, object, host, issuer, other\n");
  EXPECT_NE(Notes("MATCH ()-[r:INVOLVES_FORUM]->() WHERE r.relation = 'venues' RETURN r").find("'venue'?"),
            std::string::npos);
  EXPECT_NE(Notes("MATCH (f:Forum {role: 'states'}) RETURN f").find("'state'?"), std::string::npos);
}

TEST_F(FixedValueNotes, AreSilentAboutEverythingElse) {
  EXPECT_EQ(Notes("MATCH (m:Measure {modality: 'obligation'}) RETURN m"), "");
  EXPECT_EQ(Notes("MATCH (n:Note) WHERE n.modality IN ['stern', 'solemn'] RETURN n"), "");
  EXPECT_EQ(Notes("MATCH (n) WHERE n.modality = 'stern' RETURN n"), "");
  EXPECT_EQ(Notes("MATCH (m:Measure) WHERE m.modality STARTS WITH 'oblig' RETURN m"), "");
  EXPECT_EQ(Notes("MATCH (m:Measure) WHERE m.modality = 5 OR m.modality IS NULL RETURN m"),
            Notes("MATCH (m:Measure) WHERE m.modality = 5 RETURN m"));
}

}  // namespace
}  // namespace concord::cypher
