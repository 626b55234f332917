#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/parameter.h"
#include "base/try.h"
#include "query/places/lookup.h"
#include "query/places/place.h"
#include "query/queries/questions.h"
#include "query/query.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "Edges to show of each type (default 20)"},
};

// What a person calls a node: its title, name, label or heading; else nothing.
std::string NameOf(const Node& node) {
  for (const std::string_view property : {"title", "name", "label", "heading", "designator"}) {
    if (const auto name = node.properties.FindString(property); !name.empty()) return std::string(name);
  }
  return {};
}

void AddRow(std::string_view group, std::string_view name, Value value, Value title, Answer* answer) {
  Row row;
  row.cells = {group, name, std::move(value), std::move(title)};
  answer->rows.push_back(std::move(row));
}

// One row for each edge, the first `top` of each type, ordered by the other end's key.
Result<void> AddEdges(const Snapshot& snapshot, NodeId id, Direction direction, size_t top, Places* places,
                      Answer* answer) {
  std::map<std::string, std::vector<Adjacent>> by_type;
  auto done = snapshot.ForEachAdjacent(id, direction, std::nullopt, [&](const Adjacent& adjacent) {
    by_type[std::string(snapshot.SymbolName(adjacent.type))].push_back(adjacent);
    return true;
  });
  if (!done) return done;
  for (auto& [type, edges] : by_type) {
    std::vector<std::pair<Node, EdgeId>> ends;
    for (size_t i = 0; i < edges.size() && i < top; ++i) {
      auto node = snapshot.GetNode(edges[i].node);
      if (!node) return tl::unexpected(node.error());
      ends.emplace_back(std::move(*node), edges[i].edge);
    }
    std::sort(ends.begin(), ends.end(), [](const auto& a, const auto& b) {
      return a.first.key != b.first.key ? a.first.key < b.first.key : a.second < b.second;
    });
    for (const auto& [node, edge_id] : ends) {
      auto edge = snapshot.GetEdge(edge_id);
      if (!edge) return tl::unexpected(edge.error());
      auto evidence = places->EvidenceOf(*edge);
      if (!evidence) return tl::unexpected(evidence.error());
      AddRow(direction == Direction::kOut ? "out" : "in", type, node.key, NameOf(node), answer);
      if (*evidence) answer->rows.back().evidence.push_back(std::move(**evidence));
      answer->nodes.push_back(node.id);
    }
    if (edges.size() > top) {
      answer->notes.push_back(MakeNote("edges-left-out",
                                       "{} of {} edges {} {} are shown (" PARAMETER("top") ")", top,
                                       edges.size(), direction == Direction::kOut ? "out" : "in", type));
    }
  }
  return {};
}

}  // namespace

Result<Answer> AnswerShow(const Snapshot& snapshot, const ShowOptions& options) {
  auto id = FindNamed(snapshot, options.key);
  if (!id) return tl::unexpected(id.error());
  auto node = snapshot.GetNode(*id);
  if (!node) return tl::unexpected(node.error());

  Answer answer;
  answer.query = "show";
  answer.arguments.Set("key", node->key);
  answer.arguments.Set("top", options.top);
  answer.columns = {{"group", "", false}, {"name", "", false}, {"value", "", false}, {"title", "", false}};
  answer.nodes.push_back(*id);

  AddRow("node", "key", node->key, NameOf(*node), &answer);
  List labels(node->labels.begin(), node->labels.end());
  AddRow("node", "labels", std::move(labels), {}, &answer);
  Places places(snapshot);
  auto place = places.Of(*id);
  if (!place) return tl::unexpected(place.error());
  if ((*place)->document != 0 && (*place)->document != *id) {
    AddRow("place", "document", (*place)->document_key, (*place)->document_title, &answer);
    AddRow("place", "version", (*place)->version_key, {}, &answer);
    if (!(*place)->anchor.empty()) AddRow("place", "anchor", (*place)->anchor, {}, &answer);
  }
  auto evidence = places.EvidenceOf(*node);
  if (!evidence) return tl::unexpected(evidence.error());
  if (*evidence) {
    AddRow("place", "text", (*evidence)->quote, {}, &answer);
    answer.rows.back().evidence.push_back(std::move(**evidence));
  }
  for (const auto& [name, value] : node->properties) AddRow("property", name, value, {}, &answer);
  for (const Direction direction : {Direction::kOut, Direction::kIn}) {
    auto done = AddEdges(snapshot, *id, direction, static_cast<size_t>(options.top), &places, &answer);
    if (!done) return tl::unexpected(done.error());
  }
  return answer;
}

namespace {

Result<Answer> RunShow(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.size() != 1) return Fail(ErrorCode::kUsage, "show needs the key of one node");
  ShowOptions options;
  options.key = arguments.words[0];
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", options.top, 0, 1'000'000));
  return AnswerShow(snapshot, options);
}

}  // namespace

const Query kshowQuery = {
    "show",   "Show one node: its properties, its text and place, its edges in both directions",
    "KEY",    "show eu-ai-act\nshow nist-csf-2.0:GV.OC-01\nshow eu-ai-act@2024-1689:art.14.4",
    kOptions, RunShow,
};

}  // namespace concord
