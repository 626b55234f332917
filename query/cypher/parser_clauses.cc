// Clauses and how they follow each other, as far as the grammar says; the rest is the analyser's.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "query/cypher/parser.h"
#include "query/cypher/query_parser.h"

namespace concord::cypher {
namespace {

constexpr auto kClauseWords = std::to_array<std::string_view>({
    "MATCH",
    "OPTIONAL",
    "UNWIND",
    "WITH",
    "RETURN",
    "CREATE",
    "INSERT",
    "MERGE",
    "SET",
    "REMOVE",
    "DELETE",
    "DETACH",
    "CALL",
    "FOREACH",
    "FILTER",
    "LET",
    "FOR",
});

// What queries of other languages and of administrators begin with, and what helps instead.
struct ForeignWord {
  std::string_view word, instead;
};
constexpr auto kForeignWords = std::to_array<ForeignWord>({
    {"SHOW",
     "SHOW does not exist; CALL db.labels(), db.relationshipTypes(), db.propertyKeys() or dbms.procedures()"},
    {"USE", "there is one graph, the store; leave USE out"},
    {"LOAD", "LOAD CSV does not exist; `concord import` reads CSV files"},
    {"SELECT", "this is SQL; in Cypher it would be MATCH (d:Document) RETURN d.title"},
    {"DROP", "Concord has no commands for indexes, constraints, databases and users"},
    {"ALTER", "Concord has no commands for indexes, constraints, databases and users"},
    {"GRANT", "Concord has no commands for indexes, constraints, databases and users"},
    {"BEGIN", "each query is a transaction of its own"},
    {"COMMIT", "each query is a transaction of its own"},
    {"ROLLBACK", "each query is a transaction of its own"},
});

// What CREATE declares in other databases.
constexpr auto kDeclared = std::to_array<std::string_view>({
    "INDEX",
    "CONSTRAINT",
    "DATABASE",
    "USER",
    "ROLE",
    "FULLTEXT",
    "VECTOR",
    "RANGE",
    "TEXT",
    "LOOKUP",
    "POINT",
    "UNIQUE",
});

}  // namespace

void QueryParser::FailNoClause() const {
  if (IsSymbol(":"))
    FailSyntax("UnexpectedSyntax", Peek().position, "commands with a colon belong to `concord shell`");
  for (const ForeignWord& foreign : kForeignWords) {
    if (IsWord(foreign.word)) FailSyntax("UnexpectedSyntax", Peek().position, std::string(foreign.instead));
  }
  for (const std::string_view word :
       {"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CREATE", "MERGE", "CALL"})
    Tried(word);
  FailUnexpected();
}

bool QueryParser::AtClause() const {
  return Peek().kind == TokenKind::kName && IsOneOfIgnoreCase(Peek().text, kClauseWords);
}

Query QueryParser::ParseUnion() {
  Query query;
  query.position = Peek().position;
  query.parts.push_back(ParseSingleQuery());
  bool is_first = true;
  while (IsWord("UNION")) {
    const Position position = Peek().position;
    ++at_;
    const bool all = AcceptWord("ALL");
    if (!all) AcceptWord("DISTINCT");
    if (!is_first && all != query.union_all) {
      FailSyntax("InvalidClauseComposition", position, "a query cannot have both UNION and UNION ALL");
    }
    is_first = false;
    query.union_all = all;
    query.parts.push_back(ParseSingleQuery());
  }
  return query;
}

SingleQuery QueryParser::ParseSingleQuery() {
  SingleQuery query;
  if (!AtClause()) FailNoClause();
  while (AtClause()) {
    query.clauses.push_back(ParseClause());
    query.clauses.back().end = LastEnd();
    for (const std::string_view word : kClauseWords) Tried(word);
  }
  return query;
}

Clause QueryParser::ParseClause() {
  const Position position = Peek().position;
  Clause clause;
  if (AcceptWord("MATCH")) {
    clause = ParseMatch(false);
  } else if (AcceptWord("OPTIONAL")) {
    if (AcceptWord("CALL")) {
      clause = ParseCall(true);
    } else {
      ExpectWord("MATCH");
      clause = ParseMatch(true);
    }
  } else if (AcceptWord("UNWIND")) {
    clause = ParseUnwind();
  } else if (AcceptWord("WITH")) {
    clause = ParseProjection(ClauseKind::kWith);
  } else if (AcceptWord("RETURN")) {
    clause = ParseProjection(ClauseKind::kReturn);
  } else if (AcceptWord("CREATE") || AcceptWord("INSERT")) {
    if (Peek().kind == TokenKind::kName && IsOneOfIgnoreCase(Peek().text, kDeclared) && !IsSymbol("=", 1)) {
      FailSyntax("UnexpectedSyntax", Peek().position,
                 "Concord has no commands for indexes, constraints, databases and users");
    }
    clause.kind = ClauseKind::kCreate;
    clause.pattern = ParsePattern();
  } else if (AcceptWord("MERGE")) {
    clause = ParseMerge();
  } else if (AcceptWord("SET")) {
    clause.kind = ClauseKind::kSet;
    clause.sets = ParseSetItems();
  } else if (AcceptWord("REMOVE")) {
    clause = ParseRemove();
  } else if (AcceptWord("DETACH")) {
    ExpectWord("DELETE");
    clause = ParseDelete(true);
  } else if (AcceptWord("DELETE")) {
    clause = ParseDelete(false);
  } else if (AcceptWord("CALL")) {
    clause = ParseCall(false);
  } else if (AcceptWord("FOREACH")) {
    clause = ParseForeach();
  } else if (AcceptWord("FILTER")) {
    clause = ParseFilter();
  } else if (AcceptWord("LET")) {
    clause = ParseLet();
  } else {
    ExpectWord("FOR");
    clause = ParseFor();
  }
  clause.position = position;
  CountClause(clause);
  return clause;
}

void QueryParser::CountSteps(size_t steps, const Position& position) {
  steps_ += steps;
  if (steps_ <= kMaxSteps) return;
  FailSyntax("UnexpectedSyntax", position,
             fmt::format("the query has more than {} steps (clauses, and nodes and relationships to match); "
                         "ask several queries, or UNWIND a list",
                         kMaxSteps));
}

void QueryParser::CountClause(const Clause& clause) {
  const size_t extras = (clause.distinct ? 1 : 0) + (clause.where != nullptr ? 1 : 0) +
                        (clause.order.empty() ? 0 : 1) + (clause.skip != nullptr ? 1 : 0) +
                        (clause.limit != nullptr ? 1 : 0);
  CountSteps(1 + extras, clause.position);
  if (clause.kind == ClauseKind::kMatch || clause.kind == ClauseKind::kMerge) CountMatched(clause.pattern);
}

void QueryParser::CountMatched(const Pattern& pattern) {
  size_t parts = 0;
  for (const PathPattern& path : pattern.paths) parts += path.nodes.size() + path.edges.size();
  const Position position = pattern.paths.front().position;
  if (parts > kMaxPatternParts) {
    FailSyntax("UnexpectedSyntax", position,
               fmt::format("the pattern has more than {} nodes and relationships", kMaxPatternParts));
  }
  CountSteps(parts, position);
}

Clause QueryParser::ParseMatch(bool optional) {
  Clause clause;
  clause.kind = ClauseKind::kMatch;
  clause.optional = optional;
  clause.pattern = ParsePattern();
  if (AcceptWord("WHERE")) clause.where = ParseExpression();
  return clause;
}

Clause QueryParser::ParseUnwind() {
  Clause clause;
  clause.kind = ClauseKind::kUnwind;
  clause.expr = ParseExpression();
  ExpectWord("AS");
  clause.variable = ExpectName("a variable");
  return clause;
}

// GQL: FOR x IN list.
Clause QueryParser::ParseFor() {
  Clause clause;
  clause.kind = ClauseKind::kUnwind;
  clause.variable = ExpectName("a variable");
  ExpectWord("IN");
  clause.expr = ParseExpression();
  return clause;
}

// GQL: FILTER [WHERE] condition is WITH * WHERE condition.
Clause QueryParser::ParseFilter() {
  Clause clause;
  clause.kind = ClauseKind::kWith;
  clause.keeps_variables = true;
  clause.star = true;
  AcceptWord("WHERE");
  clause.where = ParseExpression();
  return clause;
}

// GQL: LET x = 1, y = 2 is WITH *, 1 AS x, 2 AS y.
Clause QueryParser::ParseLet() {
  Clause clause;
  clause.kind = ClauseKind::kWith;
  clause.keeps_variables = true;
  clause.star = true;
  do {
    ProjectionItem item;
    item.position = Peek().position;
    item.name = ExpectName("a variable");
    item.has_alias = true;
    ExpectSymbol("=");
    item.expr = ParseExpression();
    clause.items.push_back(std::move(item));
  } while (AcceptSymbol(","));
  return clause;
}

Clause QueryParser::ParseProjection(ClauseKind kind) {
  Clause clause;
  clause.kind = kind;
  clause.distinct = IsWord("DISTINCT") && AcceptWord("DISTINCT");
  ParseProjectionBody(&clause);
  ParseOrderSkipLimit(&clause);
  if (kind == ClauseKind::kWith && AcceptWord("WHERE")) clause.where = ParseExpression();
  return clause;
}

void QueryParser::ParseProjectionBody(Clause* clause) {
  if (AcceptSymbol("*")) {
    clause->star = true;
    if (!AcceptSymbol(",")) return;
  }
  do {
    ProjectionItem item;
    item.position = Peek().position;
    const uint32_t first = item.position.offset;
    item.expr = ParseExpression();
    item.name = Source(first, LastEnd());
    if (AcceptWord("AS")) {
      item.position = Peek().position;
      item.name = ExpectName("a name");
      item.has_alias = true;
    } else if (item.expr->kind == ExprKind::kVariable) {
      item.name = item.expr->name;
    }
    clause->items.push_back(std::move(item));
  } while (AcceptSymbol(","));
}

void QueryParser::ParseOrderSkipLimit(Clause* clause) {
  if (AcceptWords("ORDER", "BY")) {
    do {
      SortItem item;
      item.expr = ParseExpression();
      if (AcceptWord("DESCENDING") || AcceptWord("DESC"))
        item.descending = true;
      else if (!AcceptWord("ASCENDING"))
        AcceptWord("ASC");
      clause->order.push_back(std::move(item));
    } while (AcceptSymbol(","));
  }
  if (AcceptWord("SKIP") || AcceptWord("OFFSET")) clause->skip = ParseExpression();
  if (AcceptWord("LIMIT")) clause->limit = ParseExpression();
}

Clause QueryParser::ParseMerge() {
  Clause clause;
  clause.kind = ClauseKind::kMerge;
  clause.pattern.paths.push_back(ParsePath());
  while (IsWord("ON") && (IsWord("CREATE", 1) || IsWord("MATCH", 1))) {
    const bool on_create = IsWord("CREATE", 1);
    at_ += 2;
    ExpectWord("SET");
    for (SetItem& item : ParseSetItems()) {
      (on_create ? clause.on_create : clause.on_match).push_back(std::move(item));
    }
  }
  return clause;
}

std::vector<SetItem> QueryParser::ParseSetItems() {
  std::vector<SetItem> items;
  do {
    items.push_back(ParseSetItem());
  } while (AcceptSymbol(","));
  return items;
}

SetItem QueryParser::ParseSetItem() {
  SetItem item;
  item.position = Peek().position;
  ExprPtr target = ParsePostfix(ParseAtom());
  switch (target->kind) {
    case ExprKind::kHasLabels:
      item.kind = SetKind::kLabels;
      item.labels = target->names;
      item.target = std::move(target->args[0]);
      return item;
    case ExprKind::kProperty:
      item.name = target->name;
      item.target = std::move(target->args[0]);
      break;
    case ExprKind::kIndex:
      item.key = std::move(target->args[1]);
      item.target = std::move(target->args[0]);
      break;
    case ExprKind::kVariable:
      item.target = std::move(target);
      if (AcceptSymbol("+=")) {
        item.kind = SetKind::kMerge;
        item.value = ParseExpression();
        return item;
      }
      item.kind = SetKind::kReplace;
      break;
    default:
      FailSyntax("UnexpectedSyntax", item.position, "expected a variable, a property or labels after SET");
  }
  ExpectSymbol("=");
  item.value = ParseExpression();
  return item;
}

Clause QueryParser::ParseRemove() {
  Clause clause;
  clause.kind = ClauseKind::kRemove;
  do {
    SetItem item;
    item.position = Peek().position;
    ExprPtr target = ParsePostfix(ParseAtom());
    if (target->kind == ExprKind::kHasLabels) {
      item.kind = SetKind::kLabels;
      item.labels = target->names;
    } else if (target->kind == ExprKind::kProperty) {
      item.name = target->name;
    } else if (target->kind == ExprKind::kIndex) {
      item.key = std::move(target->args[1]);
    } else {
      FailSyntax("UnexpectedSyntax", item.position, "expected a property or labels after REMOVE");
    }
    item.target = std::move(target->args[0]);
    clause.sets.push_back(std::move(item));
  } while (AcceptSymbol(","));
  return clause;
}

Clause QueryParser::ParseDelete(bool detach) {
  Clause clause;
  clause.kind = ClauseKind::kDelete;
  clause.detach = detach;
  do {
    clause.deleted.push_back(ParseExpression());
  } while (AcceptSymbol(","));
  return clause;
}

Clause QueryParser::ParseCall(bool optional) {
  Clause clause;
  clause.optional = optional;
  if (IsSymbol("(")) {
    ++at_;
    clause.has_imports = !AcceptSymbol("*");
    if (clause.has_imports && !IsSymbol(")")) {
      do {
        clause.imports.push_back(ExpectName("a variable"));
      } while (AcceptSymbol(","));
    }
    ExpectSymbol(")");
    if (!IsSymbol("{")) FailUnexpected("'{'");
  }
  if (IsSymbol("{")) {
    const Nest nest(this);
    ++at_;
    clause.kind = ClauseKind::kCallSubquery;
    clause.query = std::make_unique<Query>(ParseUnion());
    ExpectSymbol("}");
    return clause;
  }
  clause.kind = ClauseKind::kCall;
  clause.procedure = ExpectName("a procedure");
  while (AcceptSymbol(".")) clause.procedure += "." + ExpectName("a procedure");
  if (AcceptSymbol("(")) {
    clause.has_arguments = true;
    if (!IsSymbol(")")) {
      do {
        clause.arguments.push_back(ParseExpression());
      } while (AcceptSymbol(","));
    }
    ExpectSymbol(")");
  }
  if (!AcceptWord("YIELD")) return clause;
  clause.has_yield = true;
  if (AcceptSymbol("*")) {
    clause.yield_star = true;
    return clause;
  }
  if (AcceptSymbol("-")) return clause;  // YIELD -: no columns
  do {
    YieldItem item;
    item.position = Peek().position;
    item.field = item.variable = ExpectName("a column of the procedure");
    if (AcceptWord("AS")) item.variable = ExpectName("a variable");
    clause.yields.push_back(std::move(item));
  } while (AcceptSymbol(","));
  if (AcceptWord("WHERE")) clause.where = ParseExpression();
  return clause;
}

Clause QueryParser::ParseForeach() {
  const Nest nest(this);
  Clause clause;
  clause.kind = ClauseKind::kForeach;
  ExpectSymbol("(");
  clause.variable = ExpectName("a variable");
  ExpectWord("IN");
  const bool outer = std::exchange(bar_ends_, true);
  clause.expr = ParseExpression();
  bar_ends_ = outer;
  ExpectSymbol("|");
  if (!AtClause()) FailUnexpected("CREATE, MERGE, SET, REMOVE, DELETE or FOREACH");
  while (AtClause()) clause.body.push_back(ParseClause());
  ExpectSymbol(")");
  return clause;
}

}  // namespace concord::cypher
