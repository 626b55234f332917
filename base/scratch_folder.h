// A folder of our own for programs and libraries that want files.
#ifndef CONCORD_BASE_SCRATCH_FOLDER_H_
#define CONCORD_BASE_SCRATCH_FOLDER_H_

#include <filesystem>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace concord {

// New and empty, readable by its owner only, below the system's folder for such things (TMPDIR); removed with
// all that is in it when the object goes. Movable, not copyable.
class ScratchFolder {
 public:
  // `purpose` is part of its name: "model" makes ".../concord-model-a1B2c3". kIo when it cannot be made.
  static Result<ScratchFolder> Make(std::string_view purpose);

  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;  // empty once moved from
};

}  // namespace concord

#endif  // CONCORD_BASE_SCRATCH_FOLDER_H_
