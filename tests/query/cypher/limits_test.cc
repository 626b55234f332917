// Nothing runs away: the deadline, cancellation, the limits of rows and memory.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "query/cypher/cypher.h"
#include "tests/processor_time.h"
#include "tests/query/cypher/endless_queries.h"

namespace concord::cypher {
namespace {

class CypherLimits : public ::testing::Test {
 protected:
  void SetUp() override {
    QueryOptions write;
    write.write = true;
    ASSERT_TRUE(RunCypher(*store_, "UNWIND range(1, 600) AS i CREATE (:N {i: i, t: 'text ' + i})", write));
    ASSERT_TRUE(RunCypher(*store_,
                          "MATCH (a:N), (b:N) WHERE b.i IN [a.i + 1, a.i + 7, a.i * 3, a.i * 5, a.i - 11] "
                          "CREATE (a)-[:R]->(b)",
                          write));
  }

  std::string DetailOf(const std::string& query, const QueryOptions& options) {
    const auto result = RunCypher(*store_->TakeSnapshot(), query, options);
    return result ? "" : result.error().detail;
  }

  std::unique_ptr<GraphStore> store_ = NewMemoryStore();
};

// How late a query may be is measured by cypher_bench; here each only has to end long before its answer.
TEST_F(CypherLimits, TheDeadlineEndsAQuery) {
  QueryOptions options;
  options.timeout = std::chrono::milliseconds(100);
  for (const char* query : kEndlessQueries) {
    const auto spent =
        testing::ProcessorTime([&] { EXPECT_EQ(DetailOf(query, options), "Timeout") << query; });
    EXPECT_LT(spent, std::chrono::seconds(10)) << query;
  }
}

TEST_F(CypherLimits, AnotherThreadCancels) {
  for (const char* query : kEndlessQueries) {
    std::atomic<bool> cancelled = false;
    QueryOptions options;
    options.cancelled = &cancelled;
    options.timeout = std::chrono::seconds(60);  // should it not stop
    std::thread other([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      cancelled = true;
    });
    EXPECT_EQ(DetailOf(query, options), "Cancelled") << query;
    other.join();
  }
}

TEST_F(CypherLimits, MemoryIsRefusedWithTheReason) {
  QueryOptions options;
  options.max_memory_bytes = size_t{4} << 20;
  options.timeout = std::chrono::seconds(60);
  for (const char* query : {
           "MATCH (a), (b) RETURN a.t AS x, b.t AS y ORDER BY x, y",
           "MATCH (a), (b) RETURN a.t + b.t AS x, count(*) AS n",
           "MATCH (a), (b) WITH DISTINCT a, b RETURN count(a) AS n",
           "MATCH (a), (b) RETURN collect(a.t + b.t) AS l",
           "MATCH (a), (b) RETURN a.t AS x, b.t AS y",
           "MATCH (a), (b) RETURN count(DISTINCT [a, b]) AS n",
           "MATCH (a), (b) RETURN a, b UNION MATCH (b), (a) RETURN a, b",
           "RETURN range(1, 1000000) AS l",
           // A table of the second part, for a join.
           "UNWIND range(1, 50) AS n MATCH (c:N) WHERE c.t + replace(replace(replace(replace('xxxxxxxx', "
           "'x', 'yyyyyyyy'), "
           "'y', 'zzzzzzzz'), 'z', 'xxxxxxxx'), 'x', 'yyyyyyyy') = 'text ' + n RETURN count(c) AS n",
           "MATCH (a), (b) CALL { WITH a UNWIND range(1, 300) AS x RETURN x } RETURN a, b, x",
           "RETURN [x IN range(1, 100000) | [x, x, x]] AS l",
           "MATCH (a:N) RETURN [(a)-[:R*1..20]-(b) | [a, b]] AS l",
           "MATCH (a {i: 5}), (b {i: 600}) MATCH p = allShortestPaths((a)-[:R*]-(b)) UNWIND range(1, 100000) "
           "AS x "
           "RETURN collect([p, x]) AS l",
           "MATCH (a) RETURN percentileCont(a.i, 0.5) AS p, collect([x IN range(1, 1000) | a.i]) AS l",
           "RETURN split(reduce(s = 'x', i IN range(1, 20) | s + s), '') AS l",
           "MATCH (a), (b) WITH a, b ORDER BY a.t + b.t RETURN a, b LIMIT 1",
       })
    EXPECT_EQ(DetailOf(query, options), "MemoryLimit") << query;
}

TEST_F(CypherLimits, TheRefusalSaysWhatToDo) {
  QueryOptions options;
  options.max_memory_bytes = size_t{4} << 20;
  const auto result =
      RunCypher(*store_->TakeSnapshot(), "MATCH (a), (b) RETURN a.t AS x, b.t AS y ORDER BY x, y", options);
  ASSERT_FALSE(result);
  for (const char* words : {"4 MiB", "sort", "WHERE", "LIMIT"})
    EXPECT_NE(result.error().message.find(words), std::string::npos) << result.error().message;
  // And so it does.
  options.timeout = std::chrono::seconds(60);
  EXPECT_TRUE(RunCypher(*store_->TakeSnapshot(),
                        "MATCH (a), (b) RETURN a.t AS x, b.t AS y ORDER BY x, y LIMIT 10", options));
}

TEST_F(CypherLimits, GoingThroughARangeTakesNoMemory) {
  QueryOptions options;
  options.max_memory_bytes = size_t{1} << 20;
  for (const char* query : {
           "UNWIND range(1, 200000) AS x RETURN sum(x) AS s",
           "RETURN reduce(s = 0, x IN range(1, 200000) | s + x) AS s",
           "RETURN 20000100000 * size([x IN range(1, 200000) WHERE x = 7]) AS s",
           "RETURN CASE WHEN all(x IN range(1, 200000) WHERE x > 0) THEN 20000100000 END AS s",
           "RETURN CASE WHEN single(x IN range(200000, 1, -1) WHERE x = 1) THEN 20000100000 END AS s",
       }) {
    const auto result = RunCypher(*store_->TakeSnapshot(), query, options);
    ASSERT_TRUE(result) << query << result.error().ToString(query);
    EXPECT_EQ(result->rows.at(0).at(0).as_int(), 20000100000) << query;
  }
}

TEST_F(CypherLimits, WhatIsWrittenCounts) {
  QueryOptions options;
  options.write = true;
  options.max_memory_bytes = size_t{4} << 20;
  for (const char* query : {
           "UNWIND range(1, 1000000) AS i CREATE (:M)",
           "MATCH (a:N), (b:N) CREATE (a)-[:S]->(b)",
           "MATCH (a:N), (b:N) MERGE (a)-[:S {i: b.i}]->(b)",
           "MATCH (a:N), (b:N) CALL { WITH a CREATE (m:M) RETURN m } RETURN count(m) AS n",
           "MATCH (a:N), (b:N) SET a.t = b.t + a.t RETURN count(*) AS n",
       }) {
    const auto result = RunCypher(*store_, query, options);
    ASSERT_FALSE(result) << query;
    EXPECT_EQ(result.error().detail, "MemoryLimit") << query;
  }
  EXPECT_EQ(store_->TakeSnapshot()->NodeCount(), 600u);
}

// What a subquery kept for one row is gone when it runs for the next one.
TEST_F(CypherLimits, MemoryThatIsGivenBackCountsNoMore) {
  QueryOptions options;
  options.max_memory_bytes = size_t{4} << 20;
  for (const char* query : {
           "MATCH (a:N) CALL { WITH a UNWIND range(1, 1000) AS x WITH DISTINCT x, a RETURN count(x) AS n } "
           "RETURN sum(n) AS n",
           "MATCH (a:N) CALL { WITH a UNWIND range(1, 1000) AS x WITH x ORDER BY -x RETURN max(x) AS n } "
           "RETURN sum(n) AS n",
           "MATCH (a:N) CALL { WITH a UNWIND range(1, 1000) AS x RETURN size(collect(x)) AS n } RETURN "
           "sum(n) AS n",
           "MATCH (a:N) RETURN sum(size([x IN range(1, 1000) | [x, a.i]])) AS n",
           "MATCH (a:N) CALL { WITH a UNWIND range(1, 500) AS x RETURN x UNION UNWIND range(501, 1000) AS x "
           "RETURN x } "
           "RETURN count(x) AS n",
       }) {
    const auto result = RunCypher(*store_->TakeSnapshot(), query, options);
    ASSERT_TRUE(result) << query << result.error().ToString(query);
    EXPECT_EQ(result->rows.at(0).at(0).as_int(), 600000) << query;
  }
}

TEST_F(CypherLimits, NoValueGrowsWithoutEnd) {
  QueryOptions options;
  options.timeout = std::chrono::seconds(60);
  for (const char* query : {
           "RETURN size(reduce(s = 'x', i IN range(1, 60) | s + s)) AS n",
           "RETURN size(reduce(l = [1], i IN range(1, 60) | l + l)) AS n",
           "WITH reduce(s = 'x', i IN range(1, 20) | s + s) AS s RETURN size(replace(s, 'x', s)) AS n",
           "WITH reduce(s = 'x', i IN range(1, 21) | s + s) AS s RETURN s =~ 'x*' AS b",
           // Shares all it holds, and would take ages to look at.
           "RETURN size(reduce(l = [1], i IN range(1, 60) | [l, l])) AS n",
           "RETURN reduce(m = {}, i IN range(1, 60) | {a: m, b: m}) AS m",
           // Would overrun the stack.
           "RETURN size(reduce(l = [], i IN range(1, 1000000) | [l])) AS n",
           "RETURN size(keys(reduce(m = {}, i IN range(1, 1000000) | {a: m}))) AS n",
       })
    EXPECT_EQ(DetailOf(query, options), "MemoryLimit") << query;
}

std::string Repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// A query of a hundred thousand clauses overran the stack, and a chain of a thousand relationships took
// seconds to plan, whatever the deadline.
TEST_F(CypherLimits, LongQueriesNeitherOverrunTheStackNorPlanForEver) {
  QueryOptions options;
  options.timeout = std::chrono::seconds(60);
  const auto refusal = [&](const std::string& query) {
    const auto result = RunCypher(*store_->TakeSnapshot(), query, options);
    return result ? "" : result.error().message;
  };
  for (const std::string& query : {
           "WITH 1 AS x " + Repeated("WITH x ORDER BY x SKIP 0 LIMIT 1 WHERE x = 1 ", 100000) + "RETURN x",
           "MATCH (a:N {i: 1}) " + Repeated("MATCH (a)-[:R]->() ", 100000) + "RETURN count(*) AS n",
           "RETURN " + Repeated("EXISTS { MATCH (a) RETURN 1 AS x } OR ", 1400) + "false AS b",
       })
    EXPECT_NE(refusal(query).find("more than 3000 steps"), std::string::npos) << query.substr(0, 100);
  for (const std::string& query : {
           "MATCH (a)" + Repeated("-->()", 1000) + " RETURN count(*) AS n",
           "MATCH (a)" + Repeated(", ()", 1000) + " RETURN count(*) AS n",
           "MATCH (a) RETURN EXISTS { (a)" + Repeated("-->()", 1000) + " } AS b",
           "MATCH (a) WHERE (a)" + Repeated("-->()", 1000) + " RETURN a",
           "MATCH (a) RETURN [(a)" + Repeated("-->()", 1000) + " | 1] AS l",
           "MERGE (a)" + Repeated("-[:R]->()", 1000),
       })
    EXPECT_NE(refusal(query).find("more than 500 nodes"), std::string::npos) << query.substr(0, 100);
  // What is allowed runs.
  for (const std::string& query : {
           "WITH 1 AS x " + Repeated("WITH x ORDER BY x SKIP 0 LIMIT 1 WHERE x = 1 ", 590) + "RETURN x",
           "MATCH (a:N {i: 1}) " + Repeated("OPTIONAL MATCH (a)-[:S]->() ", 700) + "RETURN count(*) AS n",
           "MATCH (a:N {i: 1}) WITH a " + Repeated("CALL { WITH a RETURN a AS b } WITH a ", 700) +
               "RETURN 1 AS n",
           "MATCH (a:N {i: 600})" + Repeated("-[:S]->()", 249) + " RETURN count(*) AS n",
       })
    EXPECT_EQ(refusal(query), "") << query.substr(0, 100);
  // A script that creates much in one query is no deep query.
  QueryOptions write;
  write.write = true;
  const auto created = RunCypher(*store_, "CREATE (:M)" + Repeated(", (:M)", 9999), write);
  ASSERT_TRUE(created) << created.error().message;
  EXPECT_EQ(created->counters.nodes_created, 10000u);
}

TEST_F(CypherLimits, RowsBeyondTheLimitAreLeftOutAndNoted) {
  QueryOptions options;
  options.max_rows = 5;
  const auto result = RunCypher(*store_->TakeSnapshot(), "MATCH (a), (b), (c), (d) RETURN a.i AS i", options);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->rows.size(), 5u);
  ASSERT_EQ(result->notes.size(), 1u);
  EXPECT_EQ(result->notes[0].text, "only the first 5 rows");
}

}  // namespace
}  // namespace concord::cypher
