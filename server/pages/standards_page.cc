// Standards that the texts refer to.
#include <fmt/format.h>

#include "base/unicode.h"
#include "server/listings.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"

namespace concord {

HttpResponse StandardsPage(const Visit& visit) {
  const auto answer = visit.Ask("standards", {});
  if (!answer) return ErrorPage(answer.error(), "/standards");
  const std::string wanted = FoldForComparison(visit.Parameter("q"));
  const bool all = visit.Parameter("all") == "true";
  std::string rows;
  size_t count = 0;
  for (const Row& row : (*answer)->rows) {
    const auto text = [&](std::string_view column) { return CellText(**answer, row, column); };
    if (!all && wanted.empty() && CellNumber(**answer, row, "references") == 0) continue;
    if (!wanted.empty()) {
      std::string words;
      for (const std::string_view column : {"standard", "designator", "title", "publisher"})
        words += text(column) + ' ';
      if (FoldForComparison(words).find(wanted) == std::string::npos) continue;
    }
    ++count;
    rows += fmt::format(
        "<tr><td><a href=\"{}\">{}</a></td><td>{}</td><td>{}</td><td class=\"number\">{}</td><td "
        "class=\"number\">{}</td></tr>\n",
        Href("/standard", {{"id", text("standard")}}),
        Html(text("designator").empty() ? text("standard") : text("designator")), Html(text("title")),
        Html(text("publisher")), Grouped(static_cast<uint64_t>(CellNumber(**answer, row, "references"))),
        Grouped(static_cast<uint64_t>(CellNumber(**answer, row, "editions"))));
  }
  std::string main =
      "<h1>Standards</h1>\n<form class=\"ask\" action=\"/standards\"><label class=\"wide\">Number, title or "
      "publisher<input type=\"search\" name=\"q\" value=\"" +
      Html(visit.Parameter("q")) +
      "\"></label>\n<label class=\"check\"><input type=\"checkbox\" name=\"all\" "
      "value=\"true\"" +
      (all ? " checked" : "") + "> also those that no text refers to</label>\n<button>Show</button></form>\n";
  main += fmt::format("<p class=\"lead\">{}</p>\n", Counted(count, "standard", "standards"));
  if (count == 0) {
    main += "<p class=\"empty\">There is none.</p>\n";
  } else {
    main +=
        "<table class=\"rows stacked\"><thead><tr><th scope=\"col\">Standard</th><th "
        "scope=\"col\">Title</th><th "
        "scope=\"col\">Publisher</th><th scope=\"col\" class=\"number\">References</th><th scope=\"col\" "
        "class=\"number\">Editions</th></tr></thead><tbody>\n" +
        rows + "</tbody></table>\n";
  }
  return HtmlPage("Standards", "/standards", main + Downloads(*FindQuestion("standards"), {}));
}

}  // namespace concord
