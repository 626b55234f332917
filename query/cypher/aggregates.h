// count, sum, avg, min, max, collect, percentiles and deviations.
#ifndef CONCORD_QUERY_CYPHER_AGGREGATES_H_
#define CONCORD_QUERY_CYPHER_AGGREGATES_H_

#include <memory>

#include "query/cypher/execution.h"

namespace concord::cypher {

class Aggregate {
 public:
  virtual ~Aggregate() = default;
  // The row stands for `times` rows that are all alike.
  virtual void Add(Row& row, int64_t times) = 0;
  virtual Value Result() const = 0;
};

using AggregatePtr = std::unique_ptr<Aggregate>;

// For an expression of kind kAggregate or kCountStar, which must outlive it.
AggregatePtr MakeAggregate(const Expr& expr, Execution* execution);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_AGGREGATES_H_
