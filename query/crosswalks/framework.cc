#include "query/crosswalks/framework.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <tuple>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"

namespace concord {
namespace {

// Where an item stands: edition, byte, key. Items without a text come last.
using Position = std::tuple<std::string, uint64_t, std::string>;

class FrameworkLoader {
 public:
  FrameworkLoader(const Snapshot& snapshot, Places* places) : snapshot_(snapshot), places_(places) {}

  // A concept of the scheme, or (`is_member` false) one that only has its name. Left out when nothing says
  // more of it than that others hang under it; with `stubs`, a mapping says enough.
  Result<void> AddConcept(NodeId id, bool is_member, bool stubs) {
    auto node = snapshot_.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    Item item;
    item.id = node->key;
    item.concept_node = id;
    item.nodes = {id};
    item.title = node->properties.FindString(property::label);
    item.text = node->properties.FindString(property::definition);
    auto defined = Neighbours(snapshot_, id, Direction::kIn, edge::DEFINES);
    if (!defined) return tl::unexpected(defined.error());
    const bool described = !item.title.empty() || !item.text.empty();
    if (defined->empty() && !(described && (is_member || stubs))) {
      if (!stubs) return {};
      auto mapped = IsMapped(id);
      if (!mapped) return tl::unexpected(mapped.error());
      if (!*mapped) return {};
    }
    // Of several editions the last one speaks.
    Position position = {"\xff", 0, item.id};
    Extent extent;
    std::pair<std::string, std::string> latest;
    for (const Adjacent& section : *defined) {
      item.nodes.push_back(section.node);
      auto place = places_->Of(section.node);
      if (!place) return tl::unexpected(place.error());
      auto date = DateOf((*place)->version);
      if (!date) return tl::unexpected(date.error());
      const std::pair<std::string, std::string> order = {*date, (*place)->version_key};
      if (item.text_node != 0 && order <= latest) continue;
      latest = order;
      item.text_node = section.node;
      if (auto done = Locate(section.node, item.id, &position, &extent); !done) return done;
    }
    auto path = PathAbove(id, &item.above_node);
    if (!path) return tl::unexpected(path.error());
    item.path = std::move(*path);
    items_.emplace(std::move(position), Entry{std::move(item), extent});
    return {};
  }

  // A section or measure that stands for itself, or for the concept that it defines.
  Result<void> AddPart(NodeId id) {
    auto node = snapshot_.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    Item item;
    item.id = node->properties.FindString(property::curie);
    if (item.id.empty()) item.id = node->key;
    item.text_node = id;
    item.nodes = {id};
    auto defined = Neighbours(snapshot_, id, Direction::kOut, edge::DEFINES);
    if (!defined) return tl::unexpected(defined.error());
    auto path = Result<std::string>();
    if (defined->empty()) {
      auto place = places_->Of(id);
      if (!place) return tl::unexpected(place.error());
      path = (*place)->headings;
    } else {
      item.concept_node = defined->front().node;
      item.nodes.push_back(item.concept_node);
      path = PathAbove(item.concept_node, &item.above_node);
      if (!path) return tl::unexpected(path.error());
    }
    item.path = std::move(*path);
    Position position = {"", 0, item.id};
    Extent extent;
    if (auto done = Locate(id, item.id, &position, &extent); !done) return done;
    items_.emplace(std::move(position), Entry{std::move(item), extent});
    return {};
  }

  // An item says what stands before the first item within it: a heading does not say all that hangs under it.
  Result<std::vector<Item>> Take() {
    std::vector<Item> items;
    for (auto entry = items_.begin(); entry != items_.end(); ++entry) {
      Extent& extent = entry->second.extent;
      const auto next = std::next(entry);
      if (extent.is_section && next != items_.end() && next->second.extent.version == extent.version &&
          next->second.extent.start > extent.start)
        extent.end = std::min(extent.end, next->second.extent.start);
      if (auto done = ReadText(extent, &entry->second.item); !done) return tl::unexpected(done.error());
      items.push_back(std::move(entry->second.item));
    }
    items_.clear();
    return items;
  }

 private:
  // Where the text of an item stands; no section: nowhere.
  struct Extent {
    NodeId section = 0, version = 0;
    uint64_t start = 0, end = 0;
    bool is_section = false;  // and no measure
  };
  struct Entry {
    Item item;
    Extent extent;
  };

  Result<void> Locate(NodeId id, const std::string& item, Position* position, Extent* extent) {
    auto node = snapshot_.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    auto place = places_->Of(id);
    if (!place) return tl::unexpected(place.error());
    const auto span = SpanOf(node->properties);
    if (!span || (*place)->version == 0) return {};
    *extent = {id, (*place)->version, span->start, span->end, node->HasLabel(label::Section)};
    *position = {(*place)->version_key, span->start, item};
    return {};
  }

