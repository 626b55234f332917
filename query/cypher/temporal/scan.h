// Reading a text from left to right, a few characters at a time.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_SCAN_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_SCAN_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace concord::temporal {

// Borrows its text.
class Scan {
 public:
  explicit Scan(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  char Peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  // Takes the character when it is the next.
  bool Take(char c) {
    if (Peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // The digits that come next, possibly none.
  std::string_view TakeDigits() {
    size_t n = 0;
    while (n < rest_.size() && IsDigit(rest_[n])) ++n;
    const std::string_view digits = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return digits;
  }

  // A number of exactly `n` digits, which more digits may follow.
  std::optional<int> TakeNumber(size_t n) {
    if (rest_.size() < n) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, n)) {
      if (!IsDigit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(n);
    return value;
  }

 private:
  std::string_view rest_;
};

// Nothing when it is empty, has a character that is no digit, or has more than 18 digits.
inline std::optional<int64_t> ToNumber(std::string_view digits) {
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  int64_t value = 0;
  for (const char c : digits) {
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_SCAN_H_
