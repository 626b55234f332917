#include "ingest/readers/pages/html_list_numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace concord {
namespace {

std::optional<int64_t> WholeNumber(std::string_view text) {
  text = Trim(text);
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data() || std::abs(value) > 1'000'000'000) return std::nullopt;
  return value;
}

// What declarations in small letters say of the numbers of a list; nothing when they say nothing.
std::optional<char> TypeOfStyle(std::string_view style) {
  constexpr std::pair<std::string_view, char> kStyles[] = {
      {"lower-alpha", 'a'}, {"lower-latin", 'a'}, {"upper-alpha", 'A'}, {"upper-latin", 'A'},
      {"lower-roman", 'i'}, {"upper-roman", 'I'}, {"decimal", '1'},     {"none", '\0'},
      {"disc", '\0'},       {"circle", '\0'},     {"square", '\0'}};
  if (const size_t at = style.find("list-style"); at != std::string_view::npos) {
    const std::string_view value = style.substr(at, std::min(style.find(';', at), style.size()) - at);
    for (const auto& [name, type] : kStyles) {
      if (value.find(name) != std::string_view::npos) return type;
    }
  }
  return std::nullopt;
}

// What the element says of its numbers, by the attribute or by style; `otherwise` when it says nothing.
char TypeOf(const GumboNode& element, char otherwise) {
  if (const auto type = TypeOfStyle(AsciiLower(AttributeOf(element, "style")))) return *type;
  const std::string_view type = AttributeOf(element, "type");
  if (type.size() == 1 && std::string_view("1aAiI").find(type[0]) != std::string_view::npos) return type[0];
  return otherwise;
}

bool IsElement(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

// Whether each item is nothing but a link within the page, and maybe a list of such.
bool IsContents(const GumboNode& list) {
  size_t items = 0;
  const GumboVector& children = ChildrenOf(list);
  for (unsigned int i = 0; i < children.length; ++i) {
    const auto& item = *static_cast<const GumboNode*>(children.data[i]);
    if (!IsElement(item, GUMBO_TAG_LI)) continue;
    ++items;
    bool linked = false;
    const GumboVector& parts = ChildrenOf(item);
    for (unsigned int j = 0; j < parts.length; ++j) {
      const auto& part = *static_cast<const GumboNode*>(parts.data[j]);
      if (IsElement(part, GUMBO_TAG_A) && AttributeOf(part, "href").starts_with('#')) {
        linked = true;
      } else if (part.type == GUMBO_NODE_TEXT && !Trim(part.v.text.text).empty()) {
        return false;
      }
    }
    if (!linked) return false;
  }
  return items > 0;
}

}  // namespace

std::string ListNumber(char type, int64_t value) {
  const bool upper = type == 'A' || type == 'I';
  std::string text;
  if ((type == 'a' || type == 'A') && value > 0) {
    for (int64_t rest = value; rest > 0; rest = (rest - 1) / 26) {
      text.insert(text.begin(), static_cast<char>((upper ? 'A' : 'a') + (rest - 1) % 26));
    }
    return text;
  }
  if ((type == 'i' || type == 'I') && value > 0 && value < 4000) {
    constexpr std::pair<int64_t, std::string_view> kParts[] = {
        {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
        {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    for (const auto& [worth, letters] : kParts) {
      for (; value >= worth; value -= worth) text += letters;
    }
    if (upper) std::ranges::transform(text, text.begin(), [](char c) { return static_cast<char>(c - 32); });
    return text;
  }
  return std::to_string(value);
}

std::string HtmlListNumbers::Next(const GumboNode& item) {
  if (const auto value = WholeNumber(AttributeOf(item, "value"))) next_ = *value;
  const int64_t value = next_;
  next_ += step_;
  const char type = TypeOf(item, type_);
  return type == '\0' ? std::string() : ListNumber(type, value) + ".";
}

void HtmlListStyles::Read(std::string_view sheet) {
  constexpr size_t kMostRules = 10'000;
  constexpr std::string_view kNameEnds = " .:#>+~[,\t\r\n";
  size_t rules = 0;
  for (size_t at = 0; at < sheet.size() && rules < kMostRules; ++rules) {
    const size_t open = sheet.find('{', at);
    if (open == std::string_view::npos) return;
    const size_t close = std::min(sheet.find_first_of("{}", open + 1), sheet.size());
    const std::string_view selectors = sheet.substr(at, open - at);
    at = close < sheet.size() && sheet[close] == '{' ? open + 1 : close + 1;
    if (at == open + 1) continue;  // "@media": rules inside
    const auto type = TypeOfStyle(AsciiLower(sheet.substr(open + 1, close - open - 1)));
    if (!type) continue;
    for (std::string_view selector : Split(selectors, ',')) {
      selector = Trim(selector);
      const size_t dot = selector.rfind('.');
      if (dot == std::string_view::npos) continue;
      const std::string_view name = selector.substr(dot + 1);
      // "ol.rights li": of the items, which is the same
      const size_t end = std::min(name.find_first_of(kNameEnds), name.size());
      if (const std::string_view rest = Trim(name.substr(end));
          rest.empty() || rest == "li" || rest == "> li")
        types_.insert_or_assign(std::string(name.substr(0, end)), *type);
    }
  }
}

char HtmlListStyles::TypeOf(const GumboNode& element, char otherwise) const {
  if (types_.empty()) return otherwise;
  for (const std::string_view name : Split(AttributeOf(element, "class"), ' ')) {
    const auto found = types_.find(name);
    if (found != types_.end()) return found->second;
  }
  return otherwise;
}

HtmlListNumbers NumbersOf(const GumboNode& list, const HtmlListStyles& styles) {
  if (list.v.element.tag != GUMBO_TAG_OL || IsContents(list)) return {};
  const bool reversed = gumbo_get_attribute(&list.v.element.attributes, "reversed") != nullptr;
  int64_t first = 1;
  if (reversed) {
    first = 0;
    const GumboVector& children = ChildrenOf(list);
    for (unsigned int i = 0; i < children.length; ++i)
      first += IsElement(*static_cast<const GumboNode*>(children.data[i]), GUMBO_TAG_LI) ? 1 : 0;
  }
  return {TypeOf(list, styles.TypeOf(list, '1')), WholeNumber(AttributeOf(list, "start")).value_or(first),
          reversed ? -1 : 1};
}

}  // namespace concord
