// A word in the place of an id that names no item: "N/A", "none identified", "TBD", a dash.
#ifndef CONCORD_MAPPING_PLACEHOLDER_H_
#define CONCORD_MAPPING_PLACEHOLDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

enum class Placeholder : uint8_t {
  kNone,     // not a placeholder
  kNothing,  // "N/A", "No mapping": somebody looked and found no counterpart
  kOpen,     // "TBD", "-", "?": nobody has said
};

// Ignores case and surrounding brackets or punctuation: "(none)", "n.a.", "No direct mapping.". Knows English
// and the most common words of some other languages. An empty cell is kOpen.
Placeholder PlaceholderIn(std::string_view cell);

// Checks the code of "nist-csf-2.0:N/A", or the text itself if it has no prefix. "NA" and "NO" behind a
// prefix are Namibia and Norway, unless the codes of that prefix have digits.
Placeholder PlaceholderInCurie(std::string_view curie, bool codes_have_digits = false);

// The words of one class of datasets/counterpart_words.tsv, as written there.
std::vector<std::string> CounterpartWords(std::string_view wanted);

}  // namespace concord

#endif  // CONCORD_MAPPING_PLACEHOLDER_H_
