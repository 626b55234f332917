// Everything that the server answers: pages, the API, MCP. Decides which requests it accepts.
#ifndef CONCORD_SERVER_SITE_H_
#define CONCORD_SERVER_SITE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "server/answer_cache.h"
#include "server/http_message.h"
#include "server/live_store.h"
#include "server/response_cache.h"
#include "server/review_desk.h"
#include "server/write_access.h"

namespace concord {

class Site {
 public:
  // Borrows the store. `host` is what the server listens on: requests must name it, or localhost, in their
  // Host header, and a page of another origin may not ask (DNS rebinding, cross-site requests). Whoever knows
  // `write_token` may decide reviews; empty: nobody may write.
  Site(LiveStore* store, std::string host, std::string write_token = {});

  // For any thread.
  HttpResponse Answer(const HttpRequest& request);

  // The status and headers of the events that tell a client of the API how far its answer is, if the request
  // asks for them (Accept: text/event-stream).
  std::optional<HttpResponse> EventStream(const HttpRequest& request) const;

 private:
  bool IsOurs(std::string_view host) const;
  // Why the request is not answered at all.
  std::optional<HttpResponse> Refuse(const HttpRequest& request) const;
  HttpResponse Route(const HttpRequest& request);

  LiveStore* store_;
  std::string host_;
  AnswerCache answers_;
  ResponseCache responses_;
  WriteAccess access_;
  ReviewDesk desk_;
};

}  // namespace concord

#endif  // CONCORD_SERVER_SITE_H_
