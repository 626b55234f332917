// Everything that the server answers: pages, the API, MCP. Decides which requests are let in.
#ifndef CONCORD_SERVER_SITE_H_
#define CONCORD_SERVER_SITE_H_

#include <cstdint>
#include <string>

#include "server/http_message.h"
#include "server/live_store.h"

namespace concord {

class Site {
 public:
  // Borrows the store. `host` is what the server listens on: requests must name it, or localhost, in their
  // Host header, and a page of another origin may not ask (DNS rebinding, cross-site requests).
  Site(LiveStore* store, std::string host);

  // For any thread.
  HttpResponse Answer(const HttpRequest& request) const;

 private:
  bool IsOurs(std::string_view host) const;

  LiveStore* store_;
  std::string host_;
};

}  // namespace concord

#endif  // CONCORD_SERVER_SITE_H_
