// Whole files in and out.
#ifndef CONCORD_BASE_FILE_H_
#define CONCORD_BASE_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// Fails with kLimit when the file is larger than `max_bytes`, with kIo when it cannot be read or was written
// to while it was read.
Result<std::string> ReadFile(const std::filesystem::path& path, uint64_t max_bytes);

// By base/file_replacement.h: a reader sees the old bytes or the new ones; links and modes stay.
Result<void> WriteFile(const std::filesystem::path& path, std::string_view bytes);

// Regular files below `root` (or `root` itself when it is one), as paths relative to it, sorted by bytes.
// Hidden files and folders, pipes and devices are left out and links to folders are not followed. A link that
// leads nowhere and a folder that cannot be listed are among them, so that reading them says so.
Result<std::vector<std::filesystem::path>> ListFiles(const std::filesystem::path& root);

}  // namespace concord

#endif  // CONCORD_BASE_FILE_H_
