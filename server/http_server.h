// Carries HTTP/1.1 between sockets and one handler. Alone knows Boost.Beast.
#ifndef CONCORD_SERVER_HTTP_SERVER_H_
#define CONCORD_SERVER_HTTP_SERVER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "server/http_message.h"

namespace concord {

// Deliberate limits, so that no client can make the server fail or starve the others.
struct HttpLimits {
  uint32_t header_bytes = 16 * 1024;      // of the request line and all headers; more: 431
  uint64_t body_bytes = 4 * 1024 * 1024;  // more: 413
  uint32_t seconds_to_read = 15;   // from the first byte of a request, or idle between two: then closed
  uint32_t seconds_to_write = 60;  // for one response
  uint32_t connections = 512;      // a further one replaces the one that has said nothing for longest
  uint32_t questions = 64;         // that are answered or wait; more: 503
  uint32_t event_streams = 256;    // whose questions are answered or wait; more: 503
  uint32_t body_streams = 8;       // answers with a thread of their own at once; more: 503
  uint32_t milliseconds_between_events = 1000;
};

struct HttpServerOptions {
  std::string host = "127.0.0.1";
  uint16_t port = 8380;  // 0: any free one
  int threads = 2;       // that answer questions; others carry bytes and work for streams
  HttpLimits limits;
};

class HttpServer {
 public:
  // Runs on `threads` threads at once. Must not throw.
  using Handler = std::function<HttpResponse(const HttpRequest&)>;
  // Whether the client of this request hears of its progress while it waits: then the status and the headers
  // of the event stream (text/event-stream). It has events `progress`, and at the end one `answer` with the
  // handler's body, or `problem` if the handler's status is not 200. Runs on the thread that carries bytes.
  using EventStream = std::function<std::optional<HttpResponse>(const HttpRequest&)>;

  // Listens at once; fails with kIo when the address is taken or not ours.
  static Result<std::unique_ptr<HttpServer>> Listen(const HttpServerOptions& options, Handler handler,
                                                    EventStream event_stream = nullptr);
  virtual ~HttpServer() = default;

  virtual uint16_t port() const = 0;
  // Serves until Stop, or until SIGINT or SIGTERM when `until_signal`. Connections are closed then, and
  // answers that are being worked out are thrown away.
  virtual void Run(bool until_signal) = 0;
  virtual void Stop() = 0;  // from any thread
};

}  // namespace concord

#endif  // CONCORD_SERVER_HTTP_SERVER_H_
