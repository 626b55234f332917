// Failures as Python's exceptions: concordkg.errors has one class for each code.
#ifndef CONCORD_PYTHON_MODULE_FAILURES_H_
#define CONCORD_PYTHON_MODULE_FAILURES_H_

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "query/cypher/failure.h"

namespace concord::python {

// Thrown with or without the GIL; the module's translator makes Python's exception of it.
struct ErrorThrown {
  Error error;
};
struct QueryErrorThrown {
  cypher::QueryError error;
  std::string query;  // its text
};

// The value, or ErrorThrown.
template <typename T>
T OrThrow(Result<T> result) {
  if (!result) throw ErrorThrown{std::move(result.error())};
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// A message with its parameters as Python spells them: "as_of=".
std::string AsPython(std::string_view message);

// Registers the translator.
void TranslateFailures();

}  // namespace concord::python

#endif  // CONCORD_PYTHON_MODULE_FAILURES_H_
