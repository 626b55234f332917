#include "query/suggestions/framework_shape.h"

#include <gtest/gtest.h>

#include "graph/vocabulary.h"
#include "query/suggestions/suggestions.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

// Three English items, and one whose words in Spanish share stems with none of them.
TinyGraph Frameworks(const std::string& language) {
  TinyGraph graph;
  graph.Framework("aa", {"Segregación|La segregación rigurosa de las funciones"});
  for (PutNode& node : graph.batch().nodes) {
    if (node.key == "aa@1") node.properties.Set(property::language, language);
  }
  graph.Framework("bb", {"Lamps|Lamps are lit at dusk", "Separation|Rigorous segregation of functional roles",
                         "Ropes|Ropes are coiled on the quay"});
  return graph;
}

std::vector<float> Scores(const std::string& language) {
  TinyGraph graph = Frameworks(language);
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const auto a = LoadFramework(snapshot, "aa", false, &places),
             b = LoadFramework(snapshot, "bb", false, &places);
  const auto words = WordsBesideVectors(snapshot, *a, *b, &places);
  EXPECT_TRUE(words) << words.error().ToString();
  const FrameworkSide subjects(*a), objects(*b);
  return LexicalMatcher(subjects.texts, objects.texts, *words).Scores(0);
}

TEST(FrameworkShape, CognatesCountBetweenLanguages) {
  const std::vector<float> scores = Scores("es");
  EXPECT_GT(scores[1], 5 * scores[0]);
  EXPECT_GT(scores[1], 5 * scores[2]);
}

TEST(FrameworkShape, WithinEnglishTheVectorsDoTheirWork) {
  EXPECT_EQ(Scores("en"), (std::vector<float>{0, 0, 0}));
}

}  // namespace
}  // namespace concord
