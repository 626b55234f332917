// Suggestions as a stream: item sets and pairs of frameworks in, suggestions out, nothing kept. The unit of
// work of a cluster, each node of which has the store.
#ifndef CONCORD_QUERY_SUGGESTIONS_SUGGESTION_STREAM_H_
#define CONCORD_QUERY_SUGGESTIONS_SUGGESTION_STREAM_H_

#include <cstdint>
#include <iosfwd>
#include <string>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/suggestions/suggestions.h"

namespace concord {

struct SuggestionStreamOptions {
  std::string against = {};             // `b` of lines that name none
  SuggestionOptions suggestions = {};   // its `subjects` and `among` are those of each line
  uint64_t max_line_bytes = 256 << 20;  // a longer line is refused
};

struct SuggestionStreamReport {
  uint64_t answered = 0, refused = 0;  // lines
};

// Reads a question from each line of `in` (suggestion_line.h) and writes a row "suggestion" for each
// suggestion, in the order of SuggestMappings, and then a row "end" that counts them. The rows of a line
// depend on the line, the snapshot and the options alone. A line that cannot be answered is one row "error".
// Blank lines are skipped. Frameworks count without items that only mappings name. Fails with kIo if `out`
// does.
Result<SuggestionStreamReport> SuggestStream(std::istream& in, std::ostream& out, const Snapshot& snapshot,
                                             const SuggestionStreamOptions& options);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_SUGGESTION_STREAM_H_
