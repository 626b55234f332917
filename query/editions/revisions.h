// Stores what became of the parts of one edition in the next: an edge REVISES from each part of the later
// edition to the part of the earlier one that it continues, as AlignEditions finds them.
//
// The edges of a pair of editions are a unit of their own (graph/revision_unit.h), so saving again replaces
// them. An added or removed part has no counterpart and so no edge. An edge has
//   kind        same, renumbered, reworded, split, merged, regrouped (split and merged at once)
//   similarity  Dice's share of common words, as `diff` shows it; not a confidence
//   basis       text; or stated, if a placeholder says so. Then `note` is its key, and the edge's span
//               marks its words if it is in the later edition
//   method      rule
#ifndef CONCORD_QUERY_EDITIONS_REVISIONS_H_
#define CONCORD_QUERY_EDITIONS_REVISIONS_H_

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/batch.h"
#include "graph/snapshot.h"
#include "query/editions/alignment.h"

namespace concord {

// The changes that have two sides, in the order of Change.
inline constexpr size_t kRevisionKinds = 6;
// "same" for kUnchanged, else as ChangeName.
std::string_view RevisionKind(Change change);

struct Revisions {
  std::string earlier, later;                     // keys of the versions
  GraphBatch batch;                               // the changes to apply
  std::array<size_t, kRevisionKinds> edges = {};  // that it makes, by kind; all 0 if it removes
};

// For two editions, named as for LoadEdition. Replaces what was saved for the two before, in either
// direction. kUsage unless they are editions of one work in one language, the earlier one first as far as
// their dates show; kNotFound as for LoadEdition.
Result<Revisions> SaveRevisions(const Snapshot& snapshot, std::string_view earlier, std::string_view later,
                                const AlignmentOptions& options = {});
// kNotFound if nothing was saved for the two in this direction.
Result<Revisions> RemoveRevisions(const Snapshot& snapshot, std::string_view earlier, std::string_view later);

}  // namespace concord

#endif  // CONCORD_QUERY_EDITIONS_REVISIONS_H_
