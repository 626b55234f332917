#include "query/crosswalks/framework.h"

#include <gtest/gtest.h>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

// "PROTECT" was suggested for whatever one of its leaves answers: the span of its section holds all of them.
TEST(Framework, AnItemSaysOnlyWhatStandsBeforeItsParts) {
  testing::TinyGraph graph;
  const std::string text =
      "PR PROTECT\nKeep the quay safe.\nPR.1 Ropes\nRopes are checked.\nPR.2 Lamps\nLamps are lit.";
  graph.Node("fw", {"ConceptScheme", "Document"}, {{"title", "fw"}}).Version("fw", "fw@1", text);
  const auto add = [&](const std::string& parent, const std::string& id, const std::string& title,
                       std::string_view words) {
    const std::string section = "fw@1:" + id, curie = "fw:" + id;
    graph.Section(section, parent, id, title, words, {{"kind", "item"}, {"curie", curie}});
    graph.Node(curie, {"Concept"}, {{"code", id}, {"label", title}, {"scheme", "fw"}});
    graph.Edge("DEFINES", section, curie).Edge("IN_SCHEME", curie, "fw");
  };
  add("fw@1", "PR", "PROTECT", text);
  add("fw@1:PR", "PR.1", "Ropes", "PR.1 Ropes\nRopes are checked.");
  add("fw@1:PR", "PR.2", "Lamps", "PR.2 Lamps\nLamps are lit.");
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const auto framework = LoadFramework(snapshot, "fw", false, &places);
  ASSERT_TRUE(framework) << framework.error().ToString();
  ASSERT_EQ(framework->items.size(), 3U);
  EXPECT_EQ(framework->items[0].text, "Keep the quay safe.");
  EXPECT_EQ(framework->items[1].text, "Ropes are checked.");
  EXPECT_EQ(framework->items[2].text, "Lamps are lit.");
}

// The second "11.1" of "11.1 11.1" was read as text: it matched whatever had an 11 in its number.
TEST(Framework, ANumberThatIsTheHeadingTooIsNoText) {
  testing::TinyGraph graph;
  const std::string text = "11.1 11.1\nRopes are checked.\n11.2\nIn 11.2 lamps are lit.";
  graph.Node("fw", {"ConceptScheme", "Document"}, {{"title", "fw"}}).Version("fw", "fw@1", text);
  const auto add = [&](const std::string& id, std::string_view words) {
    const std::string section = "fw@1:" + id, curie = "fw:" + id;
    graph.Section(section, "fw@1", id, id, words, {{"kind", "item"}, {"curie", curie}});
    graph.Node(curie, {"Concept"}, {{"code", id}, {"label", id}, {"scheme", "fw"}});
    graph.Edge("DEFINES", section, curie).Edge("IN_SCHEME", curie, "fw");
  };
  add("11.1", "11.1 11.1\nRopes are checked.");
  add("11.2", "11.2\nIn 11.2 lamps are lit.");
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const auto framework = LoadFramework(snapshot, "fw", false, &places);
  ASSERT_TRUE(framework) << framework.error().ToString();
  ASSERT_EQ(framework->items.size(), 2U);
  EXPECT_EQ(framework->items[0].text, "Ropes are checked.");
  EXPECT_EQ(framework->items[1].text, "In 11.2 lamps are lit.");
}

}  // namespace
}  // namespace concord
