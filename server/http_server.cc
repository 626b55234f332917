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
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "base/parameter.h"
#include "base/text.h"
#include "server/event_stream.h"
#include "server/problem.h"

namespace concord {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

class Connection;

struct Shared {
  Shared(int threads, const HttpLimits& limits_of_server)
      : limits(limits_of_server),
        workers(std::make_unique<asio::thread_pool>(static_cast<size_t>(threads))) {}
  HttpServer::Handler handler;
  HttpServer::EventStream event_stream;
  const HttpLimits limits;
  std::atomic<uint32_t> connections = 0;
  std::atomic<uint32_t> waiting = 0;        // requests that are being answered, or wait for a worker
  std::atomic<uint32_t> event_streams = 0;  // likewise, of clients that hear of the progress
  std::atomic<uint32_t> body_streams = 0;
  // Those that wait for a request, the one that has waited for longest first. For the thread that carries
  // bytes alone.
  std::list<Connection*> readers;
  // Of the questions that are being answered, so that none of them delays the end of the server.
  std::mutex mutex;
  std::set<std::shared_ptr<std::atomic<bool>>> questions;
  bool ending = false;
  // Questions are answered apart from the thread that carries bytes, so that a long one delays no other
  // connection.
  std::unique_ptr<asio::thread_pool> workers;
  // Whoever hears of the progress can wait, so that many of them do not delay a page.
  std::unique_ptr<asio::thread_pool> jobs = std::make_unique<asio::thread_pool>(2);
  // Of bodies in pieces. Each waits for its client.
  std::unique_ptr<asio::thread_pool> writers = std::make_unique<asio::thread_pool>(limits.body_streams);

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
  // What has not begun is dropped, while the connections that it holds can still be closed.
  void EndAll() {
    for (auto* pool : {&workers, &jobs, &writers}) (*pool)->stop();
    CancelAll();
    for (auto* pool : {&workers, &jobs, &writers}) {
      (*pool)->join();
      pool->reset();
    }
  }
};

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
  // Gives the place of a client that says nothing to another.
  void Leave() {
    StopReading();
    Close();
  }

