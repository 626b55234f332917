// The input of a reader: the bytes of a file, its path, and the limits.
#ifndef CONCORD_INGEST_SOURCE_SOURCE_H_
#define CONCORD_INGEST_SOURCE_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

// Deliberate limits, so that no input can make a run fail. The command line has an option for each.
struct ReadLimits {
  uint64_t max_file_bytes = uint64_t{1} << 30;  // 1 GiB: text offsets are 32 bits
  uint32_t max_depth = 256;                     // of nested elements or sections
  uint32_t max_sections = 4'000'000;
  uint32_t max_line_bytes =
      64u << 20;  // a longer line is refused; reading and extracting one takes 4 to 7 times its size
  // For a program that reads a file for us (PDF): processor time, and memory not counting the file.
  uint32_t max_program_seconds = 60;
  uint64_t max_program_bytes = uint64_t{2} << 30;
  // For zip archives (office files):
  uint32_t max_archive_entries = 10'000;
  uint64_t max_entry_bytes = uint64_t{512} << 20;   // of one unpacked entry
  uint64_t max_unpacked_bytes = uint64_t{1} << 30;  // of all that is unpacked
  uint32_t max_unpack_ratio = 200;                  // of unpacked bytes to the file; XML packs 5 to 50 times
};

// The input of a reader. Borrows everything from the caller.
struct Source {
  std::string_view path;               // for messages, and for hints such as the ending
  std::string_view bytes;              // as in the file
  const ReadLimits* limits = nullptr;  // never null
  std::string_view map = {};           // what the columns of a table mean: "title=Name,id=Code"; else guessed
};

// A part of a container (a zip archive). The texts of all parts form one sequence of UTF-8, and offsets count
// in it: "word/document.xml" from 0, "word/footnotes.xml" from 183422.
struct SourcePart {
  std::string name;
  uint64_t start = 0;
  uint64_t size = 0;
};

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_SOURCE_H_
