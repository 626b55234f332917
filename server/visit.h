// One request to a page, with everything that the page may read.
#ifndef CONCORD_SERVER_VISIT_H_
#define CONCORD_SERVER_VISIT_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "query/answer.h"
#include "server/answer_cache.h"
#include "server/http_message.h"
#include "server/live_store.h"
#include "server/review_desk.h"
#include "server/write_access.h"

namespace concord {

// Borrows everything. For one thread.
struct Visit {
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  const HttpRequest& request;
  const PublishedState& state;  // the same from the first question of a page to the last
  const Snapshot& snapshot;     // of `state`; ends early when the visitor leaves
  LiveStore& store;
  AnswerCache& answers;
  WriteAccess& access;
  ReviewDesk& desk;

  std::string_view Parameter(std::string_view name) const { return request.Parameter(name); }
  // The query of this name with parameters as the API takes them; those without a value are left out. Fails
  // as the API does.
  Result<std::shared_ptr<const Answer>> Ask(std::string_view query, Parameters parameters) const;
};

}  // namespace concord

#endif  // CONCORD_SERVER_VISIT_H_
