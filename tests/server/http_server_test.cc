// The server as a client on the loopback meets it.
#include "server/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

namespace concord::testing {
namespace {

class HttpServerTest : public ::testing::Test {
 protected:
  void Start(const HttpLimits& limits) {
    HttpServerOptions options;
    options.port = 0;
    options.limits = limits;
    auto server = HttpServer::Listen(options, [](const HttpRequest& request) {
      HttpResponse response;
      response.body = request.method + " " + request.path + " " + request.body;
      return response;
    });
    ASSERT_TRUE(server) << server.error().ToString();
    server_ = *std::move(server);
    thread_ = std::thread([this] { server_->Run(false); });
  }
  void TearDown() override {
    if (server_ == nullptr) return;
    server_->Stop();
    thread_.join();
  }

  int Connect() const {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server_->port());
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    EXPECT_EQ(connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    return socket;
  }
  // Sends bytes, and reads until the server closes.
  std::string Exchange(const std::string& bytes) const {
    const int socket = Connect();
    size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t count = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) break;  // the server may have heard enough
      sent += static_cast<size_t>(count);
    }
    std::string answer;
    char buffer[4096];
    for (;;) {
      const ssize_t count = recv(socket, buffer, sizeof(buffer), 0);
      if (count <= 0) break;
      answer.append(buffer, static_cast<size_t>(count));
    }
    close(socket);
    return answer;
  }

  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

TEST_F(HttpServerTest, TwoRequestsOnOneConnection) {
  Start({});
  const std::string answer = Exchange(
      "GET /one HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
  EXPECT_NE(answer.find("GET /one "), std::string::npos) << answer;
  EXPECT_NE(answer.find("POST /two abc"), std::string::npos) << answer;
}

TEST_F(HttpServerTest, HeadHasTheLengthAndNoBody) {
  Start({});
  const std::string answer = Exchange("HEAD /one HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 9"), std::string::npos) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST_F(HttpServerTest, WhatIsTooLongIsRefused) {
  HttpLimits limits;
  limits.header_bytes = 1000;
  limits.body_bytes = 1000;
  Start(limits);
  EXPECT_TRUE(Exchange("GET /" + std::string(5000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n")
                  .starts_with("HTTP/1.1 431"));
  EXPECT_TRUE(Exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n" + std::string(5000, 'a'))
                  .starts_with("HTTP/1.1 413"));
  // Pieces without a total length are counted too.
  std::string pieces = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 50; ++i) pieces += "64\r\n" + std::string(100, 'a') + "\r\n";
  EXPECT_TRUE(Exchange(pieces + "0\r\n\r\n").starts_with("HTTP/1.1 413"));
}

TEST_F(HttpServerTest, WhatIsNoHttpIsRefused) {
  Start({});
  EXPECT_TRUE(Exchange("hello\r\n\r\n").starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(
      Exchange("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 400"));
}

TEST_F(HttpServerTest, ClientsThatSayNothingDelayNobody) {
  HttpLimits limits;
  limits.seconds_to_read = 1;
  Start(limits);
  std::vector<int> silent;
  for (int i = 0; i < 100; ++i) silent.push_back(Connect());
  EXPECT_NE(Exchange("GET /one HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("GET /one"),
            std::string::npos);
  // They are closed when their time is over.
  char byte = 0;
  EXPECT_EQ(recv(silent.back(), &byte, 1, 0), 0);
  for (const int socket : silent) close(socket);
}

TEST_F(HttpServerTest, AClientThatLeavesEndsItsQuestion) {
  HttpServerOptions options;
  options.port = 0;
  std::atomic<bool> began = false, ended = false;
  auto server = HttpServer::Listen(options, [&](const HttpRequest& request) {
    began = true;
    // A question that nobody would wait for.
    for (int i = 0; i < 2000 && !*request.cancelled; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ended = request.cancelled->load();
    return HttpResponse();
  });
  ASSERT_TRUE(server) << server.error().ToString();
  server_ = *std::move(server);
  thread_ = std::thread([this] { server_->Run(false); });
  const int socket = Connect();
  const std::string question = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_EQ(send(socket, question.data(), question.size(), 0), static_cast<ssize_t>(question.size()));
  while (!began) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  close(socket);
  for (int i = 0; i < 1000 && !ended; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_TRUE(ended);
}

TEST_F(HttpServerTest, TheEndOfTheServerEndsQuestions) {
  HttpServerOptions options;
  options.port = 0;
  std::atomic<bool> began = false;
  auto server = HttpServer::Listen(options, [&](const HttpRequest& request) {
    began = true;
    for (int i = 0; i < 4000 && !*request.cancelled; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return HttpResponse();
  });
  ASSERT_TRUE(server) << server.error().ToString();
  server_ = *std::move(server);
  thread_ = std::thread([this] { server_->Run(false); });
  const int socket = Connect();
  const std::string question = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_EQ(send(socket, question.data(), question.size(), 0), static_cast<ssize_t>(question.size()));
  while (!began) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const auto start = std::chrono::steady_clock::now();
  server_->Stop();
  thread_.join();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  thread_ = std::thread([] {});  // for TearDown
  close(socket);
}

// The server with a body of `pieces` that is written while it is made, at /stream.
class HttpStreamTest : public HttpServerTest {
 protected:
  void StartStreaming(int pieces, const HttpLimits& limits = {}) {
    HttpServerOptions options;
    options.port = 0;
    options.limits = limits;
    auto server = HttpServer::Listen(
        options,
        [this, pieces](const HttpRequest& request) {
          HttpResponse response;
          response.body = request.path;
          if (request.path == "/wait") {
            while (!release_ && !*request.cancelled)
              std::this_thread::sleep_for(std::chrono::milliseconds(1));
          }
          if (request.path != "/stream") return response;
          response.stream = [this, pieces](const BodyWriter& write) {
            const std::string piece(10'000, '#');
            bool taken = true;
            for (int i = 0; i < pieces && taken; ++i) {
              taken = write(piece);
              if (taken) ++written_;
            }
            ended_ = true;
            return taken && !broken_;
          };
          return response;
        },
        [](const HttpRequest& request) -> std::optional<HttpResponse> {
          if (request.Header("accept") != "text/event-stream") return std::nullopt;
          HttpResponse start;
          start.content_type = "text/event-stream";
          return start;
        });
    ASSERT_TRUE(server) << server.error().ToString();
    server_ = *std::move(server);
    thread_ = std::thread([this] { server_->Run(false); });
  }
  static void Send(int socket, const std::string& bytes) {
    ASSERT_EQ(send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }

  std::atomic<int> written_ = 0;
  std::atomic<bool> ended_ = false, release_ = false, broken_ = false;
};

size_t Count(const std::string& text, char wanted) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), wanted));
}

TEST_F(HttpStreamTest, ABodyInPiecesArrivesWholeAndTheConnectionGoesOn) {
  StartStreaming(100);
  const std::string answer = Exchange(
      "GET /stream HTTP/1.1\r\nHost: y\r\n\r\nGET /two HTTP/1.1\r\nHost: y\r\nConnection: close\r\n\r\n");
  EXPECT_NE(answer.find("Transfer-Encoding: chunked"), std::string::npos);
  EXPECT_EQ(Count(answer.substr(answer.find("\r\n\r\n")), '#'), 1'000'000u);
  EXPECT_NE(answer.find("\r\n0\r\n\r\nHTTP/1.1 200"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("/two"));
}

TEST_F(HttpStreamTest, ABodyThatCannotBeFinishedHasNoEnd) {
  broken_ = true;
  StartStreaming(3);
  const std::string answer = Exchange("GET /stream HTTP/1.1\r\nHost: y\r\n\r\n");
  EXPECT_NE(answer.find("###"), std::string::npos);
  EXPECT_EQ(answer.find("\r\n0\r\n\r\n"), std::string::npos);
}

TEST_F(HttpStreamTest, AnOldClientReadsUntilTheConnectionEnds) {
  StartStreaming(5);
  const std::string answer = Exchange("GET /stream HTTP/1.0\r\nHost: y\r\n\r\n");
  EXPECT_EQ(answer.find("chunked"), std::string::npos);
  EXPECT_TRUE(answer.ends_with(std::string(50'000, '#')));
}

TEST_F(HttpStreamTest, TheWriterWaitsForItsClientAndEndsWithIt) {
  StartStreaming(1'000'000);  // 10 GB, which nobody holds
  const int socket = Connect();
  Send(socket, "GET /stream HTTP/1.1\r\nHost: y\r\n\r\n");
  while (written_ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  // The client reads nothing, so what is written stays within what sockets hold; and others are answered.
  EXPECT_TRUE(Exchange("GET /two HTTP/1.1\r\nHost: y\r\nConnection: close\r\n\r\n").ends_with("/two"));
  EXPECT_LT(written_, 10'000);
  EXPECT_FALSE(ended_);
  close(socket);
  while (!ended_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST_F(HttpStreamTest, TheEndOfTheServerEndsBodies) {
  StartStreaming(1'000'000);
  const int socket = Connect();
  Send(socket, "GET /stream HTTP/1.1\r\nHost: y\r\n\r\n");
  while (written_ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  server_->Stop();
  thread_.join();
  EXPECT_TRUE(ended_);
  thread_ = std::thread([] {});  // for TearDown
  close(socket);
}

TEST_F(HttpStreamTest, AClientHearsOfTheProgressUntilTheAnswer) {
  HttpLimits limits;
  limits.milliseconds_between_events = 5;
  StartStreaming(1, limits);
  const int socket = Connect();
  Send(socket, "GET /wait HTTP/1.1\r\nHost: y\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n");
  std::string heard;
  char buffer[4096];
  const auto hear = [&] {
    const ssize_t count = recv(socket, buffer, sizeof(buffer), 0);
    if (count > 0) heard.append(buffer, static_cast<size_t>(count));
    return count > 0;
  };
  while (heard.find("\"working\"") == std::string::npos && hear()) {
  }
  EXPECT_NE(heard.find("event: progress"), std::string::npos) << heard;
  EXPECT_EQ(heard.find("event: answer"), std::string::npos) << heard;
  release_ = true;
  while (hear()) {
  }
  EXPECT_NE(heard.find("event: answer\ndata: /wait\n\n"), std::string::npos) << heard;
  close(socket);
}

TEST_F(HttpStreamTest, ManyWhoHearOfProgressDelayNobody) {
  StartStreaming(1);
  std::vector<int> sockets;
  for (int i = 0; i < 200; ++i) {
    sockets.push_back(Connect());
    Send(sockets.back(), "GET /wait HTTP/1.1\r\nHost: y\r\nAccept: text/event-stream\r\n\r\n");
  }
  EXPECT_TRUE(Exchange("GET /two HTTP/1.1\r\nHost: y\r\nConnection: close\r\n\r\n").ends_with("/two"));
  for (const int socket : sockets) close(socket);
}

TEST_F(HttpServerTest, ASilentClientGivesItsPlaceToAnother) {
  HttpLimits limits;
  limits.connections = 20;
  limits.seconds_to_read = 600;
  Start(limits);
  std::vector<int> silent;
  for (int i = 0; i < 100; ++i) silent.push_back(Connect());
  EXPECT_NE(Exchange("GET /one HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("GET /one"),
            std::string::npos);
  char byte = 0;
  EXPECT_LE(recv(silent.front(), &byte, 1, 0), 0);
  for (const int socket : silent) close(socket);
}

TEST_F(HttpServerTest, AnAddressThatIsTakenIsAnError) {
  Start({});
  HttpServerOptions options;
  options.port = server_->port();
  const auto second = HttpServer::Listen(options, [](const HttpRequest&) { return HttpResponse(); });
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find(std::to_string(options.port)), std::string::npos);
  options.host = "nowhere";
  EXPECT_FALSE(HttpServer::Listen(options, [](const HttpRequest&) { return HttpResponse(); }));
}

}  // namespace
}  // namespace concord::testing
