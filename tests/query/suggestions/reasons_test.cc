#include "query/suggestions/reasons.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

Framework With(std::vector<Item> items) {
  Framework framework;
  framework.items = std::move(items);
  return framework;
}

Item Named(std::string title, std::string text, std::string path = "") {
  Item item;
  item.title = std::move(title);
  item.text = std::move(text);
  item.path = std::move(path);
  return item;
}

TEST(Reasons, WordsAreShownAsTheObjectWritesThem) {
  const Framework a = With({Named("Incident response", "The master reports every collision.")});
  const Framework b = With({Named("Collisions", "Keep the lamps lit. Report collisions to the harbour.")});
  Reasons reasons(a, b);
  Suggestion suggestion;
  WordTable stems;
  for (const char* word : {"collision", "report"})
    suggestion.words.push_back(stems.Name(stems.Read(word).front()));
  EXPECT_EQ(reasons.SharedWords(suggestion), (std::vector<std::string>{"Collisions", "Report"}));
  const Reasons::Sentences nearest = reasons.NearestSentences(suggestion);
  EXPECT_EQ(nearest.subject, "The master reports every collision.");
  EXPECT_EQ(nearest.object, "Report collisions to the harbour.");
}

// A word that the object has in its headings alone was once shown as its stem.
TEST(Reasons, WordsThatOnlyTheSubjectWritesAreShownAsItDoes) {
  const Framework a = With({Named("Emissions", "Emissions of the harbour.")});
  const Framework b = With({Named("Boats", "Boats at the quay.", "Emitted")});
  Reasons reasons(a, b);
  Suggestion suggestion;
  WordTable stems;
  suggestion.words.push_back(stems.Name(stems.Read("Emissions").front()));
  EXPECT_EQ(reasons.SharedWords(suggestion), std::vector<std::string>{"Emissions"});
}

// "under like headings: 45 / CT.PO-P" tells nobody anything.
TEST(Reasons, HeadingsThatAreCodesAreNoReason) {
  const Framework a = With({Named("One", "x", "45")});
  const Framework b = With({Named("Two", "y", "CT.PO-P")});
  Reasons reasons(a, b);
  Suggestion suggestion;
  suggestion.components = Suggestion::Components{};
  suggestion.components->parent = 2;
  suggestion.components->vectors = 4;
  EXPECT_EQ(reasons.Text(suggestion), "close in meaning");
}

TEST(Reasons, EachPartThatStandsOutHasItsWords) {
  const Framework a = With({Named("One", "x", "Fleet > Response")});
  const Framework b = With({Named("Two", "y", "Incidents")});
  Reasons reasons(a, b);
  Suggestion suggestion;
  EXPECT_EQ(reasons.Text(suggestion), "") << "by words alone, and none is shared";
  suggestion.components = Suggestion::Components{};
  EXPECT_EQ(reasons.Text(suggestion), "nearest in meaning, though not near");
  suggestion.components->parent = 2;
  suggestion.components->vectors = 4;
  EXPECT_EQ(reasons.Text(suggestion), "under like headings: “Response” and “Incidents”; close in meaning");
  EXPECT_EQ(reasons.NearestSentences(suggestion).object, "");
}

}  // namespace
}  // namespace concord
