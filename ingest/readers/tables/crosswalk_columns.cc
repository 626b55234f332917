#include "ingest/readers/tables/crosswalk_columns.h"

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view kFocal[] = {"focal document element",
                                       "fde #",
                                       "fde#",
                                       "fde id",
                                       "focal document element id",
                                       "fde number",
                                       "fde",
                                       "focal document element #",
                                       "focal element",
                                       "focal element id",
                                       "focal document element (fde) #"};
constexpr std::string_view kFocalLabel[] = {"focal document element description",
                                            "fde name",
                                            "fde title",
                                            "focal document element name",
                                            "focal document element title",
                                            "focal document element (fde) description",
                                            "fde description"};
constexpr std::string_view kReference[] = {"reference document element",
                                           "rde #",
                                           "rde#",
                                           "rde id",
                                           "reference document element id",
                                           "rde number",
                                           "rde",
                                           "reference document element #",
                                           "reference element",
                                           "reference element id",
                                           "reference document element (rde) #",
                                           "scf #",
                                           "scf#",
                                           "scf control #"};
constexpr std::string_view kReferenceLabel[] = {"reference document element description",
                                                "rde name",
                                                "rde title",
                                                "reference document element name",
                                                "reference document element title",
                                                "reference document element (rde) description",
                                                "rde description",
                                                "scf control"};
constexpr std::string_view kRelation[] = {
    "relationship",           "strm relationship",       "relationship type",
    "strm relationship type", "set theory relationship", "relation"};
constexpr std::string_view kSource[] = {"source_id",         "source id",
                                        "source control id", "source_control_id",
                                        "source control",    "source requirement id",
                                        "source item",       "source identifier",
                                        "source element",    "source requirement",
                                        "from id",           "from_id",
                                        "source code",       "source"};
constexpr std::string_view kTarget[] = {"target_id",
                                        "target id",
                                        "target control id",
                                        "target_control_id",
                                        "target control",
                                        "target requirement id",
                                        "target item",
                                        "target identifier",
                                        "target element",
                                        "target requirement",
                                        "to id",
                                        "to_id",
                                        "target code",
                                        "target"};

bool IsSetTheory(std::string_view name) {
  return name.starts_with("strm ") || name.starts_with("set theory ");
}

int Find(std::span<const std::string> names, Names wanted) {
  for (const std::string_view name : wanted) {
    const auto at = std::ranges::find(names, name);
    if (at != names.end()) return static_cast<int>(at - names.begin());
  }
  return -1;
}

}  // namespace

std::string FoldColumnName(std::string_view name) {
  std::string folded = AsciiLower(CollapseSpace(name));
  if (const size_t note = folded.find(" (optional)"); note != std::string::npos) folded.resize(note);
  return folded;
}

std::optional<CrosswalkColumns> FindCrosswalkColumns(std::span<const std::string> names) {
  CrosswalkColumns columns;
  columns.relation = Find(names, kRelation);
  columns.subject = Find(names, kFocal);
  if (columns.subject >= 0) {
    columns.is_olir = true;
    columns.is_turned = columns.relation < 0 || !IsSetTheory(names[static_cast<size_t>(columns.relation)]);
    columns.object = Find(names, kReference);
    // "CSF #": the reference document under its own short name.
    for (size_t i = 0; i < names.size() && columns.object < 0 && columns.relation >= 0; ++i) {
      if (static_cast<int>(i) != columns.subject && (names[i].ends_with(" #") || names[i].ends_with(" id")))
        columns.object = static_cast<int>(i);
    }
    if (columns.object < 0) return std::nullopt;
    columns.subject_label = Find(names, kFocalLabel);
    columns.object_label = Find(names, kReferenceLabel);
    return columns;
  }
  columns.subject = Find(names, kSource);
  columns.object = Find(names, kTarget);
  if (columns.subject < 0 || columns.object < 0 || columns.relation < 0) return std::nullopt;
  return columns;
}

}  // namespace concord
