// Hash joins, counting of edges and subqueries for many rows at once: EXPLAIN shows them, and the rows are
// those of the plan without them.
#include <gtest/gtest.h>

#include "tests/query/cypher/random_queries.h"

namespace concord::cypher {
namespace {

class CypherJoins : public ::testing::Test {
 protected:
  void SetUp() override {
    Write("UNWIND range(0, 199) AS i CREATE (:X {i: i, third: i % 3})");
    Write("UNWIND range(0, 19) AS i CREATE (:B {i: i, x: i * 11, third: 1.0 * (i % 3)}), (:E)");
    Write("CREATE (:A {i: 0}), (:Odd {x: null}), (:Odd {x: 0.0 / 0.0}), (:Odd {x: '11'})");
    Write("MATCH (a:A), (x:X) CREATE (a)-[:R]->(x)");
    Write("MATCH (b:B), (x:X) WHERE (b.i * 7 + x.i) % 2 = 0 CREATE (b)-[:S]->(x)");
  }

  void Write(const std::string& query) {
    QueryOptions options;
    options.write = true;
    const auto done = RunCypher(*store_, query, options);
    ASSERT_TRUE(done) << done.error().ToString(query);
  }

  QueryResult Ask(const std::string& query, bool optimize = true) {
    QueryOptions options;
    options.optimize = optimize;
    auto result = RunCypher(*store_->TakeSnapshot(), query, options);
    EXPECT_TRUE(result) << result.error().ToString(query);
    return result ? *std::move(result) : QueryResult();
  }

  bool PlanHas(const std::string& query, const std::string& step) {
    return PlanText(Ask("EXPLAIN " + query).plan).find(step) != std::string::npos;
  }

  void ExpectSameRows(const std::string& query, size_t rows) {
    const auto found = testing::Bag(Ask(query));
    EXPECT_EQ(found.size(), rows) << query;
    EXPECT_EQ(found, testing::Bag(Ask(query, false))) << query;
  }

  std::string KeyOf(const std::string& pattern) {
    return Ask("MATCH " + pattern + " RETURN key(n)").rows.at(0).at(0).as_string();
  }

