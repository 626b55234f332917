#include "query/exporters/stored_mappings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/plural.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "mapping/relation_words.h"
#include "mapping/sssom_slots.h"
#include "mapping/sssom_text.h"
#include "query/exporters/text_policy.h"
#include "query/output/answer_json.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"

namespace concord {
namespace {

// The versions and sets that are meant, by the key that their rows name.
class Wanted {
 public:
  explicit Wanted(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<std::map<std::string, StoredMappings>> Of(const Selection& selection) {
    // What is taken by way of its work is not meant by itself: a set is taken with all its versions.
    std::set<NodeId> below;
    for (const NodeId id : selection.nodes) {
      auto versions = Neighbours(snapshot_, id, Direction::kOut, edge::HAS_VERSION);
      if (!versions) return tl::unexpected(versions.error());
      for (const Adjacent& version : *versions) below.insert(version.node);
    }
    for (const NodeId id : selection.nodes) {
      auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      if (node->HasLabel(label::MappingSet) || node->HasLabel(label::Document)) {
        if (auto added = AddWork(*node); !added) return tl::unexpected(added.error());
      } else if (node->HasLabel(label::Version) && !below.contains(id)) {
        AddVersion(*node);
      }
    }
    return std::move(sets_);
  }

 private:
  bool AddVersion(const Node& version) {
    const Value* stated = version.properties.Find(property::mapping_set);
    if (stated == nullptr || stated->type() != Value::Type::kMap) return false;
    StoredMappings& set = sets_[version.key];
    static_cast<MappingSetMetadata&>(set) = MappingSetOf(stated->as_map());
    set.key = version.key;
    return true;
  }

  Result<void> AddWork(const Node& work) {
    auto latest = LatestVersion(snapshot_, work.id);
    if (!latest) return tl::unexpected(latest.error());
    if (*latest != 0) {
      auto version = snapshot_.GetNode(*latest);
      if (!version) return tl::unexpected(version.error());
      if (AddVersion(*version) || !work.HasLabel(label::MappingSet)) return {};
    }
    if (!work.HasLabel(label::MappingSet)) return {};
    // A set that no file of its own states: what the node says of it.
    const bool owned = std::ranges::any_of(
        sets_, [&](const auto& known) { return known.second.id == work.key && known.first != work.key; });
    if (owned) return {};
    PropertyMap slots;
    for (const auto& [name, value] : work.properties) {
      if (FindSssomSetSlot(name) != nullptr || name == "curie_map") slots.Set(name, value);
    }
    // Our own names, which the standard wants as CURIEs, and our own columns, which it wants defined.
    PropertyMap prefixes{{"concord", "https://w3id.org/concord/"},
                         {std::string(kFrameworksPrefix), Value(OwnExpansion(kFrameworksPrefix))}};
    for (const std::string_view slot : {"subject_source", "object_source"}) {
      const std::string key(slots.FindString(slot));
      if (!key.empty() && key.find(':') == std::string::npos) slots.Set(slot, FrameworkCurie(key));
    }
    List definitions;
    for (const std::string_view column : {"decision", "method"}) {
      definitions.emplace_back(
          PropertyMap{{"slot_name", column}, {"property", fmt::format("concord:{}", column)}});
    }
    if (slots.Find("extension_definitions") == nullptr)
      slots.Set("extension_definitions", std::move(definitions));
    if (slots.Find("curie_map") == nullptr) slots.Set("curie_map", std::move(prefixes));
    StoredMappings& set = sets_[work.key];
    static_cast<MappingSetMetadata&>(set) = MappingSetOf(slots);
    if (set.id.empty()) set.id = work.key;
    set.key = work.key;
    return {};
  }

  const Snapshot& snapshot_;
  std::map<std::string, StoredMappings> sets_;
};

tl::unexpected<Error> NoSet(const Snapshot& snapshot) {
  std::vector<std::string> names;
  const Result<void> read = snapshot.ForEachNodeWithLabel(label::MappingSet, [&](NodeId id) {
    if (auto node = snapshot.GetNode(id)) names.push_back(node->key);
    return names.size() < 1000;
  });
  if (!read) return tl::unexpected(read.error());
  std::ranges::sort(names);
  return Fail(ErrorCode::kNotFound,
              names.empty() ? "the store has no mapping set"
                            : fmt::format("the selection contains no mapping set; the store has {}",
                                          ListChoices(std::move(names))));
}

int64_t StartOf(const PropertyMap& edge) {
  const Value* start = edge.Find("start");
  return start != nullptr && start->type() == Value::Type::kInt ? start->as_int() : INT64_MAX;
}

}  // namespace

Result<std::vector<StoredMappings>> LoadMappings(const Snapshot& snapshot, const Selection& selection) {
  auto sets = Wanted(snapshot).Of(selection);
  if (!sets) return tl::unexpected(sets.error());
  if (sets->empty()) return NoSet(snapshot);
  // Parallel rows are ordered by what they say, not by ids, which tell when something was stored.
  struct Placed {
    int64_t start;
    std::string says;
    Mapping mapping;
  };
  CONCORD_ASSIGN(const TextPolicies policies, TextPolicies::Load(snapshot));
  Places places(snapshot);
  std::map<std::string, std::vector<Placed>, std::less<>> rows;
  std::unordered_map<NodeId, std::string> keys;
  Error error;
  bool failed = false;
  const auto key_of = [&](NodeId id) -> const std::string* {
    const auto [at, fresh] = keys.try_emplace(id);
    if (!fresh) return &at->second;
    auto node = snapshot.GetNode(id);
    if (node) at->second = std::move(node->key);
    if (!node) error = node.error(), failed = true;
    return failed ? nullptr : &at->second;
  };
  auto read = snapshot.ForEachEdge([&](const Edge& edge) {
    if (edge.type != edge::MAPS_TO) return true;
    std::string_view key = edge.properties.FindString(property::version);
    if (!sets->contains(std::string(key))) key = edge.properties.FindString(property::set);
    if (!sets->contains(std::string(key))) return true;
    const std::string *from = key_of(edge.from), *to = from == nullptr ? nullptr : key_of(edge.to);
    if (to == nullptr) return false;
    PropertyMap properties = edge.properties;
    for (const auto& [end, label] :
         {std::pair(edge.from, "subject_label"), std::pair(edge.to, "object_label")}) {
      const Result<TextPolicy> policy = policies.Of(end, &places);
      if (!policy) error = policy.error(), failed = true;
      if (failed) return false;
      if (*policy == TextPolicy::kIdOnly) properties.Remove(label);
    }
    Mapping mapping = MappingOf(*from, *to, properties);
    std::string says = ValueToJson(Value(edge.properties));
    rows[std::string(key)].push_back({StartOf(edge.properties), std::move(says), std::move(mapping)});
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  if (failed) return tl::unexpected(error);
  std::vector<StoredMappings> loaded;
  for (auto& [key, set] : *sets) {
    std::vector<Placed>& of_set = rows[key];
    std::ranges::sort(of_set, {}, [](const Placed& row) {
      return std::tie(row.start, row.mapping.subject_id, row.mapping.object_id, row.says);
    });
    for (Placed& row : of_set) set.rows.push_back(std::move(row.mapping));
    loaded.push_back(std::move(set));
  }
  return loaded;
}

std::string SlotText(const PropertyMap& properties, std::string_view slot) {
  const Value* value = properties.Find(slot);
  if (value == nullptr) return {};
  if (value->type() != Value::Type::kList) return value->ToString();
  std::string text;
  for (const Value& item : value->as_list()) text += (text.empty() ? "" : ", ") + item.ToString();
  return text;
}

std::string FileNameOf(std::string_view key) {
  const size_t scheme = key.find("://");
  const std::string name = Slug(scheme == std::string_view::npos ? key : key.substr(scheme + 3), 100);
  return name.empty() ? "mappings" : name;
}

namespace {

// Notes what a file of the set does not say. What the words of a source were stands in the relation.
void NoteLosses(const StoredMappings& set, const CrosswalkLimits& limits, const OutputSink& sink) {
  size_t left_out = 0, widened = 0;
  std::map<std::string, size_t, std::less<>> lost;
  for (const Mapping& row : set.rows) {
    if (limits.holds != nullptr && !limits.holds(row)) {
      ++left_out;
      continue;
    }
    widened += limits.predicates || row.object_id == kNoTermFound || IsRelationExact(row) ? 0 : 1;
    if (!limits.slots) continue;
    const auto lose = [&](std::string_view slot, bool is_there) {
      const bool has_place = std::ranges::find(*limits.slots, slot) != limits.slots->end();
      if (is_there && !has_place && slot != "source_relation") ++lost[std::string(slot)];
    };
    lose("confidence", row.confidence.has_value());
    lose("subject_label", !row.subject_label.empty());
    lose("object_label", !row.object_label.empty());
    lose("mapping_justification", !row.justification.empty());
    for (const auto& [slot, value] : row.other) lose(slot, true);
  }
  if (left_out > 0) {
    sink.Say(MakeNote("mappings-left-out",
                      "{} of {} rows of {} are left out: this format has no words for them (no counterpart, "
                      "rejected, or no relation between sets)",
                      left_out, set.rows.size(), set.id));
  }
  if (widened > 0) {
    sink.Say(MakeNote(
        "relations-widened",
        "{} of {} rows of {} state a relation such as skos:closeMatch, for which this format has only "
        "a wider word",
        widened, set.rows.size(), set.id));
  }
  if (lost.empty()) return;
  std::string slots;
  for (const auto& [slot, rows] : lost)
    slots += fmt::format("{}{} ({})", slots.empty() ? "" : ", ", slot, Counted(rows, "row"));
  sink.Say(MakeNote("slots-left-out", "this format has no place for what {} states as {}", set.id, slots));
}

}  // namespace

Result<void> WriteEachSet(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink,
                          std::string_view ending, Result<std::string> (*text)(const StoredMappings& set),
                          const CrosswalkLimits& limits) {
  auto sets = LoadMappings(snapshot, selection);
  if (!sets) return tl::unexpected(sets.error());
  std::set<std::string> names;
  for (const StoredMappings& set : *sets) {
    Result<std::string> bytes = text(set);
    if (!bytes) return tl::unexpected(bytes.error());
    // Named after the set; two versions of one also after the version.
    std::string name = FileNameOf(set.id);
    if (!names.insert(name).second) names.insert(name = FileNameOf(set.key));
    if (Result<void> written = sink(fmt::format("{}.{}", name, ending), *bytes); !written) return written;
    NoteLosses(set, limits, sink);
  }
  return {};
}

}  // namespace concord
