#include "query/exporters/exact_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "query/exporters/attribute_text.h"
#include "query/exporters/json_members.h"
#include "query/output/answer_json.h"
#include "query/output/xml_text.h"

namespace concord {
namespace {

// A step of a JSON pointer (RFC 6901).
std::string PointerStep(std::string_view name) {
  std::string step = "/";
  for (const char c : name) step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return step;
}

std::string Member(std::string_view name, const std::vector<std::pair<std::string, std::string>>& pairs,
                   bool quoted) {
  std::string out;
  for (const auto& [key, value] : pairs)
    out += fmt::format("{}{}:{}", out.empty() ? "" : ",", JsonText(key), quoted ? JsonText(value) : value);
  return fmt::format("\"{}\":{{{}}}", name, out);
}

}  // namespace

void ExactRecord::FindInexact(const Value& value, const std::string& pointer) {
  switch (value.type()) {
    case Value::Type::kDate:
      dates_.push_back(pointer);
      return;
    case Value::Type::kDouble:
      if (!std::isfinite(value.as_double())) numbers_.emplace_back(pointer, AttributeText(value));
      return;
    case Value::Type::kList: {
      size_t place = 0;
      for (const Value& element : value.as_list())
        FindInexact(element, fmt::format("{}/{}", pointer, place++));
      return;
    }
    case Value::Type::kMap:
      for (const auto& [name, element] : value.as_map()) FindInexact(element, pointer + PointerStep(name));
      return;
    default:
      return;
  }
}

void ExactRecord::AddText(std::string_view name, const Value& value, Value::Type declared) {
  if (value.type() != declared) types_.emplace_back(name, ValueTypeName(value.type()));
  if (value.type() == Value::Type::kList || value.type() == Value::Type::kMap) {
    FindInexact(value, PointerStep(name));
  } else if (value.type() == Value::Type::kString && FindNonXml(value.as_string()) != std::string::npos) {
    values_.emplace_back(name, ValueToJson(value));
  }
}

void ExactRecord::AddJson(std::string_view name, const Value& value, bool is_date) {
  if (!is_date || value.type() != Value::Type::kDate) FindInexact(value, PointerStep(name));
}

void ExactRecord::AddName(std::string_view shown, std::string_view name) { names_.emplace_back(shown, name); }

void ExactRecord::AddLabels(const std::vector<std::string>& labels) {
  AddLabels(std::vector<std::string_view>(labels.begin(), labels.end()));
}

void ExactRecord::AddLabels(const std::vector<std::string_view>& labels) {
  const bool joins = std::ranges::none_of(
      labels, [](std::string_view label) { return label.empty() || label.find(':') != std::string::npos; });
  if (!joins) labels_.assign(labels.begin(), labels.end());
}

std::string ExactRecord::Json() const {
  std::vector<std::string> members;
  if (!names_.empty()) members.push_back(Member("names", names_, true));
  if (!types_.empty()) members.push_back(Member("types", types_, true));
  if (!dates_.empty()) members.push_back("\"dates\":" + JsonTexts(dates_));
  if (!numbers_.empty()) members.push_back(Member("numbers", numbers_, true));
  if (!values_.empty()) members.push_back(Member("values", values_, false));
  if (!labels_.empty()) members.push_back("\"labels\":" + JsonTexts(labels_));
  return XmlSafeJson(fmt::format("{{{}}}", fmt::join(members, ",")));
}

std::map<std::string, std::string> AttributeTitles(const ExportRecords::Types& types,
                                                   std::vector<std::string> taken) {
  std::set<std::string> used(taken.begin(), taken.end());
  std::map<std::string, std::string> titles;
  for (const auto& [name, type] : types) {
    std::string title = name;
    while (!used.insert(AsciiLower(title)).second) title += '_';
    titles.emplace(name, std::move(title));
  }
  return titles;
}

std::string XmlSafeJson(std::string_view json) {
  std::string out;
  size_t from = 0;
  // JSON escapes control characters itself, so these two are all that is found.
  for (size_t at = FindNonXml(json); at != std::string_view::npos; at = FindNonXml(json, from)) {
    out += json.substr(from, at - from);
    out += json[at + 2] == '\xBE' ? "\\uFFFE" : "\\uFFFF";
    from = at + 3;
  }
  return out += json.substr(from);
}

}  // namespace concord
