// A query that has no page of its own: a form with its words and options, and the answer as a table.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/parameter.h"
#include "base/text.h"
#include "server/api.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"

namespace concord {
namespace {

// Options that a form shows at once; the others are behind "More options".
bool IsCommon(std::string_view option) {
  constexpr std::array<std::string_view, 6> kCommon = {"by", "top", "rows", "cols", "as-of", "kind"};
  return IsOneOf(option, kCommon);
}
bool IsHidden(std::string_view option) {
  constexpr std::array<std::string_view, 5> kElsewhere = {"model-dir", "embedder", "embedder-model",
                                                          "no-model", "format"};
  return IsOneOf(option, kElsewhere);
}

// "as-of" is "As of".
std::string LabelOf(std::string_view name) {
  std::string label(name);
  std::ranges::replace(label, '-', ' ');
  if (label.size() == 1) return label == "a" ? "Framework or document A" : "Framework or document B";
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
  return label;
}

std::string Field(const QueryOption& option, std::string_view value) {
  const std::string title = fmt::format("title=\"{}\"", Html(SpellParameters(option.help, Spelling::kHttp)));
  if (option.value.empty()) {
    return fmt::format(
        "<label class=\"check\" {1}><input type=\"checkbox\" name=\"{0}\" value=\"true\"{2}> {3}</label>\n",
        option.name, title, value == "true" ? " checked" : "", LabelOf(option.name));
  }
  return TextField(option.name, LabelOf(option.name), value, title);
}

std::string Form(const Query& query, const HttpRequest& request) {
  std::string form = fmt::format("<form class=\"ask\" action=\"/{}\">\n", query.name);
  for (const WordParameter& word : WordParameters(query.words)) {
    const bool framework = word.name == "a" || word.name == "b";
    form += fmt::format("<label class=\"wide\">{3}<input name=\"{0}\" value=\"{1}\"{2}{4}></label>\n",
                        word.name, Html(request.Parameter(word.name)), word.required ? " required" : "",
                        LabelOf(word.name), framework ? " list=\"frameworks\"" : "");
  }
  std::string more;
  bool open = false;
  for (const QueryOption& option : query.options) {
    if (IsHidden(option.name)) continue;
    const std::string_view value = request.Parameter(option.name);
    if (IsCommon(option.name)) {
      form += Field(option, value);
    } else {
      more += Field(option, value);
      open = open || !value.empty();
    }
  }
  form += "<button>Ask</button>\n";
  if (!more.empty()) {
    form += fmt::format("<details class=\"more\"{}><summary>More options</summary><div>{}</div></details>\n",
                        open ? " open" : "", more);
  }
  return form + "</form>\n";
}

}  // namespace

HttpResponse QuestionPage(const Query& query, const Visit& visit) {
  const HttpRequest& request = visit.request;
  const std::string path = "/" + std::string(query.name);
  std::string main = fmt::format("<h1>{}</h1>\n{}", Html(query.title), Form(query, request));
  bool asked = true;
  for (const WordParameter& word : WordParameters(query.words))
    asked = asked && (!word.required || !request.Parameter(word.name).empty());
  const bool optional_only = !query.words.empty() && !WordParameters(query.words).front().required;
  if (!asked || (optional_only && request.parameters.empty())) {
    main += "<p class=\"lead\">On the command line one would ask:</p>\n<ul>\n";
    for (const std::string_view example : Split(query.examples, '\n'))
      main += fmt::format("<li><code>concord {}</code></li>\n", Html(example));
    return HtmlPage(query.title, path, main + "</ul>\n");
  }
  const auto answer = visit.Ask(query.name, request.parameters);
  if (!answer) {
    HttpResponse response = HtmlPage(query.title, path, main + ProblemHtml(answer.error()));
    response.status = Problem(answer.error()).status;
    return response;
  }
  PageParameters parameters;
  for (const auto& [name, value] : request.parameters) parameters.emplace_back(name, value);
  main += AnswerTable(**answer, {.open = 3});
  main += Downloads(query, parameters) + NotesHtml((*answer)->notes);
  return HtmlPage(query.title, path, main);
}

HttpResponse QuestionsPage(const Visit&) {
  std::string main = "<h1>All questions</h1>\n<dl class=\"questions\">\n";
  for (const Query& query : Queries())
    main += fmt::format("<dt><a href=\"/{0}\">{0}</a></dt><dd>{1}</dd>\n", query.name, Html(query.title));
  main +=
      "</dl>\n<p>Programs ask the same questions at <a href=\"/api/v1/\">/api/v1/</a>; "
      "<a href=\"/api/v1/openapi.json\">OpenAPI</a> describes them. Agents use MCP at "
      "<code>/mcp</code>.</p>\n";
  return HtmlPage("All questions", "/questions", main);
}

}  // namespace concord
