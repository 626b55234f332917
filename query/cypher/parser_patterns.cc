// Patterns: (a:Label {key: value})-[r:TYPE*1..3]->(b).
#include <fmt/format.h>

#include <charconv>

#include "query/cypher/query_parser.h"

namespace concord::cypher {

Pattern QueryParser::ParsePattern() {
  Pattern pattern;
  do {
    pattern.paths.push_back(ParsePath());
  } while (AcceptSymbol(","));
  return pattern;
}

PathPattern QueryParser::ParsePath() {
  std::string variable;
  const Position position = Peek().position;
  if (IsName() && IsSymbol("=", 1)) {
    variable = ExpectName("a variable");
    ExpectSymbol("=");
  }
  ShortestKind shortest = ShortestKind::kNone;
  bool closes = false;
  if ((IsWord("shortestPath") || IsWord("allShortestPaths")) && IsSymbol("(", 1)) {
    shortest = IsWord("shortestPath") ? ShortestKind::kOne : ShortestKind::kAll;
    at_ += 2;
    closes = true;
  } else if (IsWord("ANY") && IsWord("SHORTEST", 1)) {
    at_ += 2;
    shortest = ShortestKind::kOne;
  } else if (IsWord("ALL") && IsWord("SHORTEST", 1)) {
    at_ += 2;
    shortest = ShortestKind::kAll;
  }
  PathPattern path = ParsePathElements();
  if (closes) ExpectSymbol(")");
  path.position = position;
  path.variable = std::move(variable);
  path.shortest = shortest;
  return path;
}

PathPattern QueryParser::ParsePathElements() {
  PathPattern path;
  path.position = Peek().position;
  // A whole path may stand in parentheses.
  if (IsSymbol("(") && IsSymbol("(", 1)) {
    const Nest nest(this);
    ++at_;
    path = ParsePathElements();
    ExpectSymbol(")");
    return path;
  }
  path.nodes.push_back(ParseNode());
  while (AtEdge()) {
    path.edges.push_back(ParseEdge());
    path.nodes.push_back(ParseNode());
  }
  if (IsSymbol("(") && IsSymbol("(", 1)) {
    FailSyntax(
        "UnexpectedSyntax", Peek().position,
        "patterns in parentheses cannot be repeated; write a single relationship as in -[:TYPE]->{1,3}");
  }
  return path;
}

bool QueryParser::AtEdge(size_t ahead) const {
  if (IsSymbol("<", ahead)) {
    return IsSymbol("-", ahead + 1) && (IsSymbol("-", ahead + 2) || IsSymbol("[", ahead + 2));
  }
  return IsSymbol("-", ahead) && (IsSymbol("-", ahead + 1) || IsSymbol("[", ahead + 1));
}

// Whether a path of at least one edge starts here, as far as its first node and the start of its first edge
// tell.
bool QueryParser::LooksLikePath(size_t ahead) const {
  if (!IsSymbol("(", ahead)) return false;
  const size_t first = at_ + ahead;
  const size_t close = closing_[first];
  if (close == 0 || !AtEdge(close + 1 - at_)) return false;
  // "(a)--(b)" might be a subtraction; "(a)-[1]" hardly.
  size_t inside = ahead + 1;
  if (IsName(inside)) ++inside;
  if (at_ + inside == close) return true;
  return IsSymbol(":", inside) || IsSymbol("{", inside) || IsWord("WHERE", inside) ||
         Peek(inside).kind == TokenKind::kParameter;
}

NodePattern QueryParser::ParseNode() {
  NodePattern node;
  node.position = Peek().position;
  if (!AcceptSymbol("(")) FailUnexpected("a node such as (n:Label)");
  const Nest nest(this);
  if (IsName() && !(IsWord("WHERE") && !IsSymbol(")", 1) && !IsSymbol(":", 1) && !IsSymbol("{", 1)))
    node.variable = ExpectName("a variable");
  ParseLabels(&node);
  node.properties = ParseProperties();
  if (AcceptWord("WHERE")) node.where = ParseExpression();
  ExpectSymbol(")");
  return node;
}

void QueryParser::ParseLabels(NodePattern* node) {
  if (!IsSymbol(":")) {
    Tried("':'");
    return;
  }
  // A plain list of labels is what the planner knows best.
  size_t ahead = 0;
  while (IsSymbol(":", ahead) && IsName(ahead + 1)) ahead += 2;
  if (ahead > 0 && !IsSymbol("|", ahead) && !IsSymbol("&", ahead) && !IsSymbol(":", ahead)) {
    while (AcceptSymbol(":")) node->labels.push_back(ExpectName("a label"));
    return;
  }
  ExpectSymbol(":");
  node->label_test = ParseLabelTest(node->variable, 0);
}

// Levels: 0 |, 1 & and :, 2 ! and parentheses. The variable is put in by the analyser.
ExprPtr QueryParser::ParseLabelTest(const std::string& variable, int level) {
  const Nest nest(this);
  if (level == 2) {
    const Position position = Peek().position;
    if (AcceptSymbol("!")) {
      ExprPtr expr = New(ExprKind::kNot, position);
      expr->args.push_back(ParseLabelTest(variable, 2));
      return Finish(std::move(expr));
    }
    if (AcceptSymbol("(")) {
      ExprPtr expr = ParseLabelTest(variable, 0);
      ExpectSymbol(")");
      return expr;
    }
    ExprPtr expr = New(ExprKind::kHasLabels, position);
    if (AcceptSymbol("%")) {
      expr->name = "%";  // any label at all
    } else {
      expr->names.push_back(ExpectName("a label"));
    }
    ExprPtr variable_expr = New(ExprKind::kVariable, position);
    variable_expr->name = variable;
    expr->args.push_back(std::move(variable_expr));
    return Finish(std::move(expr));
  }
  ExprPtr left = ParseLabelTest(variable, level + 1);
  while (level == 0 ? AcceptSymbol("|") : AcceptSymbol("&") || AcceptSymbol(":")) {
    if (level == 0) AcceptSymbol(":");
    left = Binary(level == 0 ? ExprKind::kOr : ExprKind::kAnd, std::move(left),
                  ParseLabelTest(variable, level + 1));
  }
  return left;
}

ExprPtr QueryParser::ParseProperties() {
  if (IsSymbol("{")) return ParseMapLiteral();
  if (Peek().kind == TokenKind::kParameter) return ParseAtom();
  Tried("'{'");
  return nullptr;
}

EdgePattern QueryParser::ParseEdge() {
  EdgePattern edge;
  edge.position = Peek().position;
  const bool to_left = AcceptSymbol("<");
  ExpectSymbol("-");
  if (AcceptSymbol("[")) {
    const Nest nest(this);
    ParseEdgeDetail(&edge);
    ExpectSymbol("]");
  }
  ExpectSymbol("-");
  const bool to_right = AcceptSymbol(">");
  edge.has_both_heads = to_left && to_right;
  edge.arrow = to_left == to_right ? Arrow::kBoth : to_left ? Arrow::kLeft : Arrow::kRight;
  ParseQuantifier(&edge);
  return edge;
}

void QueryParser::ParseEdgeDetail(EdgePattern* edge) {
  if (IsName() && !(IsWord("WHERE") && !IsSymbol("]", 1) && !IsSymbol(":", 1)))
    edge->variable = ExpectName("a variable");
  if (AcceptSymbol(":")) {
    do {
      AcceptSymbol(":");
      edge->types.push_back(ExpectName("a relationship type"));
    } while (AcceptSymbol("|"));
  }
  if (AcceptSymbol("*")) {
    ParseHops(edge);
  } else if (IsSymbol("..") || Peek().kind == TokenKind::kInteger) {
    FailSyntax("InvalidRelationshipPattern", Peek().position,
               "a number of hops needs an asterisk before it, as in -[:TYPE*1..3]->");
  }
  edge->properties = ParseProperties();
  if (AcceptWord("WHERE")) edge->where = ParseExpression();
}

uint64_t QueryParser::ParseHopCount() {
  const Token& token = Peek();
  if (token.kind != TokenKind::kInteger) FailUnexpected("a number of hops");
  uint64_t count = 0;
  const char* end = token.text.data() + token.text.size();
  const auto parsed = std::from_chars(token.text.data(), end, count);
  if (parsed.ec != std::errc() || parsed.ptr != end)
    FailSyntax("IntegerOverflow", token.position, "this is not a number of hops: " + token.text);
  ++at_;
  return count;
}

void QueryParser::ParseHops(EdgePattern* edge) {
  edge->is_variable_length = true;
  const auto refuse_others = [&] {
    if (IsSymbol("-"))
      FailSyntax("InvalidRelationshipPattern", Peek().position, "a number of hops cannot be negative");
    // -[:R* $p]- would be a map of properties; with two dots beside it, it is meant for a number.
    if (Peek().kind == TokenKind::kParameter &&
        (IsSymbol("..", 1) || (at_ > 0 && tokens_[at_ - 1].text == ".."))) {
      FailSyntax("InvalidRelationshipPattern", Peek().position,
                 "a number of hops must be written as a number; it cannot be a parameter");
    }
  };
  refuse_others();
  const bool has_min = Peek().kind == TokenKind::kInteger;
  if (has_min) edge->min_hops = ParseHopCount();
  if (AcceptSymbol("..")) {
    refuse_others();
    if (Peek().kind == TokenKind::kInteger) edge->max_hops = ParseHopCount();
  } else if (has_min) {
    edge->max_hops = edge->min_hops;
  }
}

// GQL: ->{1,3}, ->+, ->*.
void QueryParser::ParseQuantifier(EdgePattern* edge) {
  if (edge->is_variable_length) return;
  if (AcceptSymbol("+")) {
    edge->is_variable_length = true;
  } else if (AcceptSymbol("*")) {
    edge->is_variable_length = true;
    edge->min_hops = 0;
  } else if (AcceptSymbol("{")) {
    edge->is_variable_length = true;
    edge->min_hops = 0;
    const bool has_min = Peek().kind == TokenKind::kInteger;
    if (has_min) edge->min_hops = ParseHopCount();
    if (AcceptSymbol(",")) {
      if (Peek().kind == TokenKind::kInteger) edge->max_hops = ParseHopCount();
    } else if (has_min) {
      edge->max_hops = edge->min_hops;
    } else {
      FailUnexpected("a number of hops");
    }
    ExpectSymbol("}");
  }
}

}  // namespace concord::cypher
