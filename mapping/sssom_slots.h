// The slots of the SSSOM standard (version 1.1, which has all of 1.0; schema of the mapping-commons/sssom
// repository): what a mapping set and a row of it can say, in the order in which it is written.
//
// Tested by sssom_slots_test.cc against the standard's own library, where that is installed.
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
  kOther,   // curie_map, extension_definitions: what the header alone has
};

struct SssomSlot {
  std::string_view name;
  SssomKind kind = SssomKind::kText;
  bool list = false;        // several values, which '|' separates in a cell
  bool propagated = false;  // of a set: counts for every row when no row has a say of its own
  bool since_1_1 = false;
  double least = 0;
  std::span<const std::string_view> choices = {};
};

std::span<const SssomSlot> SssomRowSlots();  // in the order of columns
std::span<const SssomSlot> SssomSetSlots();  // in the order of the header; curie_map is written before them

// nullptr for an extension.
const SssomSlot* FindSssomRowSlot(std::string_view name);
const SssomSlot* FindSssomSetSlot(std::string_view name);

// Of a row; of the set where no row has it.
bool IsSssomList(std::string_view name);
bool IsSssomPropagated(std::string_view name);

// One of the 13 values of mapping_justification.
bool IsSssomJustification(std::string_view curie);
std::span<const std::string_view> SssomJustifications();  // without "semapv:"

// What a prefix that needs no declaration stands for (owl, rdf, rdfs, semapv, skos, sssom, xsd, dcterms,
// linkml, oboInOwl); "" for another one.
std::string_view SssomBuiltInPrefix(std::string_view prefix);
inline bool IsSssomBuiltInPrefix(std::string_view prefix) { return !SssomBuiltInPrefix(prefix).empty(); }

// The prefix of a CURIE: what stands before its first colon. "" when it has none or is a URI with a scheme of
// the web ("https://...", "urn:...").
std::string_view CuriePrefix(std::string_view id);

// The predicates whose relation between sets we know (docs/schema.md).
std::span<const std::string_view> SssomKnownPredicates();
bool IsKnownPredicate(std::string_view curie);

inline constexpr std::string_view kNoTermFound = "sssom:NoTermFound";

// The values of a cell: "a|b" is two, "a\|b" is one, and "\\" a backslash; and the cell of values.
std::vector<std::string> SplitSssomList(std::string_view cell);
std::string JoinSssomList(std::span<const std::string> values);

// The value of a column with the type of its slot: a list, a number, a date, else a string. What is not of
// the type stays a string, and *fits says so.
Value SssomValue(std::string_view slot, std::string_view cell, bool* fits);

// Whether the standard lets the slot have this value: a choice from its list, a number in its range, a whole
// date, one of the 13 justifications. Anything goes for the other slots.
bool FitsSssomSlot(const SssomSlot& slot, const Value& value);

// A number as the standard writes it: up to three digits behind the point, halves rounded up.
std::string SssomNumber(double value);

}  // namespace concord

#endif  // CONCORD_MAPPING_SSSOM_SLOTS_H_
