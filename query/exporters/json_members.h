// Properties as members of a JSON object.
#ifndef CONCORD_QUERY_EXPORTERS_JSON_MEMBERS_H_
#define CONCORD_QUERY_EXPORTERS_JSON_MEMBERS_H_

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"
#include "query/exporters/export_records.h"

namespace concord {

// A JSON string with its quotation marks.
std::string JsonText(std::string_view text);

// A JSON array of strings.
std::string JsonTexts(const std::vector<std::string>& texts);

// `,"name":value` for each property. A name that is `taken` (the format has a meaning for it) gets an
// underscore. What JSON cannot say follows as a member "concord" (exact_record.h), except that all values of
// the names in `dates` are dates.
std::string JsonMembers(const PropertyMap& properties, std::vector<std::string_view> taken,
                        const std::set<std::string, std::less<>>& dates);

// The names of properties whose values are all dates.
struct DateNames {
  std::set<std::string, std::less<>> nodes, edges;

  // Reads all records, to know the types.
  static Result<DateNames> Of(ExportRecords* records);
  // `{"dates":{"nodes":[NAMES],"edges":[NAMES]}}`: how a file says that to its reader.
  std::string Json() const;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_JSON_MEMBERS_H_
