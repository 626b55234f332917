// What is to be done for a query, as a tree of steps. Each step pulls rows from its first child and writes
// its own slots of the row; see operator.h for how they run.
#ifndef CONCORD_QUERY_CYPHER_PLAN_H_
#define CONCORD_QUERY_CYPHER_PLAN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/cypher/ast.h"
#include "query/cypher/plan_step.h"

namespace concord::cypher {

enum class PlanKind : uint8_t {
  kArgument,    // one row: what is there already
  kScan,        // every node, or every node with labels[0], or by `seek`
  kExpand,      // from a node over an edge to the other end
  kDegree,      // how many edges a node has: multiplies `weight_from` by it, instead of walking them
  kExpandMany,  // likewise over an edge of variable length, by every path
  kReach,       // likewise, but each end once, and not by which path
  kEdgeEnds,    // the ends of an edge, or of a list of edges, that is bound already
  kHashJoin,    // second child once, and its rows for each row of the first that agrees in `join`
  kShortest,    // shortest paths between two nodes
  kFilter,
  kCombine,   // makes one row of those that agree in `slots`, and counts them in `weight`
  kPath,      // binds the variable of a path
  kOptional,  // second child for each row, or nulls
  kApply,     // second child for each row
  kUnwind,
  kProject,
  kAggregate,
  kDistinct,
  kSort,
  kSkip,
  kLimit,
  kUnion,
  kCall,
  kCreate,
  kMerge,  // second child matches the pattern
  kSet,
  kRemove,
  kDelete,
  kForeach,
  kUnitSubquery,  // second child for each row, for what it writes
};

// A condition that rows have to meet.
struct Check {
  enum class Kind : uint8_t {
    kExpr,      // expr is true
    kNode,      // slot holds a node that has all the names as labels
    kProperty,  // the node or edge in slot has a property `name` that equals expr
    kKey,       // the node in slot has the key expr; `whole` is the condition as it was written
  };
  Kind kind = Kind::kExpr;
  Slot slot = kNoSlot;
  std::vector<std::string> names;
  std::string name;
  const Expr* expr = nullptr;
  const Expr* whole = nullptr;
  std::vector<Slot> needs;  // slots that must be bound before
};

// What the rows of the two children of a hash join have to agree in.
struct JoinKey {
  Slot slot =
      kNoSlot;  // a node of both; with `outer`, a node or edge of the second whose property `name` counts
  std::string name;
  const Expr* outer = nullptr;  // of the first child
  const Expr* inner = nullptr;  // of the second child; without it see `slot`
};

struct PlanNode;
using PlanPtr = std::shared_ptr<PlanNode>;

// Pointers lead into the tree of the query, which must outlive the plan.
struct PlanNode {
  PlanKind kind = PlanKind::kArgument;
  std::vector<PlanPtr> children;

  Slot from = kNoSlot;  // kScan: the node's slot
  Slot to = kNoSlot;
  bool to_is_bound = false;
  bool from_is_bound = true;  // kEdgeEnds
  bool reversed = false;      // the pattern runs from `to` to `from`
  const EdgePattern* edge = nullptr;
  std::vector<Slot> other_edges;  // of the same MATCH: an edge stands in it once
  std::vector<std::string> labels;
  const Check* seek = nullptr;     // kScan: a property that equals a value
  const Expr* seek_key = nullptr;  // kScan: the node with this key
  std::vector<Check> checks;       // kFilter
  std::vector<Check> owned;        // what `seek` points to
  const PathPattern* path = nullptr;
  JoinKey join;

  const Clause* clause = nullptr;
  const Query* query = nullptr;
  const Expr* expr = nullptr;
  std::vector<Slot> slots;  // kOptional: set to null; kUnion: columns of each part, one after the other;
                            // kCombine: what is read later; kExpand: what is not; kHashJoin: what the
                            // second child binds
  // How many rows a row stands for. kCombine and kDegree take it from one slot, where there is one, and leave
  // it in the other; without `weight` it does not matter how many. kAggregate reads `weight`.
  Slot weight_from = kNoSlot;
  Slot weight = kNoSlot;
  // kApply: the second child runs for a batch of rows at once, which this slot numbers; kUnion within it:
  // rows with different numbers differ.
  Slot ordinal = kNoSlot;
  bool binds_edge = true;      // kExpand: something reads the edge's slot
  bool counts_rows = false;    // kAggregate: all that it computes is the number of rows
  bool merges_starts = false;  // kReach: nothing reads `from`, so that all rows are searched from at once
  bool writes = false;         // it, or something below it, writes

  double estimate = -1;  // rows, for one row before the pattern; negative: not known
  double walks = 0;      // of the root: about how many relationships the whole query looks at
};

// What a step did under PROFILE. The time is that of the step and of all below it.
struct StepCount {
  uint64_t rows = 0;
  int64_t nanos = 0;
};
using PlanProfile = std::unordered_map<const PlanNode*, StepCount>;

// Whether a plan treats each row that it is given like any other, so that it can be given many at once.
bool CanOpenBatch(const PlanNode& plan);

// The whole tree for EXPLAIN, or with what was counted for PROFILE. A step stands before those below it.
std::vector<PlanStep> PlanSteps(const PlanNode& plan, const PlanProfile* profile = nullptr);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PLAN_H_
