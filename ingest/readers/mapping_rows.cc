#include "ingest/readers/mapping_rows.h"

#include <algorithm>
#include <array>

namespace concord {
namespace {

struct Relation {
  std::string_view word, predicate, modifier;
};
constexpr auto kRelations = std::to_array<Relation>({
    {"equal-to", "skos:exactMatch", ""},
    {"equivalent-to", "skos:exactMatch", ""},
    {"equal", "skos:exactMatch", ""},
    {"subset-of", "skos:broadMatch", ""},
    {"subset", "skos:broadMatch", ""},
    {"superset-of", "skos:narrowMatch", ""},
    {"superset", "skos:narrowMatch", ""},
    {"intersects-with", "skos:relatedMatch", ""},
    {"intersect", "skos:relatedMatch", ""},
    {"intersects", "skos:relatedMatch", ""},
    {"no-relationship", "skos:relatedMatch", "Not"},
    {"not-related", "skos:relatedMatch", "Not"},
    {"not-related-to", "skos:relatedMatch", "Not"},
    {"exactmatch", "skos:exactMatch", ""},
    {"closematch", "skos:closeMatch", ""},
    {"broadmatch", "skos:broadMatch", ""},
    {"narrowmatch", "skos:narrowMatch", ""},
    {"relatedmatch", "skos:relatedMatch", ""},
});

// "Subset_Of" and "subset of" are "subset-of".
std::string Folded(std::string_view word) {
  std::string folded;
  for (const char c : word)
    folded += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return folded;
}

}  // namespace

bool TranslateRelation(std::string_view word, MappingRow* row) {
  row->other.Set("source_relation", word);
  const auto known = std::ranges::find(kRelations, Folded(word), &Relation::word);
  if (known == kRelations.end()) {
    row->predicate_id = word;
    return false;
  }
  row->predicate_id = known->predicate;
  row->predicate_modifier = known->modifier;
  return true;
}

void WriteMappingBlock(const std::vector<PlacedText>& cells, DocumentBuilder* builder, MappingRow* row) {
  builder->OpenBlock(BlockKind::kTableCell);
  bool first = true;
  for (const PlacedText& cell : cells) {
    if (cell.empty()) continue;
    if (!first) builder->AppendOwn(" | ");
    first = false;
    cell.AppendTo(builder);
  }
  const int32_t block = builder->CloseBlock();
  if (block >= 0) row->span = builder->block(block).span;
}

}  // namespace concord
