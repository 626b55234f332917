// Changes queries token by token, so that many of them are still queries.
#ifndef CONCORD_TESTS_QUERY_CYPHER_QUERY_MUTATOR_H_
#define CONCORD_TESTS_QUERY_CYPHER_QUERY_MUTATOR_H_

#include <random>
#include <span>
#include <string>
#include <string_view>

#include "query/cypher/cypher.h"

namespace concord::testing {

// Queries that between them use all that the language has.
std::span<const std::string_view> SeedQueries();

// Leaves tokens out, repeats them, swaps them, puts others in their place, or joins a piece of a seed in.
std::string MutateQuery(std::string_view query, std::mt19937* random);

// Runs a query on a small graph that it must leave alone, with and without the planner's choices. Empty when
// all promises are kept, else which was broken. `right` counts the queries that ran without an error.
std::string TryQuery(std::string_view query, size_t* right = nullptr);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_CYPHER_QUERY_MUTATOR_H_
