#include "query/places/place.h"

#include <gtest/gtest.h>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

TEST(AnchorText, IsWhatAPersonWouldCite) {
  EXPECT_EQ(AnchorText({}), "");
  EXPECT_EQ(AnchorText({{"Chapter II", "Duties"}, {"Article 14", "Oversight"}, {"4.", ""}, {"(a)", ""}}),
            "Article 14(4)(a)");
  EXPECT_EQ(AnchorText({{"Article 14", "Oversight"}}), "Article 14 Oversight");
  EXPECT_EQ(AnchorText({{"§ 3", ""}, {"(a)", ""}}), "§ 3 > (a)");
  EXPECT_EQ(AnchorText({{"2", "Scope"}, {"2.3", "Limits"}, {"2.3.1", "Time"}}), "2.3.1 Time");
  EXPECT_EQ(AnchorText({{"1", "Scope"}, {"10", "Other"}}), "1 Scope > 10 Other");
  EXPECT_EQ(AnchorText({{"", "Part one"}, {"", ""}, {"", "Principles"}}), "Part one > Principles");
}

TEST(Places, LeadsFromAMeasureToItsWork) {
  TinyGraph graph;
  graph.Document("act", "act@1", "Article 1 Records. Keep logs.")
      .Section("act@1:art.1", "act@1", "Article 1", "Records", "Article 1 Records. Keep logs.")
      .Measure("act@1:art.1#1", "act@1:art.1", "Keep logs.");
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const auto place = places.Of(**snapshot.FindNode("act@1:art.1#1"));
  ASSERT_TRUE(place);
  EXPECT_EQ((*place)->document_key, "act");
  EXPECT_EQ((*place)->version_key, "act@1");
  EXPECT_EQ((*place)->section_key, "act@1:art.1");
  EXPECT_EQ((*place)->anchor, "Article 1 Records");
  EXPECT_EQ((*place)->source, "act.txt");
}

TEST(Places, TextIsWholeCharactersInsideTheText) {
  TinyGraph graph;
  const std::string text = "aö€z";
  graph.Document("d", "d@1", text);
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const NodeId version = **snapshot.FindNode("d@1");
  // Every pair of offsets, against a plain look at the bytes.
  for (uint64_t start = 0; start <= text.size() + 1; ++start) {
    for (uint64_t end = 0; end <= text.size() + 1; ++end) {
      const auto between = [&](uint64_t at) { return at == text.size() || (text[at] & 0xC0) != 0x80; };
      const bool good = start <= end && end <= text.size() && between(start) && between(end);
      const auto read = places.Text(version, start, end);
      ASSERT_EQ(read.has_value(), good) << start << " " << end;
      EXPECT_EQ(read.value_or(""), good ? text.substr(start, end - start) : "");
    }
  }
}

TEST(Places, ACircleOfPartsComesToAnEnd) {
  TinyGraph graph;
  graph.Node("a", {"Section"}).Node("b", {"Section"}).Edge("HAS_PART", "a", "b").Edge("HAS_PART", "b", "a");
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  EXPECT_TRUE(places.Of(**snapshot.FindNode("a")));
}

}  // namespace
}  // namespace concord
