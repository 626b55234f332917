#include "query/lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "query/walk.h"

namespace concord {
namespace {

bool HasAny(const Node& node, std::span<const std::string_view> labels) {
  return labels.empty() || std::any_of(labels.begin(), labels.end(),
                                       [&](std::string_view label) { return node.HasLabel(label); });
}

Result<NodeId> OneOf(const Snapshot& snapshot, std::string_view name, const std::set<NodeId>& found) {
  if (found.size() == 1) return *found.begin();
  std::vector<std::string> keys;
  for (const NodeId id : found) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    keys.push_back(node->key);
  }
  return Fail(ErrorCode::kUsage,
              fmt::format("'{}' may mean {}; say which", name, ListChoices(std::move(keys))));
}

// Keys of the nodes that a name may be a slip or the beginning of. Sections and measures are many, and
// are looked at only in the version that the name itself begins with.
Result<std::vector<std::pair<std::string, NodeId>>> Candidates(const Snapshot& snapshot,
                                                               std::string_view name,
                                                               std::span<const std::string_view> labels) {
  std::set<NodeId> ids;
  for (const std::string_view label : {"Document", "Version", "Actor", "Standard", "Concept", "ConceptScheme",
                                       "MappingSet", "Dataset", "Run"}) {
    auto nodes = WithLabel(snapshot, label);
    if (!nodes) return tl::unexpected(nodes.error());
    ids.insert(nodes->begin(), nodes->end());
  }
  if (const size_t colon = name.rfind(':'); colon != std::string_view::npos) {
    auto version = snapshot.FindNode(name.substr(0, colon));
    if (!version) return tl::unexpected(version.error());
    if (*version) {
      auto below = Below(snapshot, **version);
      if (!below) return tl::unexpected(below.error());
      ids.insert(below->begin(), below->end());
    }
  }
  std::vector<std::pair<std::string, NodeId>> candidates;
  for (const NodeId id : ids) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    if (HasAny(*node, labels)) candidates.emplace_back(std::move(node->key), id);
  }
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

}  // namespace

std::string ListChoices(std::vector<std::string> choices) {
  constexpr size_t kShown = 6;
  std::sort(choices.begin(), choices.end());
  const size_t more = choices.size() > kShown ? choices.size() - kShown : 0;
  choices.resize(choices.size() - more);
  std::string text;
  for (size_t i = 0; i < choices.size(); ++i) {
    const bool last = i + 1 == choices.size() && more == 0;
    text += (i == 0 ? "" : last ? " or " : ", ") + ("'" + choices[i] + "'");
  }
  if (more > 0) text += fmt::format(" or {} more", more);
  return text;
}

Result<NodeId> FindNamed(const Snapshot& snapshot, std::string_view name,
                         std::span<const std::string_view> labels) {
  auto exact = snapshot.FindNode(name);
  if (!exact) return tl::unexpected(exact.error());
  if (*exact) {
    auto node = snapshot.GetNode(**exact);
    if (!node) return tl::unexpected(node.error());
    if (HasAny(*node, labels)) return **exact;
  }

  struct Way {
    std::string_view label, property;
  };
  for (const Way way :
       {Way{"Section", "curie"}, Way{"Concept", "code"}, Way{"Actor", "acronym"}, Way{"Document", "title"}}) {
    std::set<NodeId> found;
    Result<void> problem;
    auto done = snapshot.ForEachNodeWhere(way.label, way.property, Value(name), [&](NodeId id) {
      auto node = snapshot.GetNode(id);
      if (!node) {
        problem = tl::unexpected(node.error());
        return false;
      }
      if (HasAny(*node, labels)) found.insert(id);
      return true;
    });
    if (!done) return tl::unexpected(done.error());
    if (!problem) return tl::unexpected(problem.error());
    if (!found.empty()) return OneOf(snapshot, name, found);
  }

  auto candidates = Candidates(snapshot, name, labels);
  if (!candidates) return tl::unexpected(candidates.error());
  std::set<NodeId> begin_with;
  std::vector<std::string> keys;
  for (const auto& [key, id] : *candidates) {
    if (!name.empty() && key.starts_with(name)) begin_with.insert(id);
    keys.push_back(key);
  }
  if (!begin_with.empty()) return OneOf(snapshot, name, begin_with);
  const std::string_view near = DidYouMean(name, keys);
  return Fail(ErrorCode::kNotFound,
              near.empty() ? fmt::format("there is no '{}' in the store", name)
                           : fmt::format("there is no '{}' in the store; did you mean '{}'?", name, near));
}

}  // namespace concord