  Result<void> ReadText(const Extent& extent, Item* item) {
    if (extent.section == 0) return {};
    auto node = snapshot_.GetNode(extent.section);
    if (!node) return tl::unexpected(node.error());
    auto text = places_->Text(extent.version, extent.start, extent.end);
    if (!text) return tl::unexpected(text.error());
    if (const auto heading = node->properties.FindString(property::heading); !heading.empty()) {
      item->title = heading;
      // The row or section begins with its number and heading, which may be the number again; what follows is
      // its text.
      const auto number = node->properties.FindString(property::number);
      const size_t behind =
          text->starts_with(number) ? text->find_first_not_of(" \n", number.size()) : std::string::npos;
      const bool follows = behind != std::string::npos && text->compare(behind, heading.size(), heading) == 0;
      const size_t at = follows ? behind : text->find(heading);
      if (at != std::string::npos && at <= number.size() + 8) text->erase(0, at + heading.size());
    } else if (node->HasLabel(label::Section)) {
      const auto number = node->properties.FindString(property::number);
      if (!number.empty() && text->starts_with(number)) text->erase(0, number.size());
    }
    item->text = std::string(Trim(*text));
    return {};
  }

  Result<bool> IsMapped(NodeId id) {
    const std::optional<Symbol> type = snapshot_.FindSymbol(edge::MAPS_TO);
    bool mapped = false;
    for (const Direction direction : {Direction::kOut, Direction::kIn}) {
      if (!type || mapped) break;
      auto done = snapshot_.ForEachAdjacent(id, direction, type, [&](const Adjacent&) {
        mapped = true;
        return false;
      });
      if (!done) return tl::unexpected(done.error());
    }
    return mapped;
  }

  Result<std::string> DateOf(NodeId version) {
    if (version == 0) return std::string();
    if (const auto known = dates_.find(version); known != dates_.end()) return known->second;
    auto node = snapshot_.GetNode(version);
    if (!node) return tl::unexpected(node.error());
    const Value* date = node->properties.Find(property::date);
    return dates_[version] = date == nullptr ? std::string() : date->ToString();
  }

  // Labels of the broader concepts, nearest last, which is `nearest`.
  Result<std::string> PathAbove(NodeId id, NodeId* nearest) {
    std::string path;
    for (int depth = 0; depth < 20; ++depth) {
      auto broader = BroaderThan(id);
      if (!broader) return tl::unexpected(broader.error());
      if (*broader == 0) break;
      id = *broader;
      if (depth == 0) *nearest = id;
      auto label = LabelOf(id);
      if (!label) return tl::unexpected(label.error());
      if (!(*label)->empty()) path = **label + (path.empty() ? "" : " > ") + path;
    }
    return path;
  }

  // The concept that this one is narrower than, or 0. Items share what is above them.
  Result<NodeId> BroaderThan(NodeId id) {
    if (const auto known = broader_.find(id); known != broader_.end()) return known->second;
    auto found = Neighbours(snapshot_, id, Direction::kOut, edge::BROADER);
    if (!found) return tl::unexpected(found.error());
    return broader_[id] = found->empty() ? 0 : found->front().node;
  }
  // Valid as long as this object.
  Result<const std::string*> LabelOf(NodeId id) {
    if (const auto known = labels_.find(id); known != labels_.end()) return &known->second;
    auto node = snapshot_.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    return &(labels_[id] = std::string(node->properties.FindString(property::label)));
  }

  const Snapshot& snapshot_;
  Places* places_;
  std::map<Position, Entry> items_;
  std::unordered_map<NodeId, std::string> dates_, labels_;  // of versions; of concepts above others
  std::unordered_map<NodeId, NodeId> broader_;
};

Result<void> LoadScheme(const Snapshot& snapshot, const std::string& key, NodeId scheme, bool stubs,
                        FrameworkLoader* loader) {
  std::map<NodeId, bool> concepts;  // whether it is a member
  if (scheme != 0) {
    auto members = Neighbours(snapshot, scheme, Direction::kIn, edge::IN_SCHEME);
    if (!members) return tl::unexpected(members.error());
    for (const Adjacent& member : *members) concepts.emplace(member.node, true);
  }
  auto named = WithPrefix(snapshot, key + ":");
  if (!named) return tl::unexpected(named.error());
  for (const NodeId id : *named) {
    if (concepts.contains(id)) continue;
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    if (node->HasLabel(label::Concept)) concepts.emplace(id, false);
  }
  for (const auto& [id, is_member] : concepts) {
    if (auto done = loader->AddConcept(id, is_member, stubs); !done) return done;
  }
  return {};
}

Result<void> LoadParts(const Snapshot& snapshot, NodeId root, FrameworkLoader* loader) {
  auto below = Below(snapshot, root);
  if (!below) return tl::unexpected(below.error());
  std::vector<NodeId> rows, measures;
  for (const NodeId id : *below) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    if (!node->properties.FindString(property::curie).empty()) rows.push_back(id);
    if (node->HasLabel(label::Measure)) measures.push_back(id);
  }
  for (const NodeId id : rows.empty() ? measures : rows) {
    if (auto done = loader->AddPart(id); !done) return done;
  }
  return {};
}

}  // namespace

