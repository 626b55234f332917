// How much each row covers of each topic, for topics of concepts, words and saved topics alike.
//
// CoverageMatrix counts the columns of concepts in one pass. Topics of words are marked one by one.
#ifndef CONCORD_QUERY_COVERAGE_TOPIC_MATRIX_H_
#define CONCORD_QUERY_COVERAGE_TOPIC_MATRIX_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/plural.h"
#include "base/result.h"
#include "graph/snapshot.h"
#include "query/answer.h"
#include "query/coverage/coverage.h"
#include "query/coverage/coverage_matrix.h"
#include "query/topics/topic.h"

namespace concord {

struct TopicColumn {
  std::string key, label;
  std::vector<VertexId> concepts;  // with everything narrower
  std::optional<Topic> topic;      // instead, if concepts alone do not describe it: words, a difference
};

// The columns that `text` names, separated by commas: schemes, which mean their concepts without anything
// broader, and topics. kUsage if there are none; otherwise fails as TopicFinder does.
Result<std::vector<TopicColumn>> ReadTopicColumns(const Snapshot& snapshot, const Coverage& coverage,
                                                  std::string_view text, TopicFinder* finder);
// The topics by which forums are compared: those that `text` names. If it is empty, a column for each concept
// of the store, in the order of vertices, with everything narrower or alone.
Result<std::vector<TopicColumn>> TopicsToCompare(const Snapshot& snapshot, const Coverage& coverage,
                                                 std::string_view text, const TopicOptions& options,
                                                 bool narrower);
// Adds notes on the labels of columns, and on labels that are searched as words.
void SayColumns(std::span<const TopicColumn> columns, Answer* answer);
// Why a table of forums has only zeros, and what would help. `text` is what the columns were read from.
void SayWhyEmpty(const Coverage& coverage, std::string_view text, Answer* answer);
// Sets `cols` and adds the notes of SayColumns, and those of SayWhyEmpty if all cells are 0.
void SayComparison(const Coverage& coverage, std::span<const TopicColumn> columns,
                   std::span<const uint32_t> cells, std::string_view text, Answer* answer);

// Borrows its arguments. For one thread.
class TopicMatrix {
 public:
  TopicMatrix(const Coverage& coverage, const std::vector<TopicColumn>& columns, MatrixRows rows,
              std::span<const VertexId> jurisdictions = {});

  // row_count() x columns.size() numbers, row by row; valid until the next count.
  std::span<const uint32_t> Count(MatrixMeasure measure);

  size_t row_count() const { return matrix_.row_count(); }
  uint32_t row(size_t index) const { return matrix_.row(index); }  // a vertex, or a year
  // The rows of a work, as indices.
  std::span<const uint32_t> RowsOf(VertexId document) const { return matrix_.RowsOf(document); }

  // What is on the topic of a column. For a concept, this is a second way to the numbers.
  void Mark(const TopicColumn& column, Scope* scope) const;

  // Visits what is counted in a scope: visit(work, document or measure).
  template <typename Visit>
  void ForEachCounted(MatrixMeasure measure, const Scope& scope, Visit visit) const {
    if (measure == MatrixMeasure::kDocuments) {
      for (const VertexId document : scope.documents) visit(document, document);
      return;
    }
    for (const VertexId part : scope.measures) {
      if (measure == MatrixMeasure::kBinding && coverage_.StrengthOf(part) != 0) continue;
      visit(coverage_.WorkOf(part), part);
    }
  }

 private:
  const Coverage& coverage_;
  const std::vector<TopicColumn>& columns_;
  CoverageMatrix matrix_;
  std::vector<uint32_t> cells_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_TOPIC_MATRIX_H_
