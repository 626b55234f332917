// A published crosswalk as the store holds it, ready to be written to a file.
#ifndef CONCORD_QUERY_EXPORTERS_STORED_MAPPINGS_H_
#define CONCORD_QUERY_EXPORTERS_STORED_MAPPINGS_H_

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

// Passes every set of the selection to `text` and the result to the sink, as a file with that ending. `holds`
// says for which rows the format has words (null: all). `text` gets the others too, and leaves them out.
Result<void> WriteEachSet(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink,
                          std::string_view ending, Result<std::string> (*text)(const StoredMappings& set),
                          bool (*holds)(const Mapping& row) = nullptr);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_STORED_MAPPINGS_H_
