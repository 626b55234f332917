// How much each row covers of each column: forums by topics, years by topics.
//
// Makes one pass over the parts in reading order. Each part adds its concepts to those of the wholes around
// it; each work then adds its sums to its rows. O(classifications x columns of a concept + works x rows x
// columns touched), without hashing.
#ifndef CONCORD_QUERY_COVERAGE_COVERAGE_MATRIX_H_
#define CONCORD_QUERY_COVERAGE_COVERAGE_MATRIX_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "query/coverage/coverage.h"

namespace concord {

enum class MatrixRows : uint8_t { kForum, kActor, kDocument, kJurisdiction, kYear };
// What a cell counts: works, measures, or measures that bind.
enum class MatrixMeasure : uint8_t { kDocuments, kMeasures, kBinding };

// For one thread. Must not outlive its Coverage. Making it takes a pass over the works. Counting again
// allocates nothing.
class CoverageMatrix {
 public:
  // Each column is a set of concepts: the requested ones with everything narrower. Rows are vertices, or
  // years. `jurisdictions` are the actors that count as such, sorted (for kJurisdiction only).
  CoverageMatrix(const Coverage& coverage, MatrixRows rows, const std::vector<std::vector<VertexId>>& columns,
                 std::span<const VertexId> jurisdictions = {});

  // row_count() x column_count() numbers, row by row; valid until the next count.
  std::span<const uint32_t> Count(MatrixMeasure measure);

  size_t row_count() const { return rows_.size(); }
  size_t column_count() const { return columns_; }
  uint32_t row(size_t index) const { return rows_[index]; }  // a vertex, or a year
  // The rows of a work, as indices.
  std::span<const uint32_t> RowsOf(VertexId document) const {
    return std::span(row_of_).subspan(row_first_[document], row_first_[document + 1] - row_first_[document]);
  }

 private:
  // The sum of a column while one work is counted.
  struct Sum {
    uint32_t stamp = UINT32_MAX;  // the part that was counted last
    uint32_t count = 0;
  };

  const Coverage& coverage_;
  size_t columns_;
  std::vector<uint32_t> rows_;
  std::vector<uint32_t> row_first_, row_of_;        // beside vertices: rows of a work
  std::vector<uint32_t> column_first_, column_of_;  // beside vertices: columns of a concept
  std::vector<uint32_t> cells_;
  std::vector<Sum> sums_;  // beside columns
};

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_COVERAGE_MATRIX_H_
