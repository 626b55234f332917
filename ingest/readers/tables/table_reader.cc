// CSV and TSV of catalogues and data sets, whatever their columns are called.
#include <algorithm>

#include "base/text.h"
#include "ingest/readers/tables/table_cells.h"
#include "ingest/readers/tables/table_document.h"

namespace concord {

int LooksLikeTable(const Source& source) {
  const std::string_view bytes = source.bytes.substr(0, 64 << 10);
  if (bytes.empty() || bytes.starts_with("PK\x03\x04") || bytes.starts_with("%PDF")) return 0;
  const bool named =
      source.path.ends_with(".csv") || source.path.ends_with(".tsv") || source.path.ends_with(".CSV");
  const char first = bytes[0];
  if (!named && (first == '<' || first == '{' || first == '[' || first == '#')) return 0;
  // Some lines with as many separators each, three columns or more, are hardly prose. Quoted cells are passed
  // over.
  int best = 0;
  for (const char separator : {'\t', ',', ';'}) {
    size_t lines = 0, cells = 1, expected = 0;
    bool quoted = false, same = true;
    for (size_t at = 0; at < bytes.size() && lines < 6 && same; ++at) {
      if (bytes[at] == '"') quoted = !quoted;
      if (quoted) continue;
      if (bytes[at] == separator) ++cells;
      if (bytes[at] == '\n') {
        if (lines++ == 0) expected = cells;
        same = cells == expected;
        cells = 1;
      }
    }
    if (same && expected >= 3 && lines >= 3) best = std::max(best, separator == '\t' ? 3 : 2);
  }
  return named ? std::max(best, 4) : best;
}

Result<Document> ReadTable(const Source& source) {
  const Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  DocumentBuilder builder(*text);
  TableOptions options;
  options.map = source.map;
  options.scheme = SchemeOfPath(source.path);
  if (Result<void> read = ReadTable(*text, text->text(), options, &builder); !read)
    return tl::unexpected(read.error());
  return builder.Finish();
}

}  // namespace concord
