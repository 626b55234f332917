// One line of the input of `concord suggest --jsonl`: what to suggest for, and against what. docs/scale.md
// describes the stream.
#ifndef CONCORD_QUERY_SUGGESTIONS_SUGGESTION_LINE_H_
#define CONCORD_QUERY_SUGGESTIONS_SUGGESTION_LINE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/crosswalks/framework.h"

namespace concord {

struct SuggestionLine {
  std::string id;                     // repeated in the rows of the answer; may be empty
  std::string a, b;                   // keys of frameworks in the store; empty if the line names none
  std::optional<Framework> items;     // brought by the line itself, instead of `a`; without nodes
  std::vector<std::string> subjects;  // only these items; empty: all
  std::vector<std::string> objects;   // suggest these items of b alone, and all of them; empty: the best

  // kInvalid says what was expected; the place of the line is the caller's. The line has either a or items.
  static Result<SuggestionLine> Parse(std::string_view text);
};

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_SUGGESTION_LINE_H_
