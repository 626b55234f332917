// How well each object answers each subject, as the sum of a few scores that a person can read.
//
//   score = lexical * words + meaning * vectors + above * parent + beside * siblings + level
//           + often * mapped
//
// `words` is what the words of both have in common (query/text/lexical_match.h), `vectors` the cosine of
// their embeddings, each as a z-score: how many standard deviations above the mean of this subject over all
// objects. `parent` is the half sum of both for what the subject hangs under, or for itself when that is no
// item. `siblings` says how well the subject's siblings find their like among the object and its siblings: of
// each the best half sum, of these the mean, as a z-score; 0 for a subject without siblings. `level` is what
// the place of the object in its framework says (query/suggestions/item_levels.h), `mapped` how often others
// are mapped to it (query/suggestions/mapped_often.h). What was tried instead: docs/suggestions.md.
//
// Costs the lexical products and subjects * objects * dimensions multiplications; memory is some rows for
// each thread, never the whole table.
#ifndef CONCORD_QUERY_SUGGESTIONS_PAIR_SCORES_H_
#define CONCORD_QUERY_SUGGESTIONS_PAIR_SCORES_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "query/suggestions/item_levels.h"
#include "query/text/lexical_match.h"

namespace concord {

// The weights are round numbers, chosen by hand where the means over old and new development crosswalks are
// level; weights fitted to some crosswalks were worse on others. The confidence is fitted by
// tests/bench/suggestion_training.cc.
struct SuggestionModel {
  double lexical = 0.35;
  double meaning = 0.65;
  double above = 0.2;
  double beside = 0.2;
  double often = 0.4;
  // Confidence: 1 / (1 + exp(-(intercept + slope * score + crowd * ln(sum of exp(score) of all objects)))).
  // The last term says how many others answer this subject too.
  double intercept = -0.089;
  double slope = 0.985;
  double crowd = -0.760;

  double Confidence(double score, double log_sum) const;
};

// The scores of one subject and all objects.
struct PairScores {
  std::vector<float> words, vectors, parent, siblings;  // z-scores
  std::vector<float> cosines;                           // of the embeddings, as they are
  std::span<const float> levels;                        // what the objects' levels add; empty: 0

  std::span<const float> mapped;  // of the objects; empty: 0

  double Mapped(size_t object) const { return mapped.empty() ? 0 : static_cast<double>(mapped[object]); }
  double Level(size_t object) const { return levels.empty() ? 0 : static_cast<double>(levels[object]); }
  double Score(const SuggestionModel& model, size_t object) const {
    return model.lexical * static_cast<double>(words[object]) +
           model.meaning * static_cast<double>(vectors[object]) +
           model.above * static_cast<double>(parent[object]) +
           model.beside * static_cast<double>(siblings[object]) + Level(object) +
           model.often * Mapped(object);
  }
};

struct PairSide {
  std::span<const MatchText> texts;
  std::span<const int16_t> vectors;  // on the VectorGrid, one behind the other
  std::span<const int32_t> parents;  // place of the item above, or -1; not asked of the objects
  // From 0, the same number for siblings, which have one parent. Of more than 64 subjects that share a
  // number, those next to each other in order count as siblings, 64 or fewer.
  std::span<const uint32_t> siblings;
  // Borrowed, null: all 0, and no headings.
  const ItemLevels* levels = nullptr;
  std::span<const float> mapped = {};  // MappedOften; not asked of the subjects
};

// Calls `visit(subject, scores)` for each of `wanted`, in no order, from up to `threads` threads (0: all
// cores) at once; a thread's scores are valid during the call. The results do not depend on the threads.
using PairVisitor = std::function<void(uint32_t subject, const PairScores& scores)>;
void ScorePairs(const PairSide& subjects, const PairSide& objects, const LexicalMatcher& matcher,
                size_t dimensions, std::span<const uint32_t> wanted, size_t threads,
                const PairVisitor& visit);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_PAIR_SCORES_H_
