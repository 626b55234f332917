#include "query/coverage/coverage_matrix.h"

#include <algorithm>
#include <numeric>

namespace concord {

CoverageMatrix::CoverageMatrix(const Coverage& coverage, MatrixRows rows,
                               const std::vector<std::vector<VertexId>>& columns,
                               std::span<const VertexId> jurisdictions)
    : coverage_(coverage), columns_(columns.size()), sums_(columns.size()) {
  const VertexId vertices = coverage.view().vertex_count();
  std::vector<std::pair<VertexId, uint32_t>> of_concepts;
  for (uint32_t c = 0; c < columns.size(); ++c) {
    for (const VertexId v : columns[c]) of_concepts.emplace_back(v, c);
  }
  std::ranges::stable_sort(of_concepts, {}, &std::pair<VertexId, uint32_t>::first);
  column_first_.assign(vertices + size_t{1}, 0);
  for (const auto& [v, c] : of_concepts) {
    ++column_first_[v + size_t{1}];
    column_of_.push_back(c);
  }
  std::partial_sum(column_first_.begin(), column_first_.end(), column_first_.begin());

  // What stands for the rows of each work, then numbered in rising order.
  std::vector<uint32_t> named;
  for (VertexId v = 0; v < vertices; ++v) {
    row_first_.push_back(static_cast<uint32_t>(named.size()));
    if (coverage.WorkOf(v) != v) continue;
    if (rows == MatrixRows::kDocument) {
      named.push_back(v);
    } else if (rows == MatrixRows::kYear) {
      if (const auto date = coverage.DateOf(v)) named.push_back(static_cast<uint32_t>(date->year));
    } else {
      for (const Coverage::Credit& credit : coverage.CreditsOf(v)) {
        if (rows == MatrixRows::kForum && !coverage.IsForum(credit.actor)) continue;
        if (rows == MatrixRows::kJurisdiction &&
            !std::binary_search(jurisdictions.begin(), jurisdictions.end(), credit.actor)) {
          continue;
        }
        named.push_back(credit.actor);
      }
    }
  }
  row_first_.push_back(static_cast<uint32_t>(named.size()));
  rows_ = named;
  std::sort(rows_.begin(), rows_.end());
  rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  for (const uint32_t name : named) {
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), name);
    row_of_.push_back(static_cast<uint32_t>(at - rows_.begin()));
  }
}

std::span<const uint32_t> CoverageMatrix::Count(MatrixMeasure measure) {
  cells_.assign(row_count() * columns_, 0);
  std::fill(sums_.begin(), sums_.end(), Sum{UINT32_MAX, 0});
  struct Whole {
    uint32_t limit;  // of its parts
    size_t inherited;
  };
  std::vector<Whole> wholes;
  std::vector<uint32_t> inherited;              // columns of the wholes around a part, with repetition
  std::vector<uint32_t> touched(columns_ + 1);  // of the work: the first `touched_count`, and one to write to
  size_t touched_count = 0;
  const bool documents = measure == MatrixMeasure::kDocuments;
  const std::span<const Coverage::Part> parts = coverage_.parts();
  for (uint32_t begin = 0; begin < parts.size();) {
    const uint32_t end = parts[begin].limit;
    const std::span<const uint32_t> rows = RowsOf(parts[begin].work);
    touched_count = 0;
    for (uint32_t at = begin; at < end && !rows.empty(); ++at) {
      while (!wholes.empty() && wholes.back().limit <= at) {
        inherited.resize(wholes.back().inherited);
        wholes.pop_back();
      }
      const Coverage::Part& part = parts[at];
      // A work counts once, whatever part says so; a measure once for a column, whichever whole says so.
      const bool counts =
          documents || (coverage_.IsMeasure(part.vertex) &&
                        (measure == MatrixMeasure::kMeasures || coverage_.StrengthOf(part.vertex) == 0));
      const uint32_t stamp = documents ? begin : at;
      const auto add = [&](uint32_t column) {
        // Without branches: whether a column was counted already is as good as random.
        Sum& sum = sums_[column];
        const uint32_t fresh = sum.stamp != stamp ? 1 : 0;
        touched[touched_count] = column;
        touched_count += sum.count == 0 ? fresh : 0;
        sum.stamp = stamp;
        sum.count += fresh;
      };
      const size_t before = inherited.size();
      for (const VertexId concept_vertex : coverage_.ConceptsAt(at)) {
        const uint32_t first = column_first_[concept_vertex], limit = column_first_[concept_vertex + 1];
        if (counts) {
          for (uint32_t i = first; i < limit; ++i) add(column_of_[i]);
        }
        if (part.limit > at + 1 && !documents)
          inherited.insert(inherited.end(), column_of_.begin() + first, column_of_.begin() + limit);
      }
      if (counts && !documents) {
        for (size_t i = 0; i < before; ++i) add(inherited[i]);
      }
      if (inherited.size() > before) wholes.push_back({part.limit, before});
    }
    wholes.clear();
    inherited.clear();
    const std::span<const uint32_t> counted(touched.data(), touched_count);
    for (const uint32_t row : rows) {
      uint32_t* cells = cells_.data() + size_t{row} * columns_;
      for (const uint32_t column : counted) cells[column] += sums_[column].count;
    }
    for (const uint32_t column : counted) sums_[column].count = 0;
    begin = end;
  }
  return cells_;
}

}  // namespace concord
