// Candidates for a reviewer: which items may correspond, by their words, by the meaning of their texts when
// there is a model (query/suggestions/pair_scores.h), by the concepts that both are classified as, and by
// mappings over and to third frameworks (query/suggestions/chain_evidence.h, mapped_often.h). Looks at no
// mapping between the two.
#ifndef CONCORD_QUERY_SUGGESTIONS_SUGGESTIONS_H_
#define CONCORD_QUERY_SUGGESTIONS_SUGGESTIONS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/framework.h"
#include "query/embedding/text_vectors.h"
#include "query/suggestions/pair_scores.h"

namespace concord {

struct Suggestion {
  uint32_t subject = 0;
  uint32_t object = 0;
  double confidence = 0;  // 0 to 1; never rises within a subject
  // With a model: the z-scores, the level and `mapped` that the score is made of, and the cosine of both
  // texts' vectors.
  struct Components {
    double words = 0, vectors = 0, parent = 0, siblings = 0, level = 0, cosine = 0, mapped = 0;
  };
  std::optional<Components> components;
  std::vector<NodeId> shared_concepts;  // in the order of their keys
  double chain_share = 0;               // ReachedObject::share
  std::vector<NodeId> through;          // ReachedObject::through
  std::vector<std::string> words;       // shared stems that speak most for it
  std::vector<uint32_t> same;           // others that say the same (Candidates::SameAs)
};

struct SuggestionOptions {
  size_t top = 10;   // for each subject
  double least = 0;  // confidence
  // Objects that may be suggested (beside b.items); empty: all. A confidence still counts the others.
  std::vector<bool> among;
  // Where none of the best is a leaf, the best leaf comes behind them.
  bool best_leaf = false;
  // Of objects with the same title and text the best one alone is suggested, and names the others.
  bool collapse = false;
  // Subjects to answer for (indexes in a.items); empty: all. The others still count for how common words are.
  std::vector<uint32_t> subjects;
  bool explain = true;             // whether `words` and `same` are filled
  TextVectors* vectors = nullptr;  // borrowed; null: words, concepts and chains alone
  bool chains = true;              // let mappings with other frameworks count
  SuggestionModel model;
  size_t threads = 0;  // 0: all cores; changes no result
};

// What is embedded for an item: its title and text.
std::string EmbeddedText(const Item& item);

// What a framework is to ScorePairs. Borrows from it. Siblings hang under the same item, or, where that
// is none, stand under the same headings. Titles are without their codes (query/text/title_code.h).
struct FrameworkSide {
  std::vector<std::string> paths;
  std::vector<MatchText> texts;
  std::vector<int32_t> parents;
  std::vector<uint32_t> siblings;
  ItemLevels levels;

  explicit FrameworkSide(const Framework& framework);
  FrameworkSide(const FrameworkSide&) = delete;  // `texts` borrows from `paths`
  FrameworkSide& operator=(const FrameworkSide&) = delete;
  PairSide With(std::span<const int16_t> vectors) const {
    return {texts, vectors, parents, siblings, &levels};
  }
};

// By subject, best first; equals by the object's place in b. An item is not suggested for itself.
Result<std::vector<Suggestion>> SuggestMappings(const Snapshot& snapshot, const Framework& a,
                                                const Framework& b, const SuggestionOptions& options);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_SUGGESTIONS_H_
