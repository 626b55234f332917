#include "query/topic.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "query/lookup.h"
#include "query/text_index.h"
#include "query/units.h"
#include "query/walk.h"

namespace concord {
namespace {

bool LooksLikeCode(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  return text.find(':') != std::string_view::npos ||
         std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The concept with this key or code; 0 when there is none.
Result<NodeId> FindConcept(const Snapshot& snapshot, std::string_view text) {
  auto exact = snapshot.FindNode(text);
  if (!exact) return tl::unexpected(exact.error());
  if (*exact) {
    auto node = snapshot.GetNode(**exact);
    if (!node) return tl::unexpected(node.error());
    if (node->HasLabel("Concept")) return **exact;
  }
  std::vector<NodeId> found;
  auto done = snapshot.ForEachNodeWhere("Concept", "code", Value(text), [&](NodeId id) {
    found.push_back(id);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  if (found.size() == 1) return found.front();
  std::vector<std::string> keys;
  if (!found.empty()) {
    for (const NodeId id : found) {
      auto node = snapshot.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      keys.push_back(node->key);
    }
    return Fail(ErrorCode::kUsage,
                fmt::format("the code '{}' means different things in different schemes: {}; say which", text,
                            ListChoices(std::move(keys))));
  }
  if (!LooksLikeCode(text)) return NodeId{0};
  auto concepts = WithLabel(snapshot, "Concept");
  if (!concepts) return tl::unexpected(concepts.error());
  for (const NodeId id : *concepts) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    keys.push_back(node->key);
  }
  const std::string_view near = DidYouMean(text, keys);
  if (!near.empty())
    return Fail(ErrorCode::kNotFound,
                fmt::format("there is no concept '{}'; did you mean '{}'?", text, near));
  return NodeId{0};
}

Result<void> AddClassified(const Snapshot& snapshot, NodeId concept_node, Topic* topic) {
  auto classified = Neighbours(snapshot, concept_node, Direction::kIn, "CLASSIFIED_AS");
  if (!classified) return tl::unexpected(classified.error());
  for (const Adjacent& adjacent : *classified) {
    auto below = Below(snapshot, adjacent.node);
    if (!below) return tl::unexpected(below.error());
    for (const NodeId id : *below) {
      OnTopic& on = topic->nodes.try_emplace(id, OnTopic{adjacent.edge, 1}).first->second;
      if (id == adjacent.node) on.by = adjacent.edge;  // its own classification says more than a whole's
    }
  }
  return {};
}

Result<void> AddWords(const Snapshot& snapshot, std::string_view text, Topic* topic) {
  TextIndex index;
  std::vector<NodeId> nodes;
  auto done = ForEachUnit(snapshot, {}, [&](const TextUnit& unit) {
    index.Add(unit.text, unit.headings);
    nodes.push_back(unit.node);
    return true;
  });
  if (!done) return done;
  index.Finish();
  for (const TextIndex::Hit& hit : index.Search(text, index.size(), static_cast<float>(topic->threshold))) {
    topic->nodes[nodes[hit.text]] = {0, hit.score};
  }
  if (topic->nodes.empty()) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("no concept and no text speaks of '{}' (with {:.0f} % of its words)", text,
                            100 * topic->threshold));
  }
  return {};
}

}  // namespace

Result<Topic> FindTopic(const Snapshot& snapshot, std::string_view text, double threshold) {
  Topic topic;
  auto root = FindConcept(snapshot, text);
  if (!root) return tl::unexpected(root.error());
  if (*root == 0) {
    topic.name = text;
    topic.threshold = threshold;
    if (auto done = AddWords(snapshot, text, &topic); !done) return tl::unexpected(done.error());
    return topic;
  }
  auto node = snapshot.GetNode(*root);
  if (!node) return tl::unexpected(node.error());
  topic.is_concept = true;
  topic.name = node->key;
  topic.label = node->properties.FindString("label");
  std::set<NodeId> narrower = {*root};
  std::vector<NodeId> open = {*root};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    auto below = Neighbours(snapshot, at, Direction::kIn, "BROADER");
    if (!below) return tl::unexpected(below.error());
    for (const Adjacent& adjacent : *below) {
      if (narrower.insert(adjacent.node).second) open.push_back(adjacent.node);
    }
  }
  topic.concepts.assign(narrower.begin(), narrower.end());
  for (const NodeId id : topic.concepts) {
    if (auto done = AddClassified(snapshot, id, &topic); !done) return tl::unexpected(done.error());
  }
  return topic;
}

}  // namespace concord
