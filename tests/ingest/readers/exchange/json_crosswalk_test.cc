#include "ingest/readers/exchange/json_crosswalk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

TEST(JsonCrosswalkTest, MappingObjectsAreAllRead) {
  const Document document = ReadOrDie("json_record", R"({
    "metadata": {"mapping_framework": "quay_rules", "title": "Quay rules to events"},
    "mapping_objects": [
      {"capability_id": "Q-01", "attack_object_id": "E100", "mapping_type": "intersects", "comments": "Ropes break."},
      {"capability_id": "Q-01", "attack_object_id": "E101", "mapping_type": "intersects"},
      {"capability_id": "Q-02", "attack_object_id": null, "mapping_type": "non_mappable"}]})",
                                      "events.json");
  ASSERT_TRUE(document.mapping_set);
  const MappingSet& set = *document.mapping_set;
  EXPECT_EQ(set.subject_source, "quay-rules");
  ASSERT_EQ(set.rows.size(), 2U);
  EXPECT_EQ(set.rows[0].subject_id, "quay-rules:Q-01");
  EXPECT_TRUE(set.rows[0].object_id.ends_with(":E100"));
  EXPECT_EQ(document.TextOf(set.rows[0].span), "Q-01 | E100 | intersects | Ropes break.");
  EXPECT_TRUE(HasRepair(document, 0, "1 of the mappings have no counterpart"));
}

TEST(JsonCrosswalkTest, TargetsMayBeListsAndObjects) {
  const Document document = ReadOrDie("json_record", R"({
    "title": "Quays", "source_framework": "Quay A", "target_framework": "Quay B",
    "mappings": [{"source": "A.1", "targets": ["B.1", "B.2"], "relationship": "subset of"},
                 {"source": {"id": "A.2"}, "target": {"id": "B.3"}, "relationship": "equal"}]})");
  ASSERT_TRUE(document.mapping_set);
  std::vector<std::string> rows;
  for (const MappingRow& row : document.mapping_set->rows)
    rows.push_back(row.subject_id + " " + row.predicate_id + " " + row.object_id);
  EXPECT_EQ(rows, (std::vector<std::string>{"quay-a:A.1 skos:broadMatch quay-b:B.1",
                                            "quay-a:A.1 skos:broadMatch quay-b:B.2",
                                            "quay-a:A.2 skos:exactMatch quay-b:B.3"}));
}

TEST(JsonCrosswalkTest, AMapOfListsIsOneToo) {
  const Document document = ReadOrDie(
      "json_record",
      R"({"name": "pairs of quays", "mappings": {"A.1": ["B.1"], "A.2": ["B.2", "B.3"], "A.3": []}})");
  ASSERT_TRUE(document.mapping_set);
  EXPECT_EQ(document.mapping_set->rows.size(), 3U);
}

TEST(JsonCrosswalkTest, WhatJoinsNothingIsRefusedWithItsFields) {
  const auto document =
      ReadAs("json_record",
             R"({"title": "x", "mappings": [{"colour": "red", "height": "2"}, {"colour": "green"}]})");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kUnsupported);
  EXPECT_NE(document.error().message.find("colour, height"), std::string::npos) << document.error().message;
}

}  // namespace
}  // namespace concord::testing
