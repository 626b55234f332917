// Questions in the query language: an editor, the result as a table and as a graph, and the steps of a query.
#include <fmt/format.h>

#include <array>
#include <set>

#include "server/cypher_question.h"
#include "server/pages/graph_part.h"
#include "server/pages/html.h"
#include "server/pages/page.h"

namespace concord {
namespace {

constexpr uint64_t kMostRows = 500;
constexpr size_t kMostDots = 120;

struct Example {
  std::string_view title, query;
};
constexpr auto kExamples = std::to_array<Example>({
    {"Who issued what",
     "MATCH (d:Document)-[:ISSUED_BY]->(a:Actor)\nRETURN a.name AS issuer, count(d) AS documents\nORDER BY "
     "documents DESC LIMIT 20"},
    {"Which forums are named, and how",
     "MATCH ()-[r:INVOLVES_FORUM]->(f:Forum)\nRETURN f.name AS forum, r.relation AS relation, count(*) AS "
     "mentions\nORDER BY mentions DESC LIMIT 20"},
    {"Who must act",
     "MATCH (m:Measure {modality: 'obligation'})-[:ADDRESSED_TO]->(a:Actor)\nRETURN a.name AS addressee, "
     "count(m) AS duties\nORDER BY duties DESC LIMIT 20"},
    {"Documents that implement others",
     "MATCH (a)-[r:IMPLEMENTS|BASED_ON|AMENDS]->(b:Document)\nRETURN a, r, b LIMIT 40"},
    {"The words behind a measure",
     "MATCH (m:Measure) WITH m LIMIT 5\nCALL concord.evidence(m) YIELD quote, anchor, document\nRETURN "
     "document, anchor, quote"},
});

class ResultCells {
 public:
  explicit ResultCells(const cypher::QueryResult& result) : result_(result) {}

  std::string Cell(const cypher::Value& value) const {
    using cypher::ValueType;
    switch (value.type()) {
      case ValueType::kNull:
        return "<span class=\"faint\">null</span>";
      case ValueType::kString:
        return Html(value.as_string());
      case ValueType::kNode: {
        const auto node = result_.nodes.find(value.as_node());
        if (node == result_.nodes.end()) return Html(cypher::ToText(value));
        return fmt::format("<a href=\"{}\">{}</a> <span class=\"faint\">{}</span>",
                           NodeAddress(node->second.key), Html(NameOfNode(node->second)),
                           Html(node->second.labels.empty() ? "" : node->second.labels.front()));
      }
      case ValueType::kEdge: {
        const auto edge = result_.edges.find(value.as_edge());
        return Html(edge == result_.edges.end() ? cypher::ToText(value) : edge->second.type);
      }
      case ValueType::kPath: {
        std::string text;
        for (const NodeId id : value.as_path().nodes)
          text += (text.empty() ? "" : " – ") + Cell(cypher::Value(cypher::NodeRef{id}));
        return text;
      }
      case ValueType::kList: {
        std::string text;
        for (const cypher::Value& element : value.as_list())
          text += (text.empty() ? "" : ", ") + Cell(element);
        return text;
      }
      default:
        return Html(cypher::ToText(value));
    }
  }

