#include "ingest/readers/office/odt_styles.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "ingest/source/xml_tree.h"

namespace concord {
namespace {

int Whole(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, 0, 1'000'000'000);
}

// ODF's letters for formats by ECMA-376's names.
std::string_view FormatOf(std::string_view format) {
  if (format == "a") return "lowerLetter";
  if (format == "A") return "upperLetter";
  if (format == "i") return "lowerRoman";
  if (format == "I") return "upperRoman";
  return format.empty() ? "none" : "decimal";
}

ParagraphRole RoleOf(std::string_view name) {
  if (name == "Title" || name == "Subtitle") return ParagraphRole::kTitle;
  if (name == "Quotations") return ParagraphRole::kQuote;
  if (name == "Preformatted Text" || name == "Preformatted_20_Text") return ParagraphRole::kCode;
  return ParagraphRole::kBody;
}

}  // namespace

NumberLevel OdtStyles::ReadLevel(pugi::xml_node node, int level) {
  NumberLevel read;
  read.there = true;
  const std::string_view kind = LocalName(node);
  if (kind == "list-level-style-bullet" || kind == "list-level-style-image") {
    read.format = "bullet";
    return read;
  }
  read.format = FormatOf(XmlAttribute(node, "num-format"));
  read.start = Whole(XmlAttribute(node, "start-value"), 1);
  // Newer files say the whole: "%1%.%2%)".
  const std::string whole = XmlAttribute(node, "num-list-format");
  if (!whole.empty()) {
    for (size_t at = 0; at < whole.size(); ++at) {
      read.text += whole[at];
      if (whole[at] != '%') continue;
      while (at + 1 < whole.size() && whole[at + 1] >= '0' && whole[at + 1] <= '9') read.text += whole[++at];
      if (at + 1 < whole.size() && whole[at + 1] == '%') ++at;
    }
    return read;
  }
  if (read.format == "none") return read;
  const int shown = std::clamp(Whole(XmlAttribute(node, "display-levels"), 1), 1, level + 1);
  read.text = XmlAttribute(node, "num-prefix");
  for (int i = level - shown + 1; i <= level; ++i) {
    read.text += fmt::format("{}%{}", i > level - shown + 1 ? "." : "", i + 1);
  }
  read.text += XmlAttribute(node, "num-suffix");
  return read;
}

void OdtStyles::Add(pugi::xml_node root) {
  for (const pugi::xml_node group : root.children()) {
    if (LocalName(group) != "styles" && LocalName(group) != "automatic-styles") continue;
    for (const pugi::xml_node node : group.children()) {
      const std::string_view kind = LocalName(node);
      if (kind == "style") {
        const std::string family = XmlAttribute(node, "family");
        if (family != "paragraph" && family != "text") continue;
        Raw& raw = styles_[XmlAttribute(node, "name")];
        raw.name = XmlAttribute(node, "display-name");
        if (raw.name.empty()) raw.name = XmlAttribute(node, "name");
        raw.parent = XmlAttribute(node, "parent-style-name");
        raw.list = XmlAttribute(node, "list-style-name");
        for (const pugi::xml_node child : node.children()) {
          if (LocalName(child) != "text-properties") continue;
          const std::string weight = XmlAttribute(child, "font-weight"),
                            display = XmlAttribute(child, "display");
          if (!weight.empty()) raw.bold = weight == "bold" || weight >= "600" ? 1 : -1;
          if (!display.empty()) raw.hidden = display == "none" ? 1 : -1;
        }
      } else if (kind == "list-style" || kind == "outline-style") {
        Levels& levels = lists_[kind == "list-style" ? XmlAttribute(node, "name") : std::string()];
        for (const pugi::xml_node child : node.children()) {
          const int level = Whole(XmlAttribute(child, "level"), 0) - 1;
          if (level >= 0 && level < kNumberLevels)
            levels[static_cast<size_t>(level)] = ReadLevel(child, level);
        }
      }
    }
  }
}

OdtStyle OdtStyles::Find(std::string_view name) const {
  OdtStyle style;
  int bold = 0, hidden = 0;
  // From the style to its parents; no real chain is longer.
  constexpr int kLongest = 64;
  std::string at(name);
  for (int i = 0; i < kLongest && !at.empty(); ++i) {
    const auto found = styles_.find(at);
    if (style.role == ParagraphRole::kBody)
      style.role = RoleOf(found == styles_.end() ? at : found->second.name);
    if (found == styles_.end()) break;
    const Raw& raw = found->second;
    if (style.list.empty()) style.list = raw.list;
    if (bold == 0) bold = raw.bold;
    if (hidden == 0) hidden = raw.hidden;
    at = raw.parent;
  }
  style.bold = bold > 0;
  style.hidden = hidden > 0;
  return style;
}

NumberLevel OdtStyles::FindLevel(std::string_view list, int level) const {
  const auto found = lists_.find(list);
  if (found == lists_.end() || level < 0 || level >= kNumberLevels) return {};
  return found->second[static_cast<size_t>(level)];
}

}  // namespace concord
