// A file that takes the place of another in one step, once all of it is on the disk.
#ifndef CONCORD_BASE_FILE_REPLACEMENT_H_
#define CONCORD_BASE_FILE_REPLACEMENT_H_

#include <filesystem>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/result.h"

namespace concord {

// Bytes go into a file beside the target; Commit syncs it, renames it onto the target and syncs the folder.
// One that goes without a Commit leaves the target as it was. A symbolic link is followed to the file that it
// stands for; an existing target keeps its mode and, where the system allows it, its owner. A target that is
// no regular file (a pipe, /dev/stdout) is written to directly, as there is nothing to replace. For one
// thread.
class FileReplacement {
 public:
  // kIo when the folder takes no file, or the target is a folder.
  static Result<FileReplacement> Open(const std::filesystem::path& target);

  FileReplacement(FileReplacement&& other) noexcept;
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;
  ~FileReplacement();

  // kIo when the disk is full or broken; nothing but the destructor may follow.
  Result<void> Write(std::string_view bytes);
  Result<void> Commit();

 private:
  FileReplacement() = default;

  std::filesystem::path named_;      // as the caller names it, for errors
  std::filesystem::path target_;     // behind links
  std::filesystem::path temporary_;  // empty: written directly, or committed
  Descriptor file_;
};

}  // namespace concord

#endif  // CONCORD_BASE_FILE_REPLACEMENT_H_
