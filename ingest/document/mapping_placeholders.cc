#include "ingest/document/mapping_placeholders.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "mapping/counterpart_cell.h"

namespace concord {

void SettleMappings(Document* document) {
  if (!document->mapping_set) return;
  std::map<std::string, uint64_t> settled, passed_over;
  std::erase_if(document->mapping_set->rows, [&](MappingRow& row) {
    const std::string subject = row.subject_id, object = row.object_id;
    const bool kept = SettlePlaceholders(&row);
    for (const std::string* id : {&subject, &object}) {
      if (!id->empty() && PlaceholderInCurie(*id) != Placeholder::kNone)
        ++(kept ? settled : passed_over)[*id];
    }
    return !kept;
  });
  for (const auto& [id, count] : settled) {
    document->repairs.push_back(
        {0, fmt::format("'{}' names no item; read as no counterpart found ({} rows)", id, count)});
  }
  for (const auto& [id, count] : passed_over)
    document->repairs.push_back({0, fmt::format("'{}' names no item; {} rows are passed over", id, count)});
}

}  // namespace concord
