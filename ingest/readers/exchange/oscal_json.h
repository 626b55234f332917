// Parts of OSCAL that are kept as they are: a tree in any serialisation as the JSON of the standard.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_JSON_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_JSON_H_

#include <span>
#include <string>
#include <string_view>

#include "graph/value.h"
#include "ingest/source/data_tree.h"

namespace concord {

// Without the members of the outermost map that are in `left_out` (by their names in XML or JSON). What XML
// repeats side by side becomes the lists of JSON ("prop" becomes "props"); percentages are numbers. "{}" when
// nothing is left. Goes as deep as the tree, which its limit bounds.
std::string OscalPartAsJson(DataNode node, std::span<const std::string_view> left_out);

// The value that some JSON stands for; a text when it is none, or nests deeper than eight levels.
Value ValueOfJson(const std::string& json);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_JSON_H_
