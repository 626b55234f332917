// The sample corpus (docs/sample.md), which is built into the program, and a store with it.
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

// Valid as long as the program runs. The build defines this (cmake/rooms.cmake).
std::vector<SampleFile> SampleFiles();

// Makes a store with the data files and the sample in the folder `store`. What is already there stays and is
// not read again. Fails as ingest does.
Result<void> MakeSampleStore(const std::filesystem::path& store);

}  // namespace concord

#endif  // CONCORD_APP_SAMPLE_H_
