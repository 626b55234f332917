// Draws the review queue as lines for a terminal of any size. Needs no terminal itself.
#ifndef CONCORD_CLI_REVIEW_SCREEN_H_
#define CONCORD_CLI_REVIEW_SCREEN_H_

#include <optional>
#include <string>
#include <vector>

#include "query/reviews/review_queue.h"

namespace concord {

struct ScreenLine {
  enum class Style : uint8_t { kPlain, kBold, kDim, kReverse };  // colour says nothing that words do not
  std::string text;
  Style style = Style::kPlain;
};

// The state of the screen that is not in the queue.
struct ScreenState {
  std::string message;              // about the last key
  size_t scroll = 0;                // lines that the texts are moved up
  bool help = false;                // what the keys do, instead of the pair
  std::optional<std::string> note;  // while one is typed
};

inline constexpr int kLeastColumns = 40, kLeastLines = 14;

// Exactly `height` lines of at most `width` columns. Both texts share the space that ids, titles, the items
// above each, the reasons for the suggestion, earlier statements and the keys leave. "…" shows that a text
// continues. If the terminal is too small, the lines say so.
std::vector<ScreenLine> DrawReview(const ReviewQueue& queue, const ScreenState& state, int width, int height);

// What a key does in the queue, in words: "=", "equal: both say the same".
struct ReviewKey {
  char key;
  std::string_view title;
  std::optional<Verdict> verdict;  // if the key decides
};
const std::vector<ReviewKey>& ReviewKeys();

}  // namespace concord

#endif  // CONCORD_CLI_REVIEW_SCREEN_H_
