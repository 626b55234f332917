// Pieces of pages.
#ifndef CONCORD_SERVER_HTML_H_
#define CONCORD_SERVER_HTML_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http_message.h"

namespace concord {

// Text as it stands in HTML, also within a quoted attribute.
std::string Html(std::string_view text);

// A whole page: head, navigation, `main` (HTML) and nothing from elsewhere. `current` is the path that the
// navigation marks.
HttpResponse HtmlPage(std::string_view title, std::string_view current, std::string_view main);

// A page that says what went wrong and what would help, with the API's status.
HttpResponse ErrorPage(const Error& error, std::string_view current);

// Addresses.
std::string DocumentAddress(std::string_view key);
std::string NodeAddress(std::string_view key);

}  // namespace concord

#endif  // CONCORD_SERVER_HTML_H_
