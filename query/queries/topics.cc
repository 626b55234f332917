#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/coverage.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/saved_topic.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "Topics to show (default 100)"},
    {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
    {"format", "FORMAT", "Write csv, evidence-csv or xlsx (a workbook with all evidence)"},
};

// What hangs directly below: the concepts of a scheme that have nothing broader, or those that a concept is
// broader than.
Result<std::vector<NodeId>> TopicsBelow(const Snapshot& snapshot, NodeId root) {
  std::vector<NodeId> topics;
  auto narrower = Neighbours(snapshot, root, Direction::kIn, edge::BROADER);
  if (!narrower) return tl::unexpected(narrower.error());
  for (const Adjacent& adjacent : *narrower) topics.push_back(adjacent.node);
  auto in_scheme = Neighbours(snapshot, root, Direction::kIn, edge::IN_SCHEME);
  if (!in_scheme) return tl::unexpected(in_scheme.error());
  for (const Adjacent& adjacent : *in_scheme) {
    auto above = Neighbours(snapshot, adjacent.node, Direction::kOut, edge::BROADER);
    if (!above) return tl::unexpected(above.error());
    if (above->empty()) topics.push_back(adjacent.node);
  }
  return topics;
}

// The concepts that a row stands for: all of a scheme, or a concept and everything narrower.
Result<std::vector<NodeId>> ConceptsOf(const Snapshot& snapshot, const Node& node) {
  std::vector<NodeId> concepts;
  if (!node.HasLabel(label::Concept)) {
    auto in_scheme = Neighbours(snapshot, node.id, Direction::kIn, edge::IN_SCHEME);
    if (!in_scheme) return tl::unexpected(in_scheme.error());
    for (const Adjacent& adjacent : *in_scheme) concepts.push_back(adjacent.node);
    return concepts;
  }
  return WithNarrower(snapshot, node.id);
}

Result<Row> MakeRow(const Snapshot& snapshot, const Coverage& coverage, const Node& node,
                    EvidenceReader* reader, Scope* scope) {
  auto concepts = ConceptsOf(snapshot, node);
  if (!concepts) return tl::unexpected(concepts.error());
  Row row;
  reader->Begin(&row);
  int64_t classified = 0;
  for (const NodeId concept_node : *concepts) {
    auto edges = Neighbours(snapshot, concept_node, Direction::kIn, edge::CLASSIFIED_AS);
    if (!edges) return tl::unexpected(edges.error());
    for (const Adjacent& adjacent : *edges) {
      ++classified;
      if (auto done = reader->AddEdge(adjacent.edge, "classified"); !done)
        return tl::unexpected(done.error());
    }
  }
  coverage.Mark(coverage.VerticesOf(*concepts), {}, scope);
  for (const VertexId document : scope->documents) {
    if (auto done = reader->AddNode(coverage.view().node(document), "documents"); !done)
      return tl::unexpected(done.error());
  }
  const bool is_concept = node.HasLabel(label::Concept);
  row.cells = {node.key, node.properties.FindString(is_concept ? "label" : "title"),
               static_cast<int64_t>(concepts->size()) - (is_concept ? 1 : 0), classified,
               static_cast<int64_t>(scope->documents.size())};
  return row;
}

}  // namespace

Result<Answer> AnswerTopics(const Snapshot& snapshot, const TopicsOptions& options) {
  Answer answer;
  answer.query = "topics";
  answer.columns = {{"topic", "", false},
                    {"label", "", false},
                    {"narrower", "", true},
                    {"classified", "", true},
                    {"documents", "", true}};
  std::vector<NodeId> ids;
  if (options.topic.empty()) {
    auto schemes = WithLabel(snapshot, label::ConceptScheme);
    if (!schemes) return tl::unexpected(schemes.error());
    ids = std::move(*schemes);
    answer.notes.push_back(MakeNote("how-to-see-a-scheme", "`topics SCHEME` shows what is in one"));
  } else {
    constexpr std::array<std::string_view, 2> kLabels = {label::ConceptScheme, label::Concept};
    auto root = FindNamed(snapshot, options.topic, kLabels);
    if (!root) return tl::unexpected(root.error());
    auto node = snapshot.GetNode(*root);
    if (!node) return tl::unexpected(node.error());
    answer.arguments.Set("topic", node->key);
    auto below = TopicsBelow(snapshot, *root);
    if (!below) return tl::unexpected(below.error());
    ids = std::move(*below);
    if (ids.empty()) ids.push_back(*root);  // nothing narrower: the topic itself
  }
  if (options.topic.empty()) {
    auto saved = SavedTopics(snapshot);
    if (!saved) return tl::unexpected(saved.error());
    PropertyMap queries;
    for (const SavedTopic& topic : *saved) {
      queries.Set(topic.name, topic.query);
      answer.notes.push_back(MakeNote("saved-topic", "saved topic {}: {}", topic.name, topic.query));
    }
    if (!saved->empty()) answer.arguments.Set("saved", std::move(queries));
  }
  std::vector<Node> nodes;
  for (const NodeId id : ids) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    nodes.push_back(std::move(*node));
  }
  std::sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) { return a.key < b.key; });
  KeepTop(options.view.top, "topic", "topics", &nodes, &answer);
  auto coverage = Coverage::Load(snapshot);
  if (!coverage) return tl::unexpected(coverage.error());
  EvidenceReader reader(snapshot, options.view.quotes);
  Scope scope;
  std::set<NodeId> mentioned;
  for (const Node& node : nodes) {
    auto row = MakeRow(snapshot, *coverage, node, &reader, &scope);
    if (!row) return tl::unexpected(row.error());
    answer.rows.push_back(std::move(*row));
    mentioned.insert(node.id);
  }
  answer.nodes.assign(mentioned.begin(), mentioned.end());
  return answer;
}

namespace {

Result<Answer> RunTopics(const Snapshot& snapshot, const Arguments& arguments) {
  TopicsOptions options;
  options.topic = arguments.Text();
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerTopics(snapshot, options);
}

}  // namespace

const Query ktopicsQuery = {
    "topics",  "List the topics you can ask for: taxonomies, the concepts of one, saved topics",
    "[TOPIC]", "topics\ntopics mit-risk-domain\ntopics mit-risk-domain:7",
    kOptions,  RunTopics,
};

}  // namespace concord
