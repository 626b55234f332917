#include "query/cypher/plan_cache.h"

#include <gtest/gtest.h>

#include <thread>

#include "query/cypher/cypher.h"
#include "query/cypher/planned_query.h"

namespace concord::cypher {
namespace {

TEST(PlanCache, KeepsWhatWasAskedLast) {
  PlanCache cache(2);
  const ValueMap none, some = {{"x", Value(int64_t{1})}};
  PlanConditions conditions = {&none, nullptr, true, 1000, 5000};
  const auto first = std::make_shared<const PlannedQuery>();
  cache.Put("a", conditions, first);
  EXPECT_EQ(cache.Find("a", conditions), first);
  // Other names of parameters, other procedures, another planner, another text: other plans.
  conditions.parameters = &some;
  EXPECT_EQ(cache.Find("a", conditions), nullptr);
  conditions.parameters = &none;
  conditions.optimize = false;
  EXPECT_EQ(cache.Find("a", conditions), nullptr);
  conditions.optimize = true;
  EXPECT_EQ(cache.Find("a ", conditions), nullptr);
  // A store that has become another one.
  conditions.edges = 50000;
  EXPECT_EQ(cache.Find("a", conditions), nullptr);
  conditions.edges = 6000;
  EXPECT_EQ(cache.Find("a", conditions), first);
  cache.Put("b", conditions, std::make_shared<const PlannedQuery>());
  EXPECT_EQ(cache.Find("a", conditions), first);
  cache.Put("c", conditions, std::make_shared<const PlannedQuery>());
  EXPECT_EQ(cache.Find("b", conditions), nullptr);
  EXPECT_EQ(cache.Find("a", conditions), first);
}

TEST(PlanCache, ManyThreadsRunOnePlan) {
  const auto store = NewMemoryStore();
  QueryOptions write;
  write.write = true;
  ASSERT_TRUE(RunCypher(*store, "UNWIND range(1, 100) AS i CREATE (:N {i: i})-[:R]->(:M {i: i})", write));
  const auto snapshot = store->TakeSnapshot();
  PlanCache plans;
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int64_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int64_t i = 1; i <= 25; ++i) {
        QueryOptions options;
        options.plans = &plans;
        options.parameters = {{"i", Value(25 * thread + i)}};
        const auto result =
            RunCypher(*snapshot,
                      "MATCH (n:N {i: $i})-[:R]->(m) WHERE EXISTS { (m)<-[:R]-() } RETURN m.i AS i", options);
        wrong += !result || result->rows.size() != 1 || result->rows[0][0].as_int() != 25 * thread + i;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(PlanCache, AMissingParameterIsStillMissed) {
  const auto store = NewMemoryStore();
  PlanCache plans;
  QueryOptions options;
  options.plans = &plans;
  options.parameters = {{"x", Value(int64_t{7})}};
  EXPECT_TRUE(RunCypher(*store->TakeSnapshot(), "RETURN $x AS x", options));
  options.parameters.clear();
  const auto refused = RunCypher(*store->TakeSnapshot(), "RETURN $x AS x", options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail, "MissingParameter");
}

}  // namespace
}  // namespace concord::cypher
