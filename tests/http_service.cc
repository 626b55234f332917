#include "tests/http_service.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace concord::testing {
namespace {

HttpRequest Read(int connection) {
  std::string bytes;
  size_t end = std::string::npos, length = 0;
  char buffer[65536];
  while (end == std::string::npos || bytes.size() < end + 4 + length) {
    const ssize_t more = recv(connection, buffer, sizeof buffer, 0);
    if (more <= 0) break;
    bytes.append(buffer, static_cast<size_t>(more));
    if (end != std::string::npos) continue;
    end = bytes.find("\r\n\r\n");
    const size_t field = bytes.find("Content-Length: ");
    if (end != std::string::npos && field < end) length = std::stoul(bytes.substr(field + 16));
  }
  if (end == std::string::npos) return {bytes, ""};
  return {bytes.substr(0, end), bytes.substr(end + 4)};
}

}  // namespace

HttpService::HttpService(Answer answer)
    : answer_(std::move(answer)), socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  setenv("no_proxy", "127.0.0.1", 1);  // whatever the machine has for other addresses
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  if (bind(socket_, plain, size) != 0 || listen(socket_, 16) != 0 || getsockname(socket_, plain, &size) != 0)
    std::abort();
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { Serve(); });
}

HttpService::~HttpService() {
  shutdown(socket_, SHUT_RDWR);  // wakes accept
  thread_.join();
  close(socket_);
}

std::string HttpService::Url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<HttpRequest> HttpService::requests() const {
  const std::scoped_lock guard(lock_);
  return requests_;
}

std::string HttpService::Response(std::string_view status, std::string_view body, std::string_view fields) {
  return "HTTP/1.1 " + std::string(status) + "\r\nConnection: close\r\n" + std::string(fields) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

void HttpService::Serve() {
  for (;;) {
    const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    HttpRequest request = Read(connection);
    const std::string response = answer_(request);
    {
      const std::scoped_lock guard(lock_);
      requests_.push_back(std::move(request));
    }
    for (size_t sent = 0; sent < response.size();) {
      const ssize_t more = send(connection, response.data() + sent, response.size() - sent, MSG_NOSIGNAL);
      if (more <= 0) break;
      sent += static_cast<size_t>(more);
    }
    close(connection);
  }
}

}  // namespace concord::testing
