// A mapping set as canonical SSSOM/TSV (mapping-commons.github.io/sssom, "Canonical SSSOM/TSV format"). All
// writers agree on this text, so two files differ only where two sets differ.
#ifndef CONCORD_MAPPING_SSSOM_TEXT_H_
#define CONCORD_MAPPING_SSSOM_TEXT_H_

#include <span>
#include <string>
#include <string_view>

#include "mapping/mapping.h"

namespace concord {

// Writes the header with the prefixes in use and the slots in the standard's order; values that all rows
// share move into the header. Then come the rows, sorted, with the columns that some row fills. Extension
// slots come after the others, in the order of their properties; those without a definition come last. A set
// without a licence gets the standard's "unspecified". A prefix that nobody declared gets an expansion of
// ours.
//
// A value that the standard does not allow in a slot (an unknown justification, a confidence of 8) goes into
// an extension slot with "source_" before the name. The justification is then semapv:UnspecifiedMatching.
//
// The canonical form has three digits after the point. Characters that it cannot hold (NUL) are left out.
// Borrows the rows. No rows give a header and a line with the columns that every table has.
std::string SssomText(const MappingSetMetadata& set, std::span<const Mapping* const> rows);

// The expansion of a prefix that no file declares: "https://w3id.org/concord/nist-csf/".
std::string OwnExpansion(std::string_view prefix);

// A framework of ours where the standard requires a CURIE: "frameworks:nist-csf-2.0".
inline constexpr std::string_view kFrameworksPrefix = "frameworks";
std::string FrameworkCurie(std::string_view key);

// A scalar as YAML writes it: plain if that reads back as the same text, otherwise in double quotes.
// `text_only`: the reader knows that it is text, so 1.1 or true may be plain. Tested against a YAML library.
std::string YamlScalar(std::string_view text, bool text_only);

}  // namespace concord

#endif  // CONCORD_MAPPING_SSSOM_TEXT_H_
