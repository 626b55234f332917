// One query as a page: a form with its words and options, the answer as a table, the evidence below each row.
#ifndef CONCORD_SERVER_QUERY_PAGE_H_
#define CONCORD_SERVER_QUERY_PAGE_H_

#include <string>

#include "query/query.h"
#include "server/http_message.h"
#include "server/live_store.h"

namespace concord {

// With no words that the query needs, the form alone.
HttpResponse QueryPage(const Query& query, const HttpRequest& request, LiveStore* store);

// The documents of the store as a list of links, the first hundred by title; HTML.
std::string DocumentList(const Snapshot& snapshot);

}  // namespace concord

#endif  // CONCORD_SERVER_QUERY_PAGE_H_
