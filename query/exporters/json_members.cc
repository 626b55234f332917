#include "query/exporters/json_members.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/try.h"
#include "query/exporters/exact_record.h"
#include "query/output/answer_json.h"

namespace concord {

std::string JsonText(std::string_view text) { return ValueToJson(Value(text)); }

std::string JsonTexts(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.emplace_back(text);
  return ValueToJson(Value(std::move(list)));
}

std::string JsonMembers(const PropertyMap& properties, std::vector<std::string_view> taken,
                        const std::set<std::string, std::less<>>& dates) {
  taken.push_back(kExactName);
  ExactRecord exact;
  std::string out;
  for (const auto& [name, value] : properties) {
    std::string free = name;
    while (std::ranges::find(taken, free) != taken.end() ||
           (free != name && properties.Find(free) != nullptr))
      free += '_';
    if (free != name) exact.AddName(free, name);
    exact.AddJson(name, value, dates.contains(name));
    out += "," + JsonText(free) + ":" + ValueToJson(value);
  }
  if (!exact.empty()) out += fmt::format(",\"{}\":{}", kExactName, exact.Json());
  return out;
}

Result<DateNames> DateNames::Of(ExportRecords* records) {
  CONCORD_ASSIGN(const ExportRecords::Types node_types, records->NodePropertyTypes());
  CONCORD_ASSIGN(const ExportRecords::Types edge_types, records->EdgePropertyTypes());
  DateNames names;
  for (const auto& [types, dates] :
       {std::pair(&node_types, &names.nodes), std::pair(&edge_types, &names.edges)}) {
    for (const auto& [name, type] : *types) {
      if (type == Value::Type::kDate) dates->insert(name);
    }
  }
  return names;
}

std::string DateNames::Json() const {
  return fmt::format("{{\"dates\":{{\"nodes\":{},\"edges\":{}}}}}", JsonTexts({nodes.begin(), nodes.end()}),
                     JsonTexts({edges.begin(), edges.end()}));
}

}  // namespace concord
