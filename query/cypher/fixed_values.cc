#include "query/cypher/fixed_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace concord::cypher {
namespace {

struct FixedValues {
  std::string_view owners, property, values;  // "|" between
};
constexpr auto kFixedValues = std::to_array<FixedValues>({
#define FIXED_VALUES(owners, property, values) {owners, property, values},
#include "graph/fixed_values.def"
});

}  // namespace

std::optional<Note> FixedValueNote(const std::vector<std::string>& owners, std::string_view property,
                                   std::string_view value) {
  for (const FixedValues& fixed : kFixedValues) {
    if (fixed.property != property) continue;
    const std::vector<std::string_view> its_owners = Split(fixed.owners, '|');
    const bool is_listed = std::any_of(owners.begin(), owners.end(), [&](const std::string& owner) {
      return std::find(its_owners.begin(), its_owners.end(), owner) != its_owners.end();
    });
    if (!is_listed) continue;
    std::vector<std::string> values;
    for (const std::string_view one : Split(fixed.values, '|')) values.emplace_back(one);
    if (std::find(values.begin(), values.end(), value) != values.end()) return std::nullopt;
    const std::string_view near = DidYouMean(value, values);
    Note note = MakeNote("value-not-in-schema", "the schema has no {} '{}'", property, value);
    note.text += fmt::format(
        "; {} {}", near.empty() ? "the values are" : fmt::format("did you mean '{}'? The values are", near),
        fmt::join(values, ", "));
    return note;
  }
  return std::nullopt;
}

}  // namespace concord::cypher
