// Pieces of pages.
#ifndef CONCORD_SERVER_PAGES_HTML_H_
#define CONCORD_SERVER_PAGES_HTML_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/grouped.h"
#include "base/plural.h"
#include "base/result.h"
#include "server/http_message.h"

namespace concord {

// Text as it stands in HTML, also within a quoted attribute.
std::string Html(std::string_view text);

// A whole page: head, navigation, `main` (HTML) and nothing from elsewhere. `current` is the path that the
// navigation marks.
HttpResponse HtmlPage(std::string_view title, std::string_view current, std::string_view main);

// A page that says what went wrong and what would help, with the status that the API gives.
HttpResponse ErrorPage(const Error& error, std::string_view current);
// The same as a part of a page.
std::string ProblemHtml(const Error& error);

// An address with parameters, as it stands in an attribute. Parameters without a value are left out.
using PageParameters = std::vector<std::pair<std::string_view, std::string_view>>;
std::string Href(std::string_view path, const PageParameters& parameters);
std::string DocumentAddress(std::string_view key);
std::string NodeAddress(std::string_view key);

// Fields of forms, each with its label.
std::string TextField(std::string_view name, std::string_view label, std::string_view value,
                      std::string_view more = {});  // HTML of further attributes
struct Choice {
  std::string_view value, title;
};
std::string ChoiceField(std::string_view name, std::string_view label, const std::vector<Choice>& choices,
                        std::string_view value);

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_HTML_H_
