#include "query/cypher/pattern_match.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include "query/cypher/value_limits.h"

namespace concord::cypher {

bool MatchesWholly(const std::string& text, const std::string& pattern, Position position) {
  CheckMatchedBytes(text.size(), position);
  // Rows ask for the same pattern one after the other.
  static thread_local std::string last_pattern;
  static thread_local std::unique_ptr<re2::RE2> last;
  if (last == nullptr || last_pattern != pattern) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_dot_nl(false);
    last = std::make_unique<re2::RE2>(pattern, options);
    last_pattern = pattern;
  }
  if (!last->ok()) {
    FailRuntime("SyntaxError", "InvalidRegularExpression", position,
                fmt::format("the regular expression cannot be read: {}", last->error()));
  }
  return re2::RE2::FullMatch(text, *last);
}

}  // namespace concord::cypher
