#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "Documents to show (default 30)"},
    {"evidence", "N", "Passages to show for each number, or 'all' (default 2)"},
    {"format", "FORMAT", "Write csv, evidence-csv or xlsx (a workbook with all evidence)"},
};

struct References {
  std::vector<EdgeId> dated, undated, normative;
  std::set<std::string> standards;  // the work or its editions
};

bool IsTrue(const PropertyMap& properties, std::string_view name) {
  const Value* value = properties.Find(name);
  return value != nullptr && value->type() == Value::Type::kBool && value->as_bool();
}

// The work of the standard and all its editions, with their keys.
Result<std::map<NodeId, std::string>> Editions(const Snapshot& snapshot, NodeId standard) {
  NodeId work = standard;
  auto above = Neighbours(snapshot, standard, Direction::kOut, edge::EDITION_OF);
  if (!above) return tl::unexpected(above.error());
  // An edition was asked for: only its own references.
  const bool edition = !above->empty();
  std::vector<NodeId> ids = {work};
  if (!edition) {
    auto below = Neighbours(snapshot, work, Direction::kIn, edge::EDITION_OF);
    if (!below) return tl::unexpected(below.error());
    for (const Adjacent& adjacent : *below) ids.push_back(adjacent.node);
  }
  std::map<NodeId, std::string> editions;
  for (const NodeId id : ids) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    editions.emplace(id, node->key);
  }
  return editions;
}

}  // namespace

Result<Answer> AnswerStandard(const Snapshot& snapshot, const StandardOptions& options) {
  constexpr std::array<std::string_view, 1> kLabels = {label::Standard};
  auto standard = FindNamed(snapshot, options.standard, kLabels);
  if (!standard) return tl::unexpected(standard.error());
  auto editions = Editions(snapshot, *standard);
  if (!editions) return tl::unexpected(editions.error());

  EvidenceReader reader(snapshot, options.view.quotes);
  std::map<NodeId, References> by_document;
  for (const auto& [id, key] : *editions) {
    auto edges = Neighbours(snapshot, id, Direction::kIn, edge::REFERENCES);
    if (!edges) return tl::unexpected(edges.error());
    for (const Adjacent& adjacent : *edges) {
      auto edge = snapshot.GetEdge(adjacent.edge);
      if (!edge) return tl::unexpected(edge.error());
      auto place = reader.places().Of(adjacent.node);
      if (!place) return tl::unexpected(place.error());
      References& references = by_document[(*place)->document];
      references.standards.insert(key);
      (IsTrue(edge->properties, property::dated) ? references.dated : references.undated).push_back(edge->id);
      if (IsTrue(edge->properties, property::normative)) references.normative.push_back(edge->id);
    }
  }
  struct Line {
    Node document;
    const References* references;
    size_t count() const { return references->dated.size() + references->undated.size(); }
  };
  std::vector<Line> lines;
  for (const auto& [id, references] : by_document) {
    if (id == 0) continue;
    auto document = snapshot.GetNode(id);
    if (!document) return tl::unexpected(document.error());
    lines.push_back({std::move(*document), &references});
  }
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return a.count() != b.count() ? a.count() > b.count() : a.document.key < b.document.key;
  });
  Answer answer;
  answer.query = "standard";
  answer.arguments.Set("standard", editions->at(*standard));
  answer.columns = {{"document", "", false},  {"title", "", false},       {"standard", "", false},
                    {"references", "", true}, {"dated", "", true},        {"undated", "", true},
                    {"normative", "", true},  {"issued", "", false, true}};
  KeepTop(options.view.top, "document", "documents", &lines, &answer);
  for (const Line& line : lines) {
    Row row;
    reader.Begin(&row);
    const std::pair<std::string_view, const std::vector<EdgeId>*> columns[] = {
        {"dated", &line.references->dated},
        {"undated", &line.references->undated},
        {"normative", &line.references->normative}};
    for (const auto& [column, edges] : columns) {
      for (const EdgeId edge : *edges) {
        if (auto done = reader.AddEdge(edge, column); !done) return tl::unexpected(done.error());
      }
    }
    std::string standards;
    for (const std::string& key : line.references->standards)
      standards += (standards.empty() ? "" : ", ") + key;
    const Value* issued = line.document.properties.Find(property::issued);
    row.cells = {line.document.key,
                 line.document.properties.FindString(property::title),
                 standards,
                 static_cast<int64_t>(line.count()),
                 static_cast<int64_t>(line.references->dated.size()),
                 static_cast<int64_t>(line.references->undated.size()),
                 static_cast<int64_t>(line.references->normative.size()),
                 issued == nullptr ? Value() : *issued};
    answer.rows.push_back(std::move(row));
  }
  answer.nodes.assign(reader.nodes().begin(), reader.nodes().end());
  return answer;
}

namespace {

Result<Answer> RunStandard(const Snapshot& snapshot, const Arguments& arguments) {
  StandardOptions options;
  options.standard = arguments.Text();
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerStandard(snapshot, options);
}

}  // namespace

const Query kstandardQuery = {
    "standard",
    "List the documents that reference a standard, with the words: dated or not, normative or not",
    "ID...",
    "standard iso-iec:42001\nstandard iso-iec:27001@2022 --evidence all --json",
    kOptions,
    RunStandard,
};

}  // namespace concord
