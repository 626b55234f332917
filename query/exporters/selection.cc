#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "graph/vocabulary.h"
#include "query/exporters/exporter.h"
#include "query/output/answer_json.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"

namespace concord {
namespace {

class Selector {
 public:
  Selector(const Snapshot& snapshot, const SelectionOptions& options)
      : snapshot_(snapshot), options_(options) {
    for (const std::string& name : options.edge_types) {
      if (const auto type = snapshot.FindSymbol(name)) types_.insert(*type);
    }
  }

  Result<Selection> Run() {
    Selection selection;
    const bool all = options_.roots.empty() && options_.root_nodes.empty();
    if (auto done = all ? TakeAll() : TakeRoots(); !done) return tl::unexpected(done.error());
    if (auto done = all ? Result<void>() : SortNodes(); !done) return tl::unexpected(done.error());
    selection.nodes = std::move(order_);
    rank_.reserve(selection.nodes.size());
    for (size_t i = 0; i < selection.nodes.size(); ++i) rank_.emplace(selection.nodes[i], i);
    if (auto done = CollectEdges(&selection); !done) return tl::unexpected(done.error());
    return selection;
  }

 private:
  Result<void> Take(NodeId node) {
    if (!taken_.insert(node).second) return {};
    order_.push_back(node);
    return CheckSize();
  }

  Result<void> CheckSize() const {
    if (order_.size() <= options_.max_nodes) return {};
    return Fail(ErrorCode::kLimit, fmt::format("the selection has more than {} nodes", options_.max_nodes));
  }

  Result<void> TakeAll() {
    const auto done = snapshot_.ForEachNodeWithPrefix("", [&](NodeId id) {  // in the order of keys
      order_.push_back(id);
      return order_.size() <= options_.max_nodes;
    });
    return done ? CheckSize() : done;
  }

  Result<void> TakeRoots() {
    std::vector<NodeId> roots = options_.root_nodes;
    for (const std::string& name : options_.roots) {
      auto root = FindNamed(snapshot_, name);
      if (!root) return tl::unexpected(root.error());
      roots.push_back(*root);
    }
    for (const NodeId root : roots) {
      if (auto done = Take(root); !done) return done;
      // An answer names its nodes one by one; only what a person names is taken with all its parts.
      const bool named = &root >= roots.data() + options_.root_nodes.size();
      if (named && options_.whole) {
        if (auto done = TakeWhole(root); !done) return done;
      }
    }
    size_t first = 0;
    for (int hop = 0; hop < options_.hops; ++hop) {
      const size_t last = order_.size();
      for (; first < last; ++first) {
        if (auto done = TakeNeighbours(order_[first]); !done) return done;
      }
    }
    return {};
  }

  // All below a document; the concepts of a framework, narrower concepts of a concept, and what they are
  // mapped to.
  Result<void> TakeWhole(NodeId root) {
    auto below = Below(snapshot_, root);
    if (!below) return tl::unexpected(below.error());
    for (const NodeId id : *below) {
      if (auto done = Take(id); !done) return done;
    }
    auto node = snapshot_.GetNode(root);
    if (!node) return tl::unexpected(node.error());
    if (!node->HasLabel(label::ConceptScheme) && !node->HasLabel(label::Concept)) return {};
    std::vector<NodeId> concepts = {root};
    std::unordered_set<NodeId> seen = {root};
    for (size_t at = 0; at < concepts.size(); ++at) {
      const NodeId id = concepts[at];
      for (const std::string_view type : {edge::IN_SCHEME, edge::BROADER}) {
        auto narrower = Neighbours(snapshot_, id, Direction::kIn, type);
        if (!narrower) return tl::unexpected(narrower.error());
        for (const Adjacent& adjacent : *narrower) {
          if (seen.insert(adjacent.node).second) concepts.push_back(adjacent.node);
        }
      }
      if (auto done = Take(id); !done) return done;
      for (const Direction direction : {Direction::kOut, Direction::kIn}) {
        auto mapped = Neighbours(snapshot_, id, direction, edge::MAPS_TO);
        if (!mapped) return tl::unexpected(mapped.error());
        for (const Adjacent& adjacent : *mapped) {
          if (auto done = Take(adjacent.node); !done) return done;
        }
      }
    }
    return {};
  }

