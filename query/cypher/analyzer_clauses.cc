#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "query/cypher/query_analyzer.h"

namespace concord::cypher {

Analysis Analyze(Query* query, const ProcedureRegistry& procedures, const ValueMap& parameters) {
  return QueryAnalyzer(procedures, parameters).Run(query);
}

Analysis QueryAnalyzer::Run(Query* query) {
  AnalyzeUnion(query, {}, true, false);
  return {slots_, writes_};
}

void QueryAnalyzer::AnalyzeUnion(Query* query, const Scope& outer, bool is_top, bool in_expression) {
  const Scope saved = scope_;
  for (size_t i = 0; i < query->parts.size(); ++i) {
    SingleQuery& part = query->parts[i];
    scope_ = outer;
    CheckOrder(part, in_expression);
    const bool is_only = is_top && query->parts.size() == 1 && part.clauses.size() == 1;
    for (Clause& clause : part.clauses) AnalyzeClause(&clause, is_only);
    std::vector<std::string> columns;
    std::vector<Slot> slots;
    const Clause& last = part.clauses.back();
    if (last.kind == ClauseKind::kReturn) {
      for (const ProjectionItem& item : last.items) {
        columns.push_back(item.name);
        slots.push_back(item.slot);
      }
    } else if (last.kind == ClauseKind::kCall && is_only) {
      for (const YieldItem& item : last.yields) {
        columns.push_back(item.variable);
        slots.push_back(item.slot);
      }
    }
    if (i > 0 && columns != query->columns) {
      FailSyntax("DifferentColumnsInUnion", last.position,
                 "all parts of a UNION must return the same columns");
    }
    query->columns = columns;
    query->column_slots = slots;
  }
  if (query->parts.size() > 1) {
    query->union_slots.clear();
    for (size_t i = 0; i < query->columns.size(); ++i) query->union_slots.push_back(NewSlot());
    query->column_slots = query->union_slots;
  }
  scope_ = saved;
}

void QueryAnalyzer::CheckOrder(const SingleQuery& query, bool in_expression) const {
  for (size_t i = 0; i + 1 < query.clauses.size(); ++i) {
    if (query.clauses[i].kind == ClauseKind::kReturn) {
      FailSyntax("InvalidClauseComposition", query.clauses[i + 1].position, "no clause can follow RETURN");
    }
  }
  const Clause& last = query.clauses.back();
  switch (last.kind) {
    case ClauseKind::kMatch:
    case ClauseKind::kUnwind:
      if (in_expression) return;
      FailSyntax("InvalidClauseComposition", last.position,
                 "a query cannot end here; expected RETURN or a clause that writes");
    case ClauseKind::kWith:
      FailSyntax("InvalidClauseComposition", last.position, "a query cannot end with WITH; expected RETURN");
    default:
      return;
  }
}

void QueryAnalyzer::AnalyzeClause(Clause* clause, bool is_only) {
  switch (clause->kind) {
    case ClauseKind::kMatch:
      AnalyzeMatch(clause);
      break;
    case ClauseKind::kUnwind:
      AnalyzeUnwind(clause);
      break;
    case ClauseKind::kWith:
    case ClauseKind::kReturn:
      return AnalyzeProjection(clause);
    case ClauseKind::kCreate:
      writes_ = true;
      AnalyzePattern(&clause->pattern, PatternUse::kCreate);
      break;
    case ClauseKind::kMerge:
      writes_ = true;
      AnalyzePattern(&clause->pattern, PatternUse::kMerge);
      AnalyzeSets(&clause->on_create);
      AnalyzeSets(&clause->on_match);
      break;
    case ClauseKind::kSet:
    case ClauseKind::kRemove:
      AnalyzeSets(&clause->sets);
      break;
    case ClauseKind::kDelete:
      AnalyzeDelete(clause);
      break;
    case ClauseKind::kCall:
      AnalyzeCall(clause, is_only);
      break;
    case ClauseKind::kCallSubquery:
      AnalyzeCallSubquery(clause);
      break;
    case ClauseKind::kForeach:
      AnalyzeForeach(clause);
      break;
  }
  clause->visible = Visible(scope_);
}

std::vector<Slot> QueryAnalyzer::Visible(const Scope& scope) const {
  std::vector<Slot> slots;
  for (const auto& [name, variable] : scope) slots.push_back(variable.slot);
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

void QueryAnalyzer::Declare(const std::string& name, Position position, StaticType type, Slot slot) {
  if (!scope_.try_emplace(name, Variable{slot, type}).second) {
    FailSyntax("VariableAlreadyBound", position, fmt::format("the variable `{}` is already bound", name));
  }
}

void QueryAnalyzer::AnalyzeWhere(Expr* where) {
  if (where == nullptr) return;
  WantBool(*where, AnalyzeExpr(where, {.predicate = true}));
}

void QueryAnalyzer::AnalyzeMatch(Clause* clause) {
  AnalyzePattern(&clause->pattern, PatternUse::kMatch);
  AnalyzeWhere(clause->where.get());
}

void QueryAnalyzer::AnalyzeUnwind(Clause* clause) {
  const StaticType type = AnalyzeExpr(clause->expr.get(), {});
  clause->slot = NewSlot();
  Declare(clause->variable, clause->position,
          {type.kind == TypeKind::kList ? type.element : TypeKind::kAny, TypeKind::kAny}, clause->slot);
}

void QueryAnalyzer::AnalyzeSets(std::vector<SetItem>* items) {
  writes_ = true;
  for (SetItem& item : *items) {
    const StaticType target = AnalyzeExpr(item.target.get(), {});
    if (!MayBe(target.kind, kNodeSet | kEdgeSet)) {
      FailSyntax("InvalidArgumentType", item.position,
                 fmt::format("expected a Node or Relationship, found {}", NameOf(target.kind)));
    }
    if (item.key != nullptr) AnalyzeExpr(item.key.get(), {});
    if (item.value != nullptr) AnalyzeExpr(item.value.get(), {});
  }
}

void QueryAnalyzer::AnalyzeDelete(Clause* clause) {
  writes_ = true;
  for (const ExprPtr& expr : clause->deleted) {
    if (expr->kind == ExprKind::kHasLabels) {
      FailSyntax("InvalidDelete", expr->position,
                 "DELETE takes nodes and relationships; use REMOVE for labels");
    }
    const StaticType type = AnalyzeExpr(expr.get(), {});
    if (!MayBe(type.kind, kNodeSet | kEdgeSet | kPathSet)) {
      FailSyntax("InvalidArgumentType", expr->position,
                 fmt::format("DELETE takes a Node, Relationship or Path; found {}", NameOf(type.kind)));
    }
  }
}

void QueryAnalyzer::AnalyzeCall(Clause* clause, bool is_only) {
  const Procedure* procedure = procedures_.Find(clause->procedure);
  if (procedure == nullptr) {
    FailCompile("ProcedureError", "ProcedureNotFound", clause->position,
                fmt::format("there is no procedure {}{}", clause->procedure,
                            HintOf(clause->procedure, procedures_.Names())));
  }
  if (!clause->has_arguments) {
    if (!is_only) {
      FailSyntax("InvalidArgumentPassingMode", clause->position,
                 "a CALL within a query needs its arguments in parentheses");
    }
    for (const ProcedureField& argument : procedure->arguments) {
      if (!parameters_.contains(argument.name)) {
        if (argument.has_default) break;
        FailCompile("ParameterMissing", "MissingParameter", clause->position,
                    fmt::format("{} takes its argument from the parameter ${}, which is not given",
                                clause->procedure, argument.name));
      }
      auto expr = std::make_unique<Expr>();
      expr->kind = ExprKind::kParameter;
      expr->name = argument.name;
      expr->position = clause->position;
      clause->arguments.push_back(std::move(expr));
    }
  }
  const size_t given = clause->arguments.size();
  const auto needed =
      static_cast<size_t>(std::count_if(procedure->arguments.begin(), procedure->arguments.end(),
                                        [](const auto& field) { return !field.has_default; }));
  if (given < needed || given > procedure->arguments.size()) {
    FailSyntax("InvalidNumberOfArguments", clause->position,
               fmt::format("{} takes {} arguments, {} are given", clause->procedure,
                           procedure->arguments.size(), given));
  }
  for (size_t i = 0; i < given; ++i) {
    const StaticType type = AnalyzeExpr(clause->arguments[i].get(), {});
    if (!MayBe(type.kind, procedure->arguments[i].types)) {
      FailSyntax("InvalidArgumentType", clause->arguments[i]->position,
                 fmt::format("{} expects {} for {}; found {}", clause->procedure,
                             NamesOf(procedure->arguments[i].types), procedure->arguments[i].name,
                             NameOf(type.kind)));
    }
  }
  if (clause->yield_star && !is_only) {
    FailSyntax("UnexpectedSyntax", clause->position,
               "YIELD * is allowed only in a CALL that is the whole query");
  }
  if ((is_only && !clause->has_yield) || clause->yield_star) {
    for (const ProcedureField& field : procedure->results)
      clause->yields.push_back({field.name, field.name, kNoSlot, clause->position});
  }
  if (!is_only && !clause->has_yield) {
    for (const ProcedureField& field : procedure->results) unyielded_.insert(field.name);
  }
  for (YieldItem& item : clause->yields) {
    const auto field = std::find_if(procedure->results.begin(), procedure->results.end(),
                                    [&](const ProcedureField& known) { return known.name == item.field; });
    if (field == procedure->results.end()) {
      std::string fields;
      for (const ProcedureField& known : procedure->results)
        fields += (fields.empty() ? "" : ", ") + known.name;
      FailSyntax("UndefinedVariable", item.position,
                 fmt::format("{} yields no {}; it yields {}", clause->procedure, item.field,
                             fields.empty() ? "nothing" : fields));
    }
    item.slot = NewSlot();
    Declare(item.variable, item.position, {}, item.slot);
  }
  AnalyzeWhere(clause->where.get());
}

// Variables from outside are seen within; what it returns is added to them.
void QueryAnalyzer::AnalyzeCallSubquery(Clause* clause) {
  Scope outer = scope_;  // each part of a UNION starts with it
  if (clause->has_imports) {
    for (const std::string& name : clause->imports) {
      if (scope_.contains(name)) continue;
      FailSyntax("UndefinedVariable", clause->position, fmt::format("there is no variable `{}`", name));
    }
    std::erase_if(outer, [&](const auto& variable) {
      return std::find(clause->imports.begin(), clause->imports.end(), variable.first) ==
             clause->imports.end();
    });
  }
  AnalyzeUnion(clause->query.get(), outer, false, false);
  for (size_t i = 0; i < clause->query->columns.size(); ++i)
    Declare(clause->query->columns[i], clause->position, {}, clause->query->column_slots[i]);
}

void QueryAnalyzer::AnalyzeForeach(Clause* clause) {
  const StaticType type = AnalyzeExpr(clause->expr.get(), {});
  const Scope saved = scope_;
  clause->slot = NewSlot();
  scope_[clause->variable] = {clause->slot,
                              {type.kind == TypeKind::kList ? type.element : TypeKind::kAny, TypeKind::kAny}};
  for (Clause& inner : clause->body) {
    switch (inner.kind) {
      case ClauseKind::kCreate:
      case ClauseKind::kMerge:
      case ClauseKind::kSet:
      case ClauseKind::kRemove:
      case ClauseKind::kDelete:
      case ClauseKind::kForeach:
        AnalyzeClause(&inner, false);
        break;
      default:
        FailSyntax("InvalidClauseComposition", inner.position,
                   "FOREACH holds clauses that write, and no others");
    }
  }
  scope_ = saved;
}

}  // namespace concord::cypher
