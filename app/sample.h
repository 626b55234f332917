// The sample corpus (docs/sample.md) inside the program, and a store of it.
#ifndef CONCORD_APP_SAMPLE_H_
#define CONCORD_APP_SAMPLE_H_

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

struct SampleFile {
  std::string_view name;  // "treaties/meridian-convention.txt"
  std::string_view bytes;
};

// Lives as long as the program. Defined by the build (cmake/rooms.cmake).
std::vector<SampleFile> SampleFiles();

// A store in the folder `store` with the data files and the sample; what is there already stays, and is not
// read again. Fails as ingest does.
Result<void> MakeSampleStore(const std::filesystem::path& store);

}  // namespace concord

#endif  // CONCORD_APP_SAMPLE_H_
