#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "graph/record_scan.h"
#include "graph/vocabulary.h"
#include "query/exporters/exporter.h"
#include "query/output/answer_json.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"

namespace concord {
namespace {

// The places of nodes in their order. A list for all ids takes four bytes for each, a table ten times as
// much.
class NodeRanks {
 public:
  NodeRanks() = default;
  NodeRanks(const std::vector<NodeId>& order, NodeId limit) {
    constexpr uint64_t kShare = 8;
    if (order.size() >= limit / kShare) {
      list_.resize(limit);
    } else {
      table_.reserve(order.size());
    }
    uint32_t rank = 0;
    for (const NodeId id : order) (list_.empty() ? table_[id] : list_[id]) = ++rank;
  }

  // Nothing for a node that is not among them.
  std::optional<uint32_t> Find(NodeId id) const {
    uint32_t found = 0;
    if (!list_.empty()) {
      found = id < list_.size() ? list_[id] : 0;
    } else if (const auto at = table_.find(id); at != table_.end()) {
      found = at->second;
    }
    return found == 0 ? std::nullopt : std::optional(found - 1);
  }

 private:
  std::vector<uint32_t> list_;  // ranks from 1, by id
  std::unordered_map<NodeId, uint32_t> table_;
};

class Selector {
 public:
  Selector(const Snapshot& snapshot, const SelectionOptions& options)
      : snapshot_(snapshot), options_(options) {
    for (const std::string& name : options.edge_types) {
      if (const auto type = snapshot.FindSymbol(name)) types_.insert(*type);
    }
    for (const std::string_view name : kPartEdges) {
      if (const auto type = snapshot.FindSymbol(name)) parts_.insert(*type);
    }
  }

  Result<Selection> Run() {
    Selection selection;
    const bool all = options_.roots.empty() && options_.root_nodes.empty();
    CONCORD_TRY(all ? TakeAll() : TakeRoots());
    if (options_.evidence && !all) CONCORD_TRY(TakePlaces());
    if (!options_.filter.empty()) CONCORD_TRY(FilterNodes());
    CONCORD_TRY(Connect(&selection));
    if (options_.evidence && !all) {
      // What an edge quotes may be an edition that none of its ends is in: a published crosswalk.
      CONCORD_ASSIGN(const bool more, TakeQuotedVersions(selection));
      if (more) CONCORD_TRY(Connect(&selection));
    }
    if (!options_.filter.empty()) CONCORD_TRY(FilterEdges(&selection));
    if (selection.nodes.empty() && !options_.filter.empty())
      return Fail(ErrorCode::kNotFound, "nothing of what was named passes the filters");
    selection.texts = options_.texts;
    selection.notes = std::move(notes_);
    return selection;
  }

 private:
  // The nodes of order_ and the edges among them, as a selection.
  Result<void> Connect(Selection* selection) {
    CONCORD_TRY(SortNodes());
    selection->nodes = order_;
    selection->edges.clear();
    ranks_ = NodeRanks(order_, snapshot_.NodeIdLimit());
    CONCORD_TRY(CollectEdges(selection));
    ranks_ = {};
    return {};
  }

  Result<void> Take(NodeId node) {
    if (!taken_.insert(node).second) return {};
    order_.push_back(node);
    return CheckSize();
  }

  Result<void> CheckSize() const {
    if (order_.size() <= options_.max_nodes) return {};
    return Fail(ErrorCode::kLimit,
                fmt::format("the selection has more than {}; select less, or raise the limit "
                            "(" PARAMETER("max-nodes") ")",
                            Counted(options_.max_nodes, "node")));
  }

  Result<void> TakeAll() {
    const auto done = snapshot_.ForEachNodeWithPrefix("", [&](NodeId id) {  // in the order of keys
      order_.push_back(id);
      return order_.size() <= options_.max_nodes;
    });
    sorted_ = true;
    return done ? CheckSize() : done;
  }

