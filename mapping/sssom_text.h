// A mapping set as canonical SSSOM/TSV (mapping-commons.github.io/sssom, "Canonical SSSOM/TSV format"): the
// one text that all writers agree on, so that two files differ only where two sets do.
#ifndef CONCORD_MAPPING_SSSOM_TEXT_H_
#define CONCORD_MAPPING_SSSOM_TEXT_H_

#include <span>
#include <string>
#include <string_view>

#include "mapping/mapping.h"

namespace concord {

// The header with the prefixes in use, slots in the order of the standard, what all rows share lifted into
// the header; then the rows, sorted, with the columns that some row fills. Extension slots stand behind the
// others, in the order of their properties, those without a definition last. A set without licence gets the
// standard's "unspecified"; a prefix that nobody declared gets an expansion of ours.
//
// What the standard does not allow in a slot (a justification that is none of its 13, a confidence of 8)
// stands in an extension slot instead, "source_" before its name, and the justification is
// semapv:UnspecifiedMatching.
//
// The canonical form has three digits behind the point. What it cannot hold (a NUL) is left out of the text.
// Rows are borrowed; empty rows give a header and a line of the columns that every table has.
std::string SssomText(const MappingSetMetadata& set, std::span<const Mapping* const> rows);

// The expansion of a prefix that no file declares: "https://w3id.org/concord/nist-csf/".
std::string OwnExpansion(std::string_view prefix);

// A framework of ours where the standard wants a CURIE: "frameworks:nist-csf-2.0".
inline constexpr std::string_view kFrameworksPrefix = "frameworks";
std::string FrameworkCurie(std::string_view key);

// A scalar as YAML writes it: plain where that reads back as this text, else in double quotes. `text_only`: a
// reader knows that it is a text, so that 1.1 or true may stand plain. Tested against a YAML library.
std::string YamlScalar(std::string_view text, bool text_only);

}  // namespace concord

#endif  // CONCORD_MAPPING_SSSOM_TEXT_H_
