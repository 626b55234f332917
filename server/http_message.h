// A request and a response of HTTP, without the library that carries them.
#ifndef CONCORD_SERVER_HTTP_MESSAGE_H_
#define CONCORD_SERVER_HTTP_MESSAGE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concord {

// How far the answer to a request is. Set by the one who works it out, read by the one who tells the client.
struct HttpProgress {
  std::atomic<bool> began = false;  // false: it waits for its turn
  std::atomic<uint64_t> reads = 0;  // records of the store that were read for it
};

struct HttpRequest {
  std::string method;  // "GET"
  std::string path;    // decoded, without the query: "/api/v1/forums"
  std::vector<std::pair<std::string, std::string>> parameters;  // decoded, in the order of the query
  std::map<std::string, std::string, std::less<>> headers;      // names in lower case
  std::string body;
  std::shared_ptr<std::atomic<bool>> cancelled = nullptr;  // set when the client has left; may be null
  std::shared_ptr<HttpProgress> progress = nullptr;        // if somebody wants to hear of it

  // The first parameter of this name; empty when there is none.
  std::string_view Parameter(std::string_view name) const;
  std::string_view Header(std::string_view name) const;
};

// Takes the next piece of a body, and waits while the client is behind. False: the client has left.
using BodyWriter = std::function<bool(std::string_view bytes)>;

struct HttpResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;  // beside those that the server adds itself
  std::string body;
  // If set, this writes the body instead, piece by piece, on a thread of its own. False: it could not be
  // finished; the connection is broken off, so that no client takes a part for the whole.
  std::function<bool(const BodyWriter& write)> stream = nullptr;
  // If set, this works out the response, on a thread of its own: it takes so long that others should not wait
  // behind it. Everything else here is ignored then.
  std::function<HttpResponse()> later = nullptr;
};

// "/a%20b?x=1&y=2+3" into a path and parameters. Nothing for a target that is not well formed: a bad escape,
// a NUL byte, a path that does not begin with a slash or has a step "..".
struct HttpTarget {
  std::string path;
  std::vector<std::pair<std::string, std::string>> parameters;
};
std::optional<HttpTarget> ParseTarget(std::string_view target);

// For the value of a parameter or a step of a path.
std::string PercentEncode(std::string_view text);

}  // namespace concord

#endif  // CONCORD_SERVER_HTTP_MESSAGE_H_
