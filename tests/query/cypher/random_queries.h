// Small random graphs, and random queries about them that find something.
#ifndef CONCORD_TESTS_QUERY_CYPHER_RANDOM_QUERIES_H_
#define CONCORD_TESTS_QUERY_CYPHER_RANDOM_QUERIES_H_

#include <random>
#include <string>
#include <vector>

#include "query/cypher/cypher.h"

namespace concord::testing {

class RandomQueries {
 public:
  // `plain`: only what other graph databases mean the same by. A node has one label, a MATCH one
  // relationship, and nothing is null.
  explicit RandomQueries(uint32_t seed, bool plain = false) : random_(seed), plain_(plain) {}

  // A query that creates a graph. Nodes have :A, :B, both or none, and properties x and id; relationships
  // are :R or :S and have w and id.
  std::string Graph();
  // A query about it that gives no nodes, only values.
  std::string Query();

 private:
  int Pick(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  std::string Labels();
  std::string LabelsOf();
  std::string Variable();
  std::string Node();
  std::string Edge();
  std::string Path(int most);
  std::string Condition();
  std::string Return();
  std::string V(int number) const { return "v" + std::to_string(number); }
  std::string AnyVariable() { return V(Pick(names_)); }
  std::string ShortestQuery();

  std::mt19937 random_;
  const bool plain_;
  int names_ = 0;
  bool is_new_ = true;  // the variable that was written last
};

// The rows as text, sorted.
std::vector<std::string> Bag(const cypher::QueryResult& result);

// Runs `queries` random queries, some forty on each graph, with and without the planner's choices, over a
// view, and on some of the graphs from disk. Empty when all agree, else the first that does not.
struct Agreement {
  std::string wrong;
  size_t asked = 0, with_rows = 0;
};
Agreement RunRandomQueries(size_t queries, uint32_t first_seed);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_CYPHER_RANDOM_QUERIES_H_
