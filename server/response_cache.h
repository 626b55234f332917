// Whole responses, kept until the store changes, so that popular ones are made and compressed only once.
#ifndef CONCORD_SERVER_RESPONSE_CACHE_H_
#define CONCORD_SERVER_RESPONSE_CACHE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "server/http_message.h"

namespace concord {

// For any thread.
class ResponseCache {
 public:
  // Forgets everything once the bodies exceed `most_bytes`.
  explicit ResponseCache(uint64_t most_bytes = uint64_t{64} << 20) : most_bytes_(most_bytes) {}

  // The response that was kept for the request at the state `tag`, or null.
  std::shared_ptr<const HttpResponse> Find(const HttpRequest& request, const std::string& tag);
  void Keep(const HttpRequest& request, const std::string& tag, const HttpResponse& response);

 private:
  const uint64_t most_bytes_;
  std::mutex mutex_;
  std::string tag_;  // of the state whose responses these are
  std::map<std::string, std::shared_ptr<const HttpResponse>> responses_;
  uint64_t bytes_ = 0;
};

}  // namespace concord

#endif  // CONCORD_SERVER_RESPONSE_CACHE_H_