 private:
  const cypher::QueryResult& result_;
};

std::string Table(const cypher::QueryResult& result) {
  if (result.columns.empty()) return {};
  const ResultCells cells(result);
  std::string table =
      "<div class=\"scroll as-written\" tabindex=\"0\" role=\"region\" aria-label=\"Result\"><table "
      "class=\"rows\"><thead><tr>";
  std::vector<bool> numbers(result.columns.size(), !result.rows.empty());
  for (const cypher::ValueList& row : result.rows) {
    for (size_t c = 0; c < row.size() && c < numbers.size(); ++c)
      numbers[c] = numbers[c] && row[c].is_number();
  }
  for (size_t c = 0; c < result.columns.size(); ++c)
    table += fmt::format("<th scope=\"col\"{}>{}</th>", numbers[c] ? " class=\"number\"" : "",
                         Html(result.columns[c]));
  table += "</tr></thead><tbody>\n";
  for (const cypher::ValueList& row : result.rows) {
    table += "<tr>";
    for (size_t c = 0; c < row.size(); ++c)
      table += fmt::format("<td{}>{}</td>", c < numbers.size() && numbers[c] ? " class=\"number\"" : "",
                           cells.Cell(row[c]));
    table += "</tr>\n";
  }
  table += "</tbody></table></div>\n";
  return result.rows.empty() ? "<p class=\"empty\">No rows.</p>\n" : table;
}

std::string Picture(const Visit& visit, const cypher::QueryResult& result) {
  if (result.nodes.empty()) return {};
  GraphPart part;
  for (const auto& [id, node] : result.nodes) {
    if (part.nodes.size() == kMostDots) {
      part.cut = true;
      break;
    }
    part.nodes.push_back(node);
  }
  std::set<NodeId> drawn;
  for (const Node& node : part.nodes) drawn.insert(node.id);
  for (const auto& [id, edge] : result.edges) {
    // A relationship may be returned without its ends.
    for (const NodeId end : {edge.from, edge.to}) {
      if (drawn.contains(end) || part.nodes.size() >= kMostDots) continue;
      if (auto node = visit.snapshot.GetNode(end); node) {
        drawn.insert(end);
        part.nodes.push_back(*std::move(node));
      }
    }
    part.edges.push_back(edge);
  }
  return fmt::format(
      "<details class=\"panel\"{}><summary>The result as a graph{}</summary><div class=\"picture\" "
      "tabindex=\"0\" "
      "role=\"region\" aria-label=\"Picture; the table has the same nodes\">\n{}</div></details>\n",
      part.edges.empty() ? "" : " open", part.cut ? fmt::format(", the first {} nodes", kMostDots) : "",
      DrawGraph(DrawingOf(part, "Result")));
}

std::string Examples() {
  std::string list = "<section><h2>To begin with</h2>\n<ul>\n";
  for (const Example& example : kExamples)
    list += fmt::format("<li><a href=\"{}\">{}</a></li>\n", Href("/cypher", {{"q", example.query}}),
                        example.title);
  return list + "</ul></section>\n";
}

}  // namespace

HttpResponse CypherPage(const Visit& visit) {
  const std::string query(visit.Parameter("q"));
  const bool explain = visit.Parameter("explain") == "true";
  std::string main =
      "<h1>Query</h1>\n<form class=\"ask\" action=\"/cypher\"><label class=\"wide\">openCypher 9; reads "
      "only<textarea "
      "name=\"q\" rows=\"5\" spellcheck=\"false\" required>" +
      Html(query.empty() ? kExamples.front().query : std::string_view(query)) +
      "</textarea></label>\n<button>Ask</button> <button class=\"second\" name=\"explain\" "
      "value=\"true\">Explain</button></form>\n";
  if (query.empty()) return HtmlPage("Query", "/cypher", main + Examples());
  const auto result = AskCypher(visit.snapshot, explain ? "EXPLAIN " + query : query, kMostRows,
                                visit.request.cancelled.get());
  if (!result) {
    main += fmt::format("<div class=\"problem\" role=\"alert\"><p>{}</p><pre>{}</pre></div>\n",
                        Html(result.error().message),
                        Html(result.error().ToString(explain ? "EXPLAIN " + query : query)));
    HttpResponse response = HtmlPage("Query", "/cypher", main + Examples());
    response.status = 400;
    return response;
  }
  if (!result->plan.empty())
    main += "<h2>Steps</h2>\n<pre class=\"plan\">" + Html(cypher::PlanText(result->plan)) + "</pre>\n";
  if (!explain) {
    main += fmt::format("<p class=\"lead\">{}</p>\n", Counted(result->rows.size(), "row", "rows"));
    main += Table(*result) + Picture(visit, *result);
    for (const Note& note : result->notes) main += "<p class=\"faint\">" + Html(note.text) + "</p>\n";
    std::string links;
    for (const auto& [format, title] :
         {std::pair("csv", "CSV"), std::pair("jsonl", "JSON Lines"), std::pair("json", "JSON")})
      links += fmt::format(
          "<li><a href=\"{}\"{}>{}</a></li>", Href("/api/v1/query", {{"q", query}, {"format", format}}),
          std::string_view(format) == "json" ? "" : fmt::format(" download=\"result.{}\"", format), title);
    main += "<ul class=\"downloads\" aria-label=\"Downloads\">" + links + "</ul>\n";
  }
  return HtmlPage("Query", "/cypher", main + Examples());
}

}  // namespace concord
