// Why a suggestion stands, in words that a reviewer understands.
#ifndef CONCORD_QUERY_SUGGESTIONS_REASONS_H_
#define CONCORD_QUERY_SUGGESTIONS_REASONS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/crosswalks/framework.h"
#include "query/suggestions/suggestions.h"
#include "query/text/words.h"

namespace concord {

// Borrows both frameworks. For one thread.
class Reasons {
 public:
  Reasons(const Framework& a, const Framework& b) : a_(a), b_(b) {}

  // The shared stems as the object writes them, else the subject, strongest first; a stem that both have only
  // in their headings stays as it is.
  std::vector<std::string> SharedWords(const Suggestion& suggestion);

  // What speaks for the pair beside concepts and chains: "both say report, incident; under like headings:
  // “Response” and “Incidents”; close in meaning". Empty when nothing stands out.
  std::string Text(const Suggestion& suggestion);

  // Of either side the sentence that has most of the words that both share, the first of equals; empty when
  // it has none of them.
  struct Sentences {
    std::string subject, object;
  };
  Sentences NearestSentences(const Suggestion& suggestion);

 private:
  // The stems of an item's own text, as it writes them first.
  const std::map<std::string, std::string, std::less<>>& WrittenBy(const Item& item);
  std::string SentenceWith(const Item& item, const std::vector<std::string>& stems);

  const Framework& a_;
  const Framework& b_;
  WordTable words_;
  std::map<const Item*, std::map<std::string, std::string, std::less<>>> written_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_REASONS_H_
