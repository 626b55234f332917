#include "ingest/readers/office/docx_numbering.h"

#include <algorithm>
#include <charconv>

#include "ingest/source/xml_tree.h"

namespace concord {
namespace {

// No list of a real document counts further.
constexpr int64_t kMost = 1'000'000'000;

int64_t Whole(std::string_view text, int64_t otherwise) {
  int64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp<int64_t>(value, -1, kMost);
}

}  // namespace

DocxNumbering::Level DocxNumbering::ReadLevel(pugi::xml_node node) {
  Level level;
  level.there = true;
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = LocalName(child);
    const std::string value = XmlAttribute(child, "val");
    if (name == "start") level.start = Whole(value, 1);
    if (name == "numFmt") level.format = value;
    if (name == "lvlText") level.text = value;
    if (name == "pStyle") level.style = value;
    if (name == "lvlRestart") level.restart = static_cast<int>(Whole(value, -1));
    if (name == "isLgl") level.legal = value != "0" && value != "false";
    // A newer format, with what older programs shall show instead.
    if (name == "AlternateContent") {
      for (const pugi::xml_node choice : child.children()) {
        for (const pugi::xml_node inner : choice.children()) {
          if (LocalName(choice) == "Fallback" && LocalName(inner) == "numFmt")
            level.format = XmlAttribute(inner, "val");
        }
      }
    }
  }
  return level;
}

DocxNumbering::DocxNumbering(pugi::xml_node numbering) {
  const auto level_of = [](pugi::xml_node node) {
    const int64_t level = Whole(XmlAttribute(node, "ilvl"), -1);
    return level >= 0 && level < kLevels ? static_cast<int>(level) : -1;
  };
  for (const pugi::xml_node node : numbering.children()) {
    const std::string_view name = LocalName(node);
    if (name == "abstractNum") {
      Pattern& pattern = patterns_[XmlAttribute(node, "abstractNumId")];
      for (const pugi::xml_node child : node.children()) {
        if (LocalName(child) == "numStyleLink") pattern.style_link = XmlAttribute(child, "val");
        if (LocalName(child) != "lvl" || level_of(child) < 0) continue;
        pattern.levels[static_cast<size_t>(level_of(child))] = ReadLevel(child);
      }
    } else if (name == "num") {
      List& list = lists_[XmlAttribute(node, "numId")];
      for (const pugi::xml_node child : node.children()) {
        if (LocalName(child) == "abstractNumId") list.pattern = XmlAttribute(child, "val");
        const int level = level_of(child);
        if (LocalName(child) != "lvlOverride" || level < 0) continue;
        for (const pugi::xml_node inner : child.children()) {
          if (LocalName(inner) == "startOverride") list.starts[level] = Whole(XmlAttribute(inner, "val"), 1);
          if (LocalName(inner) == "lvl") list.levels[level] = ReadLevel(inner);
        }
      }
    }
  }
}

const DocxNumbering::List* DocxNumbering::FindList(std::string_view num_id) const {
  const auto list = lists_.find(num_id);
  return list == lists_.end() ? nullptr : &list->second;
}

const DocxNumbering::Level* DocxNumbering::FindLevel(const List& list, int level) const {
  if (const auto own = list.levels.find(level); own != list.levels.end()) return &own->second;
  const auto pattern = patterns_.find(list.pattern);
  if (pattern == patterns_.end()) return nullptr;
  const Level& found = pattern->second.levels[static_cast<size_t>(level)];
  return found.there ? &found : nullptr;
}

int DocxNumbering::LevelOfStyle(std::string_view num_id, std::string_view style_id) const {
  const List* list = FindList(num_id);
  if (list == nullptr || style_id.empty()) return -1;
  for (int i = 0; i < kLevels; ++i) {
    const Level* level = FindLevel(*list, i);
    if (level != nullptr && level->style == style_id) return i;
  }
  return -1;
}

std::string DocxNumbering::StyleLinkOf(std::string_view num_id) const {
  const List* list = FindList(num_id);
  if (list == nullptr) return "";
  const auto pattern = patterns_.find(list->pattern);
  return pattern == patterns_.end() ? "" : pattern->second.style_link;
}

void DocxNumbering::Link(std::string_view num_id, std::string_view other_num_id) {
  const List* other = FindList(other_num_id);
  const auto list = lists_.find(num_id);
  if (other != nullptr && list != lists_.end()) list->second.pattern = other->pattern;
}

DocxNumbering::Number DocxNumbering::Next(std::string_view num_id, int level) {
  const List* list = FindList(num_id);
  if (list == nullptr || level < 0 || level >= kLevels) return {};
  const Level* shown = FindLevel(*list, level);
  if (shown == nullptr) return {};

  NumberCounters& counters = counters_[list->pattern];
  if (begun_.emplace(num_id).second) {
    for (const auto& [at, start] : list->starts) counters.Restart(at);
  }
  Number number;
  number.listed = true;
  number.bullet = shown->format == "bullet";
  number.text = counters.Next(level, [&](int at) {
    const Level* found = at < kLevels ? FindLevel(*list, at) : nullptr;
    NumberLevel one;
    if (found != nullptr) one = *found;
    if (const auto own = list->starts.find(at); own != list->starts.end()) one.start = own->second;
    return one;
  });
  if (number.bullet) number.text.clear();
  return number;
}

}  // namespace concord
