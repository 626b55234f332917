// The files of an export: one file, or a folder of files with a manifest.
#ifndef CONCORD_APP_EXPORT_FILES_H_
#define CONCORD_APP_EXPORT_FILES_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_replacement.h"
#include "base/result.h"
#include "base/sha256.h"
#include "query/exporters/export_manifest.h"

namespace concord {

// Writes what an exporter produces. If the path ends in a slash or is a folder, every file goes there under
// its own name. Any other path takes the first file, and becomes a folder if there is a second one. Each file
// replaces the old one once it is complete and on disk. Without Finish, the last one is dropped.
class ExportFiles {
 public:
  explicit ExportFiles(std::string path) : path_(std::move(path)) {}

  // The next piece of a file. Do not return to an earlier file. kIo with the file's name.
  Result<void> Write(std::string_view file, std::string_view bytes);

  // Ends the last file and writes manifest.json beside the files of a folder. Sets `facts.files`.
  Result<void> Finish(const Snapshot& snapshot, const Selection& selection, ExportFacts facts);

  const std::vector<std::string>& paths() const { return paths_; }  // of the files, in the order of writing
  uint64_t bytes() const { return bytes_; }                         // of the exporter's files

 private:
  Result<void> Open(std::string_view file);
  Result<std::filesystem::path> PathOf(std::string_view file);
  Result<void> MoveFirstIntoFolder();
  Result<void> WritePiece(std::string_view bytes);
  Result<void> WriteBuffer();
  Result<void> Close();

  const std::string path_;
  bool into_folder_ = false;
  std::filesystem::path folder_;
  std::optional<FileReplacement> replacement_;  // of the file that is being written
  Sha256 digest_;                               // of that file
  std::string buffer_;
  std::vector<ExportedFile> files_;
  std::vector<std::string> paths_;
  uint64_t bytes_ = 0;
};

}  // namespace concord

#endif  // CONCORD_APP_EXPORT_FILES_H_
