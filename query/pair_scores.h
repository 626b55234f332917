// How well each object answers each subject, as the sum of a few scores that a person can read.
//
//   score = lexical * words + meaning * vectors + above * parent
//
// `words` is what the words of both have in common (query/lexical_match.h), `vectors` the cosine of their
// embeddings, each as a z-score: how many standard deviations above the mean of this subject over all
// objects. `parent` is the half sum of both for what the subject hangs under, or for itself when that is no
// item. That a few weighted z-scores beat ranks and larger models here was measured: docs/suggestions.md.
//
// Costs the lexical products and subjects * objects * dimensions multiplications; memory is some rows for
// each thread, never the whole table.
#ifndef CONCORD_QUERY_PAIR_SCORES_H_
#define CONCORD_QUERY_PAIR_SCORES_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "query/lexical_match.h"

namespace concord {

// Fitted by tests/bench/suggestion_training.cc, which prints these numbers, on the development crosswalks.
struct SuggestionModel {
  double lexical = 0.395;
  double meaning = 0.636;
  double above = 0.369;
  // Confidence: 1 / (1 + exp(-(intercept + slope * score + crowd * ln(sum of exp(score) of all objects)))).
  // The last term says how many others answer this subject too.
  double intercept = -0.319;
  double slope = 0.901;
  double crowd = -0.661;

  double Confidence(double score, double log_sum) const;
};

// The scores of one subject and all objects.
struct PairScores {
  std::vector<float> words, vectors, parent;  // z-scores
  std::vector<float> cosines;                 // of the embeddings, as they are

  double Score(const SuggestionModel& model, size_t object) const {
    return model.lexical * static_cast<double>(words[object]) +
           model.meaning * static_cast<double>(vectors[object]) +
           model.above * static_cast<double>(parent[object]);
  }
};

struct PairSide {
  std::span<const MatchText> texts;
  std::span<const int16_t> vectors;  // on the VectorGrid, one behind the other
  std::span<const int32_t> parents;  // place of the item above, or -1; not asked of the objects
};

// Calls `visit(subject, scores)` for each of `wanted`, in no order, from up to `threads` threads (0: all
// cores) at once; a thread's scores are valid during the call. The results do not depend on the threads.
using PairVisitor = std::function<void(uint32_t subject, const PairScores& scores)>;
void ScorePairs(const PairSide& subjects, const PairSide& objects, const LexicalMatcher& matcher,
                size_t dimensions, std::span<const uint32_t> wanted, size_t threads,
                const PairVisitor& visit);

}  // namespace concord

#endif  // CONCORD_QUERY_PAIR_SCORES_H_
