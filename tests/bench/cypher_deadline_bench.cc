// How late the query language keeps its deadline.
//
//   cypher_deadline_bench [RUNS]   5 runs of each query without the word
//
// Runs queries that would not end, each with a deadline at which it has had about 100 ms of the processor,
// and prints how many milliseconds of processor time the median and the latest run spent after it. The latest
// should be 50 ms or less. What else the machine does changes the numbers little.
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <thread>
#include <vector>

#include "graph/store.h"
#include "query/cypher/cypher.h"
#include "tests/query/cypher/endless_queries.h"

namespace concord {
namespace {

constexpr double kWork = 100;  // ms of processor time before the deadline

double Milliseconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// What this thread spends on the query after the deadline. Another thread looks at its clock when the
// deadline comes. If that thread comes too late, or this one has had too little of the processor by then, the
// run counts for nothing; the next one gets another deadline.
double Lateness(const Snapshot& snapshot, const char* query) {
  clockid_t clock = 0;
  pthread_getcpuclockid(pthread_self(), &clock);
  double wait = kWork;
  while (true) {
    double at_deadline = 0;
    bool is_in_time = false, ended = false;
    cypher::QueryOptions options;
    options.timeout = std::chrono::milliseconds(static_cast<int64_t>(wait));
    const double start = Milliseconds(clock);
    const auto deadline = std::chrono::steady_clock::now() + options.timeout;
    std::thread watch([&] {
      std::this_thread::sleep_until(deadline);
      at_deadline = Milliseconds(clock);
      is_in_time = std::chrono::steady_clock::now() < deadline + std::chrono::milliseconds(1);
    });
    ended = static_cast<bool>(cypher::RunCypher(snapshot, query, options));
    const double end = Milliseconds(clock);
    watch.join();
    if (ended) std::printf("ended before its deadline: %s\n", query);
    const double work = at_deadline - start;
    if (is_in_time && work > 0.8 * kWork && work < 1.5 * kWork) return end - at_deadline;
    wait = std::clamp(wait * kWork / std::max(work, 1.0), wait / 2, wait * 2);
  }
}

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
  const auto snapshot = store->TakeSnapshot();
  std::printf("%8s %8s  query\n", "median", "latest");
  double latest = 0;
  for (const char* query : cypher::kEndlessQueries) {
    std::vector<double> late;
    for (int run = 0; run < runs; ++run) late.push_back(Lateness(*snapshot, query));
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
