// One step of a plan, as EXPLAIN and PROFILE show it.
#ifndef CONCORD_QUERY_CYPHER_PLAN_STEP_H_
#define CONCORD_QUERY_CYPHER_PLAN_STEP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace concord::cypher {

struct PlanStep {
  size_t depth = 0;              // of the last step of the query: 0
  std::optional<size_t> parent;  // its place in the list: the step that takes the rows of this one
  std::string name;              // "Expand"
  std::string details;           // "[:ISSUED_BY]"; may be empty
  // What the planner expects for one row before the pattern; only of steps for which it makes a guess.
  std::optional<double> estimated_rows;
  // Under PROFILE only. The time is that of the step and of all below it.
  std::optional<uint64_t> rows;
  std::optional<double> milliseconds;
};

// One line for each step, indented by its depth.
std::string PlanText(const std::vector<PlanStep>& steps);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PLAN_STEP_H_
