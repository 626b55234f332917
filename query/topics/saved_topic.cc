#include "query/topics/saved_topic.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr std::string_view kPrefix = "topic:", kLabel = label::Topic, kQuery = "query";
constexpr size_t kLongestName = 64;

std::string_view BareName(std::string_view name) {
  name = Trim(name);
  if (name.starts_with(kPrefix)) name.remove_prefix(kPrefix.size());
  return name;
}

bool IsName(std::string_view name) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && name.size() <= kLongestName && std::any_of(name.begin(), name.end(), letter) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

std::string KeyOf(std::string_view name) { return std::string(kPrefix) + std::string(name); }

}  // namespace

Result<SavedTopic> FindSavedTopic(const Snapshot& snapshot, std::string_view name) {
  name = BareName(name);
  if (!IsName(name)) return SavedTopic{};
  auto found = snapshot.FindNode(KeyOf(name));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return SavedTopic{};
  auto node = snapshot.GetNode(**found);
  if (!node) return tl::unexpected(node.error());
  if (!node->HasLabel(kLabel)) return SavedTopic{};
  return SavedTopic{std::string(name), std::string(node->properties.FindString(kQuery))};
}

Result<std::vector<SavedTopic>> SavedTopics(const Snapshot& snapshot) {
  auto ids = WithLabel(snapshot, kLabel);
  if (!ids) return tl::unexpected(ids.error());
  std::vector<SavedTopic> topics;
  for (const NodeId id : *ids) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    topics.push_back({std::string(BareName(node->key)), std::string(node->properties.FindString(kQuery))});
  }
  std::sort(topics.begin(), topics.end(),
            [](const SavedTopic& a, const SavedTopic& b) { return a.name < b.name; });
  return topics;
}

Result<GraphBatch> SaveTopic(const Snapshot& snapshot, const SavedTopic& topic) {
  const std::string_view name = BareName(topic.name), query = Trim(topic.query);
  if (!IsName(name)) {
    return Fail(
        ErrorCode::kUsage,
        fmt::format("'{}' cannot be the name of a topic; it should be lower-case letters, digits and '-', "
                    "like 'compute-limits'",
                    name));
  }
  if (query.empty()) return Fail(ErrorCode::kUsage, "a topic needs a query: concepts, or words");
  bool is_code = false;
  auto done = snapshot.ForEachNodeWhere(label::Concept, "code", Value(name), [&](NodeId) {
    is_code = true;
    return false;
  });
  if (!done) return tl::unexpected(done.error());
  if (is_code) return Fail(ErrorCode::kUsage, fmt::format("'{}' is the code of a concept", name));
  auto other = FindSavedTopic(snapshot, query);
  if (!other) return tl::unexpected(other.error());
  if (!other->query.empty()) {
    return Fail(ErrorCode::kUsage,
                fmt::format("'{}' is a saved topic itself; save its query '{}'", other->name, other->query));
  }
  GraphBatch batch;
  batch.nodes.push_back(
      {KeyOf(name), {std::string(kLabel)}, {{std::string(kQuery), query}}, Lifetime::kPermanent});
  return batch;
}

Result<GraphBatch> RemoveTopic(const Snapshot& snapshot, std::string_view name) {
  auto topic = FindSavedTopic(snapshot, name);
  if (!topic) return tl::unexpected(topic.error());
  if (topic->query.empty()) {
    auto all = SavedTopics(snapshot);
    if (!all) return tl::unexpected(all.error());
    std::vector<std::string> names;
    for (const SavedTopic& known : *all) names.push_back(known.name);
    const std::string_view near = DidYouMean(BareName(name), names);
    return Fail(ErrorCode::kNotFound,
                fmt::format("there is no saved topic '{}'{}", BareName(name),
                            near.empty() ? " (see `topics`)" : fmt::format("; did you mean '{}'?", near)));
  }
  GraphBatch batch;
  batch.removed_nodes.push_back(KeyOf(topic->name));
  return batch;
}

}  // namespace concord
