// A document to read: its outline, its text, and what was found in it, marked.
#ifndef CONCORD_SERVER_DOCUMENT_PAGE_H_
#define CONCORD_SERVER_DOCUMENT_PAGE_H_

#include "server/http_message.h"
#include "server/live_store.h"

namespace concord {

// /document?key=KEY, with `at` the byte of the text to begin near: the place of a quote is a link.
HttpResponse DocumentPage(const HttpRequest& request, LiveStore* store);

}  // namespace concord

#endif  // CONCORD_SERVER_DOCUMENT_PAGE_H_
