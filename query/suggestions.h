// Candidates for a reviewer: which items may correspond, by the concepts that both are classified as and
// by their words. Looks at no mapping.
#ifndef CONCORD_QUERY_SUGGESTIONS_H_
#define CONCORD_QUERY_SUGGESTIONS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/framework.h"

namespace concord {

struct Suggestion {
  uint32_t subject = 0;
  uint32_t object = 0;
  double confidence = 0;                // 0 to 1; never rises within a subject
  std::vector<NodeId> shared_concepts;  // in the order of their keys; empty: words alone
  std::vector<std::string> words;       // shared stems that speak most for it
};

struct SuggestionOptions {
  size_t top = 10;   // for each subject
  double least = 0;  // confidence
  // Subjects to answer for (indexes in a.items); empty: all. The others still count for how common words are.
  std::vector<uint32_t> subjects;
};

// By subject, best first; equals by the object's place in b. An item is not suggested for itself.
Result<std::vector<Suggestion>> SuggestMappings(const Snapshot& snapshot, const Framework& a,
                                                const Framework& b, const SuggestionOptions& options);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_H_