 private:
  void Read() {
    place_ = shared_.readers.insert(shared_.readers.end(), this);
    reads_ = true;
    parser_.emplace();
    parser_->header_limit(shared_.limits.header_bytes);
    parser_->body_limit(shared_.limits.body_bytes);
    stream_.expires_after(std::chrono::seconds(shared_.limits.seconds_to_read));
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](beast::error_code error, size_t) { self->HasRead(error); });
  }

  void StopReading() {
    if (reads_) shared_.readers.erase(place_);
    reads_ = false;
  }

  void HasRead(beast::error_code error) {
    StopReading();
    if (error == http::error::header_limit)
      return Write(ProblemOf(431, "header too long", "the header is too long"), false, false);
    if (error == http::error::body_limit)
      return Write(ProblemOf(413, "body too long", "the body is too long"), false, false);
    if (error == http::error::end_of_stream || error == beast::error::timeout) return Close();
    if (error) {
      // What is no HTTP gets one answer, what is a broken connection gets none.
      if (error.category() == make_error_code(http::error::bad_method).category())
        return Write(ProblemOf(400, "bad request", "this is no HTTP request: " + error.message()), false,
                     false);
      return Close();
    }
    const auto& message = parser_->get();
    HttpRequest request;
    request.method = std::string(message.method_string());
    const std::string_view target(message.target().data(), message.target().size());
    const bool head = message.method() == http::verb::head;
    auto parsed = ParseTarget(target);
    if (!parsed)
      return Write(ProblemOf(400, "bad request", "the address is not well formed"), message.keep_alive(),
                   head);
    request.path = std::move(parsed->path);
    request.parameters = std::move(parsed->parameters);
    for (const auto& field : message) {
      const std::string_view name(field.name_string().data(), field.name_string().size());
      request.headers.emplace(AsciiLower(name), std::string(field.value().data(), field.value().size()));
    }
    request.body = message.body();
    if (head) request.method = "GET";
    stream_.expires_never();
    version_ = message.version();
    keep_alive_ = message.keep_alive();
    const bool events = shared_.event_stream && version_ >= 11 && !head;
    if (std::optional<HttpResponse> start = events ? shared_.event_stream(request) : std::nullopt)
      return AnswerInEvents(std::move(request), *std::move(start));
    if (shared_.waiting >= shared_.limits.questions) return Write(Busy(), keep_alive_, head);
    ++shared_.waiting;
    request.cancelled = cancelled_ = std::make_shared<std::atomic<bool>>(false);
    Watch(request.cancelled);
    asio::post(*shared_.workers, [self = shared_from_this(), request = std::move(request), head] {
      HttpResponse response = self->Ask(request);
      --self->shared_.waiting;
      asio::post(self->stream_.get_executor(), [self, response = std::move(response), head]() mutable {
        if (response.later || (response.stream && !head)) return self->AnswerApart(std::move(response), head);
        self->Write(std::move(response), self->keep_alive_, head);
      });
    });
  }

  static HttpResponse Busy() {
    HttpResponse busy =
        ProblemOf(503, "too many questions", "too many questions at once; try again in a moment");
    busy.headers.emplace_back("Retry-After", "1");
    return busy;
  }

  HttpResponse Ask(const HttpRequest& request) {
    shared_.Begin(request.cancelled);
    HttpResponse response = shared_.handler(request);
    shared_.End(request.cancelled);
    return response;
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
    // Nobody knows the length of a body that is made while it is written.
    if (response.stream) {
      message_.chunked(true);
    } else {
      message_.content_length(length);
    }
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

  // ---- Bodies that are written while they are made ----

  // The status and the headers of a body whose length nobody knows. Calls `then` when they are sent.
  template <typename Then>
  void WriteStart(const HttpResponse& response, Then then) {
    start_ = {};
    start_.version(version_);
    start_.result(static_cast<unsigned>(response.status));
    start_.set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) start_.insert(name, value);
    chunked_ = version_ >= 11;  // an older client reads until the connection ends
    keep_alive_ = keep_alive_ && chunked_;
    start_.keep_alive(keep_alive_);
    start_.chunked(chunked_);
    start_serializer_.emplace(start_);
    stream_.expires_after(std::chrono::seconds(shared_.limits.seconds_to_write));
    http::async_write_header(stream_, *start_serializer_,
                             [self = shared_from_this(), then](beast::error_code error, size_t) {
                               self->stream_.expires_never();
                               then(!error);
                             });
  }

  // Sends piece_, and calls `then` with whether the client took it. Between two pieces time does not count.
  template <typename Then>
  void SendPiece(Then then) {
    stream_.expires_after(std::chrono::seconds(shared_.limits.seconds_to_write));
    const auto sent = [self = shared_from_this(), then](beast::error_code error, size_t) {
      self->stream_.expires_never();
      then(!error);
    };
    if (chunked_) {
      asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), sent);
    } else {
      asio::async_write(stream_, asio::buffer(piece_), sent);
    }
  }

  // `whole`: the body is finished. What follows is the next request.
  void EndPieces(bool whole) {
    if (!whole || !chunked_) return Close();
    stream_.expires_after(std::chrono::seconds(shared_.limits.seconds_to_write));
    asio::async_write(stream_, http::make_chunk_last(),
                      [self = shared_from_this()](beast::error_code error, size_t) {
                        if (error || !self->keep_alive_) return self->Close();
                        self->Read();
                      });
  }

  void AnswerApart(HttpResponse response, bool head) {
    if (shared_.body_streams >= shared_.limits.body_streams) return Write(Busy(), keep_alive_, head);
    ++shared_.body_streams;
    if (!response.later) return WriteInPieces(std::move(response));
    asio::post(*shared_.writers, [self = shared_from_this(), later = std::move(response.later), head] {
      self->shared_.Begin(self->cancelled_);
      HttpResponse worked_out = later();
      self->shared_.End(self->cancelled_);
      asio::post(self->stream_.get_executor(), [self, response = std::move(worked_out), head]() mutable {
        if (response.stream && !head) return self->WriteInPieces(std::move(response));
        --self->shared_.body_streams;
        self->Write(std::move(response), self->keep_alive_, head);
      });
    });
  }

  void WriteInPieces(HttpResponse response) {
    WriteStart(response, [this, self = shared_from_this(), stream = std::move(response.stream)](bool sent) {
      if (!sent) {
        --shared_.body_streams;
        return Close();
      }
      asio::post(*shared_.writers, [this, self, stream] {
        shared_.Begin(cancelled_);
        bool whole = stream([this](std::string_view bytes) { return Take(bytes); });
        whole = Flush() && whole;
        shared_.End(cancelled_);
        --shared_.body_streams;
        asio::post(stream_.get_executor(), [self, whole] { self->EndPieces(whole); });
      });
    });
  }

  // On a writer's thread: collects bytes until they are worth sending.
  bool Take(std::string_view bytes) {
    constexpr size_t kPiece = size_t{64} << 10;
    while (!bytes.empty()) {
      const size_t count = std::min(bytes.size(), kPiece - std::min(kPiece, collected_.size()));
      collected_ += bytes.substr(0, count);
      bytes.remove_prefix(count);
      if (collected_.size() >= kPiece && !Flush()) return false;
    }
    return !*cancelled_;
  }

  // On a writer's thread: sends what was collected, and waits until the client has taken it.
  bool Flush() {
    if (*cancelled_) return false;
    if (collected_.empty()) return true;
    std::unique_lock lock(piece_mutex_);
    piece_.swap(collected_);
    collected_.clear();
    piece_state_ = PieceState::kSending;
    asio::post(stream_.get_executor(), [self = shared_from_this()] {
      self->SendPiece([self](bool taken) {
        const std::lock_guard done(self->piece_mutex_);
        self->piece_state_ = taken ? PieceState::kTaken : PieceState::kLost;
        self->piece_changed_.notify_all();
      });
    });
    // The end of the server comes without a notice.
    while (piece_state_ == PieceState::kSending && !*cancelled_)
      piece_changed_.wait_for(lock, std::chrono::milliseconds(50));
    if (piece_state_ == PieceState::kLost) *cancelled_ = true;
    return piece_state_ == PieceState::kTaken;
  }

  // ---- Events ----

  void AnswerInEvents(HttpRequest request, HttpResponse start) {
    if (shared_.event_streams >= shared_.limits.event_streams) return Write(Busy(), keep_alive_, false);
    ++shared_.event_streams;
    request.cancelled = cancelled_ = std::make_shared<std::atomic<bool>>(false);
    request.progress = progress_ = std::make_shared<HttpProgress>();
    // The body of the last event goes out as it is.
    request.headers.erase("accept-encoding");
    request.headers.erase("if-none-match");
    asked_ = std::chrono::steady_clock::now();
    last_event_.reset();
    Watch(request.cancelled);
    WriteStart(start, [self = shared_from_this()](bool sent) {
      if (!sent) *self->cancelled_ = true;
      self->SendEvent();
    });
    asio::post(*shared_.jobs, [self = shared_from_this(), request = std::move(request)] {
      request.progress->began = true;
      // Whoever left while the question waited needs no answer.
      std::string last = *request.cancelled ? std::string() : LastEvent(self->Ask(request));
      asio::post(self->stream_.get_executor(), [self, last = std::move(last)]() mutable {
        --self->shared_.event_streams;
        self->last_event_ = std::move(last);
        self->timer_.cancel();
      });
    });
  }

  // Sends what there is to say, and waits until there is more.
  void SendEvent() {
    if (*cancelled_) return Close();
    const bool last = last_event_.has_value();
    piece_ = last ? *std::move(last_event_)
                  : ProgressEvent(*progress_, std::chrono::duration_cast<std::chrono::milliseconds>(
                                                  std::chrono::steady_clock::now() - asked_));
    SendPiece([self = shared_from_this(), last](bool taken) {
      if (!taken) *self->cancelled_ = true;
      if (last || !taken) return self->EndPieces(taken);
      if (self->last_event_) return self->SendEvent();
      self->timer_.expires_after(std::chrono::milliseconds(self->shared_.limits.milliseconds_between_events));
      self->timer_.async_wait([self](beast::error_code) { self->SendEvent(); });
    });
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

  bool reads_ = false;
  std::list<Connection*>::iterator place_;  // among the readers, while it reads
  unsigned version_ = 11;                   // of the request: 10 or 11
  bool keep_alive_ = false, chunked_ = false;
  std::shared_ptr<std::atomic<bool>> cancelled_;  // of the question that is being answered
  // Of a body that is written while it is made.
  enum class PieceState : uint8_t { kSending, kTaken, kLost };
  http::response<http::empty_body> start_;
  std::optional<http::response_serializer<http::empty_body>> start_serializer_;
  std::string collected_;  // the writer's
  std::mutex piece_mutex_;
  std::condition_variable piece_changed_;
  PieceState piece_state_ = PieceState::kTaken;
  std::string piece_;
  // Of a question whose client hears of its progress.
  std::shared_ptr<HttpProgress> progress_;
  std::chrono::steady_clock::time_point asked_;
  std::optional<std::string> last_event_;
  asio::steady_timer timer_{stream_.get_executor()};
};

