// Which measures, sections or titles speak of some words, best first.
//
// Ranked by BM25 (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75) over the arrays of all texts
// (text_arrays.h). Rarity and the mean length are those of the units that the filter lets through, so that a
// question about one document ranks as if there were no other. For one thread.
#ifndef CONCORD_QUERY_INDEX_UNIT_INDEX_H_
#define CONCORD_QUERY_INDEX_UNIT_INDEX_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/index/text_arrays.h"

namespace concord {

struct UnitFilter {
  bool measures = true;
  bool sections = true;
  bool documents = false;
  bool untexted = false;     // documents without a text alone
  NodeId document = 0;       // of this work only; 0: of all
  float section_weight = 1;  // scales the scores of sections
};

class UnitIndex {
 public:
  struct Hit {
    uint32_t unit = 0;
    float score = 0;  // only to be compared within one question
    // Share of the question's words that the unit has: each weighed by its rarity, or counted, whichever is
    // less. A rare word alone is not the question, nor are two common ones of three.
    float coverage = 0;
  };
  // What one word of the question adds to the score of a unit.
  struct Share {
    std::string stem;
    uint32_t in_text = 0, above = 0;  // how often it stands there; each time above counts half
    float rarity = 0;
    float score = 0;
  };
  struct Found {
    std::vector<Hit> best;  // equals by their number
    size_t searched = 0;    // units that the filter lets through
    float mean_length = 1;  // of those, in words
  };

  explicit UnitIndex(std::shared_ptr<const TextArrays> arrays)
      : arrays_(std::move(arrays)), words_(*arrays_) {}

  // Units with at least `least_coverage`. What stands in "..." stands in each of them side by side (Phrases),
  // which is looked up in the snapshot's texts; fails as reading those does.
  Result<Found> Search(const Snapshot& snapshot, std::string_view question, const UnitFilter& filter,
                       size_t top, float least_coverage = 0);

  // How the score of a hit of the last Search came about, by word, in the order of the stems. The sum, times
  // the section's weight, is the score.
  std::vector<Share> Explain(const Hit& hit) const;

  const TextArrays& arrays() const { return *arrays_; }

 private:
  struct Match {
    uint32_t unit = 0;
    uint32_t in_text = 0, above = 0;
  };
  struct Asked {
    TermId term = 0;
    std::vector<Match> matches;  // in the order of units
    float rarity = 0;
  };

  std::vector<Match> MatchesOf(TermId term) const;
  float ScoreOf(const Match& match, float rarity) const;
  // Takes out of `included_` what lacks a phrase.
  Result<void> KeepPhrases(const Snapshot& snapshot, std::string_view question);

  std::shared_ptr<const TextArrays> arrays_;
  QuestionWords words_;
  // Of the last Search.
  std::vector<uint8_t> included_;  // beside units
  std::vector<Asked> asked_;
  float mean_length_ = 1;
};

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_UNIT_INDEX_H_
