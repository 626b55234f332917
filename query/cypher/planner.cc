#include "query/cypher/planner.h"

#include <algorithm>
#include <map>
#include <utility>

#include "query/cypher/pattern_planner.h"

namespace concord::cypher {
namespace {

class Planner {
 public:
  Planner(const WorkingGraph& graph, const PlannerOptions& options, Slot* slots)
      : graph_(graph), options_(options), slots_(*slots) {}

  PlanPtr PlanUnion(Query* query, bool only_whether = false) {
    if (query->parts.size() == 1)
      return PlanSingle(&query->parts[0], Node(PlanKind::kArgument), only_whether);
    PlanPtr plan = Node(PlanKind::kUnion);
    plan->query = query;
    for (SingleQuery& part : query->parts) {
      plan->children.push_back(PlanSingle(&part, Node(PlanKind::kArgument)));
      plan->writes = plan->writes || plan->children.back()->writes;
      const Clause& last = part.clauses.back();
      if (last.kind != ClauseKind::kReturn) continue;
      for (const ProjectionItem& item : last.items) plan->slots.push_back(item.slot);
    }
    return plan;
  }

  double walks() const { return estimate_.walks; }

 private:
  static PlanPtr Node(PlanKind kind) {
    auto node = std::make_shared<PlanNode>();
    node->kind = kind;
    return node;
  }

  static PlanPtr On(PlanPtr child, PlanKind kind, const Clause* clause) {
    PlanPtr node = Node(kind);
    node->clause = clause;
    node->writes = child->writes;
    node->children.push_back(std::move(child));
    return node;
  }

  // `only_whether`: nobody asks for more than whether there is a row.
  PlanPtr PlanSingle(SingleQuery* query, PlanPtr plan, bool only_whether = false) {
    for (size_t i = 0; i < query->clauses.size(); ++i) {
      Clause& clause = query->clauses[i];
      if (clause.kind == ClauseKind::kMatch) use_ = UseOfMatch(*query, i, only_whether);
      plan = PlanClause(&clause, std::move(plan));
    }
    return plan;
  }

  // What the clauses behind a MATCH do with its rows.
  RowUse UseOfMatch(const SingleQuery& query, size_t match, bool only_whether) {
    RowUse use;
    use.knows_needed = true;
    if (match > 0) {
      const std::vector<Slot>& before = query.clauses[match - 1].visible;
      use.varying.insert(before.begin(), before.end());
    }
    for (size_t i = match + 1; i < query.clauses.size(); ++i) {
      const Clause& clause = query.clauses[i];
      CollectClauseSlots(clause, &use.needed);
      if (clause.kind == ClauseKind::kMatch || clause.kind == ClauseKind::kUnwind) {
        use.continues = true;
        continue;
      }
      if (clause.kind != ClauseKind::kWith && clause.kind != ClauseKind::kReturn) return {};
      use.repeats = RepeatsIn(clause);
      if (use.repeats == RowUse::Repeats::kCounted) {
        use.weight = &weights_.try_emplace(&clause, kNoSlot).first->second;
        use.slots = &slots_;
      }
      return use;
    }
    if (!only_whether) return {};
    use.repeats = RowUse::Repeats::kIgnored;
    return use;
  }

  static bool IsIgnorant(const Expr& aggregate) {
    return aggregate.kind == ExprKind::kAggregate &&
           (aggregate.distinct || aggregate.name == "min" || aggregate.name == "max");
  }

  static bool CallsRandom(const Expr& expr) {
    if (expr.kind == ExprKind::kCall && expr.name == "rand") return true;
    return expr.query != nullptr || std::any_of(expr.args.begin(), expr.args.end(), [](const ExprPtr& arg) {
             return arg != nullptr && CallsRandom(*arg);
           });
  }

