// What of a quote proves it: the words of the topic, and those for the relation.
#ifndef CONCORD_QUERY_TOPICS_TOPIC_MARKS_H_
#define CONCORD_QUERY_TOPICS_TOPIC_MARKS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "query/places/place.h"
#include "query/topics/wordings.h"

namespace concord {

struct TopicMark {
  uint64_t start = 0, end = 0;  // bytes of the quote
  bool relation = false;        // a name, where the quote is shown for it
};

// In the order of their starts, without overlap. Reads how the topic was read from the argument `reading`
// (view_arguments.h); none for an answer without it.
std::vector<TopicMark> MarksOf(const Answer& answer, const Evidence& evidence);

// Where the wordings stand in a text: each word of the asked ones, of others all their words in a row. In the
// order of their starts, without overlap.
std::vector<TextSpan> WordsIn(std::string_view text, std::span<const Wording> wordings);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_TOPIC_MARKS_H_
