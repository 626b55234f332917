#include "query/cypher/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace concord::cypher {
namespace {

constexpr auto kNames = std::to_array<std::string_view>({
    "Argument",  "Scan",     "Expand",  "Degree", "ExpandMany", "Reach",    "EdgeEnds", "HashJoin",
    "Shortest",  "Filter",   "Combine", "Path",   "Optional",   "Apply",    "Unwind",   "Project",
    "Aggregate", "Distinct", "Sort",    "Skip",   "Limit",      "Union",    "Call",     "Create",
    "Merge",     "Set",      "Remove",  "Delete", "Foreach",    "Subquery",
});

std::string EdgeText(const PlanNode& node) {
  std::string types;
  for (const std::string& type : node.edge->types) types += (types.empty() ? ":" : "|") + type;
  return fmt::format("[{}{}]", types, node.edge->is_variable_length ? "*" : "");
}

}  // namespace

std::string PlanLabel(const PlanNode& node) {
  std::string label(kNames[static_cast<size_t>(node.kind)]);
  if (node.kind == PlanKind::kScan) {
    for (const std::string& name : node.labels) label += " :" + name;
    if (node.seek != nullptr) label += fmt::format(" by {}", node.seek->name);
    if (node.seek_key != nullptr) label += " by key";
    label += fmt::format("  (about {:.0f} rows)", node.estimate);
  }
  if (node.edge != nullptr) label += " " + EdgeText(node);
  if (node.kind == PlanKind::kCall) label += " " + node.clause->procedure;
  if (node.kind == PlanKind::kFilter) label += fmt::format(" ({} conditions)", node.checks.size());
  return label;
}

bool CanOpenBatch(const PlanNode& plan) {
  switch (plan.kind) {
    case PlanKind::kArgument:
    case PlanKind::kExpand:
    case PlanKind::kFilter:
    case PlanKind::kUnion:
      break;
    case PlanKind::kProject:
      // Of variables only; see ProjectOperator.
      if (std::any_of(plan.clause->items.begin(), plan.clause->items.end(),
                      [](const ProjectionItem& item) { return item.expr->kind != ExprKind::kVariable; }))
        return false;
      break;
    default:
      return false;
  }
  return std::all_of(plan.children.begin(), plan.children.end(),
                     [](const PlanPtr& child) { return CanOpenBatch(*child); });
}

std::string PlanText(const PlanNode& plan, const PlanProfile* profile) {
  std::string text;
  std::vector<std::pair<const PlanNode*, size_t>> todo = {{&plan, 0}};
  while (!todo.empty()) {
    const auto [node, depth] = todo.back();
    todo.pop_back();
    text += std::string(2 * depth, ' ') + PlanLabel(*node);
    if (profile != nullptr) {
      const auto at = profile->find(node);
      const StepCount count = at == profile->end() ? StepCount() : at->second;
      text += fmt::format("  rows {}, {:.3f} ms", count.rows, static_cast<double>(count.nanos) / 1e6);
    }
    text += "\n";
    // The first child is what the step works on: it comes last, below the others.
    for (const PlanPtr& child : node->children) todo.emplace_back(child.get(), depth + 1);
  }
  return text;
}

}  // namespace concord::cypher
