#include "ingest/readers/tables/mapping_rows.h"

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

}  // namespace concord
