#include "query/cypher/plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>

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

std::string Details(const PlanNode& node) {
  std::vector<std::string> words;
  for (const std::string& name : node.labels) words.push_back(":" + name);
  if (node.seek != nullptr) words.push_back("by " + node.seek->name);
  if (node.seek_key != nullptr) words.emplace_back("by key");
  if (node.edge != nullptr) words.push_back(EdgeText(node));
  if (node.kind == PlanKind::kCall) words.push_back(node.clause->procedure);
  if (node.kind == PlanKind::kFilter)
    words.push_back(fmt::format("({} condition{})", node.checks.size(), node.checks.size() == 1 ? "" : "s"));
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace

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

std::vector<PlanStep> PlanSteps(const PlanNode& plan, const PlanProfile* profile) {
  struct Todo {
    const PlanNode* node;
    size_t depth;
    std::optional<size_t> parent;
  };
  std::vector<PlanStep> steps;
  std::vector<Todo> todo = {{&plan, 0, std::nullopt}};
  while (!todo.empty()) {
    const auto [node, depth, parent] = todo.back();
    todo.pop_back();
    PlanStep& step = steps.emplace_back();
    step.depth = depth;
    step.parent = parent;
    step.name = kNames[static_cast<size_t>(node->kind)];
    step.details = Details(*node);
    if (node->estimate >= 0) step.estimated_rows = node->estimate;
    if (profile != nullptr) {
      const auto at = profile->find(node);
      const StepCount count = at == profile->end() ? StepCount() : at->second;
      step.rows = count.rows;
      step.milliseconds = static_cast<double>(count.nanos) / 1e6;
    }
    // The first child is what the step works on: it comes last, below the others.
    for (const PlanPtr& child : node->children) todo.push_back({child.get(), depth + 1, steps.size() - 1});
  }
  return steps;
}

}  // namespace concord::cypher
