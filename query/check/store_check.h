// Checks that a store is consistent: works out every claim in a second way and compares.
#ifndef CONCORD_QUERY_CHECK_STORE_CHECK_H_
#define CONCORD_QUERY_CHECK_STORE_CHECK_H_

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/note.h"

namespace concord {

// What a finding is about; CheckStore says what is looked at. docs/json/concord.check.1.json lists them too.
inline constexpr auto kCheckKinds =
    std::to_array<std::string_view>({"node", "index", "edge", "schema", "tree", "span", "quote", "count",
                                     "mapping", "item", "review", "file"});

struct CheckFinding {
  std::string_view kind;  // one of kCheckKinds
  std::string where;      // key of the node, or "edge 12 TYPE from -> to"
  std::string message;
};

struct CheckReport {
  std::vector<CheckFinding> findings;
  std::vector<Note> notes;  // what was checked, and findings that were not kept
};

// Looks at every node and edge:
//   node    it can be read, and its key leads back to it
//   index   the index of labels, the stored (label, property) indexes of graph/schema.def and a scan
//           agree; adjacency in both directions and the records of edges agree
//   edge    both ends exist
//   schema  the type of an edge in graph/schema.def allows the labels at its ends
//   tree    a section or measure has exactly one whole above it
//   span    it lies within the version's text, and between characters
//   quote   a stored quote is what the text says; a heading lies in its section
//   count   the stored counts are those of a scan
//   mapping the rows and chains of two rows for a pair of items can all be true
//   review  the journal of a reviewer can be read
//   item    mappings end at items, and not at "N/A" or at a list of ids; ids that no catalogue in the store
//           knows are notes, each with the nearest known id
// With `deep`, also looks at every block of the store's files and every blob:
//   file    it is what was written
//
// Keeps at most `most` findings of each kind. Takes about 40 bytes of memory for each node, the largest text,
// and 40 bytes for each end of a mapping.
Result<CheckReport> CheckStore(const Snapshot& snapshot, size_t most, bool deep = false);

}  // namespace concord

#endif  // CONCORD_QUERY_CHECK_STORE_CHECK_H_
