// The sample corpus (docs/sample.md), which is built into the program, and a store with it.
#ifndef CONCORD_APP_SAMPLE_H_
#define CONCORD_APP_SAMPLE_H_

#include <filesystem>
#include <vector>

#include "base/embedded_file.h"
#include "base/result.h"

namespace concord {

// Valid as long as the program runs. The build defines this (cmake/rooms.cmake).
std::vector<EmbeddedFile> SampleFiles();

// Makes a store with the data files and the sample in the folder `store`. What is already there stays and is
// not read again. Fails as ingest does.
Result<void> MakeSampleStore(const std::filesystem::path& store);

}  // namespace concord

#endif  // CONCORD_APP_SAMPLE_H_
