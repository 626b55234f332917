// A node or an edge as members of a JSON object, as JSON Lines and rows of changes have them.
#ifndef CONCORD_QUERY_EXPORTERS_RECORD_JSON_H_
#define CONCORD_QUERY_EXPORTERS_RECORD_JSON_H_

#include <string>

#include "query/exporters/export_records.h"

namespace concord {

// Each appends the members without braces, the first without a comma before it: `"key":...,"labels":[...],
// "properties":{...}` or `"type":...,"from":...,"to":...,"properties":{...}`, and `"concord"` with what JSON
// cannot say of the properties. Two records have the same members only if they say the same.
void AppendNodeMembers(const ExportNodeView& node, std::string* out);
void AppendEdgeMembers(const ExportEdgeView& edge, std::string* out);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_RECORD_JSON_H_
