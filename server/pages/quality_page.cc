// How far to trust what the store says: contradictions, what nobody has reviewed, what readers put right, how
// often confidence was right, and what made it all.
#include <fmt/format.h>

#include "graph/vocabulary.h"
#include "server/listings.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"

namespace concord {
namespace {

// What takes long is asked on demand, and the address says so.
bool IsAsked(const Visit& visit, std::string_view what) { return visit.Parameter("run") == what; }

std::string Button(std::string_view what, std::string_view title) {
  return fmt::format(
      "<form class=\"run\" action=\"/quality\"><button name=\"run\" value=\"{}\">{}</button></form>\n", what,
      title);
}

std::string Reviewed(const Answer& crosswalks) {
  int64_t rows = 0, people = 0, reviewed = 0;
  for (const Row& row : crosswalks.rows) {
    rows += CellNumber(crosswalks, row, "rows");
    people += CellNumber(crosswalks, row, "by_people");
    reviewed += CellNumber(crosswalks, row, "reviewed");
  }
  if (rows == 0) return "<p class=\"empty\">The store has no crosswalk.</p>\n";
  const auto share = [&](int64_t part) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(rows);
  };
  std::string html = fmt::format(
      "<p class=\"lead\">{} of crosswalks. People stated {:.1f} % of them, reviewers here {:.1f} %; of the "
      "others the files "
      "do not say that anybody has looked.</p>\n",
      Counted(static_cast<uint64_t>(rows), "row", "rows"), share(people), share(reviewed));
  html += AnswerTable(crosswalks, {.label = "Crosswalks",
                                   .most_rows = 40,
                                   .columns = {"subject", "object", "rows", "by_people", "reviewed", "denied",
                                               "no_counterpart"}});
  return html + Downloads(*FindQuestion("crosswalks"), {});
}

std::string Extracted(const Snapshot& snapshot) {
  return fmt::format(
      "<p>Rules extracted {}. Each has a span, a method and a confidence, and each can be wrong; the reader "
      "of a document "
      "shows why each is one.</p>\n",
      Counted(snapshot.NodeCount(label::Measure), "measure", "measures"));
}

std::string Check(const Visit& visit) {
  std::string html = "<section id=\"check\"><h2>Contradictions and findings</h2>\n";
  if (!IsAsked(visit, "check")) {
    return html +
           "<p>Every claim of the store is worked out a second way, and mappings are held against one "
           "another. It reads "
           "all of the store.</p>\n" +
           Button("check", "Check the store") + "</section>\n";
  }
  const auto answer = visit.Ask("check", {});
  if (!answer) return html + ProblemHtml(answer.error()) + "</section>\n";
  if ((*answer)->rows.empty()) {
    html += "<p class=\"good\">Nothing was found: the store holds what it says.</p>\n";
  } else {
    html += AnswerTable(**answer, {.label = "Findings", .most_rows = 200});
  }
  return html + NotesHtml((*answer)->notes) + Downloads(*FindQuery("check"), {}) + "</section>\n";
}

std::string Calibration(const Visit& visit) {
  std::string html = "<section id=\"eval\"><h2>How often suggestions are right</h2>\n";
  const std::string set(visit.Parameter("set"));
  html +=
      "<form class=\"ask\" action=\"/quality\"><input type=\"hidden\" name=\"run\" value=\"eval\">"
      "<label class=\"wide\">Mapping sets that the store has; each is judged without being looked at<input "
      "name=\"set\" "
      "required value=\"" +
      Html(set) + "\" list=\"sets\"></label><button>Measure</button></form>\n";
  if (const auto crosswalks = visit.Ask("crosswalks", {}); crosswalks) {
    html += "<datalist id=\"sets\">";
    for (const Row& row : (*crosswalks)->rows) {
      const size_t c = ColumnOf(**crosswalks, "sets");
      if (row.cells[c].type() != Value::Type::kList) continue;
      for (const Value& value : row.cells[c].as_list())
        html += fmt::format("<option value=\"{}\"></option>", Html(value.ToString()));
    }
    html += "</datalist>\n";
  }
  if (!IsAsked(visit, "eval") || set.empty()) return html + "</section>\n";
  const auto answer = visit.Ask("eval", {{"set", set}});
  if (!answer) return html + ProblemHtml(answer.error()) + "</section>\n";
  html += PictureHtml(*FindQuery("eval"), **answer, "svg") + AnswerTable(**answer, {.label = "Measures"});
  return html + NotesHtml((*answer)->notes) + Downloads(*FindQuery("eval"), {{"set", set}}) + "</section>\n";
}

std::string Section(const Visit& visit, std::string_view id, std::string_view title, std::string_view listing,
                    std::string_view empty) {
  std::string html = fmt::format("<section id=\"{}\"><h2>{}</h2>\n", id, title);
  const auto answer = visit.Ask(listing, {});
  if (!answer) return html + ProblemHtml(answer.error()) + "</section>\n";
  if ((*answer)->rows.empty()) return html + fmt::format("<p class=\"empty\">{}</p></section>\n", empty);
  return html + AnswerTable(**answer, {.label = title, .most_rows = 25}) + NotesHtml((*answer)->notes) +
         (FindQuestion(listing) == nullptr ? "" : Downloads(*FindQuestion(listing), {})) + "</section>\n";
}

}  // namespace

HttpResponse QualityPage(const Visit& visit) {
  std::string main =
      "<h1>How far to trust it</h1>\n" + Extracted(visit.snapshot) +
      "<nav class=\"jumps\" aria-label=\"On this page\"><a href=\"#check\">Contradictions</a> <a "
      "href=\"#reviewed\">Unreviewed rows</a> <a href=\"#eval\">Calibration</a> <a href=\"#issuers\">Unknown "
      "issuers</a> <a href=\"#repairs\">Readers' remarks</a> <a href=\"#runs\">Runs</a></nav>\n";
  main += Check(visit) + "<section id=\"reviewed\"><h2>What nobody has reviewed</h2>\n";
  const auto crosswalks = visit.Ask("crosswalks", {});
  main += (crosswalks ? Reviewed(**crosswalks) : ProblemHtml(crosswalks.error())) + "</section>\n";
  main += Calibration(visit);
  main += Section(visit, "issuers", "Documents without a known issuer", "issuers",
                  "Every document has an issuer.");
  main += Section(visit, "repairs", "What readers corrected or skipped", "repairs", "Readers had no remark.");
  main += Section(visit, "runs", "What made it", "runs", "Nothing was ingested.");
  return HtmlPage("Quality", "/quality", main);
}

}  // namespace concord
