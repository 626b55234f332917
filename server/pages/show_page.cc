// Anything of the graph: its text and properties, and what hangs on it.
#include <fmt/format.h>

#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "server/api.h"
#include "server/pages/answer_table.h"
#include "server/pages/graph_part.h"
#include "server/pages/node_facts.h"
#include "server/pages/page.h"

namespace concord {
namespace {

std::string Ways(const Node& node) {
  std::string ways;
  const auto add = [&](std::string_view address, std::string_view title) {
    ways += fmt::format("{}<a href=\"{}\">{}</a>", ways.empty() ? "" : " · ", address, title);
  };
  if (node.HasLabel(label::Document) || node.HasLabel(label::Version))
    add(DocumentAddress(node.key), "Read it");
  if (node.HasLabel(label::Forum) || node.HasLabel(label::Actor))
    add(Href("/forum", {{"id", node.key}}), "As a forum or issuer");
  if (node.HasLabel(label::Standard)) add(Href("/standard", {{"id", node.key}}), "Who refers to it");
  if (node.HasLabel(label::Concept)) add(Href("/topic", {{"topic", node.key}}), "As a topic");
  if (node.HasLabel(label::ConceptScheme)) add(Href("/topics", {{"topic", node.key}}), "What is in it");
  if (node.HasLabel(label::ConceptScheme))
    add(Href("/coverage", {{"a", node.key}}), "How far others cover it");
  add(Href("/graph", {{"of", node.key}}), "Graph");
  return "<p>" + ways + "</p>\n";
}

}  // namespace

HttpResponse ShowPage(const Visit& visit) {
  const std::string_view key = visit.Parameter("key");
  const std::string form =
      "<form class=\"ask\" action=\"/show\"><label class=\"wide\">Key or name of anything: a document, "
      "section, measure, "
      "forum, standard, item<input name=\"key\" required value=\"" +
      Html(key) + "\"></label><button>Open</button></form>\n";
  if (key.empty()) return HtmlPage("Open", "/show", "<h1>Open anything of the graph</h1>\n" + form);
  const auto id = FindNamed(visit.snapshot, key);
  if (!id) {
    HttpResponse response =
        HtmlPage("Open", "/show", "<h1>Not found</h1>\n" + form + ProblemHtml(id.error()));
    response.status = Problem(id.error()).status;
    return response;
  }
  const auto node = visit.snapshot.GetNode(*id);
  if (!node) return ErrorPage(node.error(), "/show");
  const auto facts = NodeFactsHtml(visit, node->key, true);
  if (!facts) return ErrorPage(facts.error(), "/show");
  std::string kinds;
  for (const std::string& label : node->labels) kinds += (kinds.empty() ? "" : ", ") + label;
  const std::string name = NameOfNode(*node);
  const std::string main =
      fmt::format("<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{}{}{}", Html(name), Html(kinds), Ways(*node),
                  *facts, Downloads(*FindQuery("show"), {{"key", node->key}}));
  return HtmlPage(name, "/show", main);
}

}  // namespace concord
