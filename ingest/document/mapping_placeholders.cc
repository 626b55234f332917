#include "ingest/document/mapping_placeholders.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/plural.h"
#include "mapping/counterpart_cell.h"

namespace concord {
namespace {

bool HasDigit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Whether most codes of a prefix have digits. Then "NA" and "NO" are not countries.
class CodesByPrefix {
 public:
  explicit CodesByPrefix(const std::vector<MappingRow>& rows) {
    for (const MappingRow& row : rows) {
      for (const std::string* id : {&row.subject_id, &row.object_id}) {
        if (PlaceholderInCurie(*id, true) != Placeholder::kNone) continue;
        Counts& counts = counts_[std::string(PrefixOf(*id))];
        ++(HasDigit(std::string_view(*id).substr(PrefixOf(*id).size())) ? counts.with : counts.without);
      }
    }
  }

  bool HaveDigits(std::string_view id) const {
    const auto found = counts_.find(PrefixOf(id));
    return found != counts_.end() && found->second.with > found->second.without;
  }

 private:
  struct Counts {
    size_t with = 0, without = 0;
  };
  static std::string_view PrefixOf(std::string_view id) { return id.substr(0, id.find(':')); }

  std::map<std::string, Counts, std::less<>> counts_;
};

bool IsOne(const std::string& id, const std::vector<std::string>& ids) {
  return ids.size() == 1 && ids.front() == id;
}

// Several ids in one are a row each.
void SplitLists(MappingSet* set, std::map<std::string, uint64_t>* split) {
  std::vector<MappingRow> rows;
  for (MappingRow& row : set->rows) {
    const std::vector<std::string> subjects = CuriesIn(row.subject_id), objects = CuriesIn(row.object_id);
    if (IsOne(row.subject_id, subjects) && IsOne(row.object_id, objects)) {
      rows.push_back(std::move(row));
      continue;
    }
    if (!IsOne(row.subject_id, subjects)) ++(*split)[row.subject_id];
    if (!IsOne(row.object_id, objects)) ++(*split)[row.object_id];
    for (const std::string& subject : subjects) {
      for (const std::string& object : objects) {
        rows.push_back(row);
        rows.back().subject_id = subject;
        rows.back().object_id = object;
      }
    }
  }
  set->rows = std::move(rows);
}

}  // namespace

void SettleMappings(Document* document) {
  if (!document->mapping_set) return;
  std::map<std::string, uint64_t> settled, passed_over, split;
  const bool any_list = std::ranges::any_of(document->mapping_set->rows, [](const MappingRow& row) {
    return !IsOne(row.subject_id, CuriesIn(row.subject_id)) || !IsOne(row.object_id, CuriesIn(row.object_id));
  });
  if (any_list) SplitLists(&*document->mapping_set, &split);
  const CodesByPrefix codes(document->mapping_set->rows);
  std::erase_if(document->mapping_set->rows, [&](MappingRow& row) {
    const std::string subject = row.subject_id, object = row.object_id;
    const bool kept = SettlePlaceholders(&row, codes.HaveDigits(subject), codes.HaveDigits(object));
    for (const std::string* id : {&subject, &object}) {
      if (!id->empty() && PlaceholderInCurie(*id, codes.HaveDigits(*id)) != Placeholder::kNone)
        ++(kept ? settled : passed_over)[*id];
    }
    return !kept;
  });
  for (const auto& [id, count] : split) {
    document->repairs.push_back(
        {0, fmt::format("'{}' is several identifiers; a row for each (in {})", id, Counted(count, "row"))});
  }
  for (const auto& [id, count] : settled) {
    document->repairs.push_back(
        {0, fmt::format("'{}' names no item; read as no counterpart found ({})", id, Counted(count, "row"))});
  }
  for (const auto& [id, count] : passed_over)
    document->repairs.push_back(
        {0, fmt::format("'{}' names no item; {} passed over", id, Counted(count, "row is", "rows are"))});
}

}  // namespace concord
