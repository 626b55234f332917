#include "query/cypher/execution.h"

#include <fmt/format.h>

#include "query/cypher/failure.h"
#include "query/cypher/operator.h"

namespace concord::cypher {

Execution::Execution(WorkingGraph* graph, const ValueMap& parameters, const ProcedureRegistry& procedures,
                     const Limits& limits)
    : graph_(*graph),
      parameters_(parameters),
      procedures_(procedures),
      limits_(limits),
      start_nanos_(std::chrono::duration_cast<std::chrono::nanoseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count()) {}

Execution::~Execution() = default;

void Execution::CheckTime() {
  if (limits_.cancelled != nullptr && limits_.cancelled->load(std::memory_order_relaxed))
    FailRuntime("Cancelled", "Cancelled", {}, "the query was cancelled");
  if (limits_.deadline == std::chrono::steady_clock::time_point::max()) return;
  if (std::chrono::steady_clock::now() >= limits_.deadline)
    FailRuntime("LimitExceeded", "Timeout", {}, "the query was stopped, because it reached its time limit");
}

void Execution::Charge(size_t bytes) {
  charged_ += bytes;
  if (charged_ <= limits_.memory_bytes) return;
  FailRuntime("LimitExceeded", "MemoryLimit", {},
              fmt::format("the query would keep more than {} MiB in memory, to sort, group, join or return "
                          "rows; narrow it with WHERE, return fewer columns, or put LIMIT after ORDER BY",
                          limits_.memory_bytes >> 20));
}

Operator& Execution::OperatorOf(const Expr& expr) {
  std::unique_ptr<Operator>& made = operators_[&expr];
  if (made == nullptr) made = MakeOperator(*expr.plan, this);
  return *made;
}

}  // namespace concord::cypher
