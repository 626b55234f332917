#include "ingest/readers/tables/mapping_rows.h"

#include "base/text.h"

namespace concord {

void WriteMappingBlock(const std::vector<PlacedText>& cells, DocumentBuilder* builder, MappingRow* row) {
  builder->OpenBlock(BlockKind::kTableCell);
  bool first = true;
  for (const PlacedText& cell : cells) {
    if (cell.empty()) continue;
    if (!first) builder->AppendOwn(" | ");
    first = false;
    builder->Append(cell);
  }
  const int32_t block = builder->CloseBlock();
  if (block >= 0) row->span = builder->block(block).span;
}

std::string_view RoleInMap(std::string_view map, std::string_view role) {
  for (const std::string_view part : Split(map, ',')) {
    const size_t equals = part.find('=');
    if (equals != std::string_view::npos && Trim(part.substr(0, equals)) == role)
      return Trim(part.substr(equals + 1));
  }
  return {};
}

}  // namespace concord
