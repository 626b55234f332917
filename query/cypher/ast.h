// The tree of a query. The parser makes it, the analyser gives every variable its slot in the rows and checks
// it, the planner and the evaluator read it.
#ifndef CONCORD_QUERY_CYPHER_AST_H_
#define CONCORD_QUERY_CYPHER_AST_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/cypher/failure.h"
#include "query/cypher/value.h"

namespace concord::cypher {

struct Expr;
struct Pattern;
struct Query;
struct PlanNode;  // query/cypher/plan.h
struct Function;  // query/cypher/functions.h
using ExprPtr = std::unique_ptr<Expr>;

// A place in a row; the analyser numbers them. -1: none.
using Slot = int32_t;
inline constexpr Slot kNoSlot = -1;

enum class ExprKind : uint8_t {
  kLiteral,        // literal
  kParameter,      // name
  kVariable,       // name, slot
  kProperty,       // args[0].name
  kIndex,          // args[0][args[1]]
  kSlice,          // args[0][args[1]..args[2]]; a missing bound is null
  kList,           // args
  kMap,            // names beside args
  kMapProjection,  // args[0] { names beside args[1..] }; name "*" with a null argument: all properties
  kAnd,            // args, two or more
  kOr,
  kXor,
  kNot,
  kCompare,  // args, two or more; between args[i] and args[i + 1] stands names[i]: "=", "<>", "<", "<=", ">",
             // ">="
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kMatches,  // =~
  kIsNull,
  kIsNotNull,
  kHasLabels,  // args[0] is of all the labels (or the type) in names
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kConcat,  // ||
  kNegate,
  kPlus,
  kCall,                  // name(args), function
  kAggregate,             // name(args), distinct; slot holds its result once the rows are grouped
  kCountStar,             // likewise
  kCase,                  // args: [subject or null, when, then, when, then, ..., else or null]
  kListComprehension,     // [name IN args[0] WHERE args[1] | args[2]]; slot
  kQuantifier,            // op is "all", "any", "none", "single": (name IN args[0] WHERE args[1]); slot
  kReduce,                // reduce(name = args[0], other IN args[1] | args[2]); slot, other_slot
  kPatternComprehension,  // [pattern WHERE args[0] | args[1]]
  kPatternPredicate,      // pattern: whether there is a match
  kExists,                // EXISTS { query } or EXISTS { pattern WHERE args[0] }
  kCountSubquery,         // COUNT { ... }
  kCollectSubquery,       // COLLECT { query }: the only column of its rows
  kShortestPath,          // shortestPath(pattern) as an expression
};

struct Expr {
  Expr();
  ~Expr();
  Expr(const Expr&) = delete;
  Expr& operator=(const Expr&) = delete;

