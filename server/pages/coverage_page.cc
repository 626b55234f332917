// Who covers what: a matrix of bodies, documents, states or years by topics, whose cells open their passages;
// or the items of a framework by other frameworks.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "server/api.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"
#include "server/pages/pickers.h"

namespace concord {
namespace {

constexpr int kShades = 8;

// By the root of the number, so that one large number does not hide the others.
int ShadeOf(int64_t number, int64_t most) {
  if (number <= 0 || most <= 0) return 0;
  const double share = std::sqrt(static_cast<double>(number) / static_cast<double>(most));
  return std::clamp(static_cast<int>(std::ceil(share * kShades)), 1, kShades);
}

class Matrix {
 public:
  Matrix(const Visit& visit, const Answer& answer) : visit_(visit), answer_(answer) {
    for (const Row& row : answer.rows) {
      for (size_t c = 2; c < row.cells.size(); ++c) most_ = std::max(most_, Number(row, c));
    }
  }

  std::string Table() const {
    std::string table =
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix\"><table "
        "class=\"matrix\"><thead><tr><th "
        "scope=\"col\">Who</th>";
    for (size_t c = 2; c < answer_.columns.size(); ++c) {
      const std::string& key = answer_.columns[c].name;
      table += fmt::format("<th scope=\"col\"><a href=\"{}\">{}</a></th>", Href("/topic", {{"topic", key}}),
                           Html(LabelOf(key)));
    }
    table += "</tr></thead><tbody>\n";
    for (const Row& row : answer_.rows) {
      const std::string key = CellText(answer_, row, "row"), name = CellText(answer_, row, "name");
      table += fmt::format("<tr><th scope=\"row\">{}</th>", Html(name.empty() ? key : name));
      for (size_t c = 2; c < answer_.columns.size(); ++c)
        table += Cell(row, c, key, name.empty() ? key : name);
      table += "</tr>\n";
    }
    return table + "</tbody></table></div>\n";
  }

  // The passages of the cell that the address names.
  std::string Opened() const {
    const std::string_view row_key = visit_.Parameter("row"), column = visit_.Parameter("col");
    if (row_key.empty() || column.empty()) return {};
    for (const Row& row : answer_.rows) {
      if (CellText(answer_, row, "row") != row_key) continue;
      std::string quotes;
      size_t count = 0;
      for (const Evidence& evidence : row.evidence) {
        if (evidence.column != column) continue;
        std::string quote = QuoteHtml(evidence);
        if (quote.empty()) {
          quote = fmt::format(
              "<p><a href=\"{}\">{}</a> <span class=\"faint\">(by its classification)</span></p>\n",
              DocumentAddress(evidence.version.empty() ? evidence.document : evidence.version),
              Html(evidence.title.empty() ? evidence.document : evidence.title));
        }
        quotes += quote;
        ++count;
      }
      const std::string name = CellText(answer_, row, "name");
      return fmt::format("<section id=\"cell\" class=\"opened\"><h2>{} on {}</h2>\n{}{}</section>\n",
                         Html(name.empty() ? row_key : std::string_view(name)), Html(LabelOf(column)),
                         count == 0 ? "<p class=\"empty\">No passage is kept for this cell.</p>\n" : "",
                         quotes);
    }
    return "<section id=\"cell\" class=\"opened\"><p class=\"empty\">The matrix has no such "
           "row.</p></section>\n";
  }

 private:
  static int64_t Number(const Row& row, size_t c) {
    return row.cells[c].type() == Value::Type::kInt ? row.cells[c].as_int() : 0;
  }

  std::string LabelOf(std::string_view key) const {
    const Value* labels = answer_.arguments.Find("labels");
    if (labels != nullptr && labels->type() == Value::Type::kMap) {
      if (const auto label = labels->as_map().FindString(key); !label.empty()) return std::string(label);
    }
    return std::string(key);
  }

  std::string Cell(const Row& row, size_t c, const std::string& key, const std::string& name) const {
    const int64_t number = Number(row, c);
    if (number == 0) return "<td class=\"shade0\"><span aria-label=\"none\">·</span></td>";
    const std::string& column = answer_.columns[c].name;
    return fmt::format("<td class=\"shade{}\"><a href=\"{}#cell\" aria-label=\"{}\">{}</a></td>",
                       ShadeOf(number, most_),
                       Href("/coverage", {{"cols", visit_.Parameter("cols")},
                                          {"rows", visit_.Parameter("rows")},
                                          {"measure", visit_.Parameter("measure")},
                                          {"top", visit_.Parameter("top")},
                                          {"row", key},
                                          {"col", column}}),
                       Html(fmt::format("{}, {}: {}", name, LabelOf(column), number)),
                       Grouped(static_cast<uint64_t>(number)));
  }

