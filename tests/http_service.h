// A service on this machine that answers HTTP requests as a test says.
#ifndef CONCORD_TESTS_HTTP_SERVICE_H_
#define CONCORD_TESTS_HTTP_SERVICE_H_

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace concord::testing {

struct HttpRequest {
  std::string head, body;  // the head with its request line and all fields
};

// Listens on 127.0.0.1, on a port that the system chooses, until it is destroyed. One connection at a time,
// one request each. `answer` is called by its thread.
class HttpService {
 public:
  // Makes the whole response: HttpService::Ok("...") or such.
  using Answer = std::function<std::string(const HttpRequest& request)>;

  explicit HttpService(Answer answer);
  HttpService(const HttpService&) = delete;
  HttpService& operator=(const HttpService&) = delete;
  ~HttpService();

  std::string Url(std::string_view path = "/v1/embeddings") const;
  std::vector<HttpRequest> requests() const;

  static std::string Response(std::string_view status, std::string_view body, std::string_view fields = "");
  static std::string Ok(std::string_view body) { return Response("200 OK", body); }

 private:
  void Serve();

  Answer answer_;
  int socket_;
  uint16_t port_ = 0;
  mutable std::mutex lock_;
  std::vector<HttpRequest> requests_;
  std::thread thread_;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_HTTP_SERVICE_H_
