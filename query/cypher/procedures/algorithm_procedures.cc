// The algorithms of query/algorithms/ as procedures, on the nodes and relationships that a map selects.
#include <fmt/format.h>

#include <optional>

#include "query/algorithms/betweenness.h"
#include "query/algorithms/communities.h"
#include "query/algorithms/components.h"
#include "query/algorithms/page_rank.h"
#include "query/cypher/procedures/concord_procedures.h"
#include "query/cypher/procedures/procedure_values.h"

namespace concord::cypher {
namespace {

// {labels: [...], types: [...]} and what the algorithm has besides.
class Selection {
 public:
  Selection(std::string_view procedure, const Value& value, std::vector<std::string> more)
      : procedure_(procedure), map_(MapOf(procedure, "selection", value)) {
    more.insert(more.begin(), {"labels", "types"});
    CheckKeys(procedure, map_, more);
  }

  // Lives as long as the selection. The whole graph may be at hand already.
  const GraphView& Load(Execution& execution) {
    ViewOptions options;
    options.labels = Texts("labels");
    options.edge_types = Texts("types");
    const GraphView* whole = execution.graph().view();
    if (whole != nullptr && options.labels.empty() && options.edge_types.empty()) return *whole;
    return loaded_.emplace(OrFail(procedure_, LoadView(execution.graph().snapshot(), options)));
  }

  double Number(std::string_view key, double otherwise) const {
    const Value* value = Find(key);
    if (value == nullptr) return otherwise;
    if (!value->is_number()) FailType(key, "number", *value);
    return value->as_number();
  }

  bool Flag(std::string_view key) const {
    const Value* value = Find(key);
    if (value == nullptr) return false;
    if (value->type() != ValueType::kBool) FailType(key, "BOOLEAN", *value);
    return value->as_bool();
  }

 private:
  const Value* Find(std::string_view key) const {
    const auto found = map_.find(key);
    return found == map_.end() || found->second.is_null() ? nullptr : &found->second;
  }

  [[noreturn]] void FailType(std::string_view key, std::string_view wanted, const Value& value) const {
    FailRuntime("TypeError", "InvalidArgumentValue", Position{},
                fmt::format("{} expects a {} for {}; found {}", procedure_, wanted, key, TypeName(value)));
  }

  // A text stands for a list of it alone.
  std::vector<std::string> Texts(std::string_view key) const {
    const Value* value = Find(key);
    if (value == nullptr) return {};
    if (value->type() == ValueType::kString) return {value->as_string()};
    if (value->type() != ValueType::kList) FailType(key, "list of names", *value);
    std::vector<std::string> texts;
    for (const Value& item : value->as_list()) texts.push_back(TextOf(procedure_, key, item));
    return texts;
  }

  std::string_view procedure_;
  const ValueMap& map_;
  std::optional<GraphView> loaded_;
};

std::vector<ValueList> ScoreRows(const GraphView& view, const std::vector<double>& scores) {
  std::vector<ValueList> rows;
  rows.reserve(scores.size());
  for (VertexId v = 0; v < scores.size(); ++v)
    rows.push_back({Value(NodeRef{view.node(v)}), Value(scores[v])});
  return rows;
}

// Groups are counted from 1, as readers count.
std::vector<ValueList> GroupRows(const GraphView& view, const VertexGroups& groups) {
  std::vector<ValueList> rows;
  rows.reserve(groups.of.size());
  for (VertexId v = 0; v < groups.of.size(); ++v) {
    rows.push_back({Value(NodeRef{view.node(v)}), Value(int64_t{groups.of[v]} + 1),
                    Value(int64_t{groups.sizes[groups.of[v]]})});
  }
  return rows;
}

constexpr std::string_view kPageRank = "concord.pagerank";
constexpr std::string_view kBetweenness = "concord.betweenness";
constexpr std::string_view kComponents = "concord.components";
constexpr std::string_view kCommunities = "concord.communities";

std::vector<ValueList> RunPageRank(Execution& execution, std::span<const Value> values) {
  Selection selection(kPageRank, values[0], {"damping"});
  const GraphView& view = selection.Load(execution);
  PageRankOptions options;
  options.damping = selection.Number("damping", options.damping);
  options.keep_going = KeepGoing(execution);
  return ScoreRows(view, OrFail(kPageRank, PageRank(view, options)));
}

std::vector<ValueList> RunBetweenness(Execution& execution, std::span<const Value> values) {
  Selection selection(kBetweenness, values[0], {"directed"});
  const GraphView& view = selection.Load(execution);
  const BetweennessOptions options{selection.Flag("directed"), KeepGoing(execution)};
  return ScoreRows(view, OrFail(kBetweenness, Betweenness(view, options)));
}

std::vector<ValueList> RunComponents(Execution& execution, std::span<const Value> values) {
  Selection selection(kComponents, values[0], {"strong"});
  const GraphView& view = selection.Load(execution);
  return GroupRows(view, selection.Flag("strong") ? StrongComponents(view) : WeakComponents(view));
}

std::vector<ValueList> RunCommunities(Execution& execution, std::span<const Value> values) {
  Selection selection(kCommunities, values[0], {"resolution"});
  const GraphView& view = selection.Load(execution);
  const CommunityOptions options{selection.Number("resolution", 1), KeepGoing(execution)};
  return GroupRows(view, OrFail(kCommunities, FindCommunities(view, options)).groups);
}

}  // namespace

void AddAlgorithmProcedures(ProcedureRegistry& registry) {
  const auto add = [&](std::string_view name, std::string about, std::vector<ProcedureField> results,
                       auto run) {
    registry.Add({std::string(name),
                  std::move(about),
                  {ProcedureField{"selection", kMapSet, true, Value()}},
                  std::move(results),
                  run,
                  true});
  };
  const ProcedureField node{"node", kNodeSet, false, Value()};
  const ProcedureField score{"score", kNumberSet, false, Value()};
  const ProcedureField size{"size", kIntSet, false, Value()};
  add(kPageRank, "how likely a reader who follows relationships at random is at each node", {node, score},
      RunPageRank);
  add(kBetweenness, "how many shortest paths between other nodes lead over each node", {node, score},
      RunBetweenness);
  add(kComponents, "the parts that hang together, the largest first",
      {node, ProcedureField{"component", kIntSet, false, Value()}, size}, RunComponents);
  add(kCommunities, "groups with more relationships inside than chance would give, the largest first",
      {node, ProcedureField{"community", kIntSet, false, Value()}, size}, RunCommunities);
}

}  // namespace concord::cypher
