// Finds which parts of two editions may correspond, and how alike they are: the evidence of an alignment.
//
// Comparing every part with every other would be quadratic. So only parts that share a rare term, a place or
// their whole text are paired. Each part looks up its terms, the rarest first, in the manner of prefix
// filtering (Chaudhuri, Ganti & Kaushik 2006), until it has read kMostPostings entries, and keeps the
// kMostPartners best. So the cost is linear in the number of parts. All measures stay the same if the
// editions are swapped.
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
  // A part's partners in the other edition. There may be more with the same place or exactly the same text.
  static constexpr size_t kMostPartners = 24;
  // Entries read for one part. A part of an act meets about 300 with every term below this many.
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
