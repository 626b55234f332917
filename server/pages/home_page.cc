// The home: a search box, the three questions, and what the store holds.
#include <fmt/format.h>

#include <algorithm>

#include "graph/vocabulary.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"
#include "server/pages/pickers.h"

namespace concord {
namespace {

std::string Tile(uint64_t number, std::string_view what, std::string_view address) {
  return fmt::format("<li><a href=\"{}\"><strong>{}</strong> {}</a></li>\n", address, Grouped(number), what);
}

std::string Holdings(const Snapshot& snapshot, size_t documents, size_t frameworks) {
  std::string tiles = "<ul class=\"tiles\" aria-label=\"What the store holds\">\n";
  tiles += Tile(documents, "documents", "/documents");
  tiles += Tile(snapshot.NodeCount(label::Measure), "measures",
                "/cypher?q=MATCH+%28m%3AMeasure%29+RETURN+m.modality+AS+modality%2C+count%28m%29+AS+measures+"
                "ORDER+BY+measures+DESC");
  tiles += Tile(frameworks, "frameworks and taxonomies", "/compare");
  tiles += Tile(snapshot.EdgeCount(edge::MAPS_TO), "rows of crosswalks", "/compare");
  tiles += Tile(snapshot.NodeCount(label::Forum), "forums known", "/forum");
  tiles += Tile(snapshot.NodeCount(label::Standard), "standards", "/standards");
  return tiles + "</ul>\n";
}

// The works with the latest dates.
std::string Newest(const Answer& documents) {
  std::vector<const Row*> rows;
  for (const Row& row : documents.rows) {
    if (!CellText(documents, row, "date").empty()) rows.push_back(&row);
  }
  std::ranges::stable_sort(rows, std::ranges::greater{},
                           [&](const Row* row) { return CellText(documents, *row, "date"); });
  if (rows.empty()) return {};
  std::string list =
      "<section><h2>Newest documents</h2>\n<table class=\"rows stacked\"><thead><tr><th "
      "scope=\"col\">Date</th><th scope=\"col\">Title</th><th "
      "scope=\"col\">Issuer</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < std::min<size_t>(rows.size(), 8); ++i) {
    list += fmt::format("<tr><td class=\"date\">{}</td><td><a href=\"{}\">{}</a></td><td>{}</td></tr>\n",
                        Html(CellText(documents, *rows[i], "date")),
                        DocumentAddress(CellText(documents, *rows[i], "version")),
                        Html(CellText(documents, *rows[i], "title")),
                        Html(CellText(documents, *rows[i], "issuer")));
  }
  return list + "</tbody></table>\n<p><a href=\"/documents\">All documents</a></p></section>\n";
}

}  // namespace

HttpResponse HomePage(const Visit& visit) {
  const auto documents = visit.Ask("documents", {});
  if (!documents) return ErrorPage(documents.error(), "/");
  const auto frameworks = visit.Ask("frameworks", {});
  if (!frameworks) return ErrorPage(frameworks.error(), "/");
  const auto crosswalks = visit.Ask("crosswalks", {});
  if (!crosswalks) return ErrorPage(crosswalks.error(), "/");
  std::string main =
      "<h1>Policy documents, and the words that prove the answer</h1>\n"
      "<form class=\"ask search\" action=\"/search\" role=\"search\"><label class=\"wide\">Find passages"
      "<input name=\"text\" type=\"search\" required placeholder=\"incident "
      "reports\"></label><button>Search</button></form>\n"
      "<div class=\"cards\">\n"
      "<section class=\"card\"><h2>Which measures correspond?</h2><form action=\"/compare\">" +
      TextField("a", "Framework or document A", "", "list=\"frameworks\" required") +
      TextField("b", "Framework or document B", "", "list=\"frameworks\" required") +
      "<button>Compare</button></form></section>\n"
      "<section class=\"card\"><h2>Which forums cover a topic?</h2><form action=\"/topic\">" +
      TextField("topic", "Topic: words, or a concept", "", "required placeholder=\"incident reports\"") +
      "<p class=\"faint\">Whoever issued a text counts apart from whoever is only "
      "named.</p><button>Show forums</button></form></section>\n"
      "<section class=\"card\"><h2>What belongs together?</h2><form action=\"/graph\">" +
      TextField("of", "A document, forum, standard or measure", "", "required") +
      "<p class=\"faint\">A picture and a table, to take away as SVG or GEXF.</p><button>Show the "
      "graph</button></form></section>\n</div>\n";
  if ((*documents)->rows.empty()) {
    main +=
        "<section><h2>The store is empty</h2><p>Read documents into it with <code>concord ingest "
        "FOLDER</code>; "
        "this page shows them as soon as they are there. <a href=\"/read\">Try a file</a> shows what one "
        "would "
        "give, without storing it.</p></section>\n";
  }
  main += Holdings(visit.snapshot, (*documents)->rows.size(), (*frameworks)->rows.size());
  main += "<div class=\"columns\">\n" + Newest(**documents) + CrosswalkList(**crosswalks, 8) + "</div>\n";
  return HtmlPage("Concord", "/", main + FrameworkList(**frameworks));
}

}  // namespace concord
