// A published crosswalk as the store holds it, ready to be written to a file.
#ifndef CONCORD_QUERY_EXPORTERS_STORED_MAPPINGS_H_
#define CONCORD_QUERY_EXPORTERS_STORED_MAPPINGS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mapping/mapping.h"
#include "query/exporters/exporter.h"

namespace concord {

struct StoredMappings : MappingSetMetadata {
  std::string key;            // of its version, or of the set if it has none
  std::vector<Mapping> rows;  // in the order of the text, then of what they say
};

// The sets of the selection, by key. A MappingSet (or a document with mappings) means its latest version; a
// Version means itself. Reads each edge of the store once, and keeps the rows of these sets in memory.
// kNotFound if the selection has no mapping set; names some that the store has.
Result<std::vector<StoredMappings>> LoadMappings(const Snapshot& snapshot, const Selection& selection);

// The slot as text; for a row, its columns. "" if it has no value; lists are joined by ", ".
std::string SlotText(const PropertyMap& properties, std::string_view slot);

// "https://example.org/sets/one@2024" as the beginning of a file's name: "example-org-sets-one-2024".
std::string FileNameOf(std::string_view key);

// What a format of crosswalks can say of a row.
struct CrosswalkLimits {
  // Whether it has words for the row; null: for every row. Rows for which it has none are left out.
  bool (*holds)(const Mapping& row) = nullptr;
  // Whether it says the predicate itself. Otherwise it has relations between sets, which skos:closeMatch is
  // not.
  bool predicates = true;
  // The slots that have a place, beside ids and predicates; nothing: all.
  std::optional<std::vector<std::string_view>> slots = {};
};

// Passes every set of the selection to `text` and the result to the sink, as a file with that ending. `text`
// gets the rows too for which the format has no words, and leaves them out. Notes say what is lost.
Result<void> WriteEachSet(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink,
                          std::string_view ending, Result<std::string> (*text)(const StoredMappings& set),
                          const CrosswalkLimits& limits = {});

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_STORED_MAPPINGS_H_
