#include "ingest/import/graph_files.h"

#include <array>

#include "base/text.h"

namespace concord {
namespace {

constexpr std::array<GraphFileFormat, 9> kFormats = {{
    {"graphml", ".graphml", ReadGraphMl},
    {"gexf", ".gexf", ReadGexf},
    {"node_link", ".json", ReadNodeLink},
    {"cytoscape", ".cyjs", ReadNodeLink},
    {"jsonl", ".jsonl .ndjson", ReadRecordLines},
    {"nquads", ".nq .nt", ReadNQuads},
    {"turtle", ".ttl", ReadTurtleGraph},
    {"jsonld", ".jsonld", ReadJsonLd},
    {"parquet", ".parquet", ReadParquet},
}};

}  // namespace

std::span<const GraphFileFormat> GraphFileFormats() { return kFormats; }

const GraphFileFormat* FindGraphFileFormat(std::string_view name, std::string_view path) {
  for (const GraphFileFormat& format : kFormats) {
    if (!name.empty() && format.name == name) return &format;
    for (const std::string_view ending : Split(format.endings, ' ')) {
      if (name.empty() && AsciiLower(path).ends_with(ending)) return &format;
    }
  }
  return nullptr;
}

}  // namespace concord
