// One row of a stream of extracted documents, as a line of JSON. docs/scale.md describes the stream.
//
// A document is a row "document", its nodes, edges and blobs in the order in which they must be stored, and a
// row "end" that counts them. A document that cannot be read is one row "error".
#ifndef CONCORD_INGEST_ROWS_EXTRACTION_ROW_H_
#define CONCORD_INGEST_ROWS_EXTRACTION_ROW_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "graph/batch.h"

namespace concord {

struct ExtractedDocument {
  std::string file;         // its name in the input
  std::string version;      // key of the version, and name of the unit
  std::string document;     // key of the work
  std::string sha256;       // of its bytes
  std::string fingerprint;  // of the unit
  std::string format;       // of the reader
  uint64_t source_bytes = 0, text_bytes = 0, sections = 0;
};

struct DocumentEnd {
  std::string file;
  uint64_t nodes = 0, edges = 0, blobs = 0;  // rows since the document's first
};

// The line without its end. Every line begins with {"kind":"...", and "properties" is the last member of a
// node and of an edge. "dates" lists, as JSON pointers, the properties that are dates and not strings. The
// text of a version is a string, other blobs are base64. Numbers that are not finite are null.
std::string RowLine(const ExtractedDocument& document);
std::string RowLine(const PutNode& node);
std::string RowLine(const PutEdge& edge);
std::string RowLine(const PutBlob& blob);
std::string RowLine(const DocumentEnd& end);
std::string RowLine(const Error& error);  // its source is the file

// The same without what only a store needs: no lifetime and no dates. For people and their tools.
std::string PlainRowLine(const PutNode& node);
std::string PlainRowLine(const PutEdge& edge);

// The inverse of RowLine. kInvalid says what was expected; the place of the line is the caller's.
using ExtractionRow = std::variant<ExtractedDocument, PutNode, PutEdge, PutBlob, DocumentEnd, Error>;
Result<ExtractionRow> ParseRow(std::string_view line);

}  // namespace concord

#endif  // CONCORD_INGEST_ROWS_EXTRACTION_ROW_H_
