// A zip archive in memory: the container of office files. Nothing is ever written to disk.
//
//     Result<ZipArchive> archive = ZipArchive::Open(source);
//     if (archive->Has("word/document.xml")) Result<std::string> part = archive->Read("word/document.xml");
//
// An archive is untrusted input. Sizes are counted while unpacking, whatever the directory says, and the
// limits of ReadLimits apply to the bytes that really come out.
#ifndef CONCORD_INGEST_SOURCE_ZIP_ARCHIVE_H_
#define CONCORD_INGEST_SOURCE_ZIP_ARCHIVE_H_

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/source/source.h"

namespace concord {

// Borrows the source's bytes and limits. One thread at a time.
class ZipArchive {
 public:
  // Reads the directory and unpacks nothing. Refuses what no office program writes: an archive that is cut
  // off or whose directory is damaged, names that lead out of it ("../x", "/x", "C:x"), two entries with one
  // name, encrypted entries (kUnsupported), more than max_archive_entries entries (kLimit).
  static Result<ZipArchive> Open(const Source& source);

  // Names use slashes, whatever the archive uses. They are compared as in OPC: without regard to the case of
  // ASCII letters, and to a slash at the start.
  bool Has(std::string_view name) const;

  // The unpacked bytes. kNotFound if there is no such entry, kInvalid if it is damaged (including its
  // checksum), kLimit beyond max_entry_bytes, max_unpack_ratio, or max_unpacked_bytes over all calls.
  Result<std::string> Read(std::string_view name);

  // The same in pieces, so that a large entry needs no memory. An error of `take` stops it.
  using Take = std::function<Result<void>(std::string_view piece)>;
  Result<void> Stream(std::string_view name, const Take& take);

  // An error about an entry: its message begins with the entry's name.
  Error ErrorIn(std::string_view name, ErrorCode code, std::string_view message) const;

 private:
  explicit ZipArchive(const Source& source) : source_(source) {}

  Source source_;
  std::set<std::string, std::less<>> names_;  // in lower case
  uint64_t unpacked_ = 0;                     // over all calls
};

// Whether the bytes begin as a zip archive does, and one of its names begins with `name_start` ("word/"), as
// far as the first and the last 64 KiB show. Cheap; for LooksLike functions.
bool IsZipWith(std::string_view bytes, std::string_view name_start);

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_ZIP_ARCHIVE_H_