  static RowUse::Repeats RepeatsIn(const Clause& projection) {
    for (const ProjectionItem& item : projection.items) {
      if (CallsRandom(*item.expr)) return RowUse::Repeats::kMatter;
    }
    if (!projection.is_aggregating)
      return projection.distinct ? RowUse::Repeats::kIgnored : RowUse::Repeats::kMatter;
    bool counts = false;
    for (const Expr* aggregate : projection.aggregates) {
      if (IsIgnorant(*aggregate)) continue;
      if (aggregate->kind != ExprKind::kCountStar && aggregate->name != "count")
        return RowUse::Repeats::kMatter;
      counts = true;
    }
    return counts ? RowUse::Repeats::kCounted : RowUse::Repeats::kIgnored;
  }

  PlanPtr PlanPattern(const Pattern& pattern, const Expr* where, PlanPtr input, const RowUse& use = {}) {
    const bool writes = input->writes;
    PatternPlanner planner(graph_, options_);
    PlanPtr plan = planner.Plan(pattern, where, std::move(input), use);
    plan->writes = writes;
    estimate_.walks += estimate_.rows * planner.walks();
    estimate_.rows *= std::max(1.0, planner.rows());
    return plan;
  }

  PlanPtr PlanClause(Clause* clause, PlanPtr plan) {
    plan = PlanStep(clause, std::move(plan));
    if (clause->kind == ClauseKind::kCall && options_.procedures != nullptr) {
      const Procedure* procedure = options_.procedures->Find(clause->procedure);
      if (procedure != nullptr && procedure->walks_all)
        estimate_.walks += static_cast<double>(graph_.CountEdges());
    }
    // How many rows they give is not known.
    if (clause->kind == ClauseKind::kUnwind || clause->kind == ClauseKind::kCall) estimate_.rows *= 10;
    estimate_.walks += estimate_.rows * std::exchange(estimate_.walks_within, 0);
    return plan;
  }

  PlanPtr PlanStep(Clause* clause, PlanPtr plan) {
    const RowUse use = std::exchange(use_, {});
    PlanExpressions(clause);
    switch (clause->kind) {
      case ClauseKind::kMatch:
        if (!clause->optional) return PlanPattern(clause->pattern, clause->where.get(), std::move(plan), use);
        return PlanOptional(clause, std::move(plan), use);
      case ClauseKind::kUnwind:
        return On(std::move(plan), PlanKind::kUnwind, clause);
      case ClauseKind::kWith:
      case ClauseKind::kReturn:
        return PlanProjection(clause, std::move(plan));
      case ClauseKind::kCall:
        plan = On(std::move(plan), PlanKind::kCall, clause);
        return clause->where == nullptr ? plan : Filter(clause->where.get(), std::move(plan));
      case ClauseKind::kCallSubquery:
        return PlanCallSubquery(clause, std::move(plan));
      default:
        return PlanWrite(clause, std::move(plan));
    }
  }

  static PlanPtr Filter(const Expr* condition, PlanPtr plan) {
    plan = On(std::move(plan), PlanKind::kFilter, nullptr);
    Check check;
    check.expr = condition;
    plan->checks.push_back(std::move(check));
    return plan;
  }

  // The rows that an optional pattern gives to one row before it are not counted: the next row would find
  // that count.
  PlanPtr PlanOptional(Clause* clause, PlanPtr plan, RowUse use) {
    if (use.repeats == RowUse::Repeats::kCounted) use.repeats = RowUse::Repeats::kMatter;
    use.varying.clear();
    PlanPtr inner = PlanPattern(clause->pattern, clause->where.get(), Node(PlanKind::kArgument), use);
    plan = On(std::move(plan), PlanKind::kOptional, clause);
    plan->children.push_back(std::move(inner));
    for (const PathPattern& path : clause->pattern.paths) {
      if (path.slot != kNoSlot) plan->slots.push_back(path.slot);
      for (const NodePattern& node : path.nodes) {
        if (!node.is_bound) plan->slots.push_back(node.slot);
      }
      for (const EdgePattern& edge : path.edges) {
        if (!edge.is_bound) plan->slots.push_back(edge.slot);
      }
    }
    return plan;
  }

