// What a designator means: makes keys from the groups that its grammar captured.
#ifndef CONCORD_INGEST_DESIGNATORS_DESIGNATOR_KEYS_H_
#define CONCORD_INGEST_DESIGNATORS_DESIGNATOR_KEYS_H_

#include <span>
#include <string>
#include <string_view>

#include "ingest/designators/designators.h"

namespace concord {

// Fills key, edition, deliverable, locator and is_standard. `form` distinguishes the grammars of one scheme.
// groups[0] is the whole match; a group that did not take part is empty.
void FillKey(DesignatorScheme scheme, int form, std::span<const std::string_view> groups,
             Designator* designator);

// "eu:YEAR/NUMBER" of an act of the European Union from its two numbers, in either order. `numbered`: "No"
// came before them, so the year is the second. Empty if neither can be a year.
std::string EuActKey(std::string_view first, std::string_view second, bool numbered);

}  // namespace concord

#endif  // CONCORD_INGEST_DESIGNATORS_DESIGNATOR_KEYS_H_
