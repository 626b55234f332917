// cypher_differential [QUERIES [FIRST_SEED]]        10,000 queries from seed 1,000
// cypher_differential --print QUERIES
//
// Asks random queries over random graphs in several ways, and says how many agree. With --print it writes
// queries that other graph databases understand too, with their rows, as JSON lines, for
// tests/query/cypher/peer_agreement.py.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "tests/query/cypher/random_queries.h"

namespace {

using concord::testing::RandomQueries;

// Nothing that the generator writes needs an escape.
void Print(size_t queries) {
  size_t asked = 0;
  for (uint32_t seed = 0; asked < queries; ++seed) {
    RandomQueries random(seed, true);
    const std::string graph = random.Graph();
    const auto store = concord::NewMemoryStore();
    concord::cypher::QueryOptions write;
    write.write = true;
    if (!RunCypher(*store, graph, write)) std::abort();
    const auto snapshot = store->TakeSnapshot();
    fmt::print("{{\"graph\": \"{}\"}}\n", graph);
    for (int i = 0; i < 20 && asked < queries; ++i, ++asked) {
      const std::string query = random.Query();
      const auto result = concord::cypher::RunCypher(*snapshot, query, {});
      if (!result) std::abort();
      std::string rows;
      for (const std::string& row : concord::testing::Bag(*result))
        rows += fmt::format("{}\"{}\"", rows.empty() ? "" : ", ", row);
      fmt::print("{{\"query\": \"{}\", \"rows\": [{}]}}\n", query, rows);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string first = argc > 1 ? argv[1] : "10000";
  if (first == "--print" && argc == 3) {
    Print(std::strtoull(argv[2], nullptr, 10));
    return 0;
  }
  const size_t queries = std::strtoull(first.c_str(), nullptr, 10);
  if (queries == 0) {
    std::cerr << "usage: cypher_differential [QUERIES [FIRST_SEED]] | --print QUERIES\n";
    return 2;
  }
  const auto seed = static_cast<uint32_t>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000);
  const auto agreement = concord::testing::RunRandomQueries(queries, seed);
  if (!agreement.wrong.empty()) {
    std::cout << "after " << agreement.asked << " queries:\n" << agreement.wrong << "\n";
    return 1;
  }
  fmt::print("{} queries agree; {} of them find rows\n", agreement.asked, agreement.with_rows);
  return 0;
}
