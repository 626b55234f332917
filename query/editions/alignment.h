// What became of each part of an edition in another one.
//
// In three steps. A placeholder of one edition that says where a part went ("[Withdrawn: moved to 7.2]") is
// believed. Then parts are joined one to one, the best pair first, by their words, place, what they stand
// under, and whether the parts before and behind them were joined too; a part that many others resemble, or
// that resembles many, is the worse evidence for each. Last, a part that is left over and whose words mostly
// stand in one that was joined to another makes that one split or merged. Costs what PartPairs costs.
#ifndef CONCORD_QUERY_EDITIONS_ALIGNMENT_H_
#define CONCORD_QUERY_EDITIONS_ALIGNMENT_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "query/editions/edition.h"

namespace concord {

enum class Change : uint8_t {
  kUnchanged,   // the same words at the same place
  kRenumbered,  // the same words at another place
  kReworded,    // other words, at this place or another
  kSplit,       // one part became several
  kMerged,      // several parts became one
  kRegrouped,   // both at once
  kAdded,
  kRemoved,
};
std::string_view ChangeName(Change change);

// One link of the alignment, or a part without one: `a` or `b` is -1 then.
struct PartLink {
  int64_t a = -1;
  int64_t b = -1;
  Change change = Change::kUnchanged;
  double similarity = 0;  // Dice's share of common words and neighbouring words; 0 without a counterpart
  int64_t note = -1;      // the placeholder that says so: a part of b, or of a when `note_in_a`
  bool note_in_a = false;
};

struct Candidate {
  uint32_t part = 0;
  double score = 0;  // 0 to 1; orders, and is no probability
};

struct AlignmentOptions {
  size_t top = 5;          // candidates for each part
  bool read_notes = true;  // believe what placeholders say; they are counterparts of nothing else either way
};

struct Alignment {
  std::vector<PartLink> links;  // in the order of a; what was added behind what stands before it
  std::vector<std::vector<Candidate>> of_a, of_b;  // the most likely counterparts, best first
};

Alignment AlignEditions(std::span<const EditionPart> a, std::span<const EditionPart> b,
                        const AlignmentOptions& options = {});

}  // namespace concord

#endif  // CONCORD_QUERY_EDITIONS_ALIGNMENT_H_
