// Codes of a taxonomy that items without one may deserve: suggestions for a reviewer
// (query/suggestions/code_model.h), learned from what people and imports have classified in the store.
// Nothing of it is written.
#ifndef CONCORD_QUERY_SUGGESTIONS_CODE_SUGGESTIONS_H_
#define CONCORD_QUERY_SUGGESTIONS_CODE_SUGGESTIONS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/framework.h"
#include "query/embedding/text_vectors.h"

namespace concord {

struct CodeSuggestion {
  uint32_t item = 0;  // in the framework that was asked about
  uint32_t code = 0;  // in `scheme`
  double confidence = 0;
  struct Neighbour {
    std::string id;
    NodeId text_node = 0;
    double similarity = 0;  // 0 to 1
  };
  std::vector<Neighbour> neighbours;  // classified as this code, nearest first; at most three
};

struct CodeSuggestions {
  Framework scheme;
  size_t learned = 0;                       // classified texts
  size_t passed_over = 0;                   // items that have a code of the scheme
  std::vector<CodeSuggestion> suggestions;  // by item, best first
};

struct CodeSuggestionOptions {
  size_t top = 3;                  // for each item
  double least = 0;                // confidence
  bool again = false;              // judge items that have codes too, and learn from other works alone
  TextVectors* vectors = nullptr;  // borrowed; null: words alone
};

// What is learned from: at most this many texts, evenly chosen; the scheme has at most a thousand codes.
inline constexpr size_t kMostLearned = 20'000;
inline constexpr size_t kMostCodes = 1'000;

// `scheme` is the key of a ConceptScheme. Codes that can be suggested are those that something is classified
// as and those without a narrower one; of a code and what it is narrower than, an item counts for the
// narrower. kNotFound for a scheme without codes, kLimit for one with too many.
Result<CodeSuggestions> SuggestCodes(const Snapshot& snapshot, const Framework& items,
                                     std::string_view scheme, const CodeSuggestionOptions& options,
                                     Places* places);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_CODE_SUGGESTIONS_H_
