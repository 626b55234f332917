// The slots of the SSSOM standard (version 1.1, which includes all of 1.0; schema of the repository
// mapping-commons/sssom): what a mapping set and a row can say, in the order in which it is written.
//
// Tested by sssom_slots_test.cc against the standard's own library, if that is installed.
#ifndef CONCORD_MAPPING_SSSOM_SLOTS_H_
#define CONCORD_MAPPING_SSSOM_SLOTS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace concord {

enum class SssomKind : uint8_t {
  kText,
  kEntity,  // a CURIE
  kUri,     // a URI with its scheme
  kNumber,  // from `least` to 1
  kDate,
  kChoice,  // one of `choices`
  kOther,   // curie_map, extension_definitions: only in the header
};

struct SssomSlot {
  std::string_view name;
  SssomKind kind = SssomKind::kText;
  bool list = false;        // several values, separated by '|' in a cell
  bool propagated = false;  // of a set: holds for every row if no row has a value of its own
  bool since_1_1 = false;
  double least = 0;
  std::span<const std::string_view> choices = {};
};

std::span<const SssomSlot> SssomRowSlots();  // in the order of columns
std::span<const SssomSlot> SssomSetSlots();  // in the order of the header; curie_map is written before them

// nullptr for an extension.
const SssomSlot* FindSssomRowSlot(std::string_view name);
const SssomSlot* FindSssomSetSlot(std::string_view name);

// For slots of a row, or of the set if no row has the slot.
bool IsSssomList(std::string_view name);
bool IsSssomPropagated(std::string_view name);

// One of the 13 values of mapping_justification.
bool IsSssomJustification(std::string_view curie);
std::span<const std::string_view> SssomJustifications();  // without "semapv:"

// The expansion of a prefix that needs no declaration (owl, rdf, rdfs, semapv, skos, sssom, xsd, dcterms,
// linkml, oboInOwl); "" for any other prefix.
std::string_view SssomBuiltInPrefix(std::string_view prefix);
inline bool IsSssomBuiltInPrefix(std::string_view prefix) { return !SssomBuiltInPrefix(prefix).empty(); }

// The prefix of a CURIE: the text before its first colon. "" if there is none, or if the text is a URI with a
// scheme of the web ("https://...", "urn:...").
std::string_view CuriePrefix(std::string_view id);

// The predicates for which we know the relation between sets (docs/schema.md).
std::span<const std::string_view> SssomKnownPredicates();
bool IsKnownPredicate(std::string_view curie);

inline constexpr std::string_view kNoTermFound = "sssom:NoTermFound";

// The values of a cell ("a|b" is two values, "a\|b" is one, "\\" is a backslash), and the cell for values.
std::vector<std::string> SplitSssomList(std::string_view cell);
std::string JoinSssomList(std::span<const std::string> values);

// The value of a column with the type of its slot: a list, a number, a date, or a string. A value that does
// not have the type stays a string, and *fits says so.
Value SssomValue(std::string_view slot, std::string_view cell, bool* fits);

// Whether the standard allows this value in the slot: a choice from its list, a number in its range, a
// complete date, one of the 13 justifications. The other slots allow anything.
bool FitsSssomSlot(const SssomSlot& slot, const Value& value);

// A number as the standard writes it: up to three digits after the point, halves rounded up.
std::string SssomNumber(double value);

}  // namespace concord

#endif  // CONCORD_MAPPING_SSSOM_SLOTS_H_
