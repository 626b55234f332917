// Hash joins: a part of a pattern that has little to do with the rest is matched once, apart from it, and
// kept in a table by what the two have in common: the value of an equality, or the node where they meet.
// Otherwise it would be matched anew for each row of the rest.
#include <algorithm>
#include <utility>

#include "query/cypher/pattern_planner.h"

namespace concord::cypher {
namespace {

// How many rows there are at least, about, where earlier clauses give more than one.
constexpr double kRowsOfEarlierClauses = 10;
// A join has to be so many times cheaper: the estimates are rough, and a table costs memory.
constexpr double kMargin = 3;

std::set<Slot> SlotsOf(const Expr& expr) {
  std::set<Slot> slots;
  CollectSlots(expr, &slots);
  return slots;
}

bool IsWithin(const std::set<Slot>& slots, const std::set<Slot>& whole) {
  return std::includes(whole.begin(), whole.end(), slots.begin(), slots.end());
}

bool AreDisjoint(const std::set<Slot>& a, const std::set<Slot>& b) {
  return std::none_of(a.begin(), a.end(), [&](Slot slot) { return b.contains(slot); });
}

// Whether the same row always gives the same value, and soon.
bool IsPlain(const Expr& expr) {
  if (expr.pattern != nullptr || expr.query != nullptr) return false;
  if (expr.kind == ExprKind::kCall && expr.name == "rand") return false;
  return std::all_of(expr.args.begin(), expr.args.end(),
                     [](const ExprPtr& arg) { return arg == nullptr || IsPlain(*arg); });
}

}  // namespace

std::optional<PatternPlanner::Apart> PatternPlanner::FindApart(Slot start) const {
  Apart apart;
  apart.slots = {start};
  std::vector<Slot> todo = {start};
  std::set<Slot> reads;
  while (!todo.empty()) {
    const Slot node = todo.back();
    todo.pop_back();
    for (const Link& link : links_) {
      if (link.done || (link.left != node && link.right != node)) continue;
      if (!apart.slots.insert(link.edge->slot).second) continue;
      if (link.path->shortest != ShortestKind::kNone || link.edge->is_bound || IsMatchedBefore(*link.edge))
        return std::nullopt;
      if (link.edge->is_variable_length) {
        if (link.edge->properties != nullptr) CollectSlots(*link.edge->properties, &reads);
        if (link.edge->where != nullptr) CollectSlots(*link.edge->where, &reads);
      }
      const Slot other = link.left == node ? link.right : link.left;
      if (IsBound(other))
        apart.meets.insert(other);
      else if (apart.slots.insert(other).second)
        todo.push_back(other);
    }
  }
  if (!IsWithin(reads, apart.slots)) return std::nullopt;
  return apart;
}

PlanPtr PatternPlanner::PlanApart(const Apart& apart, double* rows) {
  const PlanPtr rest = std::exchange(plan_, std::make_shared<PlanNode>());
  const std::set<Slot> bound = std::exchange(bound_, {});
  const double rows_of_rest = std::exchange(rows_, 1);
  apart_ = &apart;
  while (true) {
    if (Link* link = NextLink(); link != nullptr) {
      PlanLink(link);
      ApplyChecks();
    } else if (std::any_of(nodes_.begin(), nodes_.end(),
                           [&](Slot node) { return apart.slots.contains(node) && !IsBound(node); })) {
      PlanStart();
    } else {
      break;
    }
  }
  apart_ = nullptr;
  bound_.insert(bound.begin(), bound.end());
  *rows = std::exchange(rows_, rows_of_rest);
  return std::exchange(plan_, rest);
}

void PatternPlanner::PushJoin(const Apart& apart, JoinKey key) {
  double rows = 0;
  PlanPtr inner = PlanApart(apart, &rows);
  auto node = std::make_shared<PlanNode>();
  node->kind = PlanKind::kHashJoin;
  node->join = std::move(key);
  node->slots.assign(apart.slots.begin(), apart.slots.end());
  node->children.push_back(std::move(inner));
  rows_ = std::max(rows_, rows);
  Push(std::move(node));
  ApplyChecks();
}

// What the rows so far and a part of the pattern have to agree in, by an equality.
std::optional<JoinKey> PatternPlanner::FindEquality(const Apart& apart) const {
  std::set<Slot> missing = MissingSlots();
  const auto is_outer = [&](const Expr& expr) {
    const std::set<Slot> slots = SlotsOf(expr);
    return !slots.empty() && AreDisjoint(slots, missing) && IsPlain(expr);
  };
  for (const Check& check : checks_) {
    if (check.kind == Check::Kind::kProperty && apart.slots.contains(check.slot) && is_outer(*check.expr))
      return JoinKey{.slot = check.slot, .name = check.name, .outer = check.expr, .inner = nullptr};
    if (check.kind != Check::Kind::kExpr || check.expr->kind != ExprKind::kCompare ||
        check.expr->names != std::vector<std::string>{"="})
      continue;
    for (size_t side = 0; side < 2; ++side) {
      const Expr& inner = *check.expr->args[side];
      const Expr& outer = *check.expr->args[1 - side];
      const std::set<Slot> slots = SlotsOf(inner);
      if (slots.empty() || !IsWithin(slots, apart.slots) || !IsPlain(inner) || !is_outer(outer)) continue;
      return JoinKey{.slot = kNoSlot, .name = {}, .outer = &outer, .inner = &inner};
    }
  }
  return std::nullopt;
}

// Where no edge leads from what is bound to the rest of the pattern, but an equality does: to one node, from
// which the edges then lead on.
bool PatternPlanner::PlanEqualityJoin() {
  if (!options_.optimize) return false;
  const double rows = use_.varying.empty() ? rows_ : std::max(rows_, kRowsOfEarlierClauses);
  std::vector<std::pair<Slot, double>> starts;  // nodes, and what it costs to find them
  double cheapest = 1e300;
  for (const Slot node : nodes_) {
    if (IsBound(node)) continue;
    PlanNode scan;
    starts.emplace_back(node, ScanCost(node, &scan));
    cheapest = std::min(cheapest, starts.back().second);
  }
  for (const auto& [node, cost] : starts) {
    if (rows * cheapest < kMargin * (rows + cost)) continue;
    const Apart apart = {.slots = {node}, .meets = {}};
    const std::optional<JoinKey> key = FindEquality(apart);
    if (!key) continue;
    PushJoin(apart, *key);
    return true;
  }
  return false;
}

// Where the link leads to a part of the pattern that few nodes match: from these back to the node from which
// it goes out.
bool PatternPlanner::PlanMeetingJoin(const Link& link) {
  if (!options_.optimize || apart_ != nullptr) return false;
  const bool reversed = !IsBound(link.left);
  const Slot near = reversed ? link.right : link.left, far = reversed ? link.left : link.right;
  if (IsBound(far) || far == near) return false;
  const std::optional<Apart> apart = FindApart(far);
  if (!apart || apart->meets != std::set<Slot>{near}) return false;
  PatternPlanner nested = *this, joined = *this;
  nested.use_ = joined.use_ = {};
  nested.apart_ = &*apart;
  for (Link* next = nested.NextLink(); next != nullptr; next = nested.NextLink()) {
    nested.PlanLink(next);
    nested.ApplyChecks();
  }
  double inner_rows = 0;
  (void)joined.PlanApart(*apart, &inner_rows);
  const double joined_cost = joined.walks_ - walks_ + inner_rows + rows_;
  if (nested.walks_ - walks_ < kMargin * joined_cost) return false;
  PushJoin(*apart, {.slot = near, .name = {}, .outer = nullptr, .inner = nullptr});
  return true;
}

}  // namespace concord::cypher
