// Finds the columns with the two ends of a mapping and the relation between them, by their names.
#ifndef CONCORD_INGEST_READERS_TABLES_CROSSWALK_COLUMNS_H_
#define CONCORD_INGEST_READERS_TABLES_CROSSWALK_COLUMNS_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace concord {

// The header is in one of this many rows.
inline constexpr size_t kRowsAboveCrosswalk = 20;

// "Focal Document\nElement (Optional)" is "focal document element".
std::string FoldColumnName(std::string_view name);

struct CrosswalkColumns {
  int subject = -1, object = -1, relation = -1;  // the last may be missing
  int subject_label = -1, object_label = -1;
  // The columns are those of NIST's templates (OLIR, and STRM, whose sheets say "FDE #" and the reference
  // document's short name and "#"). Otherwise they are a source, a target and a relationship.
  bool is_olir = false;
  // Whether the relation relates the object to the subject. OLIR's "Relationship" relates the reference
  // element to the focal one. In STRM (IR 8477) the focal element is the subset.
  bool is_turned = false;
};

// `names` must be folded. Nothing if the row is not such a header.
std::optional<CrosswalkColumns> FindCrosswalkColumns(std::span<const std::string> names);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_CROSSWALK_COLUMNS_H_
