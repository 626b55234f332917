// Which parts of two editions may be one another's, and how alike they are: the evidence of an alignment.
//
// Comparing every part with every other would be quadratic, so only parts are paired that share a rare
// term, a place or their whole text: each part looks its terms up from the rarest on, in the manner of
// prefix filtering (Chaudhuri, Ganti & Kaushik 2006), until kMostPostings entries are read, and keeps the
// kMostPartners best. So the cost is linear in the number of parts. All measures are the same when the
// editions change sides.
#ifndef CONCORD_QUERY_EDITIONS_PART_PAIRS_H_
#define CONCORD_QUERY_EDITIONS_PART_PAIRS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "query/editions/edition.h"

namespace concord {

struct PartPair {
  uint32_t a = 0, b = 0;
  bool same_text = false;   // and not empty
  bool same_place = false;  // likewise
  float lexical = 0;        // 0 to 1: stems and pairs of stems of gists and texts, rare ones weighing more
  float similarity = 0;     // 0 to 1: Dice's share of common words and neighbouring words, all alike
  float a_in_b = 0;         // share of a's words and neighbouring words that b has
  float b_in_a = 0;
};

class PartPairs {
 public:
  // A part's partners of the other edition; more can only be those of its place and of its very text.
  static constexpr size_t kMostPartners = 24;
  // Entries read for one part; a part of an act meets some 300 with every term below this many.
  static constexpr size_t kMostPostings = 2048;

  PartPairs(std::span<const EditionPart> a, std::span<const EditionPart> b);

  std::span<const PartPair> all() const { return pairs_; }  // by (a, b)
  // Index in all(), or -1.
  int64_t Find(uint32_t a, uint32_t b) const;

 private:
  std::vector<PartPair> pairs_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EDITIONS_PART_PAIRS_H_
