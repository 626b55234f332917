// Where the words of a topic stand in a text.
#ifndef CONCORD_QUERY_TOPICS_WORDING_PLACES_H_
#define CONCORD_QUERY_TOPICS_WORDING_PLACES_H_

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/places/place.h"
#include "query/text/words.h"
#include "query/topics/wordings.h"

namespace concord {

// Reused for many texts. For one thread.
class WordingPlaces {
 public:
  // As Topic::wordings has them: each "asked" one begins another operand.
  explicit WordingPlaces(std::span<const Wording> wordings);
  WordingPlaces(const WordingPlaces&) = delete;
  WordingPlaces& operator=(const WordingPlaces&) = delete;

  // Every occurrence: of an asked wording single words, of others the whole sequence. In the order of their
  // starts, without overlap.
  std::vector<TextSpan> In(std::string_view text);

  // The shortest stretches in which as many words of an operand stand close together as anywhere in the text,
  // in the order of their starts. Empty if the text has none of the words.
  std::vector<TextSpan> Densest(std::string_view text);

 private:
  // One wording, or one word of an asked wording.
  struct Form {
    std::vector<TermId> terms;
    std::string acronym;  // in its own letters; then no terms
    size_t operand = 0;
    uint64_t covers = 0;  // words of the operand, a bit for each
  };
  struct Match {
    TextSpan span;
    size_t word = 0;  // which word of the text that counts
    size_t operand = 0;
    uint64_t covers = 0;
  };
  std::vector<Match> Find(std::string_view text);

  WordTable table_;
  std::vector<Form> forms_;
  std::vector<size_t> sizes_;  // words of each operand
};

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_WORDING_PLACES_H_
