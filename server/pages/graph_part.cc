#include "server/pages/graph_part.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "server/pages/html.h"
#include "server/pages/node_facts.h"

namespace concord {
namespace {

// What joins texts with programs and files says nothing about policy.
bool IsTechnical(std::string_view type) {
  constexpr std::array<std::string_view, 2> kTechnical = {edge::GENERATED_BY, edge::SOURCED_FROM};
  return IsOneOf(type, kTechnical);
}

std::string KindOf(const Node& node) {
  // A forum is an actor too; the narrower word says more.
  for (const std::string_view kind : {"Forum", "ConceptScheme", "Document"}) {
    if (node.HasLabel(kind)) return std::string(kind);
  }
  return node.labels.empty() ? "Node" : node.labels.front();
}

}  // namespace

std::string NameOfNode(const Node& node) {
  for (const std::string_view property : {"title", "name", "label", "heading", "designator"}) {
    if (const auto name = node.properties.FindString(property); !name.empty()) return std::string(name);
  }
  // The end of a key tells more than its begin.
  const size_t colon = node.key.find(':', node.key.find('@') == std::string::npos ? 0 : node.key.find('@'));
  return colon == std::string::npos || node.key.find('@') == std::string::npos ? node.key
                                                                               : node.key.substr(colon + 1);
}

Result<GraphPart> PartAround(const Snapshot& snapshot, const std::vector<NodeId>& roots,
                             const GraphPartOptions& options) {
  GraphPart part;
  std::unordered_map<NodeId, int> taken;  // how far from a root
  std::vector<NodeId> order;
  for (const NodeId root : roots) {
    if (order.size() == options.most) {
      part.cut = true;
      break;
    }
    if (taken.emplace(root, 0).second) order.push_back(root);
    part.roots.insert(root);
  }
  std::set<Symbol> wanted;
  for (const std::string& type : options.types) {
    if (const auto symbol = snapshot.FindSymbol(type)) wanted.insert(*symbol);
  }
  std::map<EdgeId, bool> edges;
  // Breadth first. An edge between two that are taken costs nothing, so it is kept even at the last ring.
  for (size_t at = 0; at < order.size(); ++at) {
    const int far = taken.at(order[at]);
    for (const Direction direction : {Direction::kOut, Direction::kIn}) {
      std::map<Symbol, size_t> of_type;
      const auto done =
          snapshot.ForEachAdjacent(order[at], direction, std::nullopt, [&](const Adjacent& adjacent) {
            if (wanted.empty() ? IsTechnical(snapshot.SymbolName(adjacent.type))
                               : !wanted.contains(adjacent.type))
              return true;
            if (!taken.contains(adjacent.node)) {
              if (far == options.hops) return true;
              if (order.size() >= options.most || ++of_type[adjacent.type] > options.most_of_a_type) {
                part.cut = true;
                return true;
              }
              taken.emplace(adjacent.node, far + 1);
              order.push_back(adjacent.node);
            }
            edges.emplace(adjacent.edge, true);
            return true;
          });
      CONCORD_TRY(done);
    }
  }
  for (const NodeId id : order) {
    CONCORD_ASSIGN(Node node, snapshot.GetNode(id));
    part.nodes.push_back(std::move(node));
  }
  for (const auto& [id, kept] : edges) {
    CONCORD_ASSIGN(Edge edge, snapshot.GetEdge(id));
    part.edges.push_back(std::move(edge));
  }
  return part;
}

GraphDrawing DrawingOf(const GraphPart& part, std::string_view title) {
  GraphDrawing drawing;
  drawing.title = title;
  std::unordered_map<NodeId, uint32_t> place;
  for (const Node& node : part.nodes) {
    place.emplace(node.id, static_cast<uint32_t>(drawing.dots.size()));
    drawing.dots.push_back({NameOfNode(node), KindOf(node), "/graph?of=" + PercentEncode(node.key),
                            part.roots.contains(node.id)});
  }
  for (const Edge& edge : part.edges) {
    const auto from = place.find(edge.from), to = place.find(edge.to);
    if (from != place.end() && to != place.end() && from != to)
      drawing.lines.push_back({from->second, to->second, edge.type});
  }
  return drawing;
}

std::string GraphTable(const GraphPart& part) {
  std::unordered_map<NodeId, const Node*> nodes;
  for (const Node& node : part.nodes) nodes.emplace(node.id, &node);
  const auto cell = [&](NodeId id) {
    const auto node = nodes.find(id);
    if (node == nodes.end()) return std::string();
    return fmt::format("<a href=\"{}\">{}</a> <span class=\"faint\">{}</span>",
                       NodeAddress(node->second->key), Html(NameOfNode(*node->second)),
                       Html(KindOf(*node->second)));
  };
  std::string table =
      "<table class=\"rows stacked\"><thead><tr><th scope=\"col\">From</th><th scope=\"col\">Edge</th><th "
      "scope=\"col\">To</th></tr></thead><tbody>\n";
  for (const Edge& edge : part.edges) {
    const auto relation = edge.properties.FindString("relation");
    table += fmt::format("<tr><td>{}</td><td>{}{}</td><td>{}</td></tr>\n", cell(edge.from),
                         Html(EdgeWords(edge.type)),
                         relation.empty() ? "" : fmt::format(" ({})", Html(relation)), cell(edge.to));
  }
  std::string alone;
  std::set<NodeId> joined;
  for (const Edge& edge : part.edges) {
    joined.insert(edge.from);
    joined.insert(edge.to);
  }
  for (const Node& node : part.nodes) {
    if (!joined.contains(node.id)) alone += fmt::format("<li>{}</li>\n", cell(node.id));
  }
  table += "</tbody></table>\n";
  if (part.edges.empty()) table.clear();
  return table + (alone.empty() ? "" : "<p>Joined with nothing here:</p><ul>" + alone + "</ul>\n");
}

}  // namespace concord
