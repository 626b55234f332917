// Notes about properties and values that are not where a query looks for them.
#include "query/cypher/property_survey.h"

#include <gtest/gtest.h>

#include "graph/vocabulary.h"
#include "query/cypher/cypher.h"

namespace concord::cypher {
namespace {

class PropertySurvey : public ::testing::Test {
 protected:
  void SetUp() override {
    GraphBatch batch;
    batch.nodes = {{.key = "m", .labels = {label::Measure}, .properties = {{"action", "carry lamps"}}},
                   {.key = "note", .labels = {"Note"}, .properties = {{property::text, "read again"}}}};
    for (int i = 0; i < 3000; ++i) {
      batch.nodes.push_back(
          {.key = "boat" + std::to_string(i),
           .labels = {"Boat"},
           .properties = {{"rig", i % 2 == 0 ? "sloop" : "ketch"}, {"hull", "hull " + std::to_string(i)}}});
      if (i > 0)
        batch.edges.push_back({"FOLLOWS",
                               "boat" + std::to_string(i),
                               "boat" + std::to_string(i - 1),
                               {{"distance", i}, {"side", "lee"}}});
    }
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

TEST_F(PropertySurvey, SaysThatOtherNodesHaveTheProperty) {
  EXPECT_EQ(Notes("MATCH (b:Boat) WHERE b.text CONTAINS 'x' RETURN b"),
            "none of the first 1000 nodes `Boat` has the property `text`; they have hull, rig\n");
  EXPECT_EQ(Notes("MATCH (n:Note {rig: 'sloop'}) RETURN n"),
            "no node `Note` has the property `rig`; they have text\n");
  EXPECT_EQ(Notes("MATCH (m:Measure) RETURN key(m), m.text"),
            "no node `Measure` has the property `text`; they have action; CALL concord.evidence(n) YIELD "
            "quote reads "
            "the words of a node n\n");
  EXPECT_EQ(
      Notes("MATCH ()-[f:FOLLOWS {rig: 'sloop'}]->() RETURN f"),
      "none of the first 1000 relationships `FOLLOWS` has the property `rig`; they have distance, side\n");
}

TEST_F(PropertySurvey, NamesTheValuesWhereTheyAreFew) {
  EXPECT_EQ(Notes("MATCH (b:Boat {rig: 'yawl'}) RETURN count(b) AS n"),
            "none of the first 1000 nodes `Boat` has the rig 'yawl'; they have ketch, sloop\n");
  EXPECT_EQ(Notes("MATCH ()-[f:FOLLOWS]->() WHERE f.side = 'luff' RETURN f"),
            "none of the first 1000 relationships `FOLLOWS` has the side 'luff'; they have lee\n");
}

TEST_F(PropertySurvey, IsSilentAboutEverythingElse) {
  // Found.
  EXPECT_EQ(Notes("MATCH (b:Boat {rig: 'ketch'}) RETURN count(b) AS n"), "");
  // Not found, but what is asked for may well be there.
  EXPECT_EQ(Notes("MATCH (b:Boat {hull: 'hull 3001'}) RETURN b"), "");
  EXPECT_EQ(Notes("MATCH (b:Boat {rig: 'ketch'}) WHERE b.hull = 'hull 2' RETURN b"), "");
  EXPECT_EQ(Notes("MATCH (b:Boat) WHERE b.rig = 'ketch' AND b.rig = 'yawl' RETURN b"), "");
  EXPECT_EQ(Notes("MATCH (n:Note {text: 'read never'}) RETURN n"), "");
  EXPECT_EQ(Notes("MATCH (b) WHERE b.text = 'x' RETURN b"), "");
  EXPECT_EQ(Notes("MATCH ()-[f:FOLLOWS]->() WHERE f.distance < 0 RETURN f"), "");
}

}  // namespace
}  // namespace concord::cypher
