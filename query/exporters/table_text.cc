#include "query/exporters/table_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/delimited.h"
#include "base/text.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

// "semantic" as the template writes it: "Semantic".
std::string Capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace

std::string TableText(const TextTable& table, char separator) {
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += separator;
      out += QuoteCell(cells[i], separator);
    }
    out += '\n';
  };
  if (!table.columns.empty()) line(table.columns);
  for (const std::vector<std::string>& row : table.rows) line(row);
  return out;
}

std::string_view CurieFramework(std::string_view curie) {
  return curie.substr(0, std::min(curie.find(':'), curie.size()));
}

std::string_view CurieCode(std::string_view curie) {
  const size_t colon = curie.find(':');
  return colon == std::string_view::npos ? curie : curie.substr(colon + 1);
}

std::string FrameworkOfSet(const StoredMappings& set, bool subjects) {
  std::set<std::string_view> names;
  for (const Mapping& row : set.rows) {
    const std::string& id = subjects ? row.subject_id : row.object_id;
    if (!id.empty() && id != kNoTermFound) names.insert(CurieFramework(id));
  }
  if (names.size() == 1) return std::string(*names.begin());
  return subjects ? set.subject_source : set.object_source;
}

bool HasWordsFor(const Mapping& row, RelationVocabulary vocabulary) {
  return row.subject_id != kNoTermFound && row.object_id != kNoTermFound &&
         !RelationWordOf(row, vocabulary).empty();
}

TextTable OlirTable(const StoredMappings& set) {
  TextTable table;
  table.columns = {"Focal Document Element",
                   "Focal Document Element Description",
                   "Security Control Baseline",
                   "Rationale",
                   "Relationship",
                   "Reference Document Element",
                   "Reference Document Element Description",
                   "Fulfilled By",
                   "Group Identifier",
                   "Comments",
                   "Strength of Relationship"};
  for (const Mapping& row : set.rows) {
    if (!HasWordsFor(row, RelationVocabulary::kStrm)) continue;
    table.rows.push_back(
        {std::string(CurieCode(SubjectKey(row))), row.subject_label,
         SlotText(row.other, "security_control_baseline"), Capital(SlotText(row.other, "rationale")),
         std::string(RelationWordOf(row, RelationVocabulary::kStrm)), std::string(CurieCode(ObjectKey(row))),
         row.object_label, SlotText(row.other, "fulfilled_by"), SlotText(row.other, "group"),
         SlotText(row.other, "comment"), SlotText(row.other, "strength")});
  }
  return table;
}

std::vector<std::string_view> OlirSlots() {
  return {"subject_label", "object_label", "security_control_baseline", "rationale", "fulfilled_by", "group",
          "comment",       "strength"};
}

}  // namespace concord
