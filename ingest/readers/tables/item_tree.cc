#include "ingest/readers/tables/item_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"

namespace concord {

bool ItemTree::Add(std::string id, std::string parent, uint64_t line) {
  if (!by_id_.try_emplace(id, items_.size()).second) return false;
  items_.push_back({std::move(id), std::move(parent), line, {}});
  return true;
}

std::optional<size_t> ItemTree::Find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

void ItemTree::Connect(ItemScheme* framework, std::vector<Repair>* repairs) {
  const auto curie = [&](const std::string& id) { return fmt::format("{}:{}", framework->scheme, id); };
  std::map<std::string, std::pair<uint64_t, size_t>> unknown;  // parent -> first line, rows
  for (size_t i = 0; i < items_.size(); ++i) {
    const Item& item = items_[i];
    framework->parents[curie(item.id)] = item.parent.empty() ? std::string() : curie(item.parent);
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
  for (const auto& [parent, rows] : unknown) {
    repairs->push_back(
        {rows.first, fmt::format("the parent '{}' has no row; {} at the top level", parent,
                                 rows.second == 1 ? "the row below it stands"
                                                  : fmt::format("the {} rows below it stand", rows.second))});
  }
  BreakCircles(framework, repairs);
  std::ranges::stable_sort(*repairs, {}, &Repair::line);
}

// Items that no walk from the top reaches are their own ancestors, or below such.
void ItemTree::BreakCircles(ItemScheme* framework, std::vector<Repair>* repairs) {
  std::vector<bool> reached(items_.size());
  const auto reach = [&](size_t from) {
    std::vector<size_t> open = {from};
    while (!open.empty()) {
      const size_t i = open.back();
      open.pop_back();
      if (reached[i]) continue;
      reached[i] = true;
      open.insert(open.end(), items_[i].children.begin(), items_[i].children.end());
    }
  };
  for (const size_t i : top_) reach(i);
  for (size_t i = 0; i < items_.size(); ++i) {
    if (reached[i]) continue;
    // Up from here to the first that comes again: that one is in the circle.
    std::vector<bool>& seen = reached;
    size_t at = i;
    while (!seen[at]) {
      seen[at] = true;
      at = by_id_[items_[at].parent];
    }
    for (size_t undo = i; seen[undo]; undo = by_id_[items_[undo].parent]) seen[undo] = false;
    Item& item = items_[at];
    std::erase(items_[by_id_[item.parent]].children, at);
    framework->parents[fmt::format("{}:{}", framework->scheme, item.id)].clear();
    repairs->push_back({item.line, fmt::format("'{}' is below itself; it stands at the top level", item.id)});
    top_.push_back(at);
    reach(at);
  }
}

void ItemTree::Walk(const std::function<void(size_t)>& open, const std::function<void()>& close,
                    const std::function<bool()>& stop) const {
  struct Step {
    size_t item;
    bool close;
  };
  std::vector<Step> steps;
  for (size_t i = top_.size(); i-- > 0;) steps.push_back({top_[i], false});
  while (!steps.empty() && !stop()) {
    const Step step = steps.back();
    steps.pop_back();
    if (step.close) {
      close();
      continue;
    }
    open(step.item);
    steps.push_back({step.item, true});
    const auto& children = items_[step.item].children;
    for (size_t i = children.size(); i-- > 0;) steps.push_back({children[i], false});
  }
}

std::string ItemPaths::PathOf(std::string_view id) {
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

void WriteHeading(const PlacedText& number, const PlacedText& title, DocumentBuilder* builder) {
  const uint32_t section = builder->current_section();
  builder->OpenBlock(BlockKind::kHeading);
  builder->Append(number);
  if (!number.empty()) {
    builder->AppendOwn(" ");
    builder->StartBody();
  }
  builder->Append(title);
  const int32_t heading = builder->CloseBlock();
  if (heading >= 0) builder->section(section).heading = builder->block(heading).span;
}

uint32_t OpenItem(const std::string& curie, const std::string& path, const PlacedText& number,
                  const PlacedText& title, DocumentBuilder* builder) {
  const uint32_t index = builder->OpenSection(curie.empty() ? SectionKind::kPart : SectionKind::kItem,
                                              CollapseSpace(number.text()), "x");
  if (builder->failed()) return index;
  builder->section(index).curie = curie;
  builder->section(index).path = path;
  WriteHeading(number, title, builder);
  return index;
}

}  // namespace concord
