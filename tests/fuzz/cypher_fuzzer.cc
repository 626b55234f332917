// Feeds the query language with queries that are nearly right, and checks what TryQuery
// (tests/query/cypher/query_mutator.h) promises. Half of the changes are made token by token, the others are
// libFuzzer's own.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/query/cypher/query_mutator.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned int seed) {
  std::mt19937 random(seed);
  if (random() % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
  std::string query(reinterpret_cast<const char*>(data), size);
  const auto seeds = concord::testing::SeedQueries();
  if (query.size() < 4 || random() % 50 == 0) query = seeds[random() % seeds.size()];
  query = concord::testing::MutateQuery(query, &random);
  query.resize(std::min(query.size(), max_size));
  std::memcpy(data, query.data(), query.size());
  return query.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string query(reinterpret_cast<const char*>(data), size);
  const std::string broken = concord::testing::TryQuery(query);
  if (broken.empty()) return 0;
  std::fprintf(stderr, "broken promise: %s\n%s\n", broken.c_str(), query.c_str());
  std::abort();
}
