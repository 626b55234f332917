#include "query/suggestions/suggestions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "graph/vocabulary.h"
#include "query/embedding/model_folder.h"
#include "query/embedding/text_vectors.h"
#include "tests/query/counting_embedder.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

// The confidence of each object for one subject, from a model that is or is not the one of English for which
// confidences were fitted.
std::vector<double> Confidences(const std::string& language, const std::string& text, bool is_fitted) {
  testing::TinyGraph graph;
  graph.Framework("aa", {text, "Cuerdas|cuerdas"});
  for (PutNode& node : graph.batch().nodes) {
    if (node.key == "aa@1") node.properties.Set(property::language, language);
  }
  graph.Framework("bb", {"Lamps|Lamps are lit at dusk", "Ropes|Ropes are coiled", "Nets|Nets of boats"});
  testing::CountingEmbedder embedder;
  if (is_fitted) {
    ModelFiles files;
    files.weights_hash = kModelWeightsHash;
    files.tokenizer_hash = kModelTokenizerHash;
    files.config_hash = kModelConfigHash;
    embedder.name = "bert-" + files.Hash().substr(0, 16);
  }
  TextVectors vectors(&embedder, {});
  SuggestionOptions options;
  options.vectors = &vectors;
  options.subjects = {0};
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const auto a = LoadFramework(snapshot, "aa", false, &places),
             b = LoadFramework(snapshot, "bb", false, &places);
  const auto suggestions = SuggestMappings(snapshot, *a, *b, options);
  EXPECT_TRUE(suggestions) << suggestions.error().ToString();
  std::vector<double> confidences;
  for (const Suggestion& suggestion : *suggestions) confidences.push_back(suggestion.confidence);
  return confidences;
}

TEST(Suggestions, AreLessSureWhereTheModelCannotReadTheLanguage) {
  struct Case {
    const char* language;
    const char* text;
    double left;
  };
  for (const Case& one : {Case{"en", "Lamparas|las lamparas", 1}, Case{"", "Lamparas|las lamparas", 1},
                          Case{"es", "Lamparas|las lamparas", 0.9}, Case{"fr", "Lampes|les lampes", 0.9},
                          Case{"zh", "灯|灯亮了", 0.225}}) {
    const std::vector<double> plain = Confidences(one.language, one.text, false),
                              lowered = Confidences(one.language, one.text, true);
    ASSERT_EQ(plain.size(), 3U);
    ASSERT_EQ(lowered.size(), 3U);
    for (size_t i = 0; i < 3; ++i) EXPECT_NEAR(lowered[i], one.left * plain[i], 1e-12) << one.language;
  }
}

}  // namespace
}  // namespace concord