  ExprKind kind = ExprKind::kLiteral;
  Position position;
  uint32_t end = 0;    // offset behind it in the text
  uint32_t depth = 1;  // of the tree below
  std::string name;    // lower-case for functions
  std::string other;   // a second name
  std::vector<std::string> names;
  std::vector<ExprPtr> args;  // a missing part is a null pointer
  Value literal;
  bool distinct = false;
  bool in_parentheses = false;
  Slot slot = kNoSlot;
  Slot other_slot = kNoSlot;
  const Function* function = nullptr;
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Query> query;
  std::shared_ptr<PlanNode> plan;  // of the pattern or query within
};

struct NodePattern {
  Position position;
  std::string variable;             // empty: has no name
  std::vector<std::string> labels;  // all of them
  ExprPtr label_test;               // (n:A|B), (n:!A), (n:A&(B|C)): reads `slot`
  ExprPtr properties;               // a map or a parameter, or null
  ExprPtr where;                    // (n WHERE n.x > 1)
  Slot slot = kNoSlot;
  bool is_bound = false;  // by what stands before this clause
};

enum class Arrow : uint8_t { kRight, kLeft, kBoth };

struct EdgePattern {
  Position position;
  std::string variable;
  std::vector<std::string> types;  // any of them; empty: every type
  ExprPtr properties;
  ExprPtr where;
  Arrow arrow = Arrow::kBoth;
  bool has_both_heads = false;  // <-->
  bool is_variable_length = false;
  uint64_t min_hops = 1;
  uint64_t max_hops = UINT64_MAX;
  Slot slot = kNoSlot;
  bool is_bound = false;
};

enum class ShortestKind : uint8_t { kNone, kOne, kAll };

// A chain of nodes and edges; one edge fewer than nodes.
struct PathPattern {
  Position position;
  std::string variable;
  Slot slot = kNoSlot;
  ShortestKind shortest = ShortestKind::kNone;
  std::vector<NodePattern> nodes;
  std::vector<EdgePattern> edges;
};

struct Pattern {
  std::vector<PathPattern> paths;
};

struct ProjectionItem {
  ExprPtr expr;
  std::string name;  // of the column
  bool has_alias = false;
  Slot slot = kNoSlot;
  Position position;
};

struct SortItem {
  ExprPtr expr;
  bool descending = false;
};

enum class SetKind : uint8_t { kProperty, kReplace, kMerge, kLabels };

// SET target.name = value; target = value; target += value; target:labels. REMOVE uses the first (with no
// value) and the last.
struct SetItem {
  SetKind kind = SetKind::kProperty;
  ExprPtr target;  // an expression that is a node or a relationship
  std::string name;
  ExprPtr key;  // SET target[key] = value
  std::vector<std::string> labels;
  ExprPtr value;
  Position position;
};

struct YieldItem {
  std::string field;
  std::string variable;
  Slot slot = kNoSlot;
  Position position;
};

enum class ClauseKind : uint8_t {
  kMatch,
  kUnwind,
  kWith,
  kReturn,
  kCreate,
  kMerge,
  kSet,
  kRemove,
  kDelete,
  kCall,
  kCallSubquery,
  kForeach,
};

struct Clause {
  ClauseKind kind = ClauseKind::kMatch;
  Position position;
  uint32_t end = 0;

  Pattern pattern;  // MATCH, CREATE, MERGE
  bool optional = false;
  ExprPtr where;  // MATCH, WITH, CALL ... YIELD

  // WITH and RETURN.
  bool distinct = false;
  bool star = false;
  bool is_aggregating = false;
  bool keeps_variables = false;  // FILTER, LET: what was in scope stays in scope
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order;
  ExprPtr skip, limit;
  // Slots that hold aggregates; the aggregate expressions stand in items and order.
  std::vector<Expr*> aggregates;

  // UNWIND expr AS variable; FOREACH (variable IN expr | body).
  ExprPtr expr;
  std::string variable;
  Slot slot = kNoSlot;
  std::vector<Clause> body;

  // SET, REMOVE, and MERGE's ON CREATE and ON MATCH.
  std::vector<SetItem> sets;
  std::vector<SetItem> on_create, on_match;

  // DELETE.
  std::vector<ExprPtr> deleted;
  bool detach = false;

  // CALL.
  std::string procedure;
  bool has_arguments = false;
  bool has_yield = false;
  bool yield_star = false;
  std::vector<ExprPtr> arguments;
  std::vector<YieldItem> yields;

  // CALL { ... }.
  bool has_imports = false;  // CALL (a, b) { ... }: only these are seen within
  std::vector<std::string> imports;
  std::unique_ptr<Query> query;

  // Variables in scope behind the clause: what a row must keep.
  std::vector<Slot> visible;
};

struct SingleQuery {
  std::vector<Clause> clauses;
};

struct Query {
  Position position;
  bool explain = false;
  bool profile = false;
  std::vector<SingleQuery> parts;  // joined by UNION
  bool union_all = false;
  std::vector<Slot> union_slots;  // where every part leaves its columns, when there is more than one part
  std::vector<std::string> columns;
  std::vector<Slot> column_slots;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_AST_H_
