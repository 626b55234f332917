#include "query/exporters/json_members.h"

#include <fmt/format.h>

#include <algorithm>

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

std::set<std::string, std::less<>> DateNames(const ExportRecords::Types& types) {
  std::set<std::string, std::less<>> names;
  for (const auto& [name, type] : types) {
    if (type == Value::Type::kDate) names.insert(name);
  }
  return names;
}

std::string DatesMember(const std::set<std::string, std::less<>>& nodes,
                        const std::set<std::string, std::less<>>& edges) {
  return fmt::format("{{\"dates\":{{\"nodes\":{},\"edges\":{}}}}}", JsonTexts({nodes.begin(), nodes.end()}),
                     JsonTexts({edges.begin(), edges.end()}));
}

}  // namespace concord
