// Reads and writes whole files.
#ifndef CONCORD_BASE_FILE_H_
#define CONCORD_BASE_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// What to say of a file that could not be opened, `number` being errno: kNotFound if there is no such file,
// kIo for any other reason.
Error OpenError(const std::filesystem::path& path, int number);

// Fails with kNotFound if there is no such file, with kLimit if it is larger than `max_bytes`, and with kIo
// if it cannot be read or was written to while it was read.
Result<std::string> ReadFile(const std::filesystem::path& path, uint64_t max_bytes);

// Uses base/file_replacement.h: a reader sees the old bytes or the new ones; links and modes do not change.
Result<void> WriteFile(const std::filesystem::path& path, std::string_view bytes);

// Lists regular files below `root` (or `root` itself if it is one) as paths relative to it, sorted by bytes.
// Leaves out hidden files and folders, pipes and devices, and does not follow links to folders. Includes
// links that lead nowhere and folders that cannot be listed, so that reading them reports the error.
Result<std::vector<std::filesystem::path>> ListFiles(const std::filesystem::path& root);

}  // namespace concord

#endif  // CONCORD_BASE_FILE_H_
