// Passages by their words.
#include <fmt/format.h>

#include "query/text/words.h"
#include "server/api.h"
#include "server/pages/answer_table.h"
#include "server/pages/item_pair.h"
#include "server/pages/page.h"

namespace concord {

HttpResponse SearchPage(const Visit& visit) {
  const std::string text(visit.Parameter("text"));
  const std::string kind(visit.Parameter("kind")), document(visit.Parameter("document"));
  const std::string top(visit.Parameter("top").empty() ? "20" : visit.Parameter("top"));
  std::string main =
      "<h1>Search the texts</h1>\n<form class=\"ask search\" action=\"/search\" role=\"search\"><label "
      "class=\"wide\">Words; “...” asks for a phrase<input type=\"search\" name=\"text\" required value=\"" +
      Html(text) + "\"></label>\n" +
      ChoiceField(
          "kind", "In",
          {{"", "everything"}, {"measure", "measures"}, {"section", "sections"}, {"document", "titles"}},
          kind) +
      TextField("document", "Of document", document) +
      ChoiceField("top", "Results", {{"10", "10"}, {"20", "20"}, {"50", "50"}, {"100", "100"}}, top) +
      "<button>Search</button></form>\n";
  if (text.empty()) return HtmlPage("Search", "/search", main);
  const auto answer =
      visit.Ask("search", {{"text", text}, {"kind", kind}, {"document", document}, {"top", top}});
  if (!answer) {
    HttpResponse response = HtmlPage("Search", "/search", main + ProblemHtml(answer.error()));
    response.status = Problem(answer.error()).status;
    return response;
  }
  if ((*answer)->rows.empty()) {
    main += fmt::format(
        "<p class=\"empty\">No passage has these words. As a <a href=\"{}\">topic</a> the question also "
        "tries other words "
        "for the same thing.</p>\n",
        Href("/topic", {{"topic", text}}));
  } else {
    main += "<ol class=\"hits\">\n";
    for (const Row& row : (*answer)->rows) {
      const auto cell = [&](std::string_view column) { return CellText(**answer, row, column); };
      const Evidence* evidence = row.evidence.empty() ? nullptr : &row.evidence.front();
      const std::string title =
          evidence == nullptr || evidence->title.empty() ? cell("document") : evidence->title;
      const std::string address =
          evidence == nullptr || evidence->version.empty()
              ? NodeAddress(cell("key"))
              : Href("/document", {{"key", evidence->version}, {"at", std::to_string(evidence->start)}}) +
                    "#at";
      main += fmt::format(
          "<li><p class=\"who\"><a href=\"{}\">{}</a> <span class=\"faint\">{}</span> <span "
          "class=\"chip\">{}</span></p><p class=\"prose\">{}</p></li>\n",
          address, Html(title), Html(cell("anchor")), Html(cell("kind")),
          MarkCommonWords(text, cell("text")).second);
    }
    main += "</ol>\n";
  }
  main +=
      Downloads(*FindQuery("search"), {{"text", text}, {"kind", kind}, {"document", document}, {"top", top}});
  main += NotesHtml((*answer)->notes);
  main += fmt::format("<p><a href=\"{}\">Which forums cover this as a topic?</a></p>\n",
                      Href("/topic", {{"topic", text}}));
  return HtmlPage(text + " · Search", "/search", main);
}

}  // namespace concord
