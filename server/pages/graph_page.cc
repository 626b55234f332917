// A part of the graph as a picture and as a table: what is around a node, or what an answer speaks of.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/exporters/exporter.h"
#include "query/places/lookup.h"
#include "server/api.h"
#include "server/pages/graph_part.h"
#include "server/pages/html.h"
#include "server/pages/page.h"

namespace concord {
namespace {

int NumberOf(std::string_view text, int otherwise, int least, int most) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp(number, least, most);
}

struct Asked {
  GraphPart part;
  std::string title;
};

Result<Asked> ReadPart(const Visit& visit) {
  Asked asked;
  GraphPartOptions options;
  options.most = static_cast<size_t>(NumberOf(visit.Parameter("most"), 60, 2, 200));
  for (const std::string_view type : Split(visit.Parameter("types"), ',')) {
    if (!Trim(type).empty()) options.types.emplace_back(Trim(type));
  }
  std::vector<NodeId> roots;
  if (const std::string_view topic = visit.Parameter("topic"); !topic.empty()) {
    const auto answer = visit.Ask("forums", {{"topic", std::string(topic)}, {"top", "12"}});
    if (!answer) return tl::unexpected(answer.error());
    // The forums and the works that speak of them; passages would hide both.
    for (const NodeId id : (*answer)->nodes) {
      const auto node = visit.snapshot.GetNode(id);
      if (node && (node->HasLabel(label::Actor) || node->HasLabel(label::Document))) roots.push_back(id);
    }
    options.hops = NumberOf(visit.Parameter("hops"), 0, 0, 3);
    asked.title = topic;
  } else {
    const auto root = FindNamed(visit.snapshot, visit.Parameter("of"));
    if (!root) return tl::unexpected(root.error());
    const auto node = visit.snapshot.GetNode(*root);
    if (!node) return tl::unexpected(node.error());
    roots.push_back(*root);
    options.hops = NumberOf(visit.Parameter("hops"), 1, 0, 3);
    asked.title = NameOfNode(*node);
  }
  auto part = PartAround(visit.snapshot, roots, options);
  if (!part) return tl::unexpected(part.error());
  asked.part = *std::move(part);
  return asked;
}

PageParameters Given(const Visit& visit) {
  PageParameters given;
  for (const std::string_view name : {"of", "topic", "hops", "most", "types"})
    given.emplace_back(name, visit.Parameter(name));
  return given;
}

std::string FileLinks(const Visit& visit) {
  std::string links;
  for (const auto& [format, title] :
       {std::pair("svg", "Picture (SVG)"), std::pair("gexf", "GEXF"), std::pair("graphml", "GraphML"),
        std::pair("cytoscape", "Cytoscape"), std::pair("dot", "DOT")}) {
    PageParameters with = Given(visit);
    with.emplace_back("format", format);
    links += fmt::format("<li><a href=\"{}\" download=\"graph.{}\">{}</a></li>", Href("/graph-file", with),
                         std::string_view(format) == "cytoscape" ? "json" : format, title);
  }
  return "<ul class=\"downloads\" aria-label=\"Downloads\">" + links + "</ul>\n";
}

std::string Form(const Visit& visit) {
  const std::string_view hops = visit.Parameter("hops");
  return "<form class=\"ask\" action=\"/graph\"><label class=\"wide\">Begin at a document, forum, standard, "
         "item or "
         "measure<input name=\"of\" value=\"" +
         Html(visit.Parameter("of")) +
         "\"></label>\n<label class=\"wide\">or at the answer to a topic<input name=\"topic\" value=\"" +
         Html(visit.Parameter("topic")) + "\"></label>\n" +
         ChoiceField("hops", "Steps", {{"", "default"}, {"0", "0"}, {"1", "1"}, {"2", "2"}, {"3", "3"}},
                     hops) +
         ChoiceField("most", "Nodes at most", {{"30", "30"}, {"", "60"}, {"100", "100"}, {"200", "200"}},
                     visit.Parameter("most")) +
         TextField("types", "Only edges", visit.Parameter("types"), "placeholder=\"CITES, IMPLEMENTS\"") +
         "<button>Show</button></form>\n";
}

}  // namespace

HttpResponse GraphPage(const Visit& visit) {
  std::string main = "<h1>Graph</h1>\n" + Form(visit);
  if (visit.Parameter("of").empty() && visit.Parameter("topic").empty()) {
    main +=
        "<p class=\"empty\">The picture shows what is around one node; each dot leads on. It never shows "
        "more than "
        "200 nodes; <code>concord export</code> writes all of them.</p>\n";
    return HtmlPage("Graph", "/graph", main);
  }
  const auto asked = ReadPart(visit);
  if (!asked) {
    HttpResponse response = HtmlPage("Graph", "/graph", main + ProblemHtml(asked.error()));
    response.status = Problem(asked.error()).status;
    return response;
  }
  const GraphPart& part = asked->part;
  main +=
      fmt::format("<h2>{}</h2>\n<p class=\"lead\">{}, {}{}</p>\n", Html(asked->title),
                  Counted(part.nodes.size(), "node", "nodes"), Counted(part.edges.size(), "edge", "edges"),
                  part.cut ? "; there is more, which would not fit" : "");
  main += fmt::format(
      "<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"Picture; the table below has the "
      "same edges\">\n{}</div>\n",
      DrawGraph(DrawingOf(part, asked->title)));
  main += FileLinks(visit) + "<h2>The same as a table</h2>\n" + GraphTable(part);
  return HtmlPage(asked->title + " · Graph", "/graph", main);
}

HttpResponse GraphFilePage(const Visit& visit) {
  const std::string_view format = visit.Parameter("format");
  const auto asked = ReadPart(visit);
  if (!asked) return Problem(asked.error());
  HttpResponse response;
  if (format == "svg") {
    response.content_type = "image/svg+xml";
    response.body = DrawGraph(DrawingOf(asked->part, asked->title));
    return response;
  }
  const bool offered = format == "gexf" || format == "graphml" || format == "cytoscape" || format == "dot";
  if (!offered) {
    return Problem(FailChoice("format", format, {"svg", "gexf", "graphml", "cytoscape", "dot"}).value());
  }
  // Exporters want the order that Select makes.
  std::vector<std::pair<std::string, NodeId>> nodes;
  std::map<NodeId, std::string> keys;
  for (const Node& node : asked->part.nodes) {
    nodes.emplace_back(node.key, node.id);
    keys.emplace(node.id, node.key);
  }
  std::ranges::sort(nodes);
  std::vector<const Edge*> edges;
  for (const Edge& edge : asked->part.edges) edges.push_back(&edge);
  std::ranges::sort(edges, [&](const Edge* a, const Edge* b) {
    return std::tie(a->type, keys[a->from], keys[a->to], a->id) <
           std::tie(b->type, keys[b->from], keys[b->to], b->id);
  });
  Selection selection;
  for (const auto& [key, id] : nodes) selection.nodes.push_back(id);
  for (const Edge* edge : edges) selection.edges.push_back(edge->id);
  const OutputSink sink([&](std::string_view, std::string_view bytes) -> Result<void> {
    response.body += bytes;
    return {};
  });
  if (const auto done = FindExporter(format)->write(visit.snapshot, selection, sink); !done)
    return Problem(done.error());
  response.content_type = format == "cytoscape" ? "application/json"
                          : format == "dot"     ? "text/vnd.graphviz; charset=utf-8"
                                                : "application/xml";
  return response;
}

}  // namespace concord
