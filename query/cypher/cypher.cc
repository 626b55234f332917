#include "query/cypher/cypher.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "query/cypher/analyzer.h"
#include "query/cypher/execution.h"
#include "query/cypher/operator.h"
#include "query/cypher/parser.h"
#include "query/cypher/plan_cache.h"
#include "query/cypher/planned_query.h"
#include "query/cypher/planner.h"
#include "query/cypher/schema_guard.h"
#include "query/cypher/unknown_names.h"

namespace concord::cypher {
namespace {

// Adds to a result what the nodes and edges in its values hold.
class Describer {
 public:
  Describer(Execution* execution, QueryResult* result) : execution_(*execution), result_(*result) {}

  void Add(const Value& value) {
    execution_.Tick();
    switch (value.type()) {
      case ValueType::kNode:
        return AddNode(value.as_node());
      case ValueType::kEdge:
        return AddEdge(value.as_edge());
      case ValueType::kPath:
        for (const NodeId id : value.as_path().nodes) AddNode(id);
        for (const EdgeId id : value.as_path().edges) AddEdge(id);
        return;
      case ValueType::kList:
        for (const Value& item : value.as_list()) Add(item);
        return;
      case ValueType::kMap:
        for (const auto& [key, item] : value.as_map()) Add(item);
        return;
      default:
        return;
    }
  }

 private:
  void AddNode(NodeId id) {
    if (result_.nodes.contains(id)) return;
    Charge(result_.nodes[id] = *execution_.graph().GetNode(id));
  }

  void AddEdge(EdgeId id) {
    if (result_.edges.contains(id)) return;
    const Edge& edge = result_.edges[id] = *execution_.graph().GetEdge(id);
    Charge(edge);
    AddNode(edge.from);
    AddNode(edge.to);
  }

  template <typename Described>
  void Charge(const Described& described) {
    execution_.Tick(8);
    size_t bytes = 256;
    for (const Property& property : described.properties) {
      bytes += sizeof(Property) + property.name.size();
      if (property.value.type() == concord::Value::Type::kString) bytes += property.value.as_string().size();
    }
    execution_.Charge(bytes);
  }