  bool Wanted(const Adjacent& adjacent) const {
    return options_.edge_types.empty() || types_.contains(adjacent.type);
  }

  Result<void> TakeNeighbours(NodeId node) {
    Result<void> taken;
    for (const Direction direction : {Direction::kOut, Direction::kIn}) {
      auto done = snapshot_.ForEachAdjacent(node, direction, std::nullopt, [&](const Adjacent& adjacent) {
        if (Wanted(adjacent)) taken = Take(adjacent.node);
        return taken.has_value();
      });
      if (!done) return done;
      if (!taken) return taken;
    }
    return {};
  }

  Result<void> SortNodes() {
    std::vector<std::pair<std::string, NodeId>> keyed;
    keyed.reserve(order_.size());
    for (const NodeId id : order_) {
      auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      keyed.emplace_back(std::move(node->key), id);
    }
    std::sort(keyed.begin(), keyed.end());
    std::ranges::transform(keyed, order_.begin(), [](const auto& pair) { return pair.second; });
    return {};
  }

  struct Ordered {
    Symbol type;
    uint64_t from, to;  // ranks
    EdgeId id;
  };

  Result<void> CollectEdges(Selection* selection) {
    std::vector<Ordered> edges;
    const auto take = [&](uint64_t from, const Adjacent& adjacent) {
      const auto to = rank_.find(adjacent.node);
      if (to != rank_.end() && Wanted(adjacent))
        edges.push_back({adjacent.type, from, to->second, adjacent.edge});
      return true;
    };
    // Reading all edges in a row costs a tenth of asking each node for its own.
    constexpr uint64_t kShare = 8;
    if (selection->nodes.size() >= snapshot_.NodeCount() / kShare) {
      auto rank = rank_.end();
      auto done = snapshot_.ScanAdjacency([&](NodeId from, const Adjacent& adjacent) {
        if (rank == rank_.end() || rank->first != from) rank = rank_.find(from);
        return rank == rank_.end() || take(rank->second, adjacent);
      });
      if (!done) return done;
    } else {
      for (uint64_t from = 0; from < selection->nodes.size(); ++from) {
        auto done = snapshot_.ForEachAdjacent(selection->nodes[from], Direction::kOut, std::nullopt,
                                              [&](const Adjacent& adjacent) { return take(from, adjacent); });
        if (!done) return done;
      }
    }
    // Symbols are numbered in the order in which the store met them, which is no property of the graph.
    std::sort(edges.begin(), edges.end(), [&](const Ordered& a, const Ordered& b) {
      if (a.type != b.type) return snapshot_.SymbolName(a.type) < snapshot_.SymbolName(b.type);
      return std::tie(a.from, a.to, a.id) < std::tie(b.from, b.to, b.id);
    });
    // Nor are ids: parallel edges stand in the order of what they say.
    for (size_t i = 0; i < edges.size();) {
      size_t end = i + 1;
      while (end < edges.size() && edges[end].type == edges[i].type && edges[end].from == edges[i].from &&
             edges[end].to == edges[i].to) {
        ++end;
      }
      std::vector<std::pair<std::string, EdgeId>> parallel;
      for (size_t j = i; j < end; ++j) {
        std::string says;
        if (end - i > 1) {
          auto edge = snapshot_.GetEdge(edges[j].id);
          if (!edge) return tl::unexpected(edge.error());
          says = ValueToJson(Value(std::move(edge->properties)));
        }
        parallel.emplace_back(std::move(says), edges[j].id);
      }
      std::sort(parallel.begin(), parallel.end());
      for (const auto& [says, id] : parallel) selection->edges.push_back(id);
      i = end;
    }
    return {};
  }

  const Snapshot& snapshot_;
  const SelectionOptions& options_;
  std::unordered_set<Symbol> types_;
  std::unordered_set<NodeId> taken_;
  std::vector<NodeId> order_;
  std::unordered_map<NodeId, uint64_t> rank_;
};

}  // namespace

Result<Selection> Select(const Snapshot& snapshot, const SelectionOptions& options) {
  return Selector(snapshot, options).Run();
}

}  // namespace concord
