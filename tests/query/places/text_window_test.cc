#include "query/places/text_window.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

std::string LongText(size_t bytes, uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < bytes) text += static_cast<char>('a' + random() % 26);
  return text;
}

TEST(TextWindow, GivesWhatTheWholeTextHasThere) {
  const std::string first = LongText(300'000, 1), second = LongText(70'001, 2);
  TinyGraph graph;
  graph.Document("a", "a@1", first).Document("b", "b@1", second);
  const Snapshot& snapshot = graph.Take();
  const NodeId nodes[] = {**snapshot.FindNode("a@1"), **snapshot.FindNode("b@1")};
  const std::string* texts[] = {&first, &second};
  TextWindow window(snapshot);
  std::mt19937 random(3);
  for (int i = 0; i < 2'000; ++i) {
    const size_t which = random() % 10 == 0;
    // Some begin or end behind the text.
    const uint64_t start = random() % (texts[which]->size() + 10'000);
    const uint64_t length = random() % 20 == 0 ? random() % 200'000 : random() % 900;
    const auto seen = window.Of(nodes[which], {start, start + length});
    ASSERT_TRUE(seen);
    const std::string expected = start < texts[which]->size() ? texts[which]->substr(start, length) : "";
    ASSERT_EQ(*seen, expected) << which << " " << start << " " << length;
  }
}

TEST(TextWindow, ANodeWithoutATextIsAnErrorAndHarmsNoOther) {
  TinyGraph graph;
  graph.Document("act", "act@1", "Keep logs.");
  const Snapshot& snapshot = graph.Take();
  const NodeId act = **snapshot.FindNode("act"), version = **snapshot.FindNode("act@1");
  TextWindow window(snapshot);
  EXPECT_EQ(*window.Of(version, {0, 4}), "Keep");
  const auto none = window.Of(act, {0, 4});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(*window.Of(version, {5, 9}), "logs");
}

}  // namespace
}  // namespace concord
