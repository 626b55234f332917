// What a briefing says, in order, for whatever writes it as a file.
#ifndef CONCORD_QUERY_BRIEFING_BRIEFING_PAGE_H_
#define CONCORD_QUERY_BRIEFING_BRIEFING_PAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "query/answer.h"

namespace concord {

// A stretch of text. Bold words have no blanks at their ends.
struct BriefingRun {
  std::string text;  // one line, without control characters
  bool bold = false;
};

struct BriefingBlock {
  enum class Kind : uint8_t { kTitle, kHeading, kText, kBullet, kQuote, kTable };
  Kind kind = Kind::kText;
  std::vector<BriefingRun> runs;  // of all but a table
  std::string source;             // of a quote: where it stands
  size_t number = 0;              // of a quote, from 1
  // Of a table: rows of as many cells as there are columns, the first row their titles.
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> right;  // columns of numbers
};

// For an answer of `briefing`. Words that prove a quote are bold.
std::vector<BriefingBlock> BriefingPage(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_BRIEFING_BRIEFING_PAGE_H_
