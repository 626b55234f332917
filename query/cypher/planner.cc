#include "query/cypher/planner.h"

#include "query/cypher/pattern_planner.h"

namespace concord::cypher {
namespace {

class Planner {
 public:
  Planner(const WorkingGraph& graph, const PlannerOptions& options) : graph_(graph), options_(options) {}

  PlanPtr PlanUnion(Query* query) {
    if (query->parts.size() == 1) return PlanSingle(&query->parts[0], Node(PlanKind::kArgument));
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

  PlanPtr PlanSingle(SingleQuery* query, PlanPtr plan) {
    for (Clause& clause : query->clauses) plan = PlanClause(&clause, std::move(plan));
    return plan;
  }

  PlanPtr PlanPattern(const Pattern& pattern, const Expr* where, PlanPtr input) {
    const bool writes = input->writes;
    PlanPtr plan = PatternPlanner(graph_, options_).Plan(pattern, where, std::move(input));
    plan->writes = writes;
    return plan;
  }

  PlanPtr PlanClause(Clause* clause, PlanPtr plan) {
    PlanExpressions(clause);
    switch (clause->kind) {
      case ClauseKind::kMatch:
        if (!clause->optional) return PlanPattern(clause->pattern, clause->where.get(), std::move(plan));
        return PlanOptional(clause, std::move(plan));
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

  PlanPtr PlanOptional(Clause* clause, PlanPtr plan) {
    PlanPtr inner = PlanPattern(clause->pattern, clause->where.get(), Node(PlanKind::kArgument));
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
    if (clause->distinct) plan = On(std::move(plan), PlanKind::kDistinct, clause);
    if (!clause->order.empty()) plan = On(std::move(plan), PlanKind::kSort, clause);
    if (clause->skip != nullptr) plan = On(std::move(plan), PlanKind::kSkip, clause);
    if (clause->limit != nullptr) plan = On(std::move(plan), PlanKind::kLimit, clause);
    return clause->where == nullptr ? plan : Filter(clause->where.get(), std::move(plan));
  }

  PlanPtr PlanCallSubquery(Clause* clause, PlanPtr plan) {
    PlanPtr inner = PlanUnion(clause->query.get());
    const bool returns = !clause->query->columns.empty();
    const bool writes = plan->writes || inner->writes;
    plan =
        On(std::move(plan), returns && !inner->writes ? PlanKind::kApply : PlanKind::kUnitSubquery, clause);
    if (returns && inner->writes) plan->kind = PlanKind::kApply;
    plan->children.push_back(std::move(inner));
    plan->writes = writes;
    return plan;
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
    if (expr->query != nullptr) {
      expr->plan = PlanUnion(expr->query.get());
    } else if (expr->pattern != nullptr) {
      PlanWithin(expr->pattern.get());
      const bool has_where = expr->kind == ExprKind::kPatternComprehension ||
                             expr->kind == ExprKind::kExists || expr->kind == ExprKind::kCountSubquery;
      expr->plan =
          PlanPattern(*expr->pattern, has_where ? expr->args[0].get() : nullptr, Node(PlanKind::kArgument));
    }
  }

  const WorkingGraph& graph_;
  const PlannerOptions& options_;
};

}  // namespace

PlanPtr MakePlan(Query* query, const WorkingGraph& graph, const PlannerOptions& options) {
  return Planner(graph, options).PlanUnion(query);
}

}  // namespace concord::cypher
