// Random queries over random graphs: what the planner chooses changes nothing but the time, and both stores
// and the view give the same rows. cypher_differential runs as many as one likes.
#include <gtest/gtest.h>

#include "tests/query/cypher/random_queries.h"

namespace concord::testing {
namespace {

TEST(CypherDifferential, PlansStoresAndViewsAgree) {
  const Agreement agreement = RunRandomQueries(1500, 0);
  EXPECT_EQ(agreement.wrong, "");
  EXPECT_GT(agreement.with_rows * 4, agreement.asked)
      << "too many of the queries find nothing to say anything";
}

}  // namespace
}  // namespace concord::testing
