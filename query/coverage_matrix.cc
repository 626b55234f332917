#include "query/coverage_matrix.h"

#include <algorithm>

namespace concord {

CoverageMatrix::CoverageMatrix(const Coverage& coverage, MatrixRows rows,
                               const std::vector<std::vector<VertexId>>& columns,
                               std::span<const VertexId> jurisdictions)
    : coverage_(coverage), columns_(columns.size()), stamps_(columns.size(), 0), sums_(columns.size(), 0) {
  const VertexId vertices = coverage.view().vertex_count();
  std::vector<std::vector<uint32_t>> of_concept(vertices);
  for (uint32_t c = 0; c < columns.size(); ++c) {
    for (const VertexId v : columns[c]) of_concept[v].push_back(c);
  }
  for (const auto& some : of_concept) {
    column_first_.push_back(static_cast<uint32_t>(column_of_.size()));
    column_of_.insert(column_of_.end(), some.begin(), some.end());
  }
  column_first_.push_back(static_cast<uint32_t>(column_of_.size()));

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

void CoverageMatrix::AddColumns(VertexId part, std::vector<uint32_t>* into) const {
  for (const VertexId concept_vertex : coverage_.ConceptsOf(part)) {
    into->insert(into->end(), column_of_.begin() + column_first_[concept_vertex],
                 column_of_.begin() + column_first_[concept_vertex + 1]);
  }
}

std::span<const uint32_t> CoverageMatrix::Count(MatrixMeasure measure) {
  cells_.assign(row_count() * columns_, 0);
  std::fill(stamps_.begin(), stamps_.end(), UINT32_MAX);
  struct Whole {
    uint32_t limit;  // of its parts
    size_t inherited;
  };
  std::vector<Whole> wholes;
  std::vector<uint32_t> inherited;  // columns of the wholes around a part, with repetition
  std::vector<uint32_t> own, touched;
  const std::span<const VertexId> parts = coverage_.parts();
  for (uint32_t begin = 0; begin < parts.size();) {
    const VertexId work = parts[begin];
    const uint32_t end = std::max(coverage_.PartLimit(work), begin + 1);
    const std::span<const uint32_t> rows = RowsOf(work);
    touched.clear();
    for (uint32_t at = begin; at < end && !rows.empty(); ++at) {
      const VertexId part = parts[at];
      while (!wholes.empty() && wholes.back().limit <= at) {
        inherited.resize(wholes.back().inherited);
        wholes.pop_back();
      }
      own.clear();
      AddColumns(part, &own);
      const bool leaf = coverage_.PartLimit(part) == at + 1;
      const bool counts = measure == MatrixMeasure::kDocuments ||
                          (coverage_.IsMeasure(part) &&
                           (measure == MatrixMeasure::kMeasures || coverage_.StrengthOf(part) == 0));
      const auto add = [&](uint32_t column) {
        if (stamps_[column] == at) return;
        stamps_[column] = at;
        if (sums_[column] == 0) touched.push_back(column);
        ++sums_[column];
      };
      if (counts) {
        for (const uint32_t column : own) add(column);
        // A work counts once, so only what it is itself classified as is new.
        if (measure != MatrixMeasure::kDocuments) {
          for (const uint32_t column : inherited) add(column);
        }
      }
      if (!leaf && !own.empty()) {
        wholes.push_back({coverage_.PartLimit(part), inherited.size()});
        inherited.insert(inherited.end(), own.begin(), own.end());
      }
    }
    wholes.clear();
    inherited.clear();
    for (const uint32_t row : rows) {
      uint32_t* cells = cells_.data() + size_t{row} * columns_;
      for (const uint32_t column : touched)
        cells[column] += measure == MatrixMeasure::kDocuments ? 1 : sums_[column];
    }
    for (const uint32_t column : touched) sums_[column] = 0;
    begin = end;
  }
  return cells_;
}

}  // namespace concord
