#include "query/coverage/topic_matrix.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"
#include "query/topics/saved_topic.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

std::vector<std::vector<VertexId>> ConceptsOf(const std::vector<TopicColumn>& columns) {
  std::vector<std::vector<VertexId>> concepts;
  concepts.reserve(columns.size());
  for (const TopicColumn& column : columns) concepts.push_back(column.concepts);
  return concepts;
}

// Concepts of the scheme with this key that have nothing broader; empty when there is no such scheme.
Result<std::vector<NodeId>> TopConcepts(const Snapshot& snapshot, std::string_view scheme) {
  std::vector<NodeId> top;
  auto exact = snapshot.FindNode(scheme);
  if (!exact) return tl::unexpected(exact.error());
  if (!*exact) return top;
  auto in = Neighbours(snapshot, **exact, Direction::kIn, edge::IN_SCHEME);
  if (!in) return tl::unexpected(in.error());
  for (const Adjacent& adjacent : *in) {
    auto above = Neighbours(snapshot, adjacent.node, Direction::kOut, edge::BROADER);
    if (!above) return tl::unexpected(above.error());
    if (above->empty()) top.push_back(adjacent.node);
  }
  return top;
}

// A topic that is more than one concept: words, several concepts, a saved one.
Result<TopicColumn> ColumnOfTopic(std::string_view name, TopicFinder* finder) {
  auto topic = finder->Find(name);
  if (!topic) return tl::unexpected(topic.error());
  TopicColumn column{topic->saved.empty() ? topic->name : topic->saved,
                     topic->label.empty() || !topic->saved.empty() ? std::string(name) : topic->label,
                     {},
                     std::nullopt};
  column.topic = std::move(*topic);
  return column;
}

Result<TopicColumn> ColumnOfConcept(const Snapshot& snapshot, const Coverage& coverage, NodeId root,
                                    bool narrower) {
  auto node = snapshot.GetNode(root);
  if (!node) return tl::unexpected(node.error());
  Result<std::vector<NodeId>> concepts = std::vector<NodeId>{root};
  if (narrower) concepts = WithNarrower(snapshot, root);
  if (!concepts) return tl::unexpected(concepts.error());
  return TopicColumn{node->key, std::string(node->properties.FindString(property::label)),
                     coverage.VerticesOf(*concepts), std::nullopt};
}

// The concept that a word of `--cols` names, alone; 0 when it is another kind of topic.
Result<NodeId> ConceptNamed(const Snapshot& snapshot, std::string_view name) {
  auto saved = FindSavedTopic(snapshot, name);
  if (!saved) return tl::unexpected(saved.error());
  const bool several =
      name.find(" + ") != std::string_view::npos || name.find(" - ") != std::string_view::npos;
  if (several || !saved->query.empty()) return NodeId{0};
  return FindConcept(snapshot, name);
}

}  // namespace

Result<std::vector<TopicColumn>> ReadTopicColumns(const Snapshot& snapshot, const Coverage& coverage,
                                                  std::string_view text, TopicFinder* finder) {
  std::vector<TopicColumn> columns;
  for (const std::string_view word : Split(text, ',')) {
    const std::string_view name = Trim(word);
    if (name.empty()) continue;
    auto roots = TopConcepts(snapshot, name);
    if (!roots) return tl::unexpected(roots.error());
    if (roots->empty()) {
      auto found = ConceptNamed(snapshot, name);
      if (!found) return tl::unexpected(found.error());
      if (*found == 0) {
        auto column = ColumnOfTopic(name, finder);
        if (!column) return tl::unexpected(column.error());
        columns.push_back(std::move(*column));
        continue;
      }
      roots->push_back(*found);
    }
    std::vector<TopicColumn> some;
    for (const NodeId root : *roots) {
      auto applied = finder->IsApplied(root);
      if (!applied) return tl::unexpected(applied.error());
      auto column = ColumnOfConcept(snapshot, coverage, root, true);
      if (column && !*applied) column = ColumnOfTopic(column->key, finder);
      if (!column) return tl::unexpected(column.error());
      some.push_back(std::move(*column));
    }
    std::ranges::sort(some, {}, &TopicColumn::key);
    std::ranges::move(some, std::back_inserter(columns));
  }
  if (columns.empty()) {
    return Fail(ErrorCode::kUsage,
                "there are no columns to count; give a framework, or topics (" PARAMETER("cols") ": a scheme, or "
                "topics with commas between them, such as 'incident reports, audits')");
  }
  return columns;
}

