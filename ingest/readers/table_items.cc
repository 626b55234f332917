#include "ingest/readers/table_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"

namespace concord {

TableItem* TableItems::Add(TableItem item) {
  const auto [found, fresh] = by_id_.try_emplace(item.id, static_cast<uint32_t>(items_.size()));
  if (!fresh) return &items_[found->second];
  items_.push_back(std::move(item));
  return nullptr;
}

size_t TableItems::ParentsFromIds() {
  constexpr std::string_view kBetween = ".-_([/: ";
  size_t found = 0;
  for (TableItem& item : items_) {
    if (!item.parent.empty()) continue;
    for (size_t cut = item.id.find_last_of(kBetween); cut != std::string::npos && cut > 0;
         cut = item.id.find_last_of(kBetween, cut - 1)) {
      std::string above = item.id.substr(0, cut);
      if (!by_id_.contains(above)) continue;
      item.parent = std::move(above);
      ++found;
      break;
    }
  }
  return found;
}

void TableItems::Finish(const std::string& scheme, const Write& write) {
  framework_.scheme = scheme;
  MakeTree(scheme);
  struct Step {
    uint32_t item;
    bool close;
  };
  std::vector<Step> open;
  for (size_t i = top_.size(); i-- > 0;) open.push_back({top_[i], false});
  while (!open.empty() && !builder_.failed()) {
    const Step step = open.back();
    open.pop_back();
    if (step.close) {
      builder_.CloseSection();
      continue;
    }
    const TableItem& item = items_[step.item];
    const uint32_t section = builder_.OpenSection(SectionKind::kItem, item.id, "x");
    if (builder_.failed()) return;
    builder_.section(section).path = PathOf(item.id);
    builder_.section(section).curie = fmt::format("{}:{}", scheme, item.id);
    write(item, section);
    open.push_back({step.item, true});
    for (size_t i = item.children.size(); i-- > 0;) open.push_back({item.children[i], false});
  }
  builder_.document().framework = std::move(framework_);
}

void TableItems::MakeTree(const std::string& scheme) {
  std::map<std::string, std::pair<uint64_t, size_t>> unknown;  // parent -> first line, rows
  const auto curie = [&scheme](const std::string& id) { return fmt::format("{}:{}", scheme, id); };
  for (uint32_t i = 0; i < items_.size(); ++i) {
    const TableItem& item = items_[i];
    framework_.parents[curie(item.id)] = item.parent.empty() ? std::string() : curie(item.parent);
    const auto parent = by_id_.find(item.parent);
    if (item.parent.empty()) {
      top_.push_back(i);
    } else if (parent == by_id_.end()) {
      ++unknown.try_emplace(item.parent, item.line, 0).first->second.second;
      top_.push_back(i);
    } else {
      items_[parent->second].children.push_back(i);
    }
  }
  std::vector<Repair>& repairs = builder_.document().repairs;
  for (const auto& [parent, rows] : unknown) {
    repairs.push_back(
        {rows.first, fmt::format("the parent '{}' has no row; {} at the top level", parent,
                                 rows.second == 1 ? "the row below it stands"
                                                  : fmt::format("the {} rows below it stand", rows.second))});
  }
  BreakCircles();
  std::ranges::stable_sort(repairs, {}, &Repair::line);
}

// Items that no walk from the top reaches are their own ancestors, or below such.
void TableItems::BreakCircles() {
  std::vector<bool> reached(items_.size());
  const auto reach = [&](uint32_t from) {
    std::vector<uint32_t> open = {from};
    while (!open.empty()) {
      const uint32_t i = open.back();
      open.pop_back();
      if (reached[i]) continue;
      reached[i] = true;
      open.insert(open.end(), items_[i].children.begin(), items_[i].children.end());
    }
  };
  for (const uint32_t i : top_) reach(i);
  for (uint32_t i = 0; i < items_.size(); ++i) {
    if (reached[i]) continue;
    // Up from here to the first that comes again: that one is in the circle.
    std::vector<bool>& seen = reached;
    uint32_t at = i;
    while (!seen[at]) {
      seen[at] = true;
      at = by_id_[items_[at].parent];
    }
    for (uint32_t undo = i; seen[undo]; undo = by_id_[items_[undo].parent]) seen[undo] = false;
    TableItem& item = items_[at];
    std::erase(items_[by_id_[item.parent]].children, at);
    framework_.parents[fmt::format("{}:{}", framework_.scheme, item.id)].clear();
    builder_.document().repairs.push_back(
        {item.line, fmt::format("'{}' is below itself; it stands at the top level", item.id)});
    top_.push_back(at);
    reach(at);
  }
}

// The id itself: it is unique in the framework, whatever stands above it.
std::string TableItems::PathOf(std::string_view id) {
  std::string path;
  for (const char c : AsciiLower(id)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (kept || (!path.empty() && path.back() != '-')) path += kept ? c : '-';
  }
  if (path.empty()) path = "item";
  std::string unique = path;
  for (uint32_t& n = same_[path]; !paths_.insert(unique).second;)
    unique = fmt::format("{}-{}", path, ++n + 1);
  return unique;
}

}  // namespace concord
