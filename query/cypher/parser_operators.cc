// Expressions, by precedence climbing. From loose to tight: OR, XOR, AND, NOT, comparisons; IN, STARTS WITH
// and their like; + - ||, * / %, ^, signs; then what follows an operand: .name, [index], :Label.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
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
             fmt::format("this character looks like '{}' but is a different one", token.text));
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

}  // namespace concord::cypher