Result<std::vector<TopicColumn>> TopicsToCompare(const Snapshot& snapshot, const Coverage& coverage,
                                                 std::string_view text, const TopicOptions& options,
                                                 bool narrower) {
  if (!text.empty()) {
    TopicFinder finder(snapshot, options);
    return ReadTopicColumns(snapshot, coverage, text, &finder);
  }
  std::vector<TopicColumn> columns;
  for (const VertexId vertex : coverage.view().WithLabel(label::Concept)) {
    auto column = ColumnOfConcept(snapshot, coverage, coverage.view().node(vertex), narrower);
    if (!column) return tl::unexpected(column.error());
    columns.push_back(std::move(*column));
  }
  return columns;
}

void SayColumns(std::span<const TopicColumn> columns, Answer* answer) {
  std::string counts;
  double threshold = 0;
  for (const TopicColumn& column : columns) {
    if (!column.label.empty() && column.label != column.key)
      answer->notes.push_back(MakeNote("column-label", "{}: {}", column.key, column.label));
    if (!column.topic || column.topic->labels == 0) continue;
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", column.key, column.topic->passages);
    threshold = column.topic->threshold;
  }
  if (counts.empty()) return;
  answer->notes.push_back(MakeNote(
      "labels-as-words",
      "no text is classified under these concepts, so their labels and those of narrower concepts were "
      "searched as words; paragraphs with at least {:.0f} % of the words of one (" PARAMETER(
          "threshold") "): {}",
      100 * threshold, counts));
}

void SayWhyEmpty(const Coverage& coverage, std::string_view text, Answer* answer) {
  size_t of_forums = 0, of_others = 0;
  for (size_t at = 0; at < coverage.parts().size(); ++at) {
    const Coverage::Part& part = coverage.parts()[at];
    if (part.vertex != part.work || part.limit <= at + 1) continue;  // a work without parts has no text
    const auto credits = coverage.CreditsOf(part.work);
    const bool forum = std::ranges::any_of(
        credits, [&](const Coverage::Credit& credit) { return coverage.IsForum(credit.actor); });
    ++(forum ? of_forums : of_others);
  }
  const auto texts = [](size_t count) { return Counted(count, "document with text", "documents with text"); };
  if (of_forums == 0) {
    answer->notes.push_back(
        MakeNote("no-forum-issued",
                 "no forum issued any of the {} in the store; `coverage` also counts parliaments, "
                 "ministries, companies and other issuers, if "
                 "its " PARAMETER("rows") " is actor",
                 texts(of_others)));
  } else if (text.empty()) {
    answer->notes.push_back(MakeNote(
        "nothing-classified",
        "none of the {} that forums issued is classified under a concept; give topics in words (" PARAMETER(
            "cols") ": 'incident reports, audits') to compare what the texts say",
        texts(of_forums)));
  } else {
    answer->notes.push_back(MakeNote(
        "nothing-on-topic", "none of the {} that forums issued is on these topics", texts(of_forums)));
  }
}

void SayComparison(const Coverage& coverage, std::span<const TopicColumn> columns,
                   std::span<const uint32_t> cells, std::string_view text, Answer* answer) {
  if (!text.empty()) {
    answer->arguments.Set("cols", text);
    SayColumns(columns, answer);
  }
  if (std::ranges::all_of(cells, [](uint32_t count) { return count == 0; }))
    SayWhyEmpty(coverage, text, answer);
}

TopicMatrix::TopicMatrix(const Coverage& coverage, const std::vector<TopicColumn>& columns, MatrixRows rows,
                         std::span<const VertexId> jurisdictions)
    : coverage_(coverage), columns_(columns), matrix_(coverage, rows, ConceptsOf(columns), jurisdictions) {}

std::span<const uint32_t> TopicMatrix::Count(MatrixMeasure measure) {
  const std::span<const uint32_t> counted = matrix_.Count(measure);
  cells_.assign(counted.begin(), counted.end());
  Scope scope;
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (!columns_[c].topic) continue;  // the matrix, which knows concepts only, left the others at 0
    Mark(columns_[c], &scope);
    ForEachCounted(measure, scope, [&](VertexId work, VertexId) {
      for (const uint32_t row : matrix_.RowsOf(work)) ++cells_[row * columns_.size() + c];
    });
  }
  return cells_;
}

void TopicMatrix::Mark(const TopicColumn& column, Scope* scope) const {
  if (column.topic) {
    coverage_.Mark(*column.topic, scope);
  } else {
    coverage_.Mark(column.concepts, {}, scope);
  }
}

}  // namespace concord
