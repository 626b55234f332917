// What stands between operators: literals, names, calls, maps, CASE.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"
#include "query/cypher/functions.h"
#include "query/cypher/query_parser.h"

namespace concord::cypher {

ExprPtr QueryParser::ParseInteger(const Token& token, bool negative) {
  int base = 10;
  std::string_view digits = token.text;
  if (digits.starts_with("0x") || digits.starts_with("0X")) base = 16;
  if (digits.starts_with("0o")) base = 8;
  if (base != 10) digits.remove_prefix(2);
  uint64_t number = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  const uint64_t limit = (uint64_t{1} << 63) - (negative ? 0 : 1);
  if (parsed.ec != std::errc() || number > limit) {
    FailSyntax("IntegerOverflow", token.position,
               fmt::format("the integer {}{} does not fit into 64 bits", negative ? "-" : "", token.text));
  }
  ExprPtr expr = New(ExprKind::kLiteral, token.position);
  expr->literal = Value(static_cast<int64_t>(negative ? 0 - number : number));
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseFloat(const Token& token) {
  double number = 0;
  std::from_chars(token.text.data(), token.text.data() + token.text.size(), number);
  const auto parsed = std::from_chars(token.text.data(), token.text.data() + token.text.size(), number);
  if (parsed.ec == std::errc::result_out_of_range) {
    // Too small is zero, too large is an error.
    number = std::strtod(token.text.c_str(), nullptr);
    if (std::isinf(number))
      FailSyntax("FloatingPointOverflow", token.position,
                 fmt::format("the number {} is too large", token.text));
  }
  ExprPtr expr = New(ExprKind::kLiteral, token.position);
  expr->literal = Value(number);
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseAtom() {
  const Token& token = Peek();
  const Position position = token.position;
  switch (token.kind) {
    case TokenKind::kInteger:
      ++at_;
      return ParseInteger(token, false);
    case TokenKind::kFloat:
      ++at_;
      return ParseFloat(token);
    case TokenKind::kString: {
      ++at_;
      ExprPtr expr = New(ExprKind::kLiteral, position);
      expr->literal = Value(token.text);
      return Finish(std::move(expr));
    }
    case TokenKind::kParameter: {
      ++at_;
      ExprPtr expr = New(ExprKind::kParameter, position);
      expr->name = token.text;
      return Finish(std::move(expr));
    }
    case TokenKind::kSymbol:
      if (token.text == "(") return ParseParentheses();
      if (token.text == "[") return ParseListOrComprehension();
      if (token.text == "{") return ParseMapLiteral();
      break;
    case TokenKind::kName:
    case TokenKind::kQuotedName:
      return ParseNameAtom();
    case TokenKind::kBadNumber:
      FailSyntax("InvalidNumberLiteral", position, "this is not a number: " + token.text);
    case TokenKind::kEnd:
      break;
  }
  FailUnexpected("an expression");
}

ExprPtr QueryParser::ParseNameAtom() {
  const Token& token = Peek();
  const Position position = token.position;
  const bool is_word = token.kind == TokenKind::kName;
  if (is_word) {
    const bool calls = IsSymbol("(", 1);
    if (IsWord("CASE") && !calls && !IsSymbol(".", 1)) return ParseCase();
    if (calls && IsName(2) && IsWord("IN", 3) &&
        (IsWord("all") || IsWord("any") || IsWord("none") || IsWord("single")))
      return ParseQuantifierExpression();
    if (calls && IsWord("reduce") && IsName(2) && IsSymbol("=", 3)) return ParseReduce();
    if (IsSymbol("{", 1) && IsWord("EXISTS")) return ParseSubquery(ExprKind::kExists);
    // collect {.x, y, z: 1} projects a variable.
    if (IsSymbol("{", 1) && IsWord("COLLECT") && IsName(2) && !IsSymbol(":", 3) && !IsSymbol(",", 3) &&
        !IsSymbol("}", 3))
      return ParseSubquery(ExprKind::kCollectSubquery);
    if (IsSymbol("{", 1) && IsWord("COUNT")) return ParseSubquery(ExprKind::kCountSubquery);
    if (calls && (IsWord("shortestPath") || IsWord("allShortestPaths"))) return ParseShortestPath();
    if (calls && IsWord("exists") && LooksLikePath(2)) {
      at_ += 2;
      ExprPtr expr = New(ExprKind::kPatternPredicate, position);
      expr->pattern = std::make_unique<Pattern>();
      expr->pattern->paths.push_back(ParsePathElements());
      CountMatched(*expr->pattern);
      ExpectSymbol(")");
      expr->in_parentheses = true;  // exists(...) is a value like others
      return Finish(std::move(expr));
    }
    if (!calls) {
      ExprPtr literal = New(ExprKind::kLiteral, position);
      if (AcceptWord("true"))
        literal->literal = Value(true);
      else if (AcceptWord("false"))
        literal->literal = Value(false);
      else if (AcceptWord("null"))
        literal->literal = Value();
      else
        literal = nullptr;
      if (literal != nullptr) return Finish(std::move(literal));
    }
  }
  // A function has a name of one or more parts: date.truncate(...).
  size_t ahead = 1;
  while (IsSymbol(".", ahead) && IsName(ahead + 1)) ahead += 2;
  if (IsSymbol("(", ahead)) return ParseFunction();
  ++at_;
  ExprPtr expr = New(ExprKind::kVariable, position);
  expr->name = token.text;
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseFunction() {
  const Nest nest(this);
  const Position position = Peek().position;
  std::string name = ExpectName("a function");
  while (AcceptSymbol(".")) name += "." + ExpectName("a function");
  ExpectSymbol("(");
  const bool outer = std::exchange(bar_ends_, false);
  ExprPtr expr = New(ExprKind::kCall, position);
  expr->other = name;
  expr->name = AsciiLower(name);
  if (expr->name == "count" && IsSymbol("*") && IsSymbol(")", 1)) {
    at_ += 2;
    bar_ends_ = outer;
    expr->kind = ExprKind::kCountStar;
    return Finish(std::move(expr));
  }
  expr->distinct = IsWord("DISTINCT") && !IsSymbol(")", 1) && !IsSymbol(",", 1) && AcceptWord("DISTINCT");
  if (!IsSymbol(")")) {
    do {
      expr->args.push_back(ParseExpression());
    } while (AcceptSymbol(","));
  }
  ExpectSymbol(")");
  bar_ends_ = outer;
  if (IsAggregate(expr->name)) expr->kind = ExprKind::kAggregate;
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseParentheses() {
  const Position position = Peek().position;
  if (LooksLikePath()) {
    ExprPtr expr = New(ExprKind::kPatternPredicate, position);
    expr->pattern = std::make_unique<Pattern>();
    expr->pattern->paths.push_back(ParsePathElements());
    CountMatched(*expr->pattern);
    return Finish(std::move(expr));
  }
  const Nest nest(this);
  ExpectSymbol("(");
  const bool outer = std::exchange(bar_ends_, false);
  ExprPtr expr = ParseExpression();
  ExpectSymbol(")");
  bar_ends_ = outer;
  expr->in_parentheses = expr->kind != ExprKind::kPatternPredicate || expr->in_parentheses;
  expr->position = position;
  expr->end = LastEnd();
  return expr;
}

ExprPtr QueryParser::ParseMapLiteral() {
  const Nest nest(this);
  ExprPtr expr = New(ExprKind::kMap, Peek().position);
  ExpectSymbol("{");
  const bool outer = std::exchange(bar_ends_, false);
  if (!IsSymbol("}")) {
    do {
      expr->names.push_back(ExpectName("a key"));
      ExpectSymbol(":");
      expr->args.push_back(ParseExpression());
    } while (AcceptSymbol(","));
  }
  ExpectSymbol("}");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

// n {.name, .*, other: 1 + 1, variable}
ExprPtr QueryParser::ParseMapProjection(ExprPtr base) {
  const Nest nest(this);
  ExprPtr expr = New(ExprKind::kMapProjection, base->position);
  expr->args.push_back(std::move(base));
  ExpectSymbol("{");
  const bool outer = std::exchange(bar_ends_, false);
  while (!IsSymbol("}")) {
    const Position position = Peek().position;
    if (AcceptSymbol(".")) {
      if (AcceptSymbol("*")) {
        expr->names.emplace_back("*");
        expr->args.push_back(nullptr);
      } else {
        ExprPtr property = New(ExprKind::kProperty, position);
        property->name = ExpectName("a property");
        expr->names.push_back(property->name);
        ExprPtr variable = New(ExprKind::kVariable, position);
        variable->name = expr->args[0]->name;
        property->args.push_back(std::move(variable));
        expr->args.push_back(Finish(std::move(property)));
      }
    } else {
      expr->names.push_back(ExpectName("a key"));
      if (AcceptSymbol(":")) {
        expr->args.push_back(ParseExpression());
      } else {
        ExprPtr variable = New(ExprKind::kVariable, position);
        variable->name = expr->names.back();
        expr->args.push_back(Finish(std::move(variable)));
      }
    }
    if (!AcceptSymbol(",")) break;
  }
  ExpectSymbol("}");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseCase() {
  const Nest nest(this);
  const bool outer = std::exchange(bar_ends_, false);
  ExprPtr expr = New(ExprKind::kCase, Peek().position);
  ExpectWord("CASE");
  expr->args.push_back(IsWord("WHEN") ? nullptr : ParseExpression());
  if (!IsWord("WHEN")) FailUnexpected("WHEN");
  while (AcceptWord("WHEN")) {
    expr->args.push_back(ParseExpression());
    ExpectWord("THEN");
    expr->args.push_back(ParseExpression());
  }
  expr->args.push_back(AcceptWord("ELSE") ? ParseExpression() : nullptr);
  ExpectWord("END");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

}  // namespace concord::cypher
