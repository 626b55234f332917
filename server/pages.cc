#include "server/pages.h"

#include <fmt/format.h>

#include "graph/vocabulary.h"
#include "query/query.h"
#include "server/document_page.h"
#include "server/html.h"
#include "server/query_page.h"
#include "server/style.h"

namespace concord {
namespace {

// The store in one line: "12 documents, 3 frameworks, 4,512 measures".
std::string Holdings(const Snapshot& snapshot) {
  std::string text;
  const auto add = [&](uint64_t count, std::string_view one, std::string_view many) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, count == 1 ? one : many);
  };
  add(snapshot.NodeCount(label::Version), "version of a document", "versions of documents");
  add(snapshot.NodeCount(label::Measure), "measure", "measures");
  add(snapshot.NodeCount(label::MappingSet), "crosswalk", "crosswalks");
  add(snapshot.NodeCount(label::Forum), "forum", "forums");
  add(snapshot.NodeCount(label::Standard), "standard", "standards");
  return text.empty() ? "The store is empty." : "The store holds " + text + ".";
}

HttpResponse Home(LiveStore* store) {
  const auto state = store->Now();
  if (!state) return ErrorPage(state.error(), "/");
  std::string main = fmt::format(
      "<h1>Policy documents, and the words that prove the answer</h1>\n<p class=\"lead\">{}</p>\n"
      "<form class=\"ask\" action=\"/search\" role=\"search\"><label class=\"wide\">Find passages"
      "<input name=\"text\" type=\"search\" required placeholder=\"incident "
      "reports\"></label><button>Search</button></form>\n"
      "<div class=\"cards\">\n"
      "<section class=\"card\"><h2>Which measures correspond?</h2><form action=\"/map\">"
      "<label>Framework or document A<input name=\"a\" required></label>"
      "<label>Framework or document B<input name=\"b\" "
      "required></label><button>Compare</button></form></section>\n"
      "<section class=\"card\"><h2>Which forums cover a topic?</h2><form action=\"/forums\">"
      "<label>Topic: words, or a concept<input name=\"topic\" required placeholder=\"incident "
      "reports\"></label>"
      "<button>Show forums</button></form></section>\n"
      "<section class=\"card\"><h2>What belongs together?</h2><form action=\"/show\">"
      "<label>Key or name of a document, forum, standard, measure<input name=\"key\" required></label>"
      "<button>Open</button></form></section>\n</div>\n",
      Html(Holdings(*(*state)->snapshot)));
  main += DocumentList(*(*state)->snapshot);
  return HtmlPage("Concord", "/", main);
}

HttpResponse Questions() {
  std::string main = "<h1>All questions</h1>\n<ul>\n";
  for (const Query& query : Queries())
    main += fmt::format("<li><a href=\"/{0}\">{0}</a>: {1}</li>\n", query.name, Html(query.title));
  main +=
      "</ul>\n<p>Programs ask the same questions at <a href=\"/api/v1/\">/api/v1/</a>; "
      "<a href=\"/api/v1/openapi.json\">OpenAPI</a> describes them. Agents use MCP at "
      "<code>/mcp</code>.</p>\n";
  return HtmlPage("All questions", "/questions", main);
}

}  // namespace

HttpResponse AnswerPage(const HttpRequest& request, LiveStore* store) {
  if (request.method != "GET") {
    HttpResponse response =
        ErrorPage({ErrorCode::kUsage, "This page answers GET.", {}, 0, 0, 0}, request.path);
    response.status = 405;
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  if (request.path == "/") return Home(store);
  if (request.path == "/questions") return Questions();
  if (request.path == "/document") return DocumentPage(request, store);
  if (request.path == "/style.css") {
    HttpResponse response;
    response.content_type = "text/css; charset=utf-8";
    response.headers.emplace_back("Cache-Control", "max-age=3600");
    response.body = std::string(StyleSheet());
    return response;
  }
  if (const Query* query = FindQuery(std::string_view(request.path).substr(1)); query != nullptr)
    return QueryPage(*query, request, store);
  return ErrorPage({ErrorCode::kNotFound, "There is no page " + request.path, {}, 0, 0, 0}, request.path);
}

}  // namespace concord