  PlanPtr PlanProjection(Clause* clause, PlanPtr plan) {
    plan = On(std::move(plan), clause->is_aggregating ? PlanKind::kAggregate : PlanKind::kProject, clause);
    if (const auto weight = weights_.find(clause); weight != weights_.end()) plan->weight = weight->second;
    if (clause->is_aggregating) plan->counts_rows = CountsRows(*clause, *plan);
    if (clause->distinct) plan = On(std::move(plan), PlanKind::kDistinct, clause);
    if (!clause->order.empty()) plan = On(std::move(plan), PlanKind::kSort, clause);
    if (clause->skip != nullptr) plan = On(std::move(plan), PlanKind::kSkip, clause);
    if (clause->limit != nullptr) plan = On(std::move(plan), PlanKind::kLimit, clause);
    return clause->where == nullptr ? plan : Filter(clause->where.get(), std::move(plan));
  }

  // Whether all that is asked for is the number of rows below.
  static bool CountsRows(const Clause& clause, const PlanNode& plan) {
    if (plan.weight != kNoSlot || clause.items.size() != 1 || clause.aggregates.size() != 1) return false;
    const Expr& aggregate = *clause.aggregates[0];
    if (clause.items[0].expr.get() != &aggregate) return false;
    if (aggregate.kind == ExprKind::kCountStar) return true;
    // count(DISTINCT n), where every n comes once.
    if (aggregate.name != "count" || !aggregate.distinct || aggregate.args[0]->kind != ExprKind::kVariable)
      return false;
    const PlanNode* below = plan.children[0].get();
    while (below->kind == PlanKind::kFilter) below = below->children[0].get();
    return below->kind == PlanKind::kReach && below->merges_starts && below->to == aggregate.args[0]->slot;
  }

  PlanPtr PlanCallSubquery(Clause* clause, PlanPtr plan) {
    PlanPtr inner = PlanUnion(clause->query.get());
    const bool returns = !clause->query->columns.empty();
    const bool writes = plan->writes || inner->writes;
    plan =
        On(std::move(plan), returns && !inner->writes ? PlanKind::kApply : PlanKind::kUnitSubquery, clause);
    if (returns && inner->writes) plan->kind = PlanKind::kApply;
    if (plan->kind == PlanKind::kApply && !inner->writes && options_.optimize && CanOpenBatch(*inner)) {
      plan->ordinal = slots_++;
      Number(inner.get(), plan->ordinal);
    }
    plan->children.push_back(std::move(inner));
    plan->writes = writes;
    return plan;
  }

  // Prepares a plan for batches of rows, which a slot numbers.
  static void Number(PlanNode* plan, Slot ordinal) {
    if (plan->kind == PlanKind::kUnion) plan->ordinal = ordinal;
    // What nothing reads within the subquery may be read behind it.
    if (plan->kind == PlanKind::kExpand) plan->slots.clear();
    for (const PlanPtr& child : plan->children) Number(child.get(), ordinal);
  }

  PlanPtr PlanWrite(Clause* clause, PlanPtr plan) {
    switch (clause->kind) {
      case ClauseKind::kCreate:
        plan = On(std::move(plan), PlanKind::kCreate, clause);
        break;
      case ClauseKind::kMerge:
        plan = On(std::move(plan), PlanKind::kMerge, clause);
        plan->children.push_back(PlanPattern(clause->pattern, nullptr, Node(PlanKind::kArgument)));
        break;
      case ClauseKind::kSet:
        plan = On(std::move(plan), PlanKind::kSet, clause);
        break;
      case ClauseKind::kRemove:
        plan = On(std::move(plan), PlanKind::kRemove, clause);
        break;
      case ClauseKind::kDelete:
        plan = On(std::move(plan), PlanKind::kDelete, clause);
        break;
      default:
        plan = On(std::move(plan), PlanKind::kForeach, clause);
        for (Clause& inner : clause->body)
          plan->children.push_back(PlanClause(&inner, Node(PlanKind::kArgument)));
        break;
    }
    plan->writes = true;
    return plan;
  }

