// Thousands of queries that are nearly right. tests/cypher_fuzz.cc and tests/fuzz/cypher_fuzzer.cc go on from
// here.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/query/cypher/query_grammar.h"
#include "tests/query/cypher/query_mutator.h"

namespace concord::testing {
namespace {

TEST(CypherMutations, SeedsRun) {
  size_t refused = 0;
  for (const std::string_view seed : SeedQueries()) {
    EXPECT_EQ(TryQuery(seed), "") << seed;
    cypher::QueryOptions options;
    const auto store = NewMemoryStore();
    options.write = true;
    refused += !cypher::RunCypher(*store, seed, options);
  }
  // The parameter $p and the procedures are not there, and one is wrong from the start.
  EXPECT_LE(refused, 4u);
}

TEST(CypherMutations, KeepEveryPromise) {
  std::mt19937 random(11);
  const char* wanted = std::getenv("CONCORD_MUTATIONS");
  const size_t count = wanted == nullptr ? 4000 : std::strtoull(wanted, nullptr, 10);
  std::string query;
  for (size_t i = 0; i < count; ++i) {
    if (i % 20 == 0) query = SeedQueries()[random() % SeedQueries().size()];
    query = MutateQuery(query, &random);
    ASSERT_EQ(TryQuery(query), "") << query;
  }
}

TEST(CypherMutations, TheGrammarWritesQueriesThatKeepEveryPromise) {
  QueryGrammar grammar(5);
  size_t right = 0;
  const size_t count = 1000;
  for (size_t i = 0; i < count; ++i) {
    const std::string query = grammar.Query();
    ASSERT_EQ(TryQuery(query, &right), "") << query;
  }
  EXPECT_GT(right * 4, count) << "too many of the queries are wrong to say anything";
}

}  // namespace
}  // namespace concord::testing
