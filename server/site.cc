#include "server/site.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"
#include "graph/cancellable_snapshot.h"
#include "server/api.h"
#include "server/event_stream.h"
#include "server/export.h"
#include "server/http_encoding.h"
#include "server/mcp_http.h"
#include "server/pages/html.h"
#include "server/pages/page.h"
#include "server/visit.h"

namespace concord {
namespace {

// "localhost:8380" and "[::1]:8380" without the port.
std::string_view WithoutPort(std::string_view host) {
  if (host.starts_with('['))
    return host.substr(1, host.find(']') == std::string_view::npos ? 0 : host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

// Pages that show what only one visitor may see, or that are no function of the store.
bool IsPrivate(std::string_view path) { return path == "/review" || path == "/read"; }

// Nothing is loaded from elsewhere, and no page of elsewhere may frame ours.
void Secure(HttpResponse* response) {
  response->headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
      "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  response->headers.emplace_back("X-Content-Type-Options", "nosniff");
  // "no-referrer" would make browsers send our own forms with the origin "null".
  response->headers.emplace_back("Referrer-Policy", "same-origin");
  response->headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace

HttpResponse Site::Route(const HttpRequest& request) {
  HttpResponse response;
  if (AnswerAsset(request, &response)) {
    Encode(request, &response);
    return response;
  }
  const bool mcp = request.path == "/mcp";
  const bool api = request.path == "/api" || request.path.starts_with("/api/");
  if (mcp) return AnswerMcpRequest(request, store_, &answers_);
  if (request.path == kExportPath) {
    response.later = [request, store = store_] {
      HttpResponse file = AnswerExport(request, store);
      Secure(&file);
      return file;
    };
    return response;
  }
  const auto state = store_->Now();
  if (!state) return api ? Problem(state.error()) : ErrorPage(state.error(), request.path);
  std::optional<CancellableSnapshot> cancellable;
  if (request.cancelled != nullptr) {
    cancellable.emplace(*(*state)->snapshot, *request.cancelled,
                        request.progress != nullptr ? &request.progress->reads : nullptr);
  }
  const Snapshot& snapshot = cancellable ? *cancellable : *(*state)->snapshot;
  const Visit visit{request, **state, snapshot, *store_, answers_, access_, desk_};
  const bool kept = request.method == "GET" && !IsPrivate(request.path);
  const std::string tag = fmt::format("W/\"{}-{}\"", (*state)->tag, PageTag());
  if (kept) {
    if (const auto found = responses_.Find(request, tag); found != nullptr) response = *found;
  }
  if (kept && MatchesTag(request.Header("if-none-match"), tag)) {
    response = {};
    response.status = 304;
  } else if (response.body.empty()) {
    response = api ? AnswerApi(visit) : AnswerPage(visit);
    Encode(request, &response);
    // A page whose visitor has left may lack what was not worked out.
    const bool left = request.cancelled != nullptr && *request.cancelled;
    if (kept && response.status == 200 && !left) responses_.Keep(request, tag, response);
  }
  if (kept && (response.status == 200 || response.status == 304)) {
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", "no-cache");
  }
  return response;
}

Site::Site(LiveStore* store, std::string host, std::string write_token)
    : store_(store), host_(std::move(host)), access_(std::move(write_token)) {}

bool Site::IsOurs(std::string_view host) const {
  const std::string_view name = WithoutPort(host);
  return name == host_ || EqualsIgnoreCase(name, "localhost") || name == "127.0.0.1" || name == "::1" ||
         host_ == "0.0.0.0" || host_ == "::";
}

std::optional<HttpResponse> Site::Refuse(const HttpRequest& request) const {
  const std::string_view origin = request.Header("origin");
  const size_t scheme = origin.find("://");
  if (!IsOurs(request.Header("host")))
    return ProblemOf(421, "misdirected request", "the Host header names another server");
  if (!origin.empty() && (scheme == std::string_view::npos || !IsOurs(origin.substr(scheme + 3))))
    return ProblemOf(403, "forbidden", "pages of other origins may not ask this server");
  return std::nullopt;
}

HttpResponse Site::Answer(const HttpRequest& request) {
  std::optional<HttpResponse> refused = Refuse(request);
  HttpResponse response = refused ? *std::move(refused) : Route(request);
  Secure(&response);
  return response;
}

std::optional<HttpResponse> Site::EventStream(const HttpRequest& request) const {
  const std::string_view format = request.Parameter("format");
  if (request.method != "GET" || !request.path.starts_with("/api/v1/") || request.path == kExportPath ||
      !(format.empty() || format == "json") || !AsksForEvents(request.Header("accept")) || Refuse(request))
    return std::nullopt;
  HttpResponse start;
  start.content_type = "text/event-stream";
  start.headers.emplace_back("Cache-Control", "no-store");
  Secure(&start);
  return start;
}

}  // namespace concord
