// The pages: a home with the three questions, one page for each query, and a reader for documents. They work
// without JavaScript, and every view has an address.
#ifndef CONCORD_SERVER_PAGES_H_
#define CONCORD_SERVER_PAGES_H_

#include "server/http_message.h"
#include "server/live_store.h"

namespace concord {

// Answers every path that is not the API's. For any thread.
HttpResponse AnswerPage(const HttpRequest& request, LiveStore* store);

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_H_
