#include "query/cypher/plan_step.h"

#include <fmt/format.h>

namespace concord::cypher {

std::string PlanText(const std::vector<PlanStep>& steps) {
  std::string text;
  for (const PlanStep& step : steps) {
    text += std::string(2 * step.depth, ' ') + step.name;
    if (!step.details.empty()) text += " " + step.details;
    if (step.estimated_rows)
      text += fmt::format("  (about {:.0f} row{})", *step.estimated_rows,
                          fmt::format("{:.0f}", *step.estimated_rows) == "1" ? "" : "s");
    if (step.rows && step.milliseconds)
      text += fmt::format("  rows {}, {:.3f} ms", *step.rows, *step.milliseconds);
    text += "\n";
  }
  return text;
}

}  // namespace concord::cypher
