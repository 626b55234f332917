// Values as they are written in JSON, appended to what is there.
#ifndef CONCORD_QUERY_OUTPUT_JSON_TEXT_H_
#define CONCORD_QUERY_OUTPUT_JSON_TEXT_H_

#include <string>
#include <string_view>

#include "graph/record_view.h"

namespace concord {

// The same bytes as ValueToJson (query/output/answer_json.h).
void AppendJsonText(std::string_view text, std::string* out);
void AppendJson(const ValueView& value, std::string* out);

// Appends what JSON and the attributes of XML write alike: "true", "-12". Appends nothing and returns false
// for a value of another type.
bool AppendBoolOrInt(const ValueView& value, std::string* out);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_JSON_TEXT_H_
