#include "server/http_server.h"

#include <utility>  // before asio 1.74, which forgets it

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <fmt/format.h>
#include <sys/socket.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "base/parameter.h"
#include "base/text.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

struct Shared {
  explicit Shared(int threads) : workers(static_cast<size_t>(threads)) {}
  HttpServer::Handler handler;
  HttpLimits limits;
  std::atomic<uint32_t> connections = 0;
  std::atomic<uint32_t> waiting = 0;  // requests that are being answered, or wait for a worker
  // Of the questions that are being answered, so that none of them delays the end of the server.
  std::mutex mutex;
  std::set<std::shared_ptr<std::atomic<bool>>> questions;
  bool ending = false;
  // Questions are answered apart from the thread that carries bytes, so that a long one delays no other
  // connection.
  asio::thread_pool workers;

  void Begin(const std::shared_ptr<std::atomic<bool>>& question) {
    const std::lock_guard lock(mutex);
    questions.insert(question);
    if (ending) *question = true;
  }
  void End(const std::shared_ptr<std::atomic<bool>>& question) {
    const std::lock_guard lock(mutex);
    questions.erase(question);
  }
  void CancelAll() {
    const std::lock_guard lock(mutex);
    ending = true;
    for (const auto& question : questions) *question = true;
  }
};

// problem+json (RFC 9457), as the API answers. Nobody else has seen the request yet.
HttpResponse TransportProblem(int status, const std::string& detail) {
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body =
      fmt::format(R"({{"type":"about:blank","title":{},"status":{},"detail":{}}})",
                  ValueToJson(std::string(http::obsolete_reason(static_cast<http::status>(status)))), status,
                  ValueToJson(detail));
  return response;
}

// One connection: reads a request, answers, reads the next. Keeps itself alive as long as something is
// pending, and runs on a strand, so that nothing of it runs twice at once.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Shared* shared) : stream_(std::move(socket)), shared_(*shared) {
    ++shared_.connections;
  }
  ~Connection() { --shared_.connections; }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->Read(); });
  }

 private:
  void Read() {
    parser_.emplace();
    parser_->header_limit(shared_.limits.header_bytes);
    parser_->body_limit(shared_.limits.body_bytes);
    stream_.expires_after(std::chrono::seconds(shared_.limits.seconds_to_read));
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](beast::error_code error, size_t) { self->HasRead(error); });
  }

  void HasRead(beast::error_code error) {
    if (error == http::error::header_limit)
      return Write(TransportProblem(431, "the header is too long"), false, false);
    if (error == http::error::body_limit)
      return Write(TransportProblem(413, "the body is too long"), false, false);
    if (error == http::error::end_of_stream || error == beast::error::timeout) return Close();
    if (error) {
      // What is no HTTP gets one answer, what is a broken connection gets none.
      if (error.category() == make_error_code(http::error::bad_method).category())
        return Write(TransportProblem(400, "this is no HTTP request: " + error.message()), false, false);
      return Close();
    }
    const auto& message = parser_->get();
    HttpRequest request;
    request.method = std::string(message.method_string());
    const std::string_view target(message.target().data(), message.target().size());
    const bool head = message.method() == http::verb::head;
    auto parsed = ParseTarget(target);
    if (!parsed)
      return Write(TransportProblem(400, "the address is not well formed"), message.keep_alive(), head);
    request.path = std::move(parsed->path);
    request.parameters = std::move(parsed->parameters);
    for (const auto& field : message) {
      const std::string_view name(field.name_string().data(), field.name_string().size());
      request.headers.emplace(AsciiLower(name), std::string(field.value().data(), field.value().size()));
    }
    request.body = message.body();
    if (head) request.method = "GET";
    stream_.expires_never();
    if (shared_.waiting >= shared_.limits.questions) {
      HttpResponse busy = TransportProblem(503, "too many questions at once; try again in a moment");
      busy.headers.emplace_back("Retry-After", "1");
      return Write(std::move(busy), message.keep_alive(), head);
    }
    ++shared_.waiting;
    request.cancelled = std::make_shared<std::atomic<bool>>(false);
    Watch(request.cancelled);
    asio::post(shared_.workers, [self = shared_from_this(), request = std::move(request),
                                 keep_alive = message.keep_alive(), head] {
      self->shared_.Begin(request.cancelled);
      HttpResponse response = self->shared_.handler(request);
      self->shared_.End(request.cancelled);
      --self->shared_.waiting;
      asio::post(self->stream_.get_executor(),
                 [self, response = std::move(response), keep_alive, head]() mutable {
                   self->Write(std::move(response), keep_alive, head);
                 });
    });
  }

  // Sets the flag when the client closes its end while its question is being answered. What it sends
  // meanwhile is its next request, and stays where it is.
  void Watch(std::shared_ptr<std::atomic<bool>> cancelled) {
    stream_.socket().async_wait(
        tcp::socket::wait_read,
        [self = shared_from_this(), cancelled = std::move(cancelled)](beast::error_code error) {
          if (error) return;
          // Never waits: the next request may have been read by now.
          char byte = 0;
          const ssize_t count =
              recv(self->stream_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
          if (count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK)) *cancelled = true;
        });
  }

  void Write(HttpResponse response, bool keep_alive, bool head) {
    message_ = {};
    message_.version(11);
    message_.result(static_cast<unsigned>(response.status));
    message_.set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) message_.insert(name, value);
    message_.keep_alive(keep_alive);
    const size_t length = response.body.size();
    if (!head) message_.body() = std::move(response.body);
    message_.content_length(length);
    serializer_.emplace(message_);
    stream_.expires_after(std::chrono::seconds(shared_.limits.seconds_to_write));
    const auto written = [self = shared_from_this(), keep_alive](beast::error_code error, size_t) {
      if (error || !keep_alive) return self->Close();
      self->Read();
    };
    // The length of a body that HEAD does not send would confuse the serializer: only the header goes out.
    if (head) {
      http::async_write_header(stream_, *serializer_, written);
    } else {
      http::async_write(stream_, *serializer_, written);
    }
  }

  void Close() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.close();
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  beast::flat_buffer buffer_{64 * 1024};
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> message_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
};

