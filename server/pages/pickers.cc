#include "server/pages/pickers.h"

#include <fmt/format.h>

#include "server/pages/answer_table.h"
#include "server/pages/html.h"

namespace concord {

std::string FrameworkList(const Answer& frameworks) {
  std::string list = "<datalist id=\"frameworks\">\n";
  for (const Row& row : frameworks.rows) {
    list += fmt::format("<option value=\"{}\">{}</option>\n", Html(CellText(frameworks, row, "framework")),
                        Html(CellText(frameworks, row, "title")));
  }
  return list + "</datalist>\n";
}

std::string CrosswalkList(const Answer& crosswalks, size_t most) {
  if (crosswalks.rows.empty()) return {};
  std::string list =
      "<section><h2>Crosswalks</h2>\n<table class=\"rows\"><thead><tr><th scope=\"col\">Between</th><th "
      "scope=\"col\" class=\"number\">Rows</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < std::min(most, crosswalks.rows.size()); ++i) {
    const Row& row = crosswalks.rows[i];
    const std::string a = CellText(crosswalks, row, "subject"), b = CellText(crosswalks, row, "object");
    list += fmt::format(
        "<tr><td><a href=\"{}\">{} <span aria-hidden=\"true\">↔</span> {}</a></td><td "
        "class=\"number\">{}</td></tr>\n",
        Href("/compare", {{"a", a}, {"b", b}}), Html(a), Html(b),
        Grouped(static_cast<uint64_t>(CellNumber(crosswalks, row, "rows"))));
  }
  list += "</tbody></table>\n";
  if (crosswalks.rows.size() > most)
    list += fmt::format("<p><a href=\"/compare\">All {} pairs</a></p>\n", crosswalks.rows.size());
  return list + "</section>\n";
}

}  // namespace concord
