// A file that replaces another in one step, once all of it is on disk.
#ifndef CONCORD_BASE_FILE_REPLACEMENT_H_
#define CONCORD_BASE_FILE_REPLACEMENT_H_

#include <filesystem>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/result.h"

namespace concord {

// Bytes go into a temporary file beside the target. Commit syncs that file, renames it to the target and
// syncs the folder. Without a Commit, the target stays as it was. A symbolic link is followed to its file.
// An existing target keeps its mode and, where the system allows it, its owner. A target that is not a
// regular file (a pipe, /dev/stdout) is written directly, because there is nothing to replace. For use by
// one thread.
class FileReplacement {
 public:
  // Fails with kIo if the folder cannot take a file, or if the target is a folder.
  static Result<FileReplacement> Open(const std::filesystem::path& target);

  FileReplacement(FileReplacement&& other) noexcept;
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;
  ~FileReplacement();

  // Fails with kIo if the disk is full or broken. After a failure, only the destructor may be called.
  Result<void> Write(std::string_view bytes);
  Result<void> Commit();

 private:
  FileReplacement() = default;

  std::filesystem::path named_;      // as the caller names it, for errors
  std::filesystem::path target_;     // after following links
  std::filesystem::path temporary_;  // empty if written directly, or after Commit
  Descriptor file_;
};

}  // namespace concord

#endif  // CONCORD_BASE_FILE_REPLACEMENT_H_
