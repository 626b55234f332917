// Whole responses, kept as long as the store stays as it is: what many ask for is made and compressed once.
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
  // Beyond `most_bytes` of bodies all are forgotten, and it begins anew.
  explicit ResponseCache(uint64_t most_bytes = uint64_t{64} << 20) : most_bytes_(most_bytes) {}

  // What was kept for the request at the state `tag`; null where nothing was.
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
