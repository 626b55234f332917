// From a file's bytes to a Document. One file below ingest/readers/ and one row in ingest/readers/readers.def
// make a reader.
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
  // How sure the reader is that the file is its own, from its first bytes: 0 no, 1 possible (any text),
  // up to 9 certain. Cheap: looks at no more than the first 64 KiB (of an archive, the last ones too).
  int (*looks_like)(const Source& source);
  // Leaves path, sha256 and format to the caller. Errors carry line and offset in the source's bytes.
  // A pure function of the bytes: no clock, no environment; safe to call from several threads. (One that
  // runs another program is so in effect: that sees nothing but the bytes, and its time is the processor's.)
  Result<Document> (*read)(const Source& source);
};

std::span<const Reader> Readers();                // in the order of readers.def
const Reader* FindReader(std::string_view name);  // nullptr when there is none
// The surest reader; the earlier row wins among equals. nullptr when none is.
const Reader* DetectReader(const Source& source);

// Detects (or takes `format` when it is not empty), reads, and fills in path, format and sha256.
Result<Document> ReadDocument(const Source& source, std::string_view format = {});

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_READER_H_
