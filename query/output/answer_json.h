// An answer as JSON: the one documented form for every verb (docs/queries.md).
#ifndef CONCORD_QUERY_OUTPUT_ANSWER_JSON_H_
#define CONCORD_QUERY_OUTPUT_ANSWER_JSON_H_

#include <string>

#include "query/answer.h"

namespace concord {

// {"schema":"concord.QUERY/1","arguments":{...},"columns":[...],"rows":[{NAME:VALUE...,"evidence":[...]}],
// "notes":[...]} without a line feed. A null cell is null, and a date is its ISO form. Doubles that JSON
// cannot write (NaN, infinity) are null. The same answer gives the same bytes.
std::string AnswerToJson(const Answer& answer);

// One value, for callers who write their own JSON.
std::string ValueToJson(const Value& value);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_ANSWER_JSON_H_
