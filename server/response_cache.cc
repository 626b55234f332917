#include "server/response_cache.h"

#include "server/http_encoding.h"

namespace concord {
namespace {

constexpr size_t kMostBody = size_t{2} << 20;  // a larger one would displace many others

// No part of a request has a NUL byte.
std::string KeyOf(const HttpRequest& request) {
  std::string key = request.path;
  for (const auto& [name, value] : request.parameters) {
    key += '\0';
    key += name;
    key += '=';
    key += value;
  }
  key += '\0';
  key += TakesGzip(request.Header("accept-encoding")) ? 'g' : 'p';
  return key;
}

}  // namespace

std::shared_ptr<const HttpResponse> ResponseCache::Find(const HttpRequest& request, const std::string& tag) {
  const std::string key = KeyOf(request);
  const std::lock_guard lock(mutex_);
  if (tag_ != tag) return nullptr;
  const auto found = responses_.find(key);
  return found == responses_.end() ? nullptr : found->second;
}

void ResponseCache::Keep(const HttpRequest& request, const std::string& tag, const HttpResponse& response) {
  if (response.body.size() > kMostBody) return;
  auto kept = std::make_shared<const HttpResponse>(response);
  const std::string key = KeyOf(request);
  const std::lock_guard lock(mutex_);
  if (tag_ != tag || bytes_ + kept->body.size() > most_bytes_) {
    tag_ = tag;
    responses_.clear();
    bytes_ = 0;
  }
  if (responses_.emplace(key, kept).second) bytes_ += kept->body.size();
}

}  // namespace concord
