// Expressions with variables of their own: comprehensions, quantifiers, reduce, subqueries, shortest paths.
#include "base/text.h"
#include "query/cypher/query_parser.h"

namespace concord::cypher {

ExprPtr QueryParser::ParseListOrComprehension() {
  const Nest nest(this);
  const Position position = Peek().position;
  if (LooksLikePath(1) || (IsName(1) && IsSymbol("=", 2) && LooksLikePath(3)))
    return ParsePatternComprehension(position);
  ExpectSymbol("[");
  if (IsName() && IsWord("IN", 1)) {
    const bool outer = std::exchange(bar_ends_, true);
    ExprPtr expr = New(ExprKind::kListComprehension, position);
    expr->name = ExpectName("a variable");
    ++at_;
    expr->args.push_back(ParseExpression());
    expr->args.push_back(AcceptWord("WHERE") ? ParseExpression() : nullptr);
    expr->args.push_back(AcceptSymbol("|") ? ParseExpression() : nullptr);
    ExpectSymbol("]");
    bar_ends_ = outer;
    return Finish(std::move(expr));
  }
  const bool outer = std::exchange(bar_ends_, false);
  ExprPtr expr = New(ExprKind::kList, position);
  if (!IsSymbol("]")) {
    do {
      expr->args.push_back(ParseExpression());
    } while (AcceptSymbol(","));
  }
  ExpectSymbol("]");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParsePatternComprehension(Position position) {
  ExpectSymbol("[");
  const bool outer = std::exchange(bar_ends_, true);
  ExprPtr expr = New(ExprKind::kPatternComprehension, position);
  expr->pattern = std::make_unique<Pattern>();
  expr->pattern->paths.push_back(ParsePath());
  CountMatched(*expr->pattern);
  expr->args.push_back(AcceptWord("WHERE") ? ParseExpression() : nullptr);
  ExpectSymbol("|");
  expr->args.push_back(ParseExpression());
  ExpectSymbol("]");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseQuantifierExpression() {
  const Nest nest(this);
  const bool outer = std::exchange(bar_ends_, false);
  ExprPtr expr = New(ExprKind::kQuantifier, Peek().position);
  expr->other = AsciiLower(ExpectName("a quantifier"));
  ExpectSymbol("(");
  expr->name = ExpectName("a variable");
  ExpectWord("IN");
  expr->args.push_back(ParseExpression());
  expr->args.push_back(AcceptWord("WHERE") ? ParseExpression() : nullptr);
  ExpectSymbol(")");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseReduce() {
  const Nest nest(this);
  const bool outer = std::exchange(bar_ends_, true);
  ExprPtr expr = New(ExprKind::kReduce, Peek().position);
  at_ += 2;
  expr->name = ExpectName("a variable");
  ExpectSymbol("=");
  expr->args.push_back(ParseExpression());
  ExpectSymbol(",");
  expr->other = ExpectName("a variable");
  ExpectWord("IN");
  expr->args.push_back(ParseExpression());
  ExpectSymbol("|");
  expr->args.push_back(ParseExpression());
  ExpectSymbol(")");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

// EXISTS { (a)-->(b) WHERE ... } or EXISTS { MATCH ... RETURN ... }
ExprPtr QueryParser::ParseSubquery(ExprKind kind) {
  const Nest nest(this);
  const bool outer = std::exchange(bar_ends_, false);
  ExprPtr expr = New(kind, Peek().position);
  at_ += 2;
  if (AtClause()) {
    expr->query = std::make_unique<Query>(ParseUnion());
    expr->args.push_back(nullptr);
  } else {
    if (kind == ExprKind::kCollectSubquery) FailUnexpected("a query that ends with RETURN");
    expr->pattern = std::make_unique<Pattern>(ParsePattern());
    CountMatched(*expr->pattern);
    expr->args.push_back(AcceptWord("WHERE") ? ParseExpression() : nullptr);
  }
  ExpectSymbol("}");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseShortestPath() {
  const Nest nest(this);
  ExprPtr expr = New(ExprKind::kShortestPath, Peek().position);
  const bool all = IsWord("allShortestPaths");
  at_ += 2;
  expr->pattern = std::make_unique<Pattern>();
  expr->pattern->paths.push_back(ParsePathElements());
  CountMatched(*expr->pattern);
  expr->pattern->paths.back().shortest = all ? ShortestKind::kAll : ShortestKind::kOne;
  ExpectSymbol(")");
  return Finish(std::move(expr));
}

}  // namespace concord::cypher
