// The HTTP API: every query and listing as GET /api/v1/NAME, the query language, and the description of all
// as OpenAPI.
#ifndef CONCORD_SERVER_API_H_
#define CONCORD_SERVER_API_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/query.h"
#include "server/http_message.h"
#include "server/problem.h"
#include "server/visit.h"

namespace concord {

// The words of a query as parameters: "A B" is {"a", "b"}, "TOPIC..." is {"topic"}, "[KEY]" is {"key"}, not
// required.
struct WordParameter {
  std::string name;
  bool required = false;
  bool many = false;  // several words, which belong together
};
std::vector<WordParameter> WordParameters(std::string_view words);

// Parameters of a request as the arguments of a query. Fails with kUsage for an unknown or missing parameter
// and names those that exist.
Result<Arguments> ArgumentsOf(const Query& query,
                              const std::vector<std::pair<std::string, std::string>>& parameters);

inline constexpr std::string_view kApiRoot = "/api/v1/";

// Options that name files or services of this machine, or that only a terminal can use, stay with the command
// line.
bool IsOfferedByApi(const QueryOption& option);

// The values of `format` for a query, and the media type of one.
std::vector<std::string> ApiFormatsOf(const Query& query);
std::string_view MediaTypeOf(std::string_view format);

// Answers /api/v1/..., or 404 for an unknown path. Does not offer options that name files or services of the
// machine (model-dir, embedder). JSON comes in pages of at most `limit` rows (kMostApiRows),
// each with the cursor of the next; a cursor of another state of the store is refused (410). For any thread.
inline constexpr size_t kMostApiRows = 10'000;
HttpResponse AnswerApi(const Visit& visit);

}  // namespace concord

#endif  // CONCORD_SERVER_API_H_
