// Properties as members of a JSON object.
#ifndef CONCORD_QUERY_EXPORTERS_JSON_MEMBERS_H_
#define CONCORD_QUERY_EXPORTERS_JSON_MEMBERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace concord {

// A JSON string with its quotation marks.
std::string JsonText(std::string_view text);

// A JSON array of strings.
std::string JsonTexts(const std::vector<std::string>& texts);

// `,"name":value` for each property. A name that is `taken` (the format has a meaning for it) gets an
// underscore.
std::string JsonMembers(const PropertyMap& properties, const std::vector<std::string_view>& taken);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_JSON_MEMBERS_H_