class BeastServer : public HttpServer {
 public:
  BeastServer(const HttpServerOptions& options, Handler handler, EventStream event_stream)
      : shared_(options.threads, options.limits), acceptor_(context_), signals_(context_) {
    shared_.handler = std::move(handler);
    shared_.event_stream = std::move(event_stream);
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
    shared_.EndAll();
  }

  void Stop() override { context_.stop(); }

 private:
  void Accept() {
    acceptor_.async_accept(asio::make_strand(context_), [this](beast::error_code error, tcp::socket socket) {
      // Too many open files is no reason to end; the next client may find room.
      if (!error && HasRoom()) std::make_shared<Connection>(std::move(socket), &shared_)->Start();
      if (error == asio::error::operation_aborted) return;
      if (!error) return Accept();
      retry_.expires_after(std::chrono::milliseconds(100));
      retry_.async_wait([this](beast::error_code stopped) {
        if (!stopped) Accept();
      });
    });
  }

  // Makes room if there is none: whoever opens many connections and says nothing shuts nobody out.
  bool HasRoom() {
    if (shared_.connections < shared_.limits.connections) return true;
    if (shared_.readers.empty()) return false;
    shared_.readers.front()->Leave();
    return true;
  }

  Shared shared_;  // outlives the connections, which the context destroys
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer retry_{context_};
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::Listen(const HttpServerOptions& options, Handler handler,
                                                       EventStream event_stream) {
  auto server = std::make_unique<BeastServer>(options, std::move(handler), std::move(event_stream));
  if (const Result<void> bound = server->Bind(options); !bound) return tl::unexpected(bound.error());
  return server;
}

}  // namespace concord
