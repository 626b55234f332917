// Extraction as a stream: documents in, rows out, nothing kept. The unit of work of a cluster.
#ifndef CONCORD_INGEST_EXTRACT_STREAM_H_
#define CONCORD_INGEST_EXTRACT_STREAM_H_

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.h"
#include "ingest/extractors/extractor.h"
#include "ingest/manifest.h"
#include "ingest/source/source.h"

namespace concord {

struct StreamOptions {
  const Manifest* manifest = nullptr;  // for documents that bring no metadata; their names are its paths
  std::string format = {};             // of all documents that name none; empty: detected
  std::string map = {};                // likewise (Source::map)
  ReadLimits limits = {};
  // Of the whole collection, of which this stream may be a part. A document that has one of these takes no
  // key from it.
  std::unordered_set<std::string> shared_numbers = {};
};

// The numbers (NumberOfFile) that several of these names have; one name a line.
std::unordered_set<std::string> SharedNumbers(std::string_view names);

struct StreamReport {
  uint64_t extracted = 0, refused = 0;
};

// Reads one document from each line of `in` (document_line.h) and writes its rows to `out`
// (extraction_row.h), document after document in the order of the lines. The rows of a document depend on its
// line and the options alone: they are what Ingest would store, with the version's key as Ingest proposes it.
// A line or a document that cannot be read is a row of kind "error". Blank lines are skipped. Keeps one
// document in memory. Fails with kIo if `out` does.
Result<StreamReport> ExtractStream(std::istream& in, std::ostream& out, const ExtractorSet& extractors,
                                   const StreamOptions& options);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACT_STREAM_H_
