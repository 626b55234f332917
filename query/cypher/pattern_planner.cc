#include "query/cypher/pattern_planner.h"

#include <algorithm>
#include <iterator>

#include "graph/symbols.h"

namespace concord::cypher {
namespace {

bool IsIndexed(const std::string& label, const std::string& property) {
  for (const auto& [its_label, its_property] : SchemaIndexes()) {
    if (its_label == label && its_property == property) return true;
  }
  return false;
}

// Whether one edge may fit both.
bool Overlap(const EdgePattern& a, const EdgePattern& b) {
  if (a.types.empty() || b.types.empty()) return true;
  return std::any_of(a.types.begin(), a.types.end(), [&](const std::string& type) {
    return std::find(b.types.begin(), b.types.end(), type) != b.types.end();
  });
}

// key(n) = value, either way round: the value, and n's slot.
const Expr* KeyOf(const Expr& condition, Slot* slot) {
  if (condition.kind != ExprKind::kCompare || condition.names.size() != 1 || condition.names[0] != "=")
    return nullptr;
  for (size_t side = 0; side < 2; ++side) {
    const Expr& left = *condition.args[side];
    if (left.kind != ExprKind::kCall || (left.name != "key" && left.name != "elementid")) continue;
    if (left.args.size() != 1 || left.args[0]->kind != ExprKind::kVariable) continue;
    *slot = left.args[0]->slot;
    return condition.args[1 - side].get();
  }
  return nullptr;
}

}  // namespace

void PatternPlanner::Push(PlanPtr node) {
  node->children.insert(node->children.begin(), plan_);
  plan_ = std::move(node);
}

void PatternPlanner::AddNode(const NodePattern& node) {
  if (std::find(nodes_.begin(), nodes_.end(), node.slot) == nodes_.end()) nodes_.push_back(node.slot);
  if (node.is_bound) bound_.insert(node.slot);
  Check is_node;
  is_node.kind = Check::Kind::kNode;
  is_node.slot = node.slot;
  is_node.names = node.labels;
  is_node.needs = {node.slot};
  if (!node.labels.empty() || node.is_bound) checks_.push_back(std::move(is_node));
  if (node.label_test != nullptr) AddConditions(node.label_test.get());
  if (node.where != nullptr) AddConditions(node.where.get());
}

namespace {

void AddProperties(Slot slot, const Expr* properties, std::vector<Check>* checks) {
  if (properties == nullptr || properties->kind != ExprKind::kMap) return;
  for (size_t i = 0; i < properties->args.size(); ++i) {
    Check check;
    check.kind = Check::Kind::kProperty;
    check.slot = slot;
    check.name = properties->names[i];
    check.expr = properties->args[i].get();
    std::set<Slot> needs = {slot};
    CollectSlots(*check.expr, &needs);
    check.needs.assign(needs.begin(), needs.end());
    checks->push_back(std::move(check));
  }
}

}  // namespace

void PatternPlanner::AddConditions(const Expr* where) {
  if (where == nullptr) return;
  if (where->kind == ExprKind::kAnd) {
    for (const ExprPtr& arg : where->args) AddConditions(arg.get());
    return;
  }
  Check check;
  check.expr = where;
  if (const Expr* key = KeyOf(*where, &check.slot); key != nullptr) {
    check.kind = Check::Kind::kKey;
    check.expr = key;
    check.whole = where;
  }
  std::set<Slot> needs;
  CollectSlots(*where, &needs);
  check.needs.assign(needs.begin(), needs.end());
  checks_.push_back(std::move(check));
}

void PatternPlanner::Collect(const Pattern& pattern) {
  for (const PathPattern& path : pattern.paths) {
    for (size_t i = 0; i < path.nodes.size(); ++i) {
      AddNode(path.nodes[i]);
      AddProperties(path.nodes[i].slot, path.nodes[i].properties.get(), &checks_);
      if (i == path.edges.size()) continue;
      const EdgePattern& edge = path.edges[i];
      links_.push_back({path.nodes[i].slot, path.nodes[i + 1].slot, &edge, &path});
      if (edge.is_variable_length) continue;
      AddProperties(edge.slot, edge.properties.get(), &checks_);
      if (edge.where != nullptr) AddConditions(edge.where.get());
    }
  }
}

// Slots of the pattern that are not bound yet; what else a condition reads was there before.
std::set<Slot> PatternPlanner::MissingSlots() const {
  std::set<Slot> missing;
  for (const Slot node : nodes_) {
    if (!IsBound(node)) missing.insert(node);
  }
  for (const Link& link : links_) {
    if (!link.done) missing.insert(link.edge->slot);
    if (link.path->slot != kNoSlot && !IsBound(link.path->slot)) missing.insert(link.path->slot);
  }
  return missing;
}

// Whether it might be an edge that another part of the pattern is bound to already.
bool PatternPlanner::IsMatchedBefore(const EdgePattern& edge) const {
  return std::any_of(matched_edges_.begin(), matched_edges_.end(),
                     [&](const EdgePattern* matched) { return Overlap(*matched, edge); });
}

// Puts the conditions whose slots are all bound on top of the plan.
void PatternPlanner::ApplyChecks() {
  const std::set<Slot> missing = MissingSlots();
  std::vector<Check> ready, rest;
  for (Check& check : checks_) {
    const bool waits = std::any_of(check.needs.begin(), check.needs.end(), [&](Slot slot) {
      return missing.contains(slot) ||
             (apart_ != nullptr && !apart_->slots.contains(slot) && !apart_->meets.contains(slot));
    });
    (waits || (!options_.optimize && !missing.empty()) ? rest : ready).push_back(std::move(check));
  }
  checks_ = std::move(rest);
  if (ready.empty()) return;
  // Cheap ones first.
  std::stable_sort(ready.begin(), ready.end(), [](const Check& a, const Check& b) {
    const auto rank = [](const Check& check) {
      if (check.kind != Check::Kind::kExpr) return 0;
      std::vector<const Expr*> todo = {check.expr};
      while (!todo.empty()) {
        const Expr* at = todo.back();
        todo.pop_back();
        if (at->pattern != nullptr || at->query != nullptr) return 2;
        for (const ExprPtr& arg : at->args) {
          if (arg != nullptr) todo.push_back(arg.get());
        }
      }
      return 1;
    };
    return rank(a) < rank(b);
  });
  auto filter = std::make_shared<PlanNode>();
  filter->kind = PlanKind::kFilter;
  filter->checks = std::move(ready);
  Push(std::move(filter));
}

// The cost of starting at a node, and how to do it.
double PatternPlanner::ScanCost(Slot slot, PlanNode* scan) const {
  scan->kind = PlanKind::kScan;
  scan->from = slot;
  double best = static_cast<double>(graph_.CountNodes()) + 1;
  if (!options_.optimize) return best;
  for (const Check& check : checks_) {
    if (check.kind != Check::Kind::kNode || check.slot != slot) continue;
    for (const std::string& label : check.names) {
      const auto count = static_cast<double>(graph_.CountNodes(label));
      if (count > best && !scan->labels.empty()) continue;
      best = count;
      scan->labels = {label};
    }
  }
  const auto is_ready = [&](const Expr& expr) {
    std::set<Slot> needs;
    CollectSlots(expr, &needs);
    if (apart_ != nullptr && !needs.empty()) return false;
    for (const Slot node : nodes_) {
      if (needs.contains(node) && !IsBound(node)) return false;
    }
    for (const Link& link : links_) {
      if (needs.contains(link.edge->slot) && !link.done) return false;
    }
    return true;
  };
  const auto is_property = [&](const Expr& expr) {
    return expr.kind == ExprKind::kProperty && expr.args[0]->kind == ExprKind::kVariable &&
           expr.args[0]->slot == slot;
  };
  const auto seek = [&](const std::string& name, const Expr& value) {
    if (!is_ready(value)) return;
    for (const std::string& label : scan->labels) {
      Check found;
      found.kind = Check::Kind::kProperty;
      found.name = name;
      found.expr = &value;
      scan->owned = {found};
      best = IsIndexed(label, name) ? std::min(best, 2.0) : best / 4;
    }
  };
  for (const Check& check : checks_) {
    if (check.kind == Check::Kind::kProperty && check.slot == slot) seek(check.name, *check.expr);
    if (check.kind == Check::Kind::kKey && check.slot == slot && is_ready(*check.expr)) {
      scan->seek_key = check.expr;
      best = 1;
    }
    if (check.kind != Check::Kind::kExpr || check.expr->kind != ExprKind::kCompare ||
        check.expr->names.size() != 1 || check.expr->names[0] != "=")
      continue;
    for (size_t side = 0; side < 2; ++side) {
      const Expr& left = *check.expr->args[side];
      const Expr& right = *check.expr->args[1 - side];
      if (is_property(left)) seek(left.name, right);
    }
  }
  return best;
}

void PatternPlanner::PlanStart() {
  PlanPtr best;
  double best_cost = 0;
  for (const Slot node : nodes_) {
    if (IsBound(node) || (apart_ != nullptr && !apart_->slots.contains(node))) continue;
    auto scan = std::make_shared<PlanNode>();
    const double cost = ScanCost(node, scan.get());
    if (best != nullptr && (cost >= best_cost || !options_.optimize)) continue;
    best = std::move(scan);
    best_cost = cost;
  }
  best->estimate = rows_ * best_cost;
  rows_ *= std::max(1.0, best_cost);
  if (!best->owned.empty()) best->seek = &best->owned[0];
  bound_.insert(best->from);
  Push(std::move(best));
  ApplyChecks();
}

double PatternPlanner::LinkCost(const Link& link) const {
  double edges = 0;
  for (const std::string& type : link.edge->types) edges += static_cast<double>(graph_.CountEdges(type));
  if (link.edge->types.empty()) edges = static_cast<double>(graph_.CountEdges());
  double cost = edges / (static_cast<double>(graph_.CountNodes()) + 1);
  if (IsBound(link.left) && IsBound(link.right)) cost /= 1000;
  if (link.edge->is_variable_length) cost = cost * 100 + 100;
  // The end that is reached: the rarer its label, the fewer rows remain.
  const Slot reached = IsBound(link.left) ? link.right : link.left;
  for (const Check& check : checks_) {
    if (check.kind == Check::Kind::kProperty && check.slot == reached) cost /= 10;
    if (check.kind != Check::Kind::kNode || check.slot != reached) continue;
    for (const std::string& label : check.names) {
      cost *= (static_cast<double>(graph_.CountNodes(label)) + 1) /
              (static_cast<double>(graph_.CountNodes()) + 1);
    }
  }
  return cost;
}

// How many relationships of the link a node has, about. Those with the label that the pattern names have them
// all; of a node without a label a few are assumed.
double PatternPlanner::FanOut(const Link& link, Slot from) const {
  constexpr double kUnknown = 4, kOfAnyLength = 100;
  double edges = 0;
  for (const std::string& type : link.edge->types) edges += static_cast<double>(graph_.CountEdges(type));
  if (link.edge->types.empty()) edges = static_cast<double>(graph_.CountEdges());
  double fan = std::min(edges, kUnknown);
  for (const PathPattern& path : pattern_->paths) {
    for (const NodePattern& node : path.nodes) {
      if (node.slot != from) continue;
      for (const std::string& label : node.labels)
        fan = std::max(fan, edges / (static_cast<double>(graph_.CountNodes(label)) + 1));
    }
  }
  return link.edge->is_variable_length ? fan * kOfAnyLength : fan;
}

PatternPlanner::Link* PatternPlanner::NextLink() {
  Link* best = nullptr;
  double best_cost = 0;
  for (Link& link : links_) {
    if (link.done || (apart_ != nullptr && !apart_->slots.contains(link.edge->slot))) continue;
    if (link.path->shortest != ShortestKind::kNone) {
      if (IsBound(link.left) && IsBound(link.right)) return &link;
      continue;
    }
    if (link.edge->is_bound) return &link;
    if (!IsBound(link.left) && !IsBound(link.right)) continue;
    const double cost = LinkCost(link);
    if (best != nullptr && (cost >= best_cost || !options_.optimize)) continue;
    best = &link;
    best_cost = cost;
  }
  return best;
}

void PatternPlanner::PlanLink(Link* link) {
  auto node = std::make_shared<PlanNode>();
  node->edge = link->edge;
  node->reversed = !IsBound(link->left) && IsBound(link->right);
  node->from = node->reversed ? link->right : link->left;
  node->to = node->reversed ? link->left : link->right;
  node->from_is_bound = IsBound(node->from);
  const double fan = FanOut(*link, node->from);
  walks_ += rows_ * fan;
  rows_ *= std::max(1.0, fan);
  node->estimate = rows_;
  node->to_is_bound = IsBound(node->to) || (node->from == node->to);
  for (const EdgePattern* matched : matched_edges_) {
    if (Overlap(*matched, *link->edge)) node->other_edges.push_back(matched->slot);
  }
  node->kind = link->path->shortest != ShortestKind::kNone ? PlanKind::kShortest
               : link->edge->is_bound                      ? PlanKind::kEdgeEnds
               : link->edge->is_variable_length            ? PlanKind::kExpandMany
                                                           : PlanKind::kExpand;
  node->path = link->path;
  link->done = true;
  bound_.insert({node->from, node->to});
  matched_edges_.push_back(link->edge);
  if (link->path->shortest != ShortestKind::kNone) bound_.insert(link->path->slot);
  Slim(*link, node.get());
  Push(std::move(node));
}

// What is read after the steps so far.
std::set<Slot> PatternPlanner::Live() const {
  std::set<Slot> live = use_.needed;
  if (apart_ != nullptr) live.insert(apart_->meets.begin(), apart_->meets.end());
  for (const Check& check : checks_) live.insert(check.needs.begin(), check.needs.end());
  for (const Link& link : links_) {
    if (link.done) continue;
    live.insert({link.left, link.right, link.edge->slot});
    if (link.edge->properties != nullptr) CollectSlots(*link.edge->properties, &live);
    if (link.edge->where != nullptr) CollectSlots(*link.edge->where, &live);
    for (const EdgePattern* matched : matched_edges_) {
      if (Overlap(*matched, *link.edge)) live.insert(matched->slot);
    }
  }
  for (const PathPattern& path : pattern_->paths) {
    if (path.slot == kNoSlot) continue;
    live.insert(path.slot);
    for (const NodePattern& node : path.nodes) live.insert(node.slot);
    for (const EdgePattern& edge : path.edges) live.insert(edge.slot);
  }
  return live;
}

// Of these, what differs from row to row by now.
std::vector<Slot> PatternPlanner::LiveBound() const {
  std::vector<Slot> slots;
  for (const Slot slot : Live()) {
    const bool is_edge = std::any_of(matched_edges_.begin(), matched_edges_.end(),
                                     [&](const EdgePattern* edge) { return edge->slot == slot; });
    if (is_edge || IsBound(slot) || use_.varying.contains(slot)) slots.push_back(slot);
  }
  return slots;
}

// Whether only the number of the edges matters, and not where they lead.
bool PatternPlanner::OnlyCounts(const Link& link, const PlanNode& node, const std::set<Slot>& live) const {
  return node.kind == PlanKind::kExpand && apart_ == nullptr && use_.repeats != RowUse::Repeats::kMatter &&
         !node.to_is_bound && node.other_edges.empty() && link.edge->arrow != Arrow::kBoth &&
         !live.contains(node.to);
}

void PatternPlanner::AddWeight(PlanNode* node) {
  if (use_.repeats != RowUse::Repeats::kCounted) return;
  node->weight_from = *use_.weight;
  node->weight = *use_.weight = (*use_.slots)++;
}

// Leaves out of a step what nothing reads.
void PatternPlanner::Slim(const Link& link, PlanNode* node) {
  if (!use_.knows_needed) return;
  const std::set<Slot> live = Live();
  if (node->kind == PlanKind::kExpand) {
    std::set<Slot> bound = bound_;
    bound.insert(use_.varying.begin(), use_.varying.end());
    for (const EdgePattern* matched : matched_edges_) bound.insert(matched->slot);
    std::set_difference(bound.begin(), bound.end(), live.begin(), live.end(),
                        std::back_inserter(node->slots));
  }
  if (live.contains(link.edge->slot)) return;
  if (node->kind == PlanKind::kExpand) node->binds_edge = false;
  if (OnlyCounts(link, *node, live)) {
    node->kind = PlanKind::kDegree;
    AddWeight(node);
    return;
  }
  if (node->kind != PlanKind::kExpandMany || link.edge->min_hops > 1 ||
      use_.repeats != RowUse::Repeats::kIgnored)
    return;
  node->kind = PlanKind::kReach;
  std::set<Slot> read;
  if (link.edge->properties != nullptr) CollectSlots(*link.edge->properties, &read);
  if (link.edge->where != nullptr) CollectSlots(*link.edge->where, &read);
  read.erase(link.edge->slot);
  const std::vector<Slot> kept = LiveBound();
  node->merges_starts = !node->to_is_bound && node->other_edges.empty() && read.empty() &&
                        std::all_of(kept.begin(), kept.end(), [&](Slot slot) { return slot == node->to; });
}

// Makes one row of those that differed only in what is no longer read, before more steps multiply them.
void PatternPlanner::Combine(const std::vector<Slot>& live_before) {
  constexpr size_t kMaxSlots = 4;  // see operators_combine.cc
  if (use_.repeats == RowUse::Repeats::kMatter || !use_.knows_needed || plan_->merges_starts) return;
  const bool goes_on = use_.continues ||
                       std::any_of(links_.begin(), links_.end(), [](const Link& link) { return !link.done; });
  const std::vector<Slot> live = LiveBound();
  const bool lost = std::any_of(live_before.begin(), live_before.end(), [&](Slot slot) {
    return std::find(live.begin(), live.end(), slot) == live.end();
  });
  if (!goes_on || !lost || live.empty() || live.size() > kMaxSlots) return;
  auto node = std::make_shared<PlanNode>();
  node->kind = PlanKind::kCombine;
  node->slots = live;
  AddWeight(node.get());
  Push(std::move(node));
}

PlanPtr PatternPlanner::Plan(const Pattern& pattern, const Expr* where, PlanPtr input, const RowUse& use) {
  plan_ = std::move(input);
  pattern_ = &pattern;
  if (options_.optimize) use_ = use;
  Collect(pattern);
  AddConditions(where);
  ApplyChecks();
  while (true) {
    const std::vector<Slot> live_before = LiveBound();
    if (Link* link = NextLink(); link != nullptr) {
      if (!PlanMeetingJoin(*link)) {
        PlanLink(link);
        ApplyChecks();
      }
      Combine(live_before);
      continue;
    }
    if (std::any_of(nodes_.begin(), nodes_.end(), [&](Slot node) { return !IsBound(node); })) {
      if (!PlanEqualityJoin()) PlanStart();
      continue;
    }
    break;
  }
  for (const PathPattern& path : pattern.paths) {
    if (path.slot == kNoSlot || IsBound(path.slot)) continue;
    auto node = std::make_shared<PlanNode>();
    node->kind = PlanKind::kPath;
    node->path = &path;
    bound_.insert(path.slot);
    Push(std::move(node));
  }
  ApplyChecks();
  return plan_;
}

}  // namespace concord::cypher
