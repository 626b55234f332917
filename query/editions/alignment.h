// Finds what became of each part of an edition in another one.
//
// There are three steps. First, placeholders that say where a part went ("[Withdrawn: moved to 7.2]") are
// believed. Second, parts are paired one to one, the best pair first: by their words, by place, by the parts
// above them, and by whether their neighbours were paired. A part that resembles many others is weaker
// evidence. Third, if most words of an unpaired part are in a part that was paired with another, the latter
// counts as split or merged. The cost is that of PartPairs.
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
  kReworded,    // other words, in this place or another
  kSplit,       // one part became several
  kMerged,      // several parts became one
  kRegrouped,   // both at once
  kAdded,
  kRemoved,
};
std::string_view ChangeName(Change change);

// One link of the alignment, or a part without one; then `a` or `b` is -1.
struct PartLink {
  int64_t a = -1;
  int64_t b = -1;
  Change change = Change::kUnchanged;
  double similarity = 0;  // Dice's share of common words and neighbouring words; 0 without a counterpart
  int64_t note = -1;      // the placeholder that says so: a part of b, or of a if `note_in_a`
  bool note_in_a = false;
};

struct Candidate {
  uint32_t part = 0;
  double score = 0;  // 0 to 1; gives an order, not a probability
};

struct AlignmentOptions {
  size_t top = 5;          // candidates for each part
  bool read_notes = true;  // believe placeholders; in either case they are counterparts of nothing else
};

struct Alignment {
  std::vector<PartLink> links;  // in the order of a; an added part follows the part before it
  std::vector<std::vector<Candidate>> of_a, of_b;  // the most likely counterparts, best first
};

Alignment AlignEditions(std::span<const EditionPart> a, std::span<const EditionPart> b,
                        const AlignmentOptions& options = {});

}  // namespace concord

#endif  // CONCORD_QUERY_EDITIONS_ALIGNMENT_H_
