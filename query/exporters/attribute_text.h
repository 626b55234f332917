// Values as attributes of graph formats: GraphML, GEXF and the headers of Neo4j use the same four type names.
#ifndef CONCORD_QUERY_EXPORTERS_ATTRIBUTE_TEXT_H_
#define CONCORD_QUERY_EXPORTERS_ATTRIBUTE_TEXT_H_

#include <string>
#include <string_view>

#include "graph/record_view.h"
#include "graph/value.h"

namespace concord {

// "boolean", "long", "double", else "string".
std::string_view AttributeType(Value::Type type);

// Lists and maps as JSON, numbers that are not finite as XML Schema spells them, everything else unchanged.
std::string AttributeText(const Value& value);
// The same of a value that is no string.
void AppendAttributeText(const ValueView& value, std::string* out);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_ATTRIBUTE_TEXT_H_
