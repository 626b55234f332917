// Mapping sets as the sheet from which trestle (csv-to-oscal-mc) makes an OSCAL mapping collection.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "mapping/relation_words.h"
#include "mapping/sssom_slots.h"
#include "query/exporters/table_text.h"

namespace concord {
namespace {

// Sources and targets of one row of the sheet.
struct Line {
  const Mapping* first = nullptr;
  std::vector<std::string> sources, targets;
  std::set<std::pair<std::string, std::string>> pairs;
};

void AddOnce(std::string_view code, std::vector<std::string>* codes) {
  if (std::find(codes->begin(), codes->end(), code) == codes->end()) codes->emplace_back(code);
}

std::string ResourceOf(const Mapping& row, bool source) {
  const std::string stated = SlotText(row.other, source ? "source_resource" : "target_resource");
  const std::string& id = source ? row.subject_id : row.object_id;
  return stated.empty() ? fmt::format("catalogs/{}/catalog.json", CurieFramework(id)) : stated;
}

std::vector<std::string> CellsOf(const Line& line) {
  const Mapping& row = *line.first;
  return {ResourceOf(row, true),
          ResourceOf(row, false),
          fmt::format("{}", fmt::join(line.sources, " ")),
          fmt::format("{}", fmt::join(line.targets, " ")),
          std::string(RelationWordOf(row, RelationVocabulary::kOscal)),
          row.confidence ? fmt::format("{}%", SssomNumber(*row.confidence * 100)) : std::string(),
          SlotText(row.other, "coverage")};
}

bool HasWords(const Mapping& row) {
  return HasWordsFor(row, RelationVocabulary::kOscal) && !row.subject_id.empty() && !row.object_id.empty();
}

Result<std::string> TextOf(const StoredMappings& set) {
  // Rows of one group are one row of the sheet when they are all its pairs.
  std::vector<Line> lines;
  std::map<std::string, size_t> groups;
  for (const Mapping& row : set.rows) {
    if (!HasWords(row)) continue;
    const std::string_view group = row.other.FindString("group");
    std::string key = fmt::format("{}\n{}\n{}", group, RelationWordOf(row, RelationVocabulary::kOscal),
                                  row.confidence.value_or(-1));
    const auto [at, fresh] = groups.try_emplace(std::move(key), lines.size());
    if (group.empty() || fresh) {
      if (group.empty()) at->second = lines.size();
      lines.push_back({&row, {}, {}, {}});
    }
    Line& line = lines[at->second];
    AddOnce(CurieCode(row.subject_id), &line.sources);
    AddOnce(CurieCode(row.object_id), &line.targets);
    line.pairs.emplace(CurieCode(row.subject_id), CurieCode(row.object_id));
  }
  TextTable table;
  table.columns = {"$$Source_Resource",
                   "$$Target_Resource",
                   "$$Map_Source_ID_Ref_list",
                   "$$Map_Target_ID_Ref_list",
                   "$$Map_Relationship",
                   "$Map_Confidence_Score",
                   "$Map_Coverage"};
  table.rows.push_back({"Resource of the sources", "Resource of the targets", "Identifiers of the sources",
                        "Identifiers of the targets", "Relationship of the sources to the targets",
                        "Confidence as a percentage", "Coverage of the targets as a percentage"});
  for (const Line& line : lines) {
    if (line.pairs.size() == line.sources.size() * line.targets.size()) {
      table.rows.push_back(CellsOf(line));
      continue;
    }
    for (const auto& [source, target] : line.pairs) {
      Line one;
      one.first = line.first;
      one.sources = {source};
      one.targets = {target};
      table.rows.push_back(CellsOf(one));
    }
  }
  return TableText(table, ',');
}

Result<void> Write(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(
      snapshot, selection, sink, "trestle.csv", TextOf,
      {HasWords, false, {{"confidence", "coverage", "group", "source_resource", "target_resource"}}});
}

}  // namespace

const Exporter ktrestleExporter = {"trestle", "Sheet for trestle's csv-to-oscal-mc, for mapping sets", Write};

}  // namespace concord
