// What a cell of a crosswalk contains: ids of items, or a word that says that there is none.
#ifndef CONCORD_MAPPING_COUNTERPART_CELL_H_
#define CONCORD_MAPPING_COUNTERPART_CELL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/mapping.h"

namespace concord {

// A word in the place of an id that names no item.
enum class Placeholder : uint8_t {
  kNone,     // not a placeholder
  kNothing,  // "N/A", "No mapping": somebody looked and found no counterpart
  kOpen,     // "TBD", "-", "?": nobody has said
};

// Ignores case and surrounding brackets or punctuation: "(none)", "n.a.", "No direct mapping.". Knows English
// and the most common words of some other languages. An empty cell is kOpen.
Placeholder PlaceholderIn(std::string_view cell);

// Checks the code of "nist-csf-2.0:N/A", or the text itself if it has no prefix.
Placeholder PlaceholderInCurie(std::string_view curie);

struct CounterpartCell {
  std::vector<std::string> ids;  // in the order of the cell, each once; empty if `placeholder` says why
  Placeholder placeholder = Placeholder::kNone;
};

// These cells have two ids each: "R.2, R.3", "R.4; R.5", "R.4" and "R.5" on separate lines, "R.2 and R.3",
// "R.2 R.3". A cell is split only if every part looks like an id (has a digit or is in capitals). So a name
// with a comma, or "5(1), (2)", stays whole. Placeholders among ids are left out.
CounterpartCell ReadCounterpartCell(std::string_view cell);

// Writes sssom:NoTermFound for an end that is a placeholder of the kind kNothing. Returns false if the row
// says nothing worth keeping: an end is open, or both ends are placeholders.
bool SettlePlaceholders(Mapping* row);

}  // namespace concord

#endif  // CONCORD_MAPPING_COUNTERPART_CELL_H_
