// What a cell of a crosswalk says of its end of a mapping: ids of items, or that there is none.
#ifndef CONCORD_MAPPING_COUNTERPART_CELL_H_
#define CONCORD_MAPPING_COUNTERPART_CELL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/mapping.h"

namespace concord {

// What stands where an id is expected and names no item.
enum class Placeholder : uint8_t {
  kNone,     // it is no placeholder
  kNothing,  // "N/A", "No mapping": somebody looked and found no counterpart
  kOpen,     // "TBD", "-", "?": nobody has said
};

// Whatever its case, and with brackets or punctuation around it: "(none)", "n.a.", "No direct mapping.".
// English, and the commonest words of some other languages. An empty cell is kOpen.
Placeholder PlaceholderIn(std::string_view cell);

// The code of "nist-csf-2.0:N/A", or the cell itself when it has no prefix.
Placeholder PlaceholderInCurie(std::string_view curie);

struct CounterpartCell {
  std::vector<std::string> ids;  // in the order of the cell, each once; none where `placeholder` says why
  Placeholder placeholder = Placeholder::kNone;
};

// "R.2, R.3", "R.4; R.5", "R.4" and "R.5" on lines of their own, "R.2 and R.3", "R.2 R.3" are two ids each. A
// cell is cut only where every part looks like an id (with a digit or in capitals), so that a name with a
// comma in it, or "5(1), (2)", stays whole. Placeholders among ids are left out.
CounterpartCell ReadCounterpartCell(std::string_view cell);

// Puts sssom:NoTermFound for an end that is a placeholder of the kind kNothing. False when the row says
// nothing that can be kept: an end is open, or both ends are placeholders.
bool SettlePlaceholders(Mapping* row);

}  // namespace concord

#endif  // CONCORD_MAPPING_COUNTERPART_CELL_H_
