// From a file's bytes to a Document. One file below ingest/readers/ and one row in ingest/readers/readers.def
// make a reader.
#ifndef CONCORD_INGEST_READERS_READER_H_
#define CONCORD_INGEST_READERS_READER_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/document/document.h"

namespace concord {

// Deliberate limits, so that no input can make a run fail. Each is an option of the command line.
struct ReadLimits {
  uint64_t max_file_bytes = uint64_t{1} << 30;   // 1 GiB: text offsets are 32 bits
  uint32_t max_depth = 256;                      // of nested elements or sections
  uint32_t max_sections = 4'000'000;
  uint32_t max_line_bytes = 64u << 20;           // a longer line is refused; read and extracted, one takes 4 to 7 times as much
  // For a program that reads a file for us (PDF): time of the processor, and memory, the file apart.
  uint32_t max_program_seconds = 60;
  uint64_t max_program_bytes = uint64_t{2} << 30;
  // Of zip archives (office files):
  uint32_t max_archive_entries = 10'000;
  uint64_t max_entry_bytes = uint64_t{512} << 20;    // of one unpacked entry
  uint64_t max_unpacked_bytes = uint64_t{1} << 30;   // of all that is unpacked
  uint32_t max_unpack_ratio = 200;                   // of that to the file; XML packs 5 to 50 times
};

// The input of a reader; borrows all of it from the caller.
struct Source {
  std::string_view path;    // for messages, and for hints such as the ending
  std::string_view bytes;   // as in the file
  const ReadLimits* limits = nullptr;  // never null
  std::string_view map = {};           // what the columns of a table are: "title=Name,id=Code"; else guessed
};

struct Reader {
  std::string_view name;    // "akoma_ntoso"
  std::string_view title;   // "Akoma Ntoso XML"
  // How sure the reader is that the file is its own, from its first bytes: 0 no, 1 possible (any text),
  // up to 9 certain. Cheap: looks at no more than the first 64 KiB (of an archive, the last ones too).
  int (*looks_like)(const Source& source);
  // Leaves path, sha256 and format to the caller. Errors carry line and offset in the source's bytes.
  // A pure function of the bytes: no clock, no environment; safe to call from several threads. (One that
  // runs another program is so in effect: that sees nothing but the bytes, and its time is the processor's.)
  Result<Document> (*read)(const Source& source);
};

std::span<const Reader> Readers();                 // in the order of readers.def
const Reader* FindReader(std::string_view name);   // nullptr when there is none
// The surest reader; the earlier row wins among equals. nullptr when none is.
const Reader* DetectReader(const Source& source);

// Detects (or takes `format` when it is not empty), reads, and fills in path, format and sha256.
Result<Document> ReadDocument(const Source& source, std::string_view format = {});

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_READER_H_
