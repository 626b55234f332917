#include "server/site.h"

#include "base/text.h"
#include "server/api.h"
#include "server/mcp.h"
#include "server/pages.h"

namespace concord {
namespace {

// "localhost:8380" and "[::1]:8380" without the port.
std::string_view WithoutPort(std::string_view host) {
  if (host.starts_with('['))
    return host.substr(1, host.find(']') == std::string_view::npos ? 0 : host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

HttpResponse AnswerMcpRequest(const HttpRequest& request, LiveStore* store) {
  HttpResponse response;
  if (request.method != "POST") {
    response =
        ProblemOf(405, "method not allowed", "MCP messages come by POST; this server sends none on its own");
    response.headers.emplace_back("Allow", "POST");
    return response;
  }
  const std::optional<std::string> answer = AnswerMcp(request.body, store);
  if (!answer) {
    response.status = 202;
    return response;
  }
  response.content_type = "application/json";
  response.body = *answer;
  return response;
}

HttpResponse Route(const HttpRequest& request, LiveStore* store) {
  if (request.path == "/mcp") return AnswerMcpRequest(request, store);
  if (request.path == "/api" || request.path.starts_with("/api/")) return AnswerApi(request, store);
  return AnswerPage(request, store);
}

}  // namespace

Site::Site(LiveStore* store, std::string host) : store_(store), host_(std::move(host)) {}

bool Site::IsOurs(std::string_view host) const {
  const std::string_view name = WithoutPort(host);
  return name == host_ || EqualsIgnoreCase(name, "localhost") || name == "127.0.0.1" || name == "::1" ||
         host_ == "0.0.0.0" || host_ == "::";
}

HttpResponse Site::Answer(const HttpRequest& request) const {
  HttpResponse response;
  const std::string_view origin = request.Header("origin");
  const size_t scheme = origin.find("://");
  if (!IsOurs(request.Header("host"))) {
    response = ProblemOf(421, "misdirected request", "the Host header names another server");
  } else if (!origin.empty() && (scheme == std::string_view::npos || !IsOurs(origin.substr(scheme + 3)))) {
    response = ProblemOf(403, "forbidden", "pages of other origins may not ask this server");
  } else {
    response = Route(request, store_);
  }
  // Nothing is loaded from elsewhere, and no page of elsewhere may frame ours.
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
      "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  return response;
}

}  // namespace concord