  std::unique_ptr<GraphStore> store_ = NewMemoryStore();
};

TEST_F(CypherJoins, EqualValuesAreLookedUp) {
  const std::string query = "MATCH (b:B), (x:X) WHERE b.x = x.i RETURN b.i AS b, x.i AS x";
  EXPECT_TRUE(PlanHas(query, "HashJoin"));
  ExpectSameRows(query, 19);  // 0, 11, ... 198
  // 1 equals 1.0; null and what is not a number equal nothing.
  ExpectSameRows("MATCH (b:B), (x:X {third: b.third}) RETURN b.i AS b, x.i AS x", 1334);
  ExpectSameRows("MATCH (a:Odd), (b:B) WHERE a.x = b.x RETURN a.x AS x", 0);
  ExpectSameRows("MATCH (a:Odd), (x:Odd) WHERE a.x = x.x RETURN a.x AS x", 1);
  // With edges on both sides, and a condition on both.
  ExpectSameRows(
      "MATCH (a:A)-[:R]->(x), (b:B)-[:S]->(y:X) WHERE x.i = y.i AND b.i < x.i - 190 RETURN x.i AS x, b.i AS "
      "b",
      20);
  EXPECT_TRUE(PlanHas("UNWIND range(1, 50) AS n MATCH (x:X) WHERE x.i = n RETURN x", "HashJoin"));
  ExpectSameRows("UNWIND range(190, 250) AS n MATCH (x:X {i: n}) RETURN n, x.i AS i", 10);
}

TEST_F(CypherJoins, PatternsMeetAtANode) {
  const std::string query = "MATCH (a:A)-[:R]->(x:X)<-[:S]-(b:B) WHERE key(a) = '" + KeyOf("(n:A)") +
                            "' AND key(b) = '" + KeyOf("(n:B {i: 3})") +
                            "' RETURN x.i AS x, a.i AS a, b.i AS b";
  EXPECT_TRUE(PlanHas(query, "HashJoin")) << PlanText(Ask("EXPLAIN " + query).plan);
  ExpectSameRows(query, 100);
}

TEST_F(CypherJoins, AnEdgeStandsOnceInAMatch) {
  ExpectSameRows(
      "MATCH (b:B)-[:S]->(x), (c:B)-[:S]->(y) WHERE b.x = c.x AND b.i < 2 RETURN b.i AS b, x.i AS x, y.i AS "
      "y",
      2 * 100 * 99);
  // Both parts may match the same edges, and are not matched apart.
  const std::string query = "MATCH (b:B)-[:S]->(x:X)<-[:S]-(c:B) WHERE key(b) = '" + KeyOf("(n:B {i: 4})") +
                            "' AND key(c) = '" + KeyOf("(n:B {i: 4})") + "' RETURN x.i AS x";
  EXPECT_FALSE(PlanHas(query, "HashJoin"));
  ExpectSameRows(query, 0);
}

TEST_F(CypherJoins, AJoinSeesWhatTheQueryWrote) {
  QueryOptions options;
  options.write = true;
  const auto result = RunCypher(
      *store_,
      "UNWIND range(1000, 1039) AS i CREATE (:X {i: i}) WITH i MATCH (x:X {i: i}) RETURN count(x) AS n",
      options);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->rows.at(0).at(0).as_int(), 40);
}

TEST_F(CypherJoins, EdgesThatNobodyReadsAreCounted) {
  for (const char* query : {
           "MATCH (b:B)-[:S]->(x) RETURN b.i AS b, count(*) AS n",
           "MATCH (b:B)-[:S]->(x)<-[:R]-(a) RETURN b.i AS b, count(*) AS n, count(b) AS m",
           "MATCH (b:B)-[:S]->(x) MATCH (b)-[:S]->(y) RETURN b.i AS b, count(*) AS n",
           "MATCH (x:X)<-[:S]-() RETURN x.i AS b, count(*) AS n, count(DISTINCT x) AS m",
           "MATCH (b:B)-[:S]->() UNWIND [1, 2] AS u MATCH (b)-[:S]->() RETURN b.i AS b, u, count(*) AS n",
       }) {
    EXPECT_TRUE(PlanHas(query, "Degree")) << query;
    EXPECT_EQ(testing::Bag(Ask(query)), testing::Bag(Ask(query, false))) << query;
  }
  EXPECT_FALSE(PlanHas("MATCH (b:B)-[:S]->(x) RETURN b.i AS b, count(x.i) AS n", "Degree"));
}

TEST_F(CypherJoins, ASubqueryRunsForManyRowsAtOnce) {
  // The same node by both parts counts once for a row, and once for each row; what is read behind the
  // subquery is still there.
  ExpectSameRows(
      "MATCH (x:X) WHERE x.i < 5 CALL { WITH x MATCH (x)<-[:S]-(f) RETURN f UNION WITH x MATCH "
      "(x)<-[:S]-(f:B) "
      "RETURN f UNION WITH x MATCH (x)<-[:R]-(f) RETURN f } RETURN x.i AS x, f.i AS f, labels(f) AS l",
      5 * 10 + 5);
  ExpectSameRows(
      "MATCH (b:B) CALL { WITH b MATCH (b)-[:S]->(x) WHERE x.i > 190 + b.i RETURN x UNION ALL WITH b MATCH "
      "(b)-[:S]->(x {i: 4}) RETURN x } RETURN b.i AS b, x.i AS x",
      20 + 10);
  ExpectSameRows("MATCH (b:B) CALL { WITH b MATCH (b)-[:S]->(x) RETURN x LIMIT 1 } RETURN b.i AS b", 20);
}

// The planner took COUNT { } for a function of one variable, and crashed.
TEST_F(CypherJoins, ASubqueryMayBeOneSideOfAnEquality) {
  ExpectSameRows("MATCH (b:B) WHERE COUNT { (b)-[:S]->() } = b.x + 1 RETURN b.i AS b", 1);
  ExpectSameRows("MATCH (a:A) OPTIONAL MATCH (b:B) WHERE b.x + 1 = COUNT { (b)-[:S]->() } RETURN b.i AS b",
                 1);
}

}  // namespace
}  // namespace concord::cypher