class BeastServer : public HttpServer {
 public:
  BeastServer(const HttpServerOptions& options, Handler handler)
      : shared_(options.threads), acceptor_(context_), signals_(context_) {
    shared_.handler = std::move(handler);
    shared_.limits = options.limits;
  }
  ~BeastServer() override { Stop(); }

  Result<void> Bind(const HttpServerOptions& options) {
    beast::error_code error;
    const auto address = asio::ip::make_address(options.host, error);
    if (error) return FailValue("host", options.host, "an IP address such as 127.0.0.1 or ::1");
    const tcp::endpoint endpoint(address, options.port);
    const auto failed = [&] {
      return Fail(ErrorCode::kIo, "cannot listen on " + options.host + ":" + std::to_string(options.port) +
                                      ": " + error.message());
    };
    if (acceptor_.open(endpoint.protocol(), error); error) return failed();
    if (acceptor_.set_option(tcp::acceptor::reuse_address(true), error); error) return failed();
    if (acceptor_.bind(endpoint, error); error) return failed();
    if (acceptor_.listen(asio::socket_base::max_listen_connections, error); error) return failed();
    return {};
  }

  uint16_t port() const override {
    beast::error_code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }

  void Run(bool until_signal) override {
    if (until_signal) {
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
      signals_.async_wait([this](beast::error_code error, int) {
        if (!error) context_.stop();
      });
    }
    Accept();
    context_.run();
    shared_.workers.stop();
    shared_.CancelAll();
    shared_.workers.join();
  }

  void Stop() override { context_.stop(); }

 private:
  void Accept() {
    acceptor_.async_accept(asio::make_strand(context_), [this](beast::error_code error, tcp::socket socket) {
      // Too many open files is no reason to end; the next client may find room.
      if (!error && shared_.connections < shared_.limits.connections)
        std::make_shared<Connection>(std::move(socket), &shared_)->Start();
      if (error == asio::error::operation_aborted) return;
      if (!error) return Accept();
      retry_.expires_after(std::chrono::milliseconds(100));
      retry_.async_wait([this](beast::error_code stopped) {
        if (!stopped) Accept();
      });
    });
  }

  Shared shared_;  // outlives the connections, which the context destroys
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer retry_{context_};
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::Listen(const HttpServerOptions& options, Handler handler) {
  auto server = std::make_unique<BeastServer>(options, std::move(handler));
  if (const Result<void> bound = server->Bind(options); !bound) return tl::unexpected(bound.error());
  return server;
}

}  // namespace concord
