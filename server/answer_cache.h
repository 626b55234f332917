// Answers, kept as long as the store stays as it is.
#ifndef CONCORD_SERVER_ANSWER_CACHE_H_
#define CONCORD_SERVER_ANSWER_CACHE_H_

#include <condition_variable>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "query/query.h"
#include "server/live_store.h"

namespace concord {

// For any thread. While a question is being answered, others that ask the same wait for that answer.
class AnswerCache {
 public:
  using Kept = std::shared_ptr<const Answer>;

  // Keeps about `most_bytes` of answers and forgets the least recently used ones first.
  explicit AnswerCache(uint64_t most_bytes = uint64_t{128} << 20) : most_bytes_(most_bytes) {}

  // The answer of `query` at this state. `snapshot` is what the question reads: the state's own, or a view of
  // it that ends early. Fails as the query does; failures are not kept.
  Result<Kept> Ask(const PublishedState& state, const Snapshot& snapshot, const Query& query,
                   const Arguments& arguments);

 private:
  struct Entry {
    Kept answer;  // null while it is computed
    uint64_t bytes = 0;
    std::list<std::string>::iterator place;  // in order_; only where there is an answer
  };
  void Forget();

  const uint64_t most_bytes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string tag_;  // of the state whose answers these are
  std::map<std::string, Entry, std::less<>> entries_;
  std::list<std::string> order_;  // the question that was asked last comes first
  uint64_t bytes_ = 0;
};

}  // namespace concord

#endif  // CONCORD_SERVER_ANSWER_CACHE_H_
