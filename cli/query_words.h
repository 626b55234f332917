// What may be written at a place of a query: for completion.
#ifndef CONCORD_CLI_QUERY_WORDS_H_
#define CONCORD_CLI_QUERY_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"
#include "query/cypher/procedures.h"

namespace concord {

class QueryWords {
 public:
  // Labels, types and property keys are those that the snapshot has; keys are gathered from some nodes and
  // relationships of each kind.
  QueryWords(const Snapshot& snapshot, const cypher::ProcedureRegistry& procedures);

  // Whole words that begin like the last word of the text, sorted: labels after `:` in parentheses, types
  // after `:` in brackets, keys after `.` and in braces, procedures after CALL, else functions and clauses.
  std::vector<std::string> Complete(std::string_view before) const;

 private:
  std::vector<std::string> labels_, types_, keys_, functions_, procedures_;
};

}  // namespace concord

#endif  // CONCORD_CLI_QUERY_WORDS_H_
