// The metadata above an SSSOM table: YAML after '#' at the start of each line.
//
// SSSOM/TSV needs a small part of YAML 1.2, and this reads that part: maps and lists by indentation, flow
// lists, plain, quoted and folded scalars over several lines, comments. Anchors, tags and documents are not
// in it. No YAML library is used, because the block is short foreign input with faults.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_SSSOM_HEADER_H_
#define CONCORD_INGEST_READERS_EXCHANGE_SSSOM_HEADER_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/value.h"
#include "ingest/document/document.h"

namespace concord {

struct HeaderLine {
  uint64_t line = 0;      // in the file, from 1
  std::string_view text;  // after the '#'
};

// The header's lines, and where the table begins. Also recognises a header that a spreadsheet padded with
// commas.
struct SssomParts {
  std::vector<HeaderLine> header;
  std::string_view table;
  uint64_t lines_before = 0;
};
SssomParts CutSssomHeader(std::string_view text);

// Every scalar is a string. Skips nesting deeper than 8 and lines that it does not understand, with a repair
// for each.
PropertyMap ParseSssomHeader(const std::vector<HeaderLine>& lines, std::vector<Repair>* repairs);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_SSSOM_HEADER_H_
