// What a format cannot say of a record by itself, for an import that must get back what was stored: a date in
// a JSON string, a property whose name had to change. Other programs see one more attribute, "concord", in
// the few records that need it. docs/interchange.md describes its JSON.
#ifndef CONCORD_QUERY_EXPORTERS_EXACT_RECORD_H_
#define CONCORD_QUERY_EXPORTERS_EXACT_RECORD_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/value.h"
#include "query/exporters/export_records.h"

namespace concord {

inline constexpr std::string_view kExactName = "concord";

// Of one record.
class ExactRecord {
 public:
  // For a format whose values are texts of a declared type: GraphML, GEXF.
  void AddText(std::string_view name, const Value& value, Value::Type declared);
  // For JSON, which has no dates and no infinite numbers. `is_date`: the file says of all values of this
  // name that they are dates.
  void AddJson(std::string_view name, const Value& value, bool is_date);
  void AddName(std::string_view shown, std::string_view name);
  // Labels that cannot be joined by ":".
  void AddLabels(const std::vector<std::string>& labels);
  void AddLabels(const std::vector<std::string_view>& labels);

  bool empty() const {
    return names_.empty() && types_.empty() && dates_.empty() && numbers_.empty() && values_.empty() &&
           labels_.empty();
  }
  // {"names":{SHOWN:NAME},"types":{NAME:TYPE},"dates":[POINTER],"numbers":{POINTER:TEXT},
  // "values":{NAME:VALUE},"labels":[LABEL]}, without members that are empty. XML has all its characters.
  std::string Json() const;

 private:
  void FindInexact(const Value& value, const std::string& pointer);

  std::vector<std::pair<std::string, std::string>> names_, types_, numbers_, values_;
  std::vector<std::string> dates_, labels_;
};

// The names of properties as attributes of a graph format. Programs take names that differ only in case for
// one, so the later one gets an underscore, as does one that is `taken` by the format.
std::map<std::string, std::string> AttributeTitles(const ExportRecords::Types& types,
                                                   std::vector<std::string> taken);

// The JSON with U+FFFE and U+FFFF, which XML does not have, as escapes.
std::string XmlSafeJson(std::string_view json);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_EXACT_RECORD_H_
