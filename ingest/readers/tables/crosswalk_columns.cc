#include "ingest/readers/tables/crosswalk_columns.h"

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

using Names = std::span<const std::string_view>;

// Names of a number or id stand before the bare name of the element, under which some sheets have its text.
constexpr std::string_view kFocal[] = {"fde #",
                                       "fde#",
                                       "fde id",
                                       "fde number",
                                       "focal document element #",
                                       "focal document element id",
                                       "focal document element number",
                                       "focal document element (fde) #",
                                       "focal document element (fde) id",
                                       "focal element #",
                                       "focal element id",
                                       "focal document element",
                                       "focal element",
                                       "fde"};
constexpr std::string_view kFocalLabel[] = {"fde name",
                                            "fde title",
                                            "focal document element name",
                                            "focal document element title",
                                            "focal document element (fde) name",
                                            "focal document element description",
                                            "focal document element (fde) description",
                                            "fde description",
                                            "focal document element"};
constexpr std::string_view kReference[] = {"rde #",
                                           "rde#",
                                           "rde id",
                                           "rde number",
                                           "reference document element #",
                                           "reference document element id",
                                           "reference document element number",
                                           "reference document element (rde) #",
                                           "reference document element (rde) id",
                                           "reference element #",
                                           "reference element id",
                                           "scf #",
                                           "scf#",
                                           "scf control #",
                                           "reference document element",
                                           "reference element",
                                           "rde"};
constexpr std::string_view kReferenceLabel[] = {"rde name",
                                                "rde title",
                                                "reference document element name",
                                                "reference document element title",
                                                "reference document element (rde) name",
                                                "reference document element description",
                                                "reference document element (rde) description",
                                                "rde description",
                                                "scf control",
                                                "reference document element"};
constexpr std::string_view kRelation[] = {"relationship",
                                          "strm relationship",
                                          "relationship type",
                                          "strm relationship type",
                                          "set theory relationship",
                                          "set theory relationship type",
                                          "set theory relationship mapping",
                                          "strm",
                                          "relation",
                                          "relation type"};
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
  return name == "strm" || name.starts_with("strm ") || name.starts_with("set theory ");
}

// "strm relationship (subset, equal ...)" is "strm relationship".
std::string_view WithoutNote(std::string_view name) {
  const size_t open = name.rfind(" (");
  return name.ends_with(')') && open != std::string_view::npos ? name.substr(0, open) : name;
}

int Find(std::span<const std::string> names, Names wanted) {
  for (const std::string_view name : wanted) {
    const auto at = std::ranges::find(names, name);
    if (at != names.end()) return static_cast<int>(at - names.begin());
  }
  for (const std::string_view name : wanted) {
    const auto at = std::ranges::find(names, name, WithoutNote);
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
    if (columns.object < 0 || columns.object == columns.subject) return std::nullopt;
    columns.subject_label = Find(names, kFocalLabel);
    columns.object_label = Find(names, kReferenceLabel);
    if (columns.subject_label == columns.subject) columns.subject_label = -1;
    if (columns.object_label == columns.object) columns.object_label = -1;
    return columns;
  }
  columns.subject = Find(names, kSource);
  columns.object = Find(names, kTarget);
  if (columns.subject < 0 || columns.object < 0) return std::nullopt;
  // Links of other kinds have a source and a target too.
  const auto is_id = [&](int column) { return names[static_cast<size_t>(column)].ends_with("id"); };
  if (columns.relation < 0 && (!is_id(columns.subject) || !is_id(columns.object))) return std::nullopt;
  return columns;
}

}  // namespace concord
