// The pages. One file of this folder and one row in pages.def make a page. They work without JavaScript, and
// every view has an address.
#ifndef CONCORD_SERVER_PAGES_PAGE_H_
#define CONCORD_SERVER_PAGES_PAGE_H_

#include <span>
#include <string>
#include <string_view>

#include "query/query.h"
#include "server/http_message.h"
#include "server/visit.h"

namespace concord {

struct Page {
  std::string_view path;        // "/compare"
  std::string_view navigation;  // as the head of each page calls it; empty: it is not there
  HttpResponse (*answer)(const Visit& visit);
  bool takes_posts = false;  // beside GET; the page itself checks who posts
};

// Declares NAMEPage for each row of pages.def.
#define PAGE(name, path, navigation, takes_posts) HttpResponse name##Page(const Visit& visit);
#include "server/pages/pages.def"
#undef PAGE
// The page of a query that has none of its own.
HttpResponse QuestionPage(const Query& query, const Visit& visit);

std::span<const Page> Pages();  // in the order of pages.def

// Answers every path that is not the API's. For any thread.
HttpResponse AnswerPage(const Visit& visit);
// The style sheet and the scripts; nothing when `path` is none of them.
bool AnswerAsset(const HttpRequest& request, HttpResponse* response);
// Changes when the style sheet, a script or the program does: what browsers keep of them is then old.
const std::string& PageTag();

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_PAGE_H_
