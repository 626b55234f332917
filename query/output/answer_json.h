// An answer as JSON: the one documented form of every verb (docs/queries.md).
#ifndef CONCORD_QUERY_OUTPUT_ANSWER_JSON_H_
#define CONCORD_QUERY_OUTPUT_ANSWER_JSON_H_

#include <string>

#include "query/answer.h"

namespace concord {

// {"schema":"concord.QUERY/1","arguments":{...},"columns":[...],"rows":[{NAME:VALUE...,"evidence":[...]}],
// "notes":[...]} without a line feed. A null cell is null, a date its ISO form; doubles that JSON cannot
// write (NaN, infinity) are null. Same answer, same bytes.
std::string AnswerToJson(const Answer& answer);

// One value, for those who write JSON of their own.
std::string ValueToJson(const Value& value);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_ANSWER_JSON_H_
