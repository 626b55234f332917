// How late the query language keeps its deadline.
//
//   cypher_deadline_bench [RUNS]   5 runs of each query without the word
//
// Runs queries that would not end, each with a deadline of 100 ms, and prints by how many milliseconds of
// computing the median and the latest run went past it. The latest should be 50 ms or less.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "graph/store.h"
#include "query/cypher/cypher.h"
#include "tests/processor_time.h"
#include "tests/query/cypher/endless_queries.h"

namespace concord {
namespace {

constexpr std::chrono::milliseconds kDeadline(100);

int Main(int runs) {
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  cypher::QueryOptions write;
  write.write = true;
  for (const char* query : {"UNWIND range(1, 600) AS i CREATE (:N {i: i, t: 'text ' + i})",
                            "MATCH (a:N), (b:N) WHERE b.i IN [a.i + 1, a.i + 7, a.i * 3, a.i * 5, a.i - 11] "
                            "CREATE (a)-[:R]->(b)"})
    if (!cypher::RunCypher(*store, query, write)) {
      std::fprintf(stderr, "cypher_deadline_bench: cannot make the graph\n");
      return 1;
    }
  cypher::QueryOptions options;
  options.timeout = kDeadline;
  const auto snapshot = store->TakeSnapshot();
  std::printf("%8s %8s  query\n", "median", "latest");
  double latest = 0;
  for (const char* query : cypher::kEndlessQueries) {
    std::vector<double> late;
    for (int run = 0; run < runs; ++run) {
      bool ended = false;
      const auto spent = testing::ProcessorTime(
          [&] { ended = static_cast<bool>(cypher::RunCypher(*snapshot, query, options)); });
      if (ended) std::printf("ended before its deadline: %s\n", query);
      late.push_back(std::chrono::duration<double, std::milli>(spent - kDeadline).count());
    }
    std::sort(late.begin(), late.end());
    std::printf("%8.1f %8.1f  %s\n", late[late.size() / 2], late.back(), query);
    latest = std::max(latest, late.back());
  }
  std::printf("%8s %8.1f  of all\n", "", latest);
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) { return concord::Main(argc > 1 ? std::max(1, std::atoi(argv[1])) : 5); }
