#include "query/suggestions/suggestion_line.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(SuggestionLine, ItemsKnowWhatStandsAboveThem) {
  const auto line = SuggestionLine::Parse(
      R"({"id": "s", "b": "bb", "objects": ["bb:1"], "items": [{"id": "1", "title": "Harbours"},
          {"id": "1.1", "title": "Lamps", "parent": "1"},
          {"id": "1.1.1", "text": "Lamps are lit.", "title": null, "parent": "1.1"}]})");
  ASSERT_TRUE(line) << line.error().ToString();
  EXPECT_EQ(line->id + "/" + line->b, "s/bb");
  EXPECT_EQ(line->objects, std::vector<std::string>{"bb:1"});
  ASSERT_TRUE(line->items && line->items->items.size() == 3);
  const std::vector<Item>& items = line->items->items;
  EXPECT_EQ(items[0].parent, -1);
  EXPECT_EQ(items[2].parent, 1);
  EXPECT_EQ(items[2].path, "Harbours > Lamps");
  EXPECT_EQ(items[2].text, "Lamps are lit.");
  EXPECT_TRUE(items[2].nodes.empty());
}

TEST(SuggestionLine, APairOfFrameworksNeedsNoItems) {
  const auto line = SuggestionLine::Parse(R"({"a": "aa", "b": "bb", "subjects": ["aa:1"]})");
  ASSERT_TRUE(line) << line.error().ToString();
  EXPECT_EQ(line->a, "aa");
  EXPECT_FALSE(line->items);
}

TEST(SuggestionLine, WhatIsWrongIsSaid) {
  const std::pair<const char*, const char*> wrong[] = {
      {"[", "not valid JSON"},
      {"[]", "expected an object"},
      {"{}", "either \"a\" or \"items\""},
      {R"({"a": "x", "items": [{"id": "1", "title": "t"}]})", "either \"a\" or \"items\""},
      {R"({"a": 1})", "a string as \"a\""},
      {R"({"a": "x", "object": ["1"]})", "did you mean \"objects\"?"},
      {R"({"a": "x", "objects": "1"})", "an array of strings as \"objects\""},
      {R"({"items": []})", "at least one object"},
      {R"({"items": ["x"]})", "an array of objects"},
      {R"({"items": [{"title": "t"}]})", "the \"id\" of each item"},
      {R"({"items": [{"id": "1"}]})", "a \"title\" or a \"text\" of the item \"1\""},
      {R"({"items": [{"id": "1", "title": "t"}, {"id": "1", "title": "u"}]})", "one item with the id \"1\""},
      {R"({"items": [{"id": "1", "title": "t", "parent": "2"}, {"id": "2", "title": "u"}]})",
       "the parent \"2\" of \"1\" as an item before it"},
  };
  for (const auto& [text, reason] : wrong) {
    const auto line = SuggestionLine::Parse(text);
    ASSERT_FALSE(line) << text;
    EXPECT_EQ(line.error().code, ErrorCode::kInvalid) << text;
    EXPECT_NE(line.error().message.find(reason), std::string::npos) << line.error().message;
  }
  // A line of ten thousand brackets takes no stack.
  EXPECT_FALSE(SuggestionLine::Parse(std::string(100'000, '[')));
}

}  // namespace
}  // namespace concord