  Execution& execution_;
  QueryResult& result_;
};

// Whether there are no rows, or some column holds nothing, or nothing was counted.
bool FoundNothing(const QueryResult& result) {
  constexpr size_t kLookedAt = 20;
  const size_t rows = std::min(result.rows.size(), kLookedAt);
  for (size_t column = 0; column < result.columns.size(); ++column) {
    const bool is_empty =
        std::all_of(result.rows.begin(), result.rows.begin() + static_cast<std::ptrdiff_t>(rows),
                    [&](const ValueList& row) {
                      const Value& value = row[column];
                      return value.is_null() || (value.type() == ValueType::kInt && value.as_int() == 0) ||
                             (value.type() == ValueType::kList && value.as_list().empty());
                    });
    if (is_empty) return true;
  }
  return false;
}

// Reading a view from a file takes about as long as looking at one in so many of its relationships in the
// store.
constexpr double kEdgesOfAViewPerWalk = 200;

std::shared_ptr<const PlannedQuery> Prepare(const Snapshot& snapshot, std::string_view text,
                                            const QueryOptions& options,
                                            const ProcedureRegistry& procedures) {
  const PlanConditions conditions = {&options.parameters, &procedures, options.optimize, snapshot.NodeCount(),
                                     snapshot.EdgeCount()};
  if (options.plans != nullptr) {
    if (auto found = options.plans->Find(text, conditions)) return found;
  }
  auto made = std::make_shared<PlannedQuery>();
  made->query = ParseQuery(text);
  const Analysis analysis = Analyze(&made->query, procedures, options.parameters);
  made->slots = analysis.slots;
  made->writes = analysis.writes;
  made->plan = MakePlan(&made->query, WorkingGraph(snapshot),
                        {.optimize = options.optimize, .procedures = &procedures}, &made->slots);
  if (options.plans != nullptr) options.plans->Put(text, conditions, made);
  return made;
}

QueryResult Run(const Snapshot& snapshot, GraphStore* store, std::string_view text,
                const QueryOptions& options) {
  // The time that planning takes counts too.
  Limits limits;
  if (options.timeout.count() > 0) limits.deadline = std::chrono::steady_clock::now() + options.timeout;
  static const ProcedureRegistry kNone;
  const ProcedureRegistry& procedures = options.procedures != nullptr ? *options.procedures : kNone;
  const std::shared_ptr<const PlannedQuery> planned = Prepare(snapshot, text, options, procedures);
  const Query& query = planned->query;
  const PlanPtr& plan = planned->plan;
  if (planned->writes && !query.explain && (store == nullptr || !options.write)) {
    FailCompile("AccessMode", "ReadOnly", {},
                "this query would change the store, and it is only allowed to read");
  }
  WorkingGraph graph(snapshot);
  std::shared_ptr<const GraphView> found;
  if (store == nullptr && options.view != nullptr) {
    graph.set_view(options.view);
  } else if (options.find_view != nullptr && !planned->writes && !query.explain && plan->walks > 0) {
    const auto edges = static_cast<double>(snapshot.EdgeCount());
    found = options.find_view(snapshot, plan->walks * kEdgesOfAViewPerWalk > edges);
    graph.set_view(found.get());
  }
  QueryResult result;
  result.columns = query.columns;
  if (query.explain) {
    result.plan = PlanSteps(*plan);
    result.notes = UnknownNames(query, snapshot, false);
    return result;
  }
  limits.cancelled = options.cancelled;
  limits.memory_bytes = options.max_memory_bytes;
  Execution execution(&graph, options.parameters, procedures, limits);
  PlanProfile profile;
  if (query.profile) execution.set_profile(&profile);
  Row row(static_cast<size_t>(planned->slots));
  const OperatorPtr root = MakeOperator(*plan, &execution);
  root->Open(row);
  bool more = root->Next(row);
  for (; more; more = root->Next(row)) {
    execution.Tick();
    if (query.columns.empty()) continue;
    if (options.max_rows > 0 && result.rows.size() >= options.max_rows) {
      result.notes.push_back(MakeNote("rows-limited", "only the first {} rows", options.max_rows));
      // What the query writes it has written when it gives its first row.
      break;
    }
    ValueList values;
    values.reserve(query.column_slots.size());
    for (const Slot slot : query.column_slots) values.push_back(row[static_cast<size_t>(slot)]);
    execution.Charge(BytesOf(values));
    result.rows.push_back(std::move(values));
  }
  if (query.profile) result.plan = PlanSteps(*plan, &profile);
  graph.CheckDeleted();
  result.notes.insert(result.notes.end(), execution.notes().begin(), execution.notes().end());
  for (Note& note : UnknownNames(query, snapshot, FoundNothing(result)))
    result.notes.push_back(std::move(note));
  Describer describer(&execution, &result);
  for (const ValueList& values : result.rows) {
    for (const Value& value : values) describer.Add(value);
  }
  result.counters = graph.counters();
  if (planned->writes) {
    const GraphBatch batch = graph.Batch();
    if (!batch.empty()) {
      GuardSchema(batch, snapshot);
      if (auto done = store->Apply(batch); !done) {
        FailRuntime("StoreError", std::string(ErrorCodeName(done.error().code)), {}, done.error().ToString());
      }
    }
  }
  return result;
}

QueryError OutOfMemory() {
  return {"LimitExceeded", ErrorPhase::kRuntime, "MemoryLimit", "there is no memory left for the query", {}};
}

}  // namespace

QueryOutcome<QueryResult> RunCypher(GraphStore& store, std::string_view query, const QueryOptions& options) {
  try {
    const std::unique_ptr<Snapshot> snapshot = store.TakeSnapshot();
    return Run(*snapshot, &store, query, options);
  } catch (const Failure& failure) {
    return tl::unexpected(failure.error());
  } catch (const std::bad_alloc&) {
    return tl::unexpected(OutOfMemory());
  }
}

QueryOutcome<QueryResult> RunCypher(const Snapshot& snapshot, std::string_view query,
                                    const QueryOptions& options) {
  try {
    return Run(snapshot, nullptr, query, options);
  } catch (const Failure& failure) {
    return tl::unexpected(failure.error());
  } catch (const std::bad_alloc&) {
    return tl::unexpected(OutOfMemory());
  }
}

}  // namespace concord::cypher
