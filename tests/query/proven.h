// Holds an answer to its word: every number is the count of its evidence, every quote stands at its offsets.
#ifndef CONCORD_TESTS_QUERY_PROVEN_H_
#define CONCORD_TESTS_QUERY_PROVEN_H_

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "query/answer.h"
#include "tests/query/tiny_graph.h"

namespace concord::testing {

// `counts`: columns whose numbers have evidence of their own (not sums). The answer must have been asked for
// all evidence. Returns how many of those numbers are above 0.
inline size_t ExpectProven(const Answer& answer, const std::set<std::string>& counts, TinyGraph& graph) {
  size_t numbers = 0;
  for (const Row& row : answer.rows) {
    EXPECT_EQ(row.cells.size(), answer.columns.size());
    std::map<std::string, int64_t> counted;
    for (const Evidence& evidence : row.evidence) {
      ++counted[evidence.column];
      EXPECT_TRUE(counts.contains(evidence.column)) << evidence.column;
      if (evidence.quote.empty()) continue;
      EXPECT_EQ(graph.text(evidence.version).substr(evidence.start, evidence.end - evidence.start),
                evidence.quote);
    }
    for (size_t c = 0; c < answer.columns.size(); ++c) {
      const std::string& column = answer.columns[c].name;
      if (!counts.contains(column)) continue;
      EXPECT_EQ(row.cells[c].as_int(), counted[column]) << row.cells[0].ToString() << " " << column;
      numbers += row.cells[c].as_int() > 0 ? 1 : 0;
    }
  }
  return numbers;
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_PROVEN_H_