  // ---- Patterns and subqueries within expressions ----

  void PlanExpressions(Clause* clause) {
    for (Expr* expr : {clause->where.get(), clause->expr.get(), clause->skip.get(), clause->limit.get()})
      PlanExpr(expr);
    for (const ProjectionItem& item : clause->items) PlanExpr(item.expr.get());
    for (const SortItem& item : clause->order) PlanExpr(item.expr.get());
    for (std::vector<SetItem>* items : {&clause->sets, &clause->on_create, &clause->on_match}) {
      for (SetItem& item : *items) {
        for (Expr* expr : {item.target.get(), item.key.get(), item.value.get()}) PlanExpr(expr);
      }
    }
    for (const ExprPtr& expr : clause->deleted) PlanExpr(expr.get());
    for (const ExprPtr& expr : clause->arguments) PlanExpr(expr.get());
    PlanWithin(&clause->pattern);
  }

  void PlanWithin(Pattern* pattern) {
    for (PathPattern& path : pattern->paths) {
      for (NodePattern& node : path.nodes) {
        PlanExpr(node.properties.get());
        PlanExpr(node.where.get());
      }
      for (EdgePattern& edge : path.edges) {
        PlanExpr(edge.properties.get());
        PlanExpr(edge.where.get());
      }
    }
  }

  void PlanExpr(Expr* expr) {
    if (expr == nullptr) return;
    for (const ExprPtr& arg : expr->args) PlanExpr(arg.get());
    if (expr->query == nullptr && expr->pattern == nullptr) return;
    const Estimate before = std::exchange(estimate_, {});
    const bool only_whether = expr->kind == ExprKind::kExists || expr->kind == ExprKind::kPatternPredicate;
    if (expr->query != nullptr) {
      expr->plan = PlanUnion(expr->query.get(), only_whether);
    } else if (expr->pattern != nullptr) {
      PlanWithin(expr->pattern.get());
      const bool has_where = expr->kind == ExprKind::kPatternComprehension ||
                             expr->kind == ExprKind::kExists || expr->kind == ExprKind::kCountSubquery;
      RowUse use;
      use.knows_needed = true;
      if (only_whether) use.repeats = RowUse::Repeats::kIgnored;
      if (expr->kind == ExprKind::kPatternComprehension) CollectSlots(*expr->args[1], &use.needed);
      if (expr->kind == ExprKind::kShortestPath) use = {};
      expr->plan = PlanPattern(*expr->pattern, has_where ? expr->args[0].get() : nullptr,
                               Node(PlanKind::kArgument), use);
    }
    const double walks = estimate_.walks;
    estimate_ = before;
    estimate_.walks_within += walks;
  }

  const WorkingGraph& graph_;
  const PlannerOptions& options_;
  Slot& slots_;
  // About how much there is to do up to the clause that is planned; patterns in expressions are planned
  // before the pattern of their clause, and run for each of its rows.
  struct Estimate {
    double rows = 1, walks = 0, walks_within = 0;
  };
  Estimate estimate_;
  RowUse use_;                             // of the MATCH that is planned next
  std::map<const Clause*, Slot> weights_;  // of aggregating clauses: the slot that counts rows so far
};

}  // namespace

PlanPtr MakePlan(Query* query, const WorkingGraph& graph, const PlannerOptions& options, Slot* slots) {
  Planner planner(graph, options, slots);
  PlanPtr plan = planner.PlanUnion(query);
  plan->walks = planner.walks();
  return plan;
}

}  // namespace concord::cypher
