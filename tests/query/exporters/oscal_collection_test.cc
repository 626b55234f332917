#include "query/exporters/oscal_collection.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "base/uuid.h"
#include "query/output/json_value.h"

namespace concord {
namespace {

constexpr std::string_view kMappingUuid = "5a1b0c4e-3c55-4e5b-9c26-0f3e6a3d2b11";

// One row, and one control without counterpart, of a set that came from OSCAL with this in place of the uuid
// of its gap summary.
StoredMappings SetWith(std::string_view summary_uuid) {
  StoredMappings set;
  set.key = set.id = "https://example.org/sets/one";
  set.prefixes = {{"a", "https://example.org/a/"}, {"b", "https://example.org/b/"}};
  set.metadata.Set(
      "oscal_mappings",
      List{Value(
          std::string(R"({"uuid":")") + std::string(kMappingUuid) +
          R"(","source-resource":{"type":"catalog","href":"https://example.org/a/"},)"
          R"("target-resource":{"type":"catalog","href":"https://example.org/b/"},"source-gap-summary":{"uuid":)" +
          std::string(summary_uuid) + R"(,"unmapped-controls":[]}})")});
  const Value uuid{std::string(kMappingUuid)};
  set.rows.push_back({"a:1", "", "skos:exactMatch", "", "b:1", "", "semapv:ManualMappingCuration", {}, {}});
  set.rows.push_back({"a:two",
                      "",
                      "skos:relatedMatch",
                      "",
                      "sssom:NoTermFound",
                      "",
                      "semapv:ManualMappingCuration",
                      {},
                      {}});
  for (Mapping& row : set.rows) row.other.Set("oscal_mapping", uuid);
  set.rows[1].other.Set("oscal_gap", "source");
  return set;
}

std::string SummaryUuid(const Result<std::string>& json) {
  EXPECT_TRUE(json) << json.error().ToString();
  rapidjson::Document document;
  document.Parse(json ? json->c_str() : "null");
  const rapidjson::Value* at = JsonMember(document, "mapping-collection");
  at = at == nullptr ? nullptr : JsonMember(*at, "mappings");
  if (at == nullptr || !at->IsArray() || at->Empty()) return "no mapping";
  at = JsonMember((*at)[0], "source-gap-summary");
  return at == nullptr ? "no summary" : std::string(JsonText(*at, "uuid").value_or("no text"));
}

// An object as the uuid of a gap summary was exported as "a", which is what the bytes of an object read like.
TEST(OscalCollection, AnObjectAsUuidIsNotTakenForText) {
  constexpr std::string_view kKept = "0d5f4f07-6b5e-4c39-8f65-0f9f3f8f7a01";
  EXPECT_EQ(SummaryUuid(OscalJson(SetWith("\"" + std::string(kKept) + "\""))), kKept);
  for (const char* wrong : {"{\"a\":\"a\"}", "[1]", "17", "null", "true", "\"a\""})
    EXPECT_TRUE(IsUuid(SummaryUuid(OscalJson(SetWith(wrong))))) << wrong;
}

TEST(JsonValue, WhatIsNotThereOrOfAnotherTypeIsNothing) {
  rapidjson::Document document;
  document.Parse(R"({"text":"a\u0000b","number":1,"object":{"text":2}})");
  EXPECT_EQ(JsonText(document, "text"), std::string_view("a\0b", 3));
  EXPECT_EQ(JsonText(document, "number"), std::nullopt);
  EXPECT_EQ(JsonText(document, "object"), std::nullopt);
  EXPECT_EQ(JsonText(document, "absent"), std::nullopt);
  EXPECT_EQ(JsonText(document["object"], "text"), std::nullopt);
  EXPECT_EQ(JsonMember(document["number"], "text"), nullptr);
  EXPECT_EQ(JsonMember(document, "tex"), nullptr);
}

}  // namespace
}  // namespace concord
