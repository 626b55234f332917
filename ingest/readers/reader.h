// Turns a file's bytes into a Document. Each reader has one file below ingest/readers/ and one row in
// ingest/readers/readers.def.
#ifndef CONCORD_INGEST_READERS_READER_H_
#define CONCORD_INGEST_READERS_READER_H_

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/document/document.h"
#include "ingest/source/source.h"

namespace concord {

struct Reader {
  std::string_view name;   // "akoma_ntoso"
  std::string_view title;  // "Akoma Ntoso XML"
  // How certain it is, from its first bytes, that the file is in this format: 0 no, 1 possible (any text), up
  // to 9 certain. Cheap: looks only at the first 64 KiB (for an archive, also the last).
  int (*looks_like)(const Source& source);
  // Leaves path, sha256 and format to the caller. Errors have line and offset in the source's bytes. A pure
  // function of the bytes: no clock, no environment. Several threads may call it. (Running another program
  // keeps this: it sees only the bytes, and its time limit is processor time.)
  Result<Document> (*read)(const Source& source);
};

std::span<const Reader> Readers();                // in the order of readers.def
const Reader* FindReader(std::string_view name);  // nullptr if there is none
// The most certain reader; the earlier row wins a tie. nullptr if none is certain.
const Reader* DetectReader(const Source& source);

// Detects the reader (or takes `format` if it is not empty), reads, and fills in path, format and sha256.
Result<Document> ReadDocument(const Source& source, std::string_view format = {});

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_READER_H_