  Result<void> TakeRoots() {
    std::vector<NodeId> roots = options_.root_nodes;
    for (const std::string& name : options_.roots) {
      auto root = FindNamed(snapshot_, name);
      if (!root) return tl::unexpected(root.error());
      roots.push_back(*root);
    }
    roots_.insert(roots.begin(), roots.end());
    for (size_t i = 0; i < roots.size(); ++i) {
      CONCORD_TRY(Take(roots[i]));
      // An answer names its nodes one by one; only what a person names is taken with all its parts.
      const bool named = i >= options_.root_nodes.size();
      if (named && options_.whole) CONCORD_TRY(TakeWhole(roots[i]));
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

  // The whole of each part, up to the work.
  Result<void> TakePlaces() {
    for (size_t i = 0; i < order_.size(); ++i) {
      for (const std::string_view type : kPartEdges) {
        CONCORD_ASSIGN(const auto above, Neighbours(snapshot_, order_[i], Direction::kIn, type));
        for (const Adjacent& adjacent : above) CONCORD_TRY(Take(adjacent.node));
      }
    }
    return {};
  }

  // Whether there were any that are new.
  Result<bool> TakeQuotedVersions(const Selection& selection) {
    std::set<std::string, std::less<>> keys;
    CONCORD_TRY(ReadEach<Edge>(selection.edges, ReadEdges, [&](const Edge& edge) {
      if (const auto key = edge.properties.FindString(property::version); !key.empty()) keys.emplace(key);
    }));
    const size_t before = order_.size();
    for (const std::string& key : keys) {
      CONCORD_ASSIGN(const std::optional<NodeId> node, snapshot_.FindNode(key));
      if (node) CONCORD_TRY(Take(*node));
    }
    if (order_.size() == before) return false;
    sorted_ = false;
    CONCORD_TRY(TakePlaces());
    if (!options_.filter.empty()) CONCORD_TRY(FilterNodes());
    return true;
  }

  // ---- the filter

  // Visits the records with these ids in the order of the ids, which costs a third of reading each alone.
  template <typename Record, typename Read, typename Visit>
  Result<void> ReadEach(std::vector<uint64_t> ids, Read read, Visit visit) {
    std::ranges::sort(ids);
    return read(snapshot_, ids, [&](Record record) { visit(record); });
  }

  Result<void> FilterNodes() {
    RecordJudge judge(snapshot_, options_.filter);
    std::unordered_set<NodeId> out;
    Error error;
    bool failed = false;
    CONCORD_TRY(ReadEach<Node>(order_, ReadNodes, [&](const Node& node) {
      if (failed) return;
      const Result<bool> takes = judge.Takes(node);
      if (!takes) {
        failed = true;
        error = takes.error();
      } else if (!*takes) {
        out.insert(node.id);
      }
    }));
    if (failed) return tl::unexpected(std::move(error));
    std::erase_if(order_, [&](NodeId id) { return out.contains(id); });
    if (judge.undated() > 0 && notes_.empty()) {
      notes_.push_back(MakeNote("undated-editions-left-out", "{} left out, because the store has no date of ",
                                Counting{judge.undated(), "edition is", "editions are"}));
      notes_.back().text += judge.undated() == 1 ? "it" : "them";
    }
    return {};
  }

  Result<void> FilterEdges(Selection* selection) {
    const RecordJudge judge(snapshot_, options_.filter);
    std::unordered_set<EdgeId> out;
    std::unordered_set<NodeId> connected;
    CONCORD_TRY(ReadEach<Edge>(selection->edges, ReadEdges, [&](const Edge& edge) {
      if (judge.Takes(edge)) {
        connected.insert(edge.from);
        connected.insert(edge.to);
      } else {
        out.insert(edge.id);
      }
    }));
    std::erase_if(selection->edges, [&](EdgeId id) { return out.contains(id); });
    std::erase_if(selection->nodes,
                  [&](NodeId id) { return !connected.contains(id) && !roots_.contains(id); });
    return {};
  }

  // ---- edges

  bool Wanted(const Adjacent& adjacent) const {
    return options_.edge_types.empty() || types_.contains(adjacent.type);
  }
  // Of an edge between selected nodes.
  bool Written(const Adjacent& adjacent) const {
    if (options_.evidence && parts_.contains(adjacent.type)) return true;
    return Wanted(adjacent) && (!options_.only_edges || options_.only_edges->contains(adjacent.edge));
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
    if (std::exchange(sorted_, true)) return {};
    std::vector<std::pair<std::string, NodeId>> keyed;
    keyed.reserve(order_.size());
    CONCORD_TRY(ReadEach<Node>(order_, ReadNodes,
                               [&](Node& node) { keyed.emplace_back(std::move(node.key), node.id); }));
    std::sort(keyed.begin(), keyed.end());
    std::ranges::transform(keyed, order_.begin(), [](const auto& pair) { return pair.second; });
    return {};
  }

  // An edge of one type. Ten million of them are held at once, so it is small.
  struct Ordered {
    uint32_t from, to;  // ranks
    EdgeId id;
    auto operator<=>(const Ordered&) const = default;
  };

  Result<void> CollectEdges(Selection* selection) {
    // Reading all edges in a row costs a tenth of asking each node for its own.
    constexpr uint64_t kShare = 8;
    const bool in_a_row = selection->nodes.size() >= snapshot_.NodeCount() / kShare;
    std::vector<std::vector<Ordered>> types;  // by symbol
    const auto take = [&](uint32_t from, const Adjacent& adjacent) {
      const auto to = ranks_.Find(adjacent.node);
      if (!to || !Written(adjacent)) return true;
      if (adjacent.type >= types.size()) types.resize(adjacent.type + 1);
      std::vector<Ordered>& edges = types[adjacent.type];
      if (edges.empty() && in_a_row) edges.reserve(snapshot_.EdgeCount(snapshot_.SymbolName(adjacent.type)));
      edges.push_back({from, *to, adjacent.edge});
      return true;
    };
    if (in_a_row) {
      NodeId last = 0;
      std::optional<uint32_t> rank;
      CONCORD_TRY(snapshot_.ScanAdjacency([&](NodeId from, const Adjacent& adjacent) {
        if (from != std::exchange(last, from)) rank = ranks_.Find(from);
        return !rank || take(*rank, adjacent);
      }));
    } else {
      for (uint32_t from = 0; from < selection->nodes.size(); ++from) {
        CONCORD_TRY(
            snapshot_.ForEachAdjacent(selection->nodes[from], Direction::kOut, std::nullopt,
                                      [&](const Adjacent& adjacent) { return take(from, adjacent); }));
      }
    }
    // Symbols are numbered in the order in which the store met them, which is no property of the graph.
    std::map<std::string_view, std::vector<Ordered>*> by_name;
    size_t count = 0;
    for (Symbol type = 0; type < types.size(); ++type) {
      if (!types[type].empty()) by_name.emplace(snapshot_.SymbolName(type), &types[type]);
      count += types[type].size();
    }
    selection->edges.reserve(count);
    for (const auto& [name, edges] : by_name) {
      std::ranges::sort(*edges);
      CONCORD_TRY(AppendInOrder(*edges, &selection->edges));
      *edges = std::vector<Ordered>();
    }
    return {};
  }

  // Edges of one type. Ids are no property of the graph either: parallel edges stand in the order of what
  // they say.
  Result<void> AppendInOrder(const std::vector<Ordered>& edges, std::vector<EdgeId>* ids) const {
    const size_t before = ids->size();
    for (const Ordered& edge : edges) ids->push_back(edge.id);
    constexpr size_t kAtOnce = 32768;  // edges whose texts are kept
    for (size_t i = 0; i < edges.size();) {
      std::vector<std::pair<size_t, size_t>> groups;
      std::vector<EdgeId> asked;
      while (i < edges.size() && asked.size() < kAtOnce) {
        size_t end = i + 1;
        while (end < edges.size() && edges[i].from == edges[end].from && edges[i].to == edges[end].to) ++end;
        if (end - i > 1) {
          groups.emplace_back(before + i, before + end);
          for (size_t at = i; at < end; ++at) asked.push_back(edges[at].id);
        }
        i = end;
      }
      std::ranges::sort(asked);
      std::vector<std::string> says;  // beside `asked`
      says.reserve(asked.size());
      CONCORD_TRY(ReadEdges(snapshot_, asked, [&](Edge edge) {
        says.push_back(ValueToJson(Value(std::move(edge.properties))));
      }));
      const auto said = [&](EdgeId id) -> const std::string& {
        return says[static_cast<size_t>(std::ranges::lower_bound(asked, id) - asked.begin())];
      };
      for (const auto& [first, limit] : groups) {
        std::sort(ids->begin() + static_cast<ptrdiff_t>(first), ids->begin() + static_cast<ptrdiff_t>(limit),
                  [&](EdgeId a, EdgeId b) { return std::tie(said(a), a) < std::tie(said(b), b); });
      }
    }
    return {};
  }

  const Snapshot& snapshot_;
  const SelectionOptions& options_;
  std::unordered_set<Symbol> types_, parts_;
  std::unordered_set<NodeId> taken_, roots_;
  std::vector<NodeId> order_;
  bool sorted_ = false;  // by key
  std::vector<Note> notes_;
  NodeRanks ranks_;
};

}  // namespace

Result<Selection> Select(const Snapshot& snapshot, const SelectionOptions& options) {
  return Selector(snapshot, options).Run();
}

Result<SelectionSize> SizeOf(const Snapshot& snapshot, const Selection& selection) {
  SelectionSize size{selection.nodes.size(), selection.edges.size(), {}, {}};
  std::vector<uint64_t> ids = selection.nodes;
  std::ranges::sort(ids);
  CONCORD_TRY(ReadNodes(snapshot, ids, [&](const Node& node) {
    for (const std::string& label : node.labels) ++size.labels[label];
  }));
  ids = selection.edges;
  std::ranges::sort(ids);
  CONCORD_TRY(ReadEdges(snapshot, ids, [&](const Edge& edge) { ++size.types[edge.type]; }));
  return size;
}

}  // namespace concord
