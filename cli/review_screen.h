// What the review queue shows: lines for a terminal of any size, without a terminal.
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

// What is on the screen beside the queue.
struct ScreenState {
  std::string message;              // about the last key
  size_t scroll = 0;                // lines that the texts are moved up
  bool help = false;                // what the keys do, instead of the pair
  std::optional<std::string> note;  // while one is typed
};

inline constexpr int kLeastColumns = 40, kLeastLines = 14;

// Exactly `height` lines of at most `width` columns; both texts share what is left beside ids, titles, what
// stands above each, why the pair is suggested, what is stated already, and the keys. "…" says that a text
// goes on. A terminal smaller than the least is told so.
std::vector<ScreenLine> DrawReview(const ReviewQueue& queue, const ScreenState& state, int width, int height);

// What a key does in the queue, for people: "=", "equal: both say the same".
struct ReviewKey {
  char key;
  std::string_view title;
  std::optional<Verdict> verdict;  // that it decides
};
const std::vector<ReviewKey>& ReviewKeys();

}  // namespace concord

#endif  // CONCORD_CLI_REVIEW_SCREEN_H_