const Item* Framework::Find(std::string_view id) const {
  const auto is = [&](const Item& item, auto same) {
    const bool by_code = item.id.size() == key.size() + 1 + id.size() && item.id.starts_with(key);
    return same(item.id, id) || (by_code && same(std::string_view(item.id).substr(key.size() + 1), id));
  };
  for (const Item& item : items) {
    if (is(item, std::equal_to<std::string_view>())) return &item;
  }
  // "govern-1.6": the one item that differs in the case of letters alone.
  const Item* found = nullptr;
  for (const Item& item : items) {
    if (!is(item, EqualsIgnoreCase)) continue;
    if (found != nullptr) return nullptr;
    found = &item;
  }
  return found;
}

Result<Framework> LoadFramework(const Snapshot& snapshot, std::string_view name, bool stubs, Places* places) {
  constexpr std::string_view kLabels[] = {label::ConceptScheme, label::Document, label::Version,
                                          label::Section};
  Framework framework;
  FrameworkLoader loader(snapshot, places);
  auto root = FindNamed(snapshot, name, kLabels);
  if (!root && root.error().code == ErrorCode::kNotFound) {
    // A crosswalk may have come before the framework that it speaks of.
    framework.key = name;
    if (auto done = LoadScheme(snapshot, framework.key, 0, stubs, &loader); !done)
      return tl::unexpected(done.error());
    auto items = loader.Take();
    if (!items) return tl::unexpected(items.error());
    framework.items = std::move(*items);
    if (framework.items.empty()) return tl::unexpected(root.error());
  } else {
    if (!root) return tl::unexpected(root.error());
    auto node = snapshot.GetNode(*root);
    if (!node) return tl::unexpected(node.error());
    framework.key = node->key;
    framework.title = node->properties.FindString(property::title);
    if (node->HasLabel(label::ConceptScheme)) {
      if (auto done = LoadScheme(snapshot, framework.key, *root, stubs, &loader); !done)
        return tl::unexpected(done.error());
    } else {
      NodeId top = *root;
      if (node->HasLabel(label::Document)) {
        auto latest = LatestVersion(snapshot, top);
        if (!latest) return tl::unexpected(latest.error());
        if (*latest != 0) top = *latest;
      }
      if (auto done = LoadParts(snapshot, top, &loader); !done) return tl::unexpected(done.error());
    }
    auto items = loader.Take();
    if (!items) return tl::unexpected(items.error());
    framework.items = std::move(*items);
    if (framework.items.empty()) {
      return Fail(ErrorCode::kNotFound,
                  fmt::format("'{}' has no items and no measures that could be mapped", framework.key));
    }
  }
  for (uint32_t i = 0; i < framework.items.size(); ++i) {
    for (const NodeId node : framework.items[i].nodes) framework.item_of.emplace(node, i);
  }
  for (Item& item : framework.items) {
    const auto above = framework.item_of.find(item.above_node);
    if (above != framework.item_of.end()) item.parent = static_cast<int32_t>(above->second);
  }
  return framework;
}

Result<std::vector<Adjacent>> ClassificationsOf(const Snapshot& snapshot, const Item& item) {
  std::vector<Adjacent> all;
  for (const NodeId start : item.nodes) {
    NodeId at = start;
    for (int depth = 0; at != 0 && depth < 1000; ++depth) {
      auto classified = Neighbours(snapshot, at, Direction::kOut, edge::CLASSIFIED_AS);
      if (!classified) return classified;
      all.insert(all.end(), classified->begin(), classified->end());
      NodeId above = 0;
      for (const std::string_view type : {edge::STATES, edge::HAS_PART}) {
        auto parents = Neighbours(snapshot, at, Direction::kIn, type);
        if (!parents) return parents;
        if (!parents->empty()) above = parents->front().node;
      }
      at = above;
    }
  }
  return all;
}

}  // namespace concord
