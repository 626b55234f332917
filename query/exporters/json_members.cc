#include "query/exporters/json_members.h"

#include <algorithm>

#include "query/output/answer_json.h"

namespace concord {

std::string JsonText(std::string_view text) { return ValueToJson(Value(text)); }

std::string JsonTexts(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.emplace_back(text);
  return ValueToJson(Value(std::move(list)));
}

std::string JsonMembers(const PropertyMap& properties, const std::vector<std::string_view>& taken) {
  std::string out;
  for (const auto& [name, value] : properties) {
    std::string free = name;
    while (std::ranges::find(taken, free) != taken.end() ||
           (free != name && properties.Find(free) != nullptr))
      free += '_';
    out += "," + JsonText(free) + ":" + ValueToJson(value);
  }
  return out;
}

}  // namespace concord
