#include "server/pages/page.h"

#include <algorithm>
#include <array>

#include "base/sha256.h"
#include "base/version.h"
#include "server/assets.h"
#include "server/pages/html.h"

namespace concord {
namespace {

constexpr auto kPages = std::to_array<Page>({
#define PAGE(name, path, navigation, takes_posts) {path, navigation, name##Page, takes_posts},
#include "server/pages/pages.def"
#undef PAGE
});

HttpResponse MethodNotAllowed(const HttpRequest& request, std::string_view allowed) {
  HttpResponse response = ErrorPage(
      {ErrorCode::kUsage, "This page answers " + std::string(allowed) + ".", {}, 0, 0, 0}, request.path);
  response.status = 405;
  response.headers.emplace_back("Allow", allowed);
  return response;
}

}  // namespace

std::span<const Page> Pages() { return kPages; }

const std::string& PageTag() {
  static const std::string tag = [] {
    std::string all(kVersion);
    for (const EmbeddedFile& asset : Assets()) all += asset.bytes;
    return Sha256Hex(all).substr(0, 10);
  }();
  return tag;
}

bool AnswerAsset(const HttpRequest& request, HttpResponse* response) {
  constexpr std::string_view kFolder = "/assets/";
  if (!request.path.starts_with(kFolder)) return false;
  for (const EmbeddedFile& asset : Assets()) {
    if (asset.name != std::string_view(request.path).substr(kFolder.size())) continue;
    response->content_type =
        asset.name.ends_with(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    // Pages ask for them with their tag, so an old one is never taken for a new one.
    response->headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    response->body = std::string(asset.bytes);
    return true;
  }
  return false;
}

HttpResponse AnswerPage(const Visit& visit) {
  const HttpRequest& request = visit.request;
  if (const auto page = std::ranges::find(kPages, request.path, &Page::path); page != kPages.end()) {
    const bool posts = request.method == "POST" && page->takes_posts;
    if (request.method != "GET" && !posts)
      return MethodNotAllowed(request, page->takes_posts ? "GET, HEAD, POST" : "GET, HEAD");
    return page->answer(visit);
  }
  if (const Query* query = FindQuery(std::string_view(request.path).substr(1)); query != nullptr) {
    if (request.method != "GET") return MethodNotAllowed(request, "GET, HEAD");
    return QuestionPage(*query, visit);
  }
  return ErrorPage({ErrorCode::kNotFound, "There is no page " + request.path, {}, 0, 0, 0}, request.path);
}

}  // namespace concord
