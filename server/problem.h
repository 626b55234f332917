// Errors as problem+json (RFC 9457).
#ifndef CONCORD_SERVER_PROBLEM_H_
#define CONCORD_SERVER_PROBLEM_H_

#include <string_view>

#include "base/result.h"
#include "server/http_message.h"

namespace concord {

// With the parameter that the error names and the values that it may have (base/parameter.h).
HttpResponse Problem(const Error& error);
HttpResponse ProblemOf(int status, std::string_view title, std::string_view detail);

}  // namespace concord

#endif  // CONCORD_SERVER_PROBLEM_H_
