// What a cell of a crosswalk contains: ids of items, or a word that says that there is none.
#ifndef CONCORD_MAPPING_COUNTERPART_CELL_H_
#define CONCORD_MAPPING_COUNTERPART_CELL_H_

#include <string>
#include <string_view>
#include <vector>

#include "mapping/mapping.h"
#include "mapping/placeholder.h"

namespace concord {

struct CounterpartCell {
  std::vector<std::string> ids;  // in the order of the cell, each once; empty if `placeholder` says why
  Placeholder placeholder = Placeholder::kNone;
};

// These cells have two ids each: "R.2, R.3", "R.4; R.5", "R.4" and "R.5" on separate lines, "R.2 and R.3",
// "R.2 R.3". A cell is split only if every part looks like an id (has a digit or is in capitals). So a name
// with a comma, or "5(1), (2)", stays whole. Placeholders among ids are left out. A name behind an id is no
// part of it: "R.2: Ropes are dry", "R.2 (Ropes)". Full-width characters, no-break blanks and special hyphens
// become those of ASCII if the id is then in ASCII.
CounterpartCell ReadCounterpartCell(std::string_view cell);

// The CURIEs in one that has several ids, without placeholders: "quay:R.2, R.3" and "quay:R.2|quay:R.3".
// Otherwise that CURIE.
std::vector<std::string> CuriesIn(std::string_view curie);

// Writes sssom:NoTermFound for an end that is a placeholder of the kind kNothing. Returns false if the row
// says nothing worth keeping: an end is open, or both ends are placeholders. `codes_have_digits` is that of
// PlaceholderInCurie, for the subject and the object.
bool SettlePlaceholders(Mapping* row, bool subject_codes_have_digits = false,
                        bool object_codes_have_digits = false);

}  // namespace concord

#endif  // CONCORD_MAPPING_COUNTERPART_CELL_H_
