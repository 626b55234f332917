// Every document, to find one by its title, issuer or kind.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/unicode.h"
#include "server/listings.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"

namespace concord {
namespace {

constexpr size_t kPerPage = 100;

}  // namespace

HttpResponse DocumentsPage(const Visit& visit) {
  const auto answer = visit.Ask("documents", {});
  if (!answer) return ErrorPage(answer.error(), "/documents");
  const std::string wanted = FoldForComparison(visit.Parameter("q"));
  const bool by_date = visit.Parameter("by") == "date";
  std::vector<const Row*> rows;
  for (const Row& row : (*answer)->rows) {
    std::string text;
    for (const std::string_view column : {"title", "issuer", "type", "version"})
      text += CellText(**answer, row, column) + ' ';
    if (wanted.empty() || FoldForComparison(text).find(wanted) != std::string::npos) rows.push_back(&row);
  }
  if (by_date) {
    std::ranges::stable_sort(rows, std::ranges::greater{},
                             [&](const Row* row) { return CellText(**answer, *row, "date"); });
  }
  size_t from = 0;
  const std::string_view start = visit.Parameter("from");
  std::from_chars(start.data(), start.data() + start.size(), from);
  from = std::min(from, rows.size());
  const size_t end = std::min(rows.size(), from + kPerPage);

  std::string main = "<h1>Documents</h1>\n<form class=\"ask\" action=\"/documents\">\n";
  main += "<label class=\"wide\">Title, issuer or kind<input type=\"search\" name=\"q\" value=\"" +
          Html(visit.Parameter("q")) + "\"></label>\n";
  main += ChoiceField("by", "Order", {{"", "Title"}, {"date", "Newest first"}}, by_date ? "date" : "");
  main += "<button>Show</button></form>\n";
  main += fmt::format("<p class=\"lead\">{}{}</p>\n", Counted(rows.size(), "document", "documents"),
                      rows.size() > kPerPage ? fmt::format(", {} to {} shown", from + 1, end) : "");
  if (rows.empty()) {
    main +=
        "<p class=\"empty\">No document has these words in its title, issuer or kind. <a "
        "href=\"/search\">Search</a> looks into the texts.</p>\n";
  } else {
    main +=
        "<table class=\"rows stacked\"><thead><tr><th scope=\"col\">Title</th><th "
        "scope=\"col\">Issuer</th><th "
        "scope=\"col\">Date</th><th scope=\"col\">Kind</th><th "
        "scope=\"col\">Language</th></tr></thead><tbody>\n";
    for (size_t i = from; i < end; ++i) {
      const auto text = [&](std::string_view column) { return Html(CellText(**answer, *rows[i], column)); };
      main += fmt::format(
          "<tr><td><a href=\"{}\">{}</a></td><td>{}</td><td "
          "class=\"date\">{}</td><td>{}</td><td>{}</td></tr>\n",
          DocumentAddress(CellText(**answer, *rows[i], "version")), text("title"), text("issuer"),
          text("date"), text("type"), text("language"));
    }
    main += "</tbody></table>\n";
  }
  const auto page = [&](size_t at, std::string_view title) {
    return fmt::format("<a href=\"{}\">{}</a> ",
                       Href("/documents", {{"q", visit.Parameter("q")},
                                           {"by", by_date ? "date" : ""},
                                           {"from", at == 0 ? "" : std::to_string(at)}}),
                       title);
  };
  main += "<nav class=\"pager\" aria-label=\"Pages of the list\">";
  if (from > 0) main += page(from > kPerPage ? from - kPerPage : 0, "Before");
  if (end < rows.size()) main += page(end, "Next");
  main += "</nav>\n" + Downloads(*FindQuestion("documents"), {});
  return HtmlPage("Documents", "/documents", main);
}

}  // namespace concord
