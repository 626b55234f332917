#include "server/pages/html.h"

#include <fmt/format.h>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/version.h"
#include "query/output/xml_text.h"
#include "server/api.h"
#include "server/pages/page.h"

namespace concord {

std::string Html(std::string_view text) { return XmlAttribute(text); }

HttpResponse HtmlPage(std::string_view title, std::string_view current, std::string_view main) {
  std::string navigation;
  for (const Page& page : Pages()) {
    if (page.navigation.empty()) continue;
    navigation += fmt::format("<li><a href=\"{}\"{}>{}</a></li>\n", page.path,
                              page.path == current ? " aria-current=\"page\"" : "", page.navigation);
  }
  HttpResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.body = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{0}</title>\n"
      "<link rel=\"stylesheet\" href=\"/assets/style.css?v={1}\">\n<link rel=\"icon\" href=\"data:,\">\n"
      "<script type=\"module\" src=\"/assets/page.js?v={1}\"></script>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header><div>\n"
      "<a class=\"name\" href=\"/\">Concord</a>\n<nav "
      "aria-label=\"Pages\"><ul>\n{2}</ul></nav>\n</div></header>\n"
      "<main id=\"main\" tabindex=\"-1\">\n{3}</main>\n"
      "<footer><p>Concord {4}. Everything here is extracted by rules or stated by somebody; each row leads "
      "to "
      "the words that say so. <a href=\"/questions\">All questions, API and agents</a></p></footer>\n"
      "</body>\n</html>\n",
      title == "Concord" ? "Concord" : Html(title) + " · Concord", PageTag(), navigation, main, kVersion);
  return response;
}

std::string ProblemHtml(const Error& error) {
  return fmt::format("<p class=\"problem\" role=\"alert\">{}</p>\n",
                     Html(SpellParameters(error.message, Spelling::kHttp)));
}

HttpResponse ErrorPage(const Error& error, std::string_view current) {
  HttpResponse response =
      HtmlPage("Not answered", current,
               "<h1>Not answered</h1>\n" + ProblemHtml(error) + "<p><a href=\"/\">Start again</a></p>\n");
  response.status = Problem(error).status;
  return response;
}

std::string Href(std::string_view path, const PageParameters& parameters) {
  std::string address(path);
  bool first = true;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    address += first ? "?" : "&amp;";
    first = false;
    address += PercentEncode(name) + "=" + PercentEncode(value);
  }
  return address;
}

std::string DocumentAddress(std::string_view key) { return Href("/document", {{"key", key}}); }
std::string NodeAddress(std::string_view key) { return Href("/show", {{"key", key}}); }

std::string TextField(std::string_view name, std::string_view label, std::string_view value,
                      std::string_view more) {
  return fmt::format("<label>{}<input name=\"{}\" value=\"{}\"{}{}></label>\n", Html(label), name,
                     Html(value), more.empty() ? "" : " ", more);
}

std::string ChoiceField(std::string_view name, std::string_view label, const std::vector<Choice>& choices,
                        std::string_view value) {
  std::string field = fmt::format("<label>{}<select name=\"{}\">", Html(label), name);
  for (const Choice& choice : choices) {
    field += fmt::format("<option value=\"{}\"{}>{}</option>", Html(choice.value),
                         choice.value == value ? " selected" : "", Html(choice.title));
  }
  return field + "</select></label>\n";
}

}  // namespace concord