  const Visit& visit_;
  const Answer& answer_;
  int64_t most_ = 8;  // so that a matrix of ones is not all dark
};

std::string Forms(const Visit& visit) {
  return "<form class=\"ask\" action=\"/coverage\">\n" +
         ChoiceField("rows", "Rows",
                     {{"", "Forums"},
                      {"actor", "All issuers"},
                      {"document", "Documents"},
                      {"jurisdiction", "Jurisdictions"},
                      {"year", "Years"}},
                     visit.Parameter("rows")) +
         "<label class=\"wide\">Columns: topics with commas between them, or a taxonomy<input name=\"cols\" "
         "list=\"frameworks\" placeholder=\"incident reports, audits\" value=\"" +
         Html(visit.Parameter("cols")) + "\"></label>\n" +
         ChoiceField("measure", "Count",
                     {{"", "Documents"}, {"measures", "Measures"}, {"strength", "Binding measures"}},
                     visit.Parameter("measure")) +
         "<button>Show</button></form>\n<details class=\"panel\"" +
         (visit.Parameter("a").empty() ? "" : " open") +
         "><summary>How far frameworks cover another one</summary><form class=\"ask\" "
         "action=\"/coverage\">\n" +
         TextField("a", "Framework", visit.Parameter("a"), "list=\"frameworks\" required") +
         "<label class=\"wide\">By these; all that crosswalks join with it when it is empty<input "
         "name=\"by\" value=\"" +
         Html(visit.Parameter("by")) + "\"></label>\n<button>Show</button></form></details>\n";
}

}  // namespace

HttpResponse CoveragePage(const Visit& visit) {
  const auto frameworks = visit.Ask("frameworks", {});
  if (!frameworks) return ErrorPage(frameworks.error(), "/coverage");
  std::string main = "<h1>Who covers what</h1>\n" + Forms(visit) + FrameworkList(**frameworks);
  const std::string a(visit.Parameter("a")), cols(visit.Parameter("cols"));
  if (a.empty() && cols.empty()) {
    main +=
        "<p class=\"empty\">Name topics, such as <a "
        "href=\"/coverage?cols=incident+reports%2C+audits%2C+human+"
        "oversight\">incident reports, audits, human oversight</a>, or a taxonomy with classified "
        "texts.</p>\n";
    return HtmlPage("Coverage", "/coverage", main);
  }
  Visit::Parameters parameters;
  if (a.empty()) {
    // Who opened a cell wants more than one passage of it.
    const bool opened = !visit.Parameter("row").empty();
    parameters = {{"cols", cols},
                  {"rows", std::string(visit.Parameter("rows"))},
                  {"measure", std::string(visit.Parameter("measure"))},
                  {"top", std::string(visit.Parameter("top"))},
                  {"evidence", opened ? "20" : ""}};
  } else {
    parameters = {
        {"a", a}, {"by", std::string(visit.Parameter("by"))}, {"top", std::string(visit.Parameter("top"))}};
  }
  const auto answer = visit.Ask("coverage", parameters);
  if (!answer) {
    HttpResponse response = HtmlPage("Coverage", "/coverage", main + ProblemHtml(answer.error()));
    response.status = Problem(answer.error()).status;
    return response;
  }
  PageParameters given;
  for (const auto& [name, value] : parameters) {
    if (name != "evidence") given.emplace_back(name, value);
  }
  if (a.empty()) {
    const Matrix matrix(visit, **answer);
    if ((*answer)->rows.empty()) {
      main +=
          "<p class=\"empty\">Nothing in the store is on these topics: no document whose issuer is such a "
          "body is "
          "classified so, or has the words.</p>\n";
    } else {
      main += matrix.Opened() + matrix.Table();
    }
  } else {
    main += PictureHtml(*FindQuery("coverage"), **answer, "svg") + AnswerTable(**answer, {.label = "Items"});
  }
  main += Downloads(*FindQuery("coverage"), given) + NotesHtml((*answer)->notes);
  return HtmlPage("Coverage", "/coverage", main);
}

}  // namespace concord
