// The parts of a quote that prove something: the words of the topic, and those for the relation.
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
  bool relation = false;        // a name for which the quote is shown
};

// In the order of their starts, without overlap. The argument `reading` (view_arguments.h) says how the topic
// was read; an answer without it has no marks.
std::vector<TopicMark> MarksOf(const Answer& answer, const Evidence& evidence);

// Where the wordings occur in a text: single words for the asked wording, and whole sequences for the others.
// In the order of their starts, without overlap.
std::vector<TextSpan> WordsIn(std::string_view text, std::span<const Wording> wordings);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_TOPIC_MARKS_H_
