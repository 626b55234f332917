#include "server/html.h"

#include <fmt/format.h>

#include <array>

#include "base/version.h"
#include "query/output/xml_text.h"
#include "server/api.h"

namespace concord {
namespace {

struct Link {
  std::string_view path, title;
};
constexpr auto kNavigation = std::to_array<Link>({{"/search", "Search"},
                                                  {"/map", "Compare frameworks"},
                                                  {"/gaps", "Gaps"},
                                                  {"/forums", "Forums by topic"},
                                                  {"/coverage", "Coverage"},
                                                  {"/standard", "Standards"},
                                                  {"/questions", "All questions"}});

}  // namespace

std::string Html(std::string_view text) { return XmlAttribute(text); }

HttpResponse HtmlPage(std::string_view title, std::string_view current, std::string_view main) {
  std::string navigation;
  for (const Link& link : kNavigation) {
    navigation += fmt::format("<a href=\"{}\"{}>{}</a>\n", link.path,
                              link.path == current ? " aria-current=\"page\"" : "", link.title);
  }
  HttpResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.body = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n"
      "<link rel=\"stylesheet\" href=\"/style.css?v={1}\">\n<link rel=\"icon\" "
      "href=\"data:,\">\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header><nav aria-label=\"Pages\">\n"
      "<a class=\"name\" href=\"/\">Concord</a>\n{2}</nav></header>\n<main "
      "id=\"main\">\n{3}</main>\n</body>\n</html>\n",
      title == "Concord" ? "Concord" : Html(title) + " · Concord", kVersion, navigation, main);
  return response;
}

HttpResponse ErrorPage(const Error& error, std::string_view current) {
  HttpResponse response =
      HtmlPage("Not answered", current,
               fmt::format("<h1>Not answered</h1>\n<p class=\"problem\" role=\"alert\">{}</p>\n<p><a "
                           "href=\"/\">Start again</a></p>\n",
                           Html(error.message)));
  response.status = Problem(error).status;
  return response;
}

std::string DocumentAddress(std::string_view key) { return "/document?key=" + PercentEncode(key); }
std::string NodeAddress(std::string_view key) { return "/show?key=" + PercentEncode(key); }

}  // namespace concord
