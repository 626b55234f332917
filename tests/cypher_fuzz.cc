// cypher_fuzz SECONDS [FIRST_SEED [LAST_QUERY_FILE]]
//
// Asks random queries for so many seconds of processor time, and ends with 1 at the first that breaks a
// promise: no crash, an error that says something, the same rows with and without the planner's choices, the
// deadline, the limit of memory, and a store that a query changes as a whole or not at all. The queries are
// those of the grammar (query_grammar.h), and changes of them and of other queries token by token
// (query_mutator.h). The query that runs is kept in LAST_QUERY_FILE, for a crash.
//
// Meant for a build with sanitizers:
//
//   cmake --preset asan && ninja -C build/asan cypher_fuzz
//   build/asan/tests/cypher_fuzz 3600
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>

#include "graph/store.h"
#include "tests/processor_time.h"
#include "tests/query/cypher/query_grammar.h"
#include "tests/query/cypher/query_mutator.h"
#include "tests/query/cypher/random_queries.h"

namespace concord::testing {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSlow = true;
#else
constexpr bool kIsSlow = false;
#endif

// TryQuery runs a query twice, each with a deadline of 300 ms.
constexpr std::chrono::milliseconds kDeadlines(600);
constexpr std::chrono::milliseconds kLateness(kIsSlow ? 1000 : 200);
// TryQuery lets a query keep 64 MiB. Sanitizers and the allocator have their share.
constexpr long kPeakGrowth = (kIsSlow ? 768L : 256L) << 10;  // KiB, as getrusage counts

long PeakMemory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

std::chrono::nanoseconds Spent() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// A store that queries change. What they leave behind is counted in two ways.
class ChangingStore {
 public:
  std::string Try(const std::string& query, uint32_t seed) {
    if (store_ == nullptr || nodes_ > 2000 || edges_ > 5000) Renew(seed);
    cypher::QueryOptions options;
    options.write = true;
    options.parameters["p"] = cypher::Value(cypher::ValueMap{{"k", cypher::Value(int64_t{1})}});
    options.timeout = std::chrono::milliseconds(300);
    options.max_memory_bytes = size_t{64} << 20;
    const auto changed = RunCypher(*store_, query, options);
    const auto snapshot = store_->TakeSnapshot();
    const size_t nodes = snapshot->NodeCount(), edges = snapshot->EdgeCount();
    if (!changed && (nodes != nodes_ || edges != edges_)) return "a query that failed has changed the store";
    nodes_ = nodes;
    edges_ = edges;
    if (Count(*snapshot, "MATCH (n) RETURN count(n) AS n") != static_cast<int64_t>(nodes))
      return "the store counts other nodes than it has";
    if (Count(*snapshot, "MATCH (a)-[r]->(b) RETURN count(key(a) + key(b)) AS n") !=
        static_cast<int64_t>(edges))
      return "the store counts other relationships than it has";
    return {};
  }

 private:
  void Renew(uint32_t seed) {
    store_ = NewMemoryStore();
    cypher::QueryOptions write;
    write.write = true;
    if (!RunCypher(*store_, RandomQueries(seed).Graph(), write)) std::abort();
    nodes_ = store_->TakeSnapshot()->NodeCount();
    edges_ = store_->TakeSnapshot()->EdgeCount();
  }

  static int64_t Count(const Snapshot& snapshot, const char* query) {
    const auto result = cypher::RunCypher(snapshot, query, {});
    return result ? result->rows.at(0).at(0).as_int() : -1;
  }

  std::unique_ptr<GraphStore> store_;
  size_t nodes_ = 0, edges_ = 0;
};

int Main(double seconds, uint32_t seed, const char* last) {
  std::mt19937 random(seed);
  QueryGrammar grammar(seed);
  ChangingStore store;
  (void)TryQuery("RETURN 1 AS one");
  const long start = PeakMemory();
  const auto elapsed = [] { return std::chrono::duration<double>(Spent()).count(); };
  const auto report = [&](size_t asked, size_t right) {
    fmt::print("{} queries, {} of them without an error, in {:.0f} s; {} MiB at most\n", asked, right,
               elapsed(), PeakMemory() >> 10);
    std::fflush(stdout);
  };
  size_t asked = 0, right = 0;
  double next_report = 60;
  std::string query;
  for (; elapsed() < seconds; ++asked) {
    const auto way = random() % 10;
    const bool writes = way == 0;
    if (writes) {
      query = grammar.WritingQuery();
      if (random() % 3 == 0) query = MutateQuery(query, &random);
    } else if (way < 6) {
      query = grammar.Query();
    } else if (way < 8 || query.empty()) {
      query = MutateQuery(grammar.Query(), &random);
    } else {
      if (asked % 20 == 0) query = SeedQueries()[random() % SeedQueries().size()];
      query = MutateQuery(query, &random);
    }
    if (last != nullptr) {
      std::FILE* file = std::fopen(last, "w");
      if (file == nullptr) return 2;
      std::fputs(query.c_str(), file);
      std::fclose(file);
    }
    const long before = std::max(start, PeakMemory());
    std::string broken;
    const auto spent = ProcessorTime(
        [&] { broken = writes ? store.Try(query, static_cast<uint32_t>(asked)) : TryQuery(query, &right); });
    if (broken.empty() && spent > kDeadlines + kLateness)
      broken = fmt::format("it took {} ms", spent / std::chrono::milliseconds(1));
    if (broken.empty() && PeakMemory() > before + kPeakGrowth)
      broken = fmt::format("it took {} MiB", (PeakMemory() - before) >> 10);
    if (!broken.empty()) {
      fmt::print("after {} queries: {}\n{}\n", asked, broken, query);
      return 1;
    }
    if (elapsed() < next_report) continue;
    report(asked, right);
    next_report += 60;
  }
  report(asked, right);
  return 0;
}

}  // namespace
}  // namespace concord::testing

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 0;
  if (seconds <= 0) {
    std::fprintf(stderr, "usage: cypher_fuzz SECONDS [FIRST_SEED [LAST_QUERY_FILE]]\n");
    return 2;
  }
  return concord::testing::Main(seconds,
                                argc > 2 ? static_cast<uint32_t>(std::strtoul(argv[2], nullptr, 10)) : 1,
                                argc > 3 ? argv[3] : nullptr);
}
