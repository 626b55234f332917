#include "tests/query/cypher/query_grammar.h"

#include <fmt/format.h>

namespace concord::testing {

using cypher::Function;

QueryGrammar::QueryGrammar(uint32_t seed) : random_(seed) {
  for (const std::string& name : cypher::FunctionNames()) functions_.push_back(cypher::FindFunction(name));
}

std::string QueryGrammar::New(TypeKind kind) {
  variables_.emplace_back("v" + std::to_string(names_++), kind);
  return variables_.back().first;
}

std::string QueryGrammar::Known(TypeKind kind) {
  std::vector<const std::string*> found;
  for (const auto& [name, its] : variables_) {
    if (kind == TypeKind::kAny || its == kind) found.push_back(&name);
  }
  return found.empty() ? "" : *found[static_cast<size_t>(Pick(static_cast<int>(found.size())))];
}

template <typename Body>
std::string QueryGrammar::Within(TypeKind kind, const Body& body) {
  const auto before = variables_;
  std::string text = body(New(kind));
  variables_ = before;
  return text;
}

// ---- Clauses ----

std::string QueryGrammar::Query() {
  variables_.clear();
  names_ = 0;
  const int columns = 1 + Pick(3);
  std::string query = Any({"", "", "", "", "", "", "", "", "PROFILE ", "EXPLAIN "});
  const int parts = OneIn(8) ? 2 : 1;
  for (int part = 0; part < parts; ++part) {
    variables_.clear();
    if (part > 0) query += Any({" UNION ", " UNION ALL "});
    for (int i = Pick(4); i > 0; --i) query += Reading() + " ";
    query += Projection("RETURN", columns);
  }
  return query;
}

std::string QueryGrammar::WritingQuery() {
  variables_.clear();
  names_ = 0;
  std::string query;
  for (int i = Pick(3); i > 0; --i) query += Reading() + " ";
  query += Writing();
  while (OneIn(2)) query += " " + Writing();
  if (OneIn(2)) query += " WITH * " + Match();
  return OneIn(2) ? query + " " + Projection("RETURN", 1 + Pick(2)) : query;
}

std::string QueryGrammar::Reading() {
  switch (Pick(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return Match();
    case 4:
      return "OPTIONAL " + Match();
    case 5: {
      const std::string list = Expression(TypeKind::kList, 2);
      return OneIn(4) ? fmt::format("FOR {} IN {}", New(TypeKind::kAny), list)
                      : fmt::format("UNWIND {} AS {}", list, New(TypeKind::kAny));
    }
    case 6:
    case 7:
      return Projection("WITH", 1 + Pick(3));
    case 8:
      return Subquery();
    case 9: {
      const TypeKind kind = AnyKind();
      const std::string value = Expression(kind, 2);
      return fmt::format("LET {} = {}", New(kind), value);
    }
    case 10:
      return "FILTER " + Condition(2);
    default:
      return Procedure();
  }
}

std::string QueryGrammar::Writing() {
  const std::string node = Known(TypeKind::kNode), edge = Known(TypeKind::kEdge);
  switch (Pick(9)) {
    case 0:
      return fmt::format("CREATE ({}:A {{x: {}}})-[:R {{w: {}}}]->(:B)", New(TypeKind::kNode), Number(2),
                         Expression(AnyKind(), 2));
    case 1:
      return fmt::format("INSERT ({}:A {{x: {}}})", New(TypeKind::kNode), Literal(TypeKind::kInt));
    case 2:
      return fmt::format("MERGE ({0}:A {{x: {1}}}) ON CREATE SET {0}.made = true ON MATCH SET {0}.x = {2}",
                         New(TypeKind::kNode), Pick(4), Number(1));
    case 3:
      return node.empty() ? "CREATE (:A)" : fmt::format("MERGE ({})-[:S]->(:B {{x: {}}})", node, Pick(3));
    case 4:
      return node.empty() ? "CREATE (:B)" : fmt::format("SET {0}.x = {1}, {0}:More", node, Number(2));
    case 5:
      return node.empty() ? "CREATE ()" : fmt::format("SET {} += {}", node, Expression(TypeKind::kMap, 2));
    case 6:
      return node.empty() ? "CREATE (:A:B)" : fmt::format("REMOVE {0}.x, {0}:A", node);
    case 7:
      return fmt::format("FOREACH ({} IN {} | CREATE (:A {{x: {}}}))", "each", List(1), "each");
    default:
      if (!edge.empty() && OneIn(2)) return "DELETE " + edge;
      return node.empty() ? "CREATE (:A {x: 1})" : "DETACH DELETE " + node;
  }
}

std::string QueryGrammar::Projection(const char* word, int columns) {
  const bool is_return = word[0] == 'R';
  std::string text = word + Any({" ", " ", " ", " DISTINCT "});
  std::vector<std::pair<std::string, TypeKind>> after;
  const bool groups = OneIn(3);
  for (int i = 0; i < columns; ++i) {
    if (i > 0) text += ", ";
    const TypeKind kind = AnyKind();
    const std::string kept = Known(kind);
    std::string value = groups && (i + 1 == columns || OneIn(2)) ? Aggregate(2)
                        : !kept.empty() && OneIn(2)              ? kept
                                                                 : Expression(kind, 3);
    const std::string name = is_return ? "c" + std::to_string(i) : "v" + std::to_string(names_++);
    text += value + " AS " + name;
    after.emplace_back(name, groups ? TypeKind::kAny : kind);
  }
  variables_ = after;
  if (OneIn(4)) text += " ORDER BY " + Known(TypeKind::kAny) + Any({"", " DESC", " ASC"});
  if (OneIn(8)) text += Any({" SKIP ", " OFFSET "}) + std::to_string(Pick(4));
  if (OneIn(8)) text += " LIMIT " + std::to_string(Pick(6));
  if (!is_return && OneIn(4)) text += " WHERE " + Condition(2);
  return text;
}

std::string QueryGrammar::Match() {
  std::string text = "MATCH ";
  if (OneIn(8)) {
    text += Shortest();
  } else {
    text += Pattern(1, true);
    if (OneIn(5)) text += ", " + Pattern(1, true);
  }
  return OneIn(2) ? text + " WHERE " + Condition(3) : text;
}

std::string QueryGrammar::Subquery() {
  const auto before = variables_;
  const std::string kept = Known(TypeKind::kAny);
  const bool names_what_it_sees = OneIn(3);
  std::string text = names_what_it_sees ? "CALL (" + kept + ") { " : "CALL { ";
  variables_.clear();
  if (!kept.empty()) {
    if (!names_what_it_sees) text += "WITH " + kept + " ";
    for (const auto& variable : before) {
      if (variable.first == kept) variables_.push_back(variable);
    }
  }
  text += Match();
  const std::string value = Expression(TypeKind::kInt, 2);
  variables_ = before;
  return fmt::format("{} RETURN {} AS {} }}", text, value, New(TypeKind::kInt));
}

std::string QueryGrammar::Procedure() {
  const std::string types = Any({"", "types: ['R']", "labels: ['A']", "types: ['S'], labels: ['A', 'B']"});
  switch (Pick(4)) {
    case 0:
      return fmt::format("CALL db.labels() YIELD label AS {}", New(TypeKind::kString));
    case 1: {
      const std::string node = Known(TypeKind::kNode);
      if (node.empty()) return "MATCH (n)";
      return fmt::format("CALL concord.neighbors({}, {}) YIELD neighbor AS {}", node, 1 + Pick(3),
                         New(TypeKind::kNode));
    }
    case 2:
      return fmt::format("CALL concord.components({{{}}}) YIELD node AS {}", types, New(TypeKind::kNode));
    default:
      return fmt::format("CALL concord.pagerank({{{}}}) YIELD node AS {}", types, New(TypeKind::kNode));
  }
}

// ---- Patterns ----

std::string QueryGrammar::Labels() {
  return Any({"", "", "", ":A", ":B", ":A:B", ":A|B", ":!A", ":A&!B", ":None", ":%"});
}

std::string QueryGrammar::Properties(int depth) {
  if (!OneIn(5)) return "";
  return fmt::format(" {{{}: {}}}", Any({"x", "id", "w", "none"}),
                     OneIn(2) ? Literal(TypeKind::kInt) : Expression(TypeKind::kInt, depth));
}

std::string QueryGrammar::Node(int depth, bool binds) {
  const std::string known = Known(TypeKind::kNode);
  std::string text = "(";
  const std::string properties = Properties(depth);
  if (!known.empty() && OneIn(3))
    text += known;
  else if (binds && !OneIn(4))
    text += New(TypeKind::kNode);
  text += Labels() + properties;
  if (OneIn(12)) text += " WHERE " + Condition(depth - 1);
  return text + ")";
}

std::string QueryGrammar::Edge(int depth, bool binds) {
  const bool is_single = !OneIn(3);
  const std::string properties = Properties(depth);
  std::string detail;
  if (binds && OneIn(2)) detail += New(is_single ? TypeKind::kEdge : TypeKind::kList);
  detail += Any({"", "", ":R", ":S", ":R|S", ":!R", ":None"});
  std::string behind;
  if (!is_single) {
    if (OneIn(3))
      behind = Any({"{1,3}", "{2}", "{0,2}", "{,2}", "+"});
    else
      detail += Any({"*1..2", "*..3", "*2", "*0..", "*", "*0..1", "*3..1"});
  }
  detail += behind.empty() ? properties : "";
  static constexpr const char* kEnds[][2] = {{"-[", "]->"}, {"<-[", "]-"}, {"-[", "]-"}};
  const auto& ends = kEnds[Pick(3)];
  return ends[0] + detail + ends[1] + behind;
}

std::string QueryGrammar::Pattern(int depth, bool binds) {
  std::string text = binds && OneIn(6) ? New(TypeKind::kPath) + " = " : "";
  // A path may not ask for itself.
  const auto own = text.empty() ? std::string() : variables_.back().first;
  if (!own.empty()) variables_.pop_back();
  text += Node(depth, binds);
  for (int i = Pick(3) + (binds ? 0 : 1); i > 0; --i) text += Edge(depth, binds) + Node(depth, binds);
  if (!own.empty()) variables_.emplace_back(own, TypeKind::kPath);
  return text;
}

std::string QueryGrammar::Shortest() {
  const std::string from = Node(0, true), edge = Any({"-[:R*]->", "-[*..3]-", "<-[:R|S*1..]-", "-[*]-"});
  const std::string to = Node(0, true);
  const std::string path = New(TypeKind::kPath);
  if (OneIn(4)) {
    return fmt::format("{} = {} {}-[:R|S]->+{}", path, Any({"ANY SHORTEST", "ALL SHORTEST"}), from, to);
  }
  return fmt::format("{} = {}({}{}{})", path, Any({"shortestPath", "allShortestPaths"}), from, edge, to);
}

// ---- Expressions ----

cypher::TypeKind QueryGrammar::AnyKind() {
  static constexpr TypeKind kKinds[] = {TypeKind::kBool,  TypeKind::kInt,     TypeKind::kInt,
                                        TypeKind::kFloat, TypeKind::kString,  TypeKind::kList,
                                        TypeKind::kMap,   TypeKind::kNode,    TypeKind::kEdge,
                                        TypeKind::kPath,  TypeKind::kTemporal};
  return kKinds[Pick(static_cast<int>(std::size(kKinds)))];
}

std::string QueryGrammar::Expression(TypeKind kind, int depth) {
  if (OneIn(40)) return "null";
  if (OneIn(50) || kind == TypeKind::kAny || kind == TypeKind::kNull) kind = AnyKind();
  if (depth <= 0 || OneIn(4)) return Leaf(kind);
  if (OneIn(10)) {
    return fmt::format("CASE WHEN {} THEN {} ELSE {} END", Condition(depth - 1), Expression(kind, depth - 1),
                       Expression(kind, depth - 1));
  }
  if (OneIn(16)) return fmt::format("[{}][{}]", Expression(kind, depth - 1), Any({"0", "-1", "1"}));
  if (OneIn(3)) return Call(kind, depth);
  switch (kind) {
    case TypeKind::kBool:
      return Condition(depth);
    case TypeKind::kInt:
    case TypeKind::kFloat:
      return Number(depth);
    case TypeKind::kString:
      return Text(depth);
    case TypeKind::kList:
      return List(depth);
    case TypeKind::kMap:
      return Map(depth);
    case TypeKind::kTemporal:
      return Moment(depth);
    case TypeKind::kNode:
      return fmt::format("{}({})", Any({"startNode", "endNode"}), Leaf(TypeKind::kEdge));
    case TypeKind::kEdge:
      return fmt::format("{}(relationships({}))", Any({"head", "last"}), Leaf(TypeKind::kPath));
    default:
      return Leaf(kind);
  }
}

std::string QueryGrammar::Leaf(TypeKind kind) {
  const std::string known = Known(kind);
  if (!known.empty() && !OneIn(4)) return known;
  const std::string node = Known(TypeKind::kNode), edge = Known(TypeKind::kEdge);
  if (!node.empty() && OneIn(2)) {
    if (kind == TypeKind::kInt) return node + Any({".x", ".id", ".none"});
    if (kind == TypeKind::kString) return "key(" + node + ")";
    if (kind == TypeKind::kMap) return node;
  }
  if (!edge.empty() && OneIn(2) && kind == TypeKind::kInt) return edge + ".w";
  return Literal(kind);
}

std::string QueryGrammar::Literal(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
      return Any({"true", "false", "null"});
    case TypeKind::kInt:
      return Any({"0", "1", "2", "3", "-1", "7", "100", "0x1F", "$p.k", "1000000", "9223372036854775807",
                  "-9223372036854775808"});
    case TypeKind::kFloat:
      return Any({"0.0", "1.0", "-0.0", "2.5", "1e300", "1e-300", "-1e18", "0.0 / 0.0", "1 / 0.0", ".5"});
    case TypeKind::kString:
      return Any({"''", "'x'", "'tide'", "'Ünïcödé'", "'1'", "'2.5'", "'true'", "'a.*'", "'(x|y)*z'",
                  "'\\u00e9\\n'", "'2020-02-29'", "'day'", "'week'", "'quarter'"});
    case TypeKind::kList:
      return Any({"[]", "[1, 2, 3]", "[1, 'a', null, true]", "[[1], [2, [3]]]", "['x', 'y']", "[null]",
                  "range(1, 5)", "range(5, 1, -2)", "[{k: 1}, {k: 2.0}]", "[1, 1.0, 0.0 / 0.0]"});
    case TypeKind::kMap:
      return Any({"{}", "{k: 1}", "{k: null, l: [1]}", "{year: 2020, month: 2}", "{days: 1.5, hours: -3}",
                  "$p", "{a: {b: {c: 1}}}"});
    case TypeKind::kTemporal:
      return Any({"date('2020-02-29')", "datetime('2017-11-11T12:31:14.645[Europe/Stockholm]')",
                  "localtime('12:31')", "time('23:59:59+14:00')", "duration('P1M2DT3H')",
                  "duration('-PT0.000000001S')", "localdatetime('-0001-12-31T23:59')",
                  "date('+999999999-12-31')", "datetime('2021-03-28T02:30[Europe/Berlin]')"});
    default:
      return "null";
  }
}

std::string QueryGrammar::Call(TypeKind kind, int depth) {
  for (int tries = 0; tries < 30; ++tries) {
    const Function& function = *functions_[static_cast<size_t>(Pick(static_cast<int>(functions_.size())))];
    if (function.result != kind && !(function.result == TypeKind::kAny && OneIn(4))) continue;
    return fmt::format("{}({})", function.name, Arguments(function, depth - 1));
  }
  return Leaf(kind);
}

std::string QueryGrammar::Arguments(const Function& function, int depth) {
  const int most = std::min(function.max_args, function.min_args + 2);
  std::string text;
  for (int i = function.min_args + Pick(most - function.min_args + 1), at = 0; at < i; ++at) {
    const cypher::TypeSet set = at == 0 ? function.first : function.others;
    TypeKind kind = AnyKind();
    for (int tries = 0; tries < 60 && !cypher::MayBe(kind, set); ++tries) kind = AnyKind();
    // Where anything goes, what makes sense is an instant of time, or text or a map that says one.
    if (function.result == TypeKind::kTemporal && set == cypher::kAnySet) {
      static constexpr TypeKind kSaying[] = {TypeKind::kString, TypeKind::kMap, TypeKind::kTemporal};
      kind = kSaying[Pick(3)];
    }
    if (function.name == "range" && !OneIn(20)) {
      text += (at > 0 ? ", " : "") + std::to_string(Pick(9) - 3);
      continue;
    }
    text += (at > 0 ? ", " : "") + Expression(kind, depth);
  }
  return text;
}

std::string QueryGrammar::Aggregate(int depth) {
  const std::string distinct = Any({"", "", "DISTINCT "});
  switch (Pick(6)) {
    case 0:
      return "count(*)";
    case 1:
      return fmt::format("count({}{})", distinct, Expression(AnyKind(), depth));
    case 2:
      return fmt::format("{}({}{})", Any({"sum", "avg", "stDev", "stDevP"}), distinct, Number(depth));
    case 3:
      return fmt::format("{}({}{})", Any({"min", "max"}), distinct, Expression(AnyKind(), depth));
    case 4:
      return fmt::format("{}({}, {})", Any({"percentileCont", "percentileDisc"}), Number(depth),
                         Any({"0.5", "0", "1", "2"}));
    default:
      return fmt::format("size(collect({}{}))", distinct, Expression(AnyKind(), depth));
  }
}

std::string QueryGrammar::Condition(int depth) {
  if (depth <= 0) return Leaf(TypeKind::kBool);
  const TypeKind kind = AnyKind();
  switch (Pick(13)) {
    case 0:
      return fmt::format("({} {} {})", Condition(depth - 1), Any({"AND", "OR", "XOR"}), Condition(depth - 1));
    case 1:
      return fmt::format("NOT ({})", Condition(depth - 1));
    case 2:
    case 3:
    case 4:
      return fmt::format("{} {} {}", Expression(kind, depth - 1), Any({"=", "<>", "<", "<=", ">", ">="}),
                         Expression(kind, depth - 1));
    case 5:
      return fmt::format("{} IN {}", Expression(kind, depth - 1), Expression(TypeKind::kList, depth - 1));
    case 6:
      return fmt::format("{} {} {}", Text(depth - 1), Any({"STARTS WITH", "ENDS WITH", "CONTAINS", "=~"}),
                         Text(depth - 1));
    case 7:
      return Expression(kind, depth - 1) + Any({" IS NULL", " IS NOT NULL"});
    case 8: {
      const std::string list = Expression(TypeKind::kList, depth - 1),
                        word = Any({"all", "any", "none", "single"});
      return Within(TypeKind::kAny, [&](const std::string& x) {
        return fmt::format("{}({} IN {} WHERE {})", word, x, list, Condition(depth - 1));
      });
    }
    case 9: {
      const std::string node = Known(TypeKind::kNode);
      return node.empty() ? Leaf(TypeKind::kBool) : node + Any({":A", ":B", ":A:B", " IS A", ":None"});
    }
    case 10:
    case 11: {
      const std::string node = Known(TypeKind::kNode);
      if (node.empty()) return "EXISTS { " + Pattern(depth - 1, false) + " }";
      return fmt::format("({}){}{}", node, Edge(depth - 1, false), Node(depth - 1, false));
    }
    default: {
      const auto before = variables_;
      std::string text = "EXISTS { MATCH " + Pattern(depth - 1, true);
      if (OneIn(2)) text += " WHERE " + Condition(depth - 1);
      variables_ = before;
      return text + " }";
    }
  }
}

std::string QueryGrammar::Number(int depth) {
  if (depth <= 0) return Leaf(OneIn(3) ? TypeKind::kFloat : TypeKind::kInt);
  switch (Pick(6)) {
    case 0:
    case 1:
    case 2:
      return fmt::format("({} {} {})", Number(depth - 1), Any({"+", "-", "*", "/", "%", "^"}),
                         Number(depth - 1));
    case 3:
      return "-(" + Number(depth - 1) + ")";
    case 4: {
      const std::string list = Expression(TypeKind::kList, depth - 1), start = Number(0);
      return Within(TypeKind::kInt, [&](const std::string& sum) {
        return Within(TypeKind::kAny, [&](const std::string& x) {
          return fmt::format("reduce({} = {}, {} IN {} | {})", sum, start, x, list, Number(depth - 1));
        });
      });
    }
    default:
      return "COUNT { " + Pattern(depth - 1, false) + " }";
  }
}

std::string QueryGrammar::Text(int depth) {
  if (depth <= 0) return Leaf(TypeKind::kString);
  return fmt::format("({} + {})", Text(depth - 1),
                     Expression(OneIn(2) ? TypeKind::kString : TypeKind::kInt, depth - 1));
}

std::string QueryGrammar::List(int depth) {
  if (depth <= 0) return Leaf(TypeKind::kList);
  switch (Pick(7)) {
    case 6: {
      const auto before = variables_;
      std::string text = "COLLECT { MATCH " + Pattern(0, true);
      text +=
          fmt::format(" RETURN {} AS c{} }}", Expression(AnyKind(), depth - 1), OneIn(3) ? " LIMIT 3" : "");
      variables_ = before;
      return text;
    }
    case 0:
      return fmt::format("[{}, {}]", Expression(AnyKind(), depth - 1), Expression(AnyKind(), depth - 1));
    case 1: {
      const std::string list = Expression(TypeKind::kList, depth - 1);
      return Within(TypeKind::kAny, [&](const std::string& x) {
        const std::string condition = OneIn(2) ? " WHERE " + Condition(depth - 1) : "";
        return fmt::format("[{} IN {}{} | {}]", x, list, condition, Expression(AnyKind(), depth - 1));
      });
    }
    case 2: {
      const auto before = variables_;
      const std::string pattern = Pattern(0, false);
      std::string text = fmt::format("[{} | {}]", pattern, Expression(AnyKind(), depth - 1));
      variables_ = before;
      return text;
    }
    case 3:
      return fmt::format("({} + {})", List(depth - 1), Expression(AnyKind(), depth - 1));
    case 4:
      return fmt::format("{}[{}..{}]", Expression(TypeKind::kList, depth - 1), Any({"", "0", "1", "-2"}),
                         Any({"", "2", "-1", "100"}));
    default:
      return fmt::format("{}({})", Any({"nodes", "relationships"}), Leaf(TypeKind::kPath));
  }
}

std::string QueryGrammar::Map(int depth) {
  const std::string node = Known(TypeKind::kNode);
  if (!node.empty() && OneIn(2))
    return fmt::format("{} {{.x, .*, other: {}}}", node, Expression(AnyKind(), depth - 1));
  return fmt::format("{{a: {}, b: {}}}", Expression(AnyKind(), depth - 1), Expression(AnyKind(), depth - 1));
}

std::string QueryGrammar::Moment(int depth) {
  switch (Pick(4)) {
    case 0:
      return fmt::format("({} {} {})", Leaf(TypeKind::kTemporal), Any({"+", "-"}),
                         Call(TypeKind::kTemporal, depth));
    case 1:
      return fmt::format("(duration('P1DT1S') {} {})", Any({"*", "/"}), Number(depth - 1));
    case 2:
      return fmt::format("{}({{date: {}, time: {}, {}: {}}})", Any({"datetime", "localdatetime"}),
                         Leaf(TypeKind::kTemporal), Leaf(TypeKind::kTemporal),
                         Any({"year", "month", "day", "hour", "nanosecond", "dayOfWeek", "week"}), Number(0));
    default:
      return fmt::format("{}.truncate({}, {})",
                         Any({"date", "datetime", "localdatetime", "time", "localtime"}),
                         Any({"'day'", "'week'", "'millennium'", "'hour'", "'microsecond'", "'weekYear'"}),
                         Leaf(TypeKind::kTemporal));
  }
}

}  // namespace concord::testing
