// Expressions, by precedence climbing. From loose to tight: OR, XOR, AND, NOT, comparisons; IN, STARTS WITH
// and their like; + - ||, * / %, ^, signs; then what follows an operand: .name, [index], :Label.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "query/cypher/functions.h"
#include "query/cypher/parser.h"
#include "query/cypher/query_parser.h"

namespace concord::cypher {
namespace {

enum Power : int { kOr = 1, kXor, kAnd, kNot, kComparison, kPredicate, kSum, kProduct, kPowerOf, kSign };

struct Operator {
  std::string_view symbol;
  int power;
  ExprKind kind;
};
constexpr auto kWordOperators = std::to_array<Operator>({
    {"OR", kOr, ExprKind::kOr},
    {"XOR", kXor, ExprKind::kXor},
    {"AND", kAnd, ExprKind::kAnd},
});
constexpr auto kSymbolOperators = std::to_array<Operator>({
    {"+", kSum, ExprKind::kAdd},
    {"-", kSum, ExprKind::kSubtract},
    {"||", kSum, ExprKind::kConcat},
    {"*", kProduct, ExprKind::kMultiply},
    {"/", kProduct, ExprKind::kDivide},
    {"%", kProduct, ExprKind::kModulo},
    {"^", kPowerOf, ExprKind::kPower},
    {"=~", kPredicate, ExprKind::kMatches},
});
constexpr auto kComparisons = std::to_array<std::string_view>({"=", "<>", "!=", "<", "<=", ">", ">="});

void FailLookalike(const Token& token) {
  if (!token.is_lookalike) return;
  FailSyntax("InvalidUnicodeCharacter", token.position,
             fmt::format("this looks like '{}' and is another character", token.text));
}

}  // namespace

ExprPtr QueryParser::New(ExprKind kind, Position position) const {
  auto expr = std::make_unique<Expr>();
  expr->kind = kind;
  expr->position = position;
  return expr;
}

// Sets what depends on the parts: the end and the depth.
ExprPtr QueryParser::Finish(ExprPtr expr) const {
  expr->end = LastEnd();
  for (const ExprPtr& arg : expr->args) {
    if (arg != nullptr) expr->depth = std::max(expr->depth, arg->depth + 1);
  }
  if (expr->depth > kMaxExpressionDepth) {
    FailSyntax("UnexpectedSyntax", expr->position,
               fmt::format("the expression is more than {} levels deep", kMaxExpressionDepth));
  }
  return expr;
}

ExprPtr QueryParser::Binary(ExprKind kind, ExprPtr left, ExprPtr right) const {
  ExprPtr expr = New(kind, left->position);
  const bool joins = kind == ExprKind::kAnd || kind == ExprKind::kOr;
  if (joins && left->kind == kind && !left->in_parentheses) {
    left->args.push_back(std::move(right));
    return Finish(std::move(left));
  }
  expr->args.push_back(std::move(left));
  expr->args.push_back(std::move(right));
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParseExpression(int min_power) {
  const Nest nest(this);
  ExprPtr left = ParsePrefix(min_power);
  for (bool done = false; !done;) left = ParseInfix(std::move(left), min_power, &done);
  return left;
}

ExprPtr QueryParser::ParseInfix(ExprPtr left, int min_power, bool* done) {
  const Token& token = Peek();
  if (token.kind == TokenKind::kSymbol) {
    for (const Operator& op : kSymbolOperators) {
      if (token.text != op.symbol || op.power < min_power) continue;
      FailLookalike(token);
      ++at_;
      ExprPtr right = ParseExpression(op.power + 1);
      return Binary(op.kind, std::move(left), std::move(right));
    }
    if (min_power <= kComparison && IsOneOf(token.text, kComparisons))
      return ParseComparison(std::move(left));
  } else if (token.kind == TokenKind::kName) {
    for (const Operator& op : kWordOperators) {
      if (op.power < min_power || !EqualsIgnoreCase(token.text, op.symbol)) continue;
      ++at_;
      ExprPtr right = ParseExpression(op.power + 1);
      return Binary(op.kind, std::move(left), std::move(right));
    }
    if (min_power <= kPredicate) {
      if (AcceptWord("IN")) return Binary(ExprKind::kIn, std::move(left), ParseExpression(kPredicate + 1));
      if (AcceptWords("STARTS", "WITH"))
        return Binary(ExprKind::kStartsWith, std::move(left), ParseExpression(kPredicate + 1));
      if (AcceptWords("ENDS", "WITH"))
        return Binary(ExprKind::kEndsWith, std::move(left), ParseExpression(kPredicate + 1));
      if (AcceptWord("CONTAINS"))
        return Binary(ExprKind::kContains, std::move(left), ParseExpression(kPredicate + 1));
      if (IsWord("IS")) {
        ++at_;
        const bool negated = AcceptWord("NOT");
        ExpectWord("NULL");
        ExprPtr expr = New(negated ? ExprKind::kIsNotNull : ExprKind::kIsNull, left->position);
        expr->args.push_back(std::move(left));
        return Finish(std::move(expr));
      }
    }
  }
  Tried("an operator");
  *done = true;
  return left;
}

ExprPtr QueryParser::ParseComparison(ExprPtr left) {
  ExprPtr expr = New(ExprKind::kCompare, left->position);
  expr->args.push_back(std::move(left));
  while (Peek().kind == TokenKind::kSymbol && IsOneOf(Peek().text, kComparisons)) {
    expr->names.push_back(Peek().text == "!=" ? "<>" : Peek().text);
    ++at_;
    expr->args.push_back(ParseExpression(kComparison + 1));
  }
  return Finish(std::move(expr));
}

ExprPtr QueryParser::ParsePrefix(int min_power) {
  const Position position = Peek().position;
  if (min_power <= kNot && IsWord("NOT")) {
    ++at_;
    ExprPtr expr = New(ExprKind::kNot, position);
    expr->args.push_back(ParseExpression(kNot));
    return Finish(std::move(expr));
  }
  if (IsSymbol("-") || IsSymbol("+")) {
    const bool negative = IsSymbol("-");
    FailLookalike(Peek());
    ++at_;
    if (negative && Peek().kind == TokenKind::kInteger) {
      const Token& token = Peek();
      ++at_;
      ExprPtr literal = ParseInteger(token, true);
      literal->position = position;
      return ParsePostfix(std::move(literal));
    }
    const Nest nest(this);
    ExprPtr expr = New(negative ? ExprKind::kNegate : ExprKind::kPlus, position);
    expr->args.push_back(ParsePrefix(kSign));
    return Finish(std::move(expr));
  }
  return ParsePostfix(ParseAtom());
}

ExprPtr QueryParser::ParsePostfix(ExprPtr base) {
  while (true) {
    if (IsSymbol(".") && IsName(1)) {
      ++at_;
      ExprPtr expr = New(ExprKind::kProperty, base->position);
      expr->name = ExpectName("a property");
      expr->args.push_back(std::move(base));
      base = Finish(std::move(expr));
    } else if (IsSymbol("[")) {
      base = ParseBracket(std::move(base));
    } else if (IsSymbol(":") && IsName(1)) {
      base = ParseLabelPredicate(std::move(base));
    } else if (IsSymbol("{") && base->kind == ExprKind::kVariable &&
               (IsSymbol(".", 1) || IsSymbol("}", 1) ||
                (IsName(1) && (IsSymbol(":", 2) || IsSymbol(",", 2) || IsSymbol("}", 2))))) {
      base = ParseMapProjection(std::move(base));
    } else {
      Tried("an operator");
      return base;
    }
  }
}

ExprPtr QueryParser::ParseLabelPredicate(ExprPtr base) {
  ExprPtr expr = New(ExprKind::kHasLabels, base->position);
  while (IsSymbol(":") && IsName(1)) {
    ++at_;
    expr->names.push_back(ExpectName("a label"));
  }
  const bool is_variable = base->kind == ExprKind::kVariable;
  const std::string variable = base->name;
  expr->args.push_back(std::move(base));
  expr = Finish(std::move(expr));
  // n:A|B, where the bar cannot mean something else.
  while (is_variable && !bar_ends_ && (IsSymbol("|") || IsSymbol("&")) && (IsName(1) || IsSymbol("!", 1))) {
    const bool either = IsSymbol("|");
    ++at_;
    expr = Binary(either ? ExprKind::kOr : ExprKind::kAnd, std::move(expr),
                  ParseLabelTest(variable, either ? 1 : 2));
  }
  return expr;
}

ExprPtr QueryParser::ParseBracket(ExprPtr base) {
  const Nest nest(this);
  ExpectSymbol("[");
  const bool outer = std::exchange(bar_ends_, false);
  const Position position = base->position;
  ExprPtr first;
  if (!IsSymbol("..")) first = ParseExpression();
  ExprPtr expr;
  if (AcceptSymbol("..")) {
    ExprPtr last;
    if (!IsSymbol("]")) last = ParseExpression();
    expr = New(ExprKind::kSlice, position);
    expr->args.push_back(std::move(base));
    expr->args.push_back(std::move(first));
    expr->args.push_back(std::move(last));
  } else {
    expr = New(ExprKind::kIndex, position);
    expr->args.push_back(std::move(base));
    expr->args.push_back(std::move(first));
  }
  ExpectSymbol("]");
  bar_ends_ = outer;
  return Finish(std::move(expr));
}

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
      FailSyntax("InvalidNumberLiteral", position, "this is no number: " + token.text);
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
    if (IsSymbol("{", 1) && IsWord("COUNT")) return ParseSubquery(ExprKind::kCountSubquery);
    if (calls && (IsWord("shortestPath") || IsWord("allShortestPaths"))) return ParseShortestPath();
    if (calls && IsWord("exists") && LooksLikePath(2)) {
      at_ += 2;
      ExprPtr expr = New(ExprKind::kPatternPredicate, position);
      expr->pattern = std::make_unique<Pattern>();
      expr->pattern->paths.push_back(ParsePathElements());
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
  expr->args.push_back(AcceptWord("WHERE") ? ParseExpression() : nullptr);
  ExpectSymbol("|");
  expr->args.push_back(ParseExpression());
  ExpectSymbol("]");
  bar_ends_ = outer;
  return Finish(std::move(expr));
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
    expr->pattern = std::make_unique<Pattern>(ParsePattern());
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
  expr->pattern->paths.back().shortest = all ? ShortestKind::kAll : ShortestKind::kOne;
  ExpectSymbol(")");
  return Finish(std::move(expr));
}

}  // namespace concord::cypher
