#include "query/cypher/schema_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "query/cypher/failure.h"

namespace concord::cypher {
namespace {

constexpr auto kLabels = std::to_array<std::string_view>({
#define LABEL(name) #name,
#include "graph/schema.def"
});

constexpr auto kTypes = std::to_array<std::string_view>({
#define EDGE(type, from, to) #type,
#include "graph/schema.def"
});

template <typename Names>
bool Has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The label of the schema among these; empty when there is none.
std::string SchemaLabel(const std::vector<std::string>& labels) {
  for (const std::string& label : labels) {
    if (Has(kLabels, label)) return label;
  }
  return {};
}

[[noreturn]] void Refuse(const std::string& what, std::string_view instead) {
  FailRuntime("ConstraintVerificationFailed", "ProtectedBySchema", {}, what + "; " + std::string(instead));
}

constexpr std::string_view kMade =
    "`concord ingest` and `concord import` make and change these, give yours a label of your own";
constexpr std::string_view kRemoved = "`concord remove` removes a document with all that it owns";
constexpr std::string_view kJudged =
    "`concord review` and `concord import` keep such statements, with reviewer and date";

class Guard {
 public:
  explicit Guard(const Snapshot& snapshot) : snapshot_(snapshot) {}

  void CheckPut(const PutNode& node) const {
    if (const std::string label = SchemaLabel(node.labels); !label.empty())
      Refuse(fmt::format("a query cannot make a node a {}", label), kMade);
    const std::string label = StoredLabel(node.key);
    if (label.empty()) return;
    Refuse(fmt::format("a query cannot change the {} '{}'", label, node.key), kMade);
  }

  void CheckRemoved(const std::string& key) const {
    if (const std::string label = StoredLabel(key); !label.empty())
      Refuse(fmt::format("a query cannot delete the {} '{}'", label, key), kRemoved);
  }

  void CheckEdge(EdgeId id, std::string_view verb) const {
    const Result<Edge> edge = snapshot_.GetEdge(id);
    if (!edge || !Has(kTypes, edge->type)) return;
    for (const NodeId end : {edge->from, edge->to}) {
      const Result<Node> node = snapshot_.GetNode(end);
      if (!node || SchemaLabel(node->labels).empty()) continue;
      Refuse(fmt::format("a query cannot {} the {} of '{}'", verb, edge->type, node->key), kJudged);
    }
  }

  void CheckNew(const PutEdge& edge) const {
    if (!Has(kTypes, edge.type)) return;
    for (const std::string& key : {edge.from, edge.to}) {
      if (StoredLabel(key).empty()) continue;
      Refuse(fmt::format("a query cannot attach a {} to '{}'", edge.type, key), kJudged);
    }
  }

 private:
  std::string StoredLabel(const std::string& key) const {
    const Result<std::optional<NodeId>> id = snapshot_.FindNode(key);
    if (!id || !*id) return {};
    const Result<Node> node = snapshot_.GetNode(**id);
    return node ? SchemaLabel(node->labels) : std::string();
  }

  const Snapshot& snapshot_;
};

}  // namespace

void GuardSchema(const GraphBatch& batch, const Snapshot& snapshot) {
  const Guard guard(snapshot);
  for (const PutNode& node : batch.nodes) guard.CheckPut(node);
  for (const std::string& key : batch.removed_nodes) guard.CheckRemoved(key);
  for (const EdgeId id : batch.removed_edges) guard.CheckEdge(id, "delete");
  for (const ChangeEdge& edge : batch.changed_edges) guard.CheckEdge(edge.id, "change");
  for (const PutEdge& edge : batch.edges) guard.CheckNew(edge);
}

}  // namespace concord::cypher
