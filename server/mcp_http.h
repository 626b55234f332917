// The Model Context Protocol over HTTP: one message a POST.
#ifndef CONCORD_SERVER_MCP_HTTP_H_
#define CONCORD_SERVER_MCP_HTTP_H_

#include "server/answer_cache.h"
#include "server/http_message.h"
#include "server/live_store.h"

namespace concord {

// 405 for anything but POST: this server sends no messages on its own, and keeps no sessions.
HttpResponse AnswerMcpRequest(const HttpRequest& request, LiveStore* store, AnswerCache* answers);

}  // namespace concord

#endif  // CONCORD_SERVER_MCP_HTTP_H_
