#include "base/scratch_folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace concord {

namespace fs = std::filesystem;

Result<ScratchFolder> ScratchFolder::Make(std::string_view purpose) {
  std::error_code code;
  const fs::path parent = fs::temp_directory_path(code);
  if (code) return Fail(ErrorCode::kIo, fmt::format("no folder for temporary files: {}", code.message()));
  std::string name = (parent / fmt::format("concord-{}-XXXXXX", purpose)).string();
  if (mkdtemp(name.data()) == nullptr) {
    return Fail(ErrorCode::kIo,
                fmt::format("cannot make the folder {}: {}", name, std::generic_category().message(errno)));
  }
  return ScratchFolder(name);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

}  // namespace concord
