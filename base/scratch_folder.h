// A temporary folder for programs and libraries that need files.
#ifndef CONCORD_BASE_SCRATCH_FOLDER_H_
#define CONCORD_BASE_SCRATCH_FOLDER_H_

#include <filesystem>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace concord {

// The folder is new and empty, only its owner can read it, and it is below the system's temporary folder
// (TMPDIR). The destructor removes it with all its content. Movable, not copyable.
class ScratchFolder {
 public:
  // `purpose` is part of the name: "model" makes ".../concord-model-a1B2c3". kIo if it cannot be created.
  static Result<ScratchFolder> Make(std::string_view purpose);

  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;  // empty after a move
};

}  // namespace concord

#endif  // CONCORD_BASE_SCRATCH_FOLDER_H_
