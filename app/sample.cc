#include "app/sample.h"

#include "app/ingestion.h"
#include "app/store_datasets.h"
#include "base/file.h"
#include "base/scratch_folder.h"
#include "base/try.h"

namespace concord {

Result<void> MakeSampleStore(const std::filesystem::path& store) {
  // Ingest reads files, so the sample becomes some for a moment.
  CONCORD_ASSIGN(const ScratchFolder folder, ScratchFolder::Make("sample"));
  for (const EmbeddedFile& file : SampleFiles()) {
    const std::filesystem::path path = folder.path() / file.name;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error)
      return Fail(ErrorCode::kIo, "cannot make " + path.parent_path().string() + ": " + error.message());
    CONCORD_TRY(WriteFile(path.string(), file.bytes));
  }
  CONCORD_ASSIGN(const Manifest manifest, Manifest::Read(folder.path() / "MANIFEST.tsv"));
  CONCORD_ASSIGN(const auto open, OpenStore(store, OpenMode::kCreateIfMissing));
  CONCORD_ASSIGN(const bool changed, PutDatasets(open.get(), BundledDatasets()));
  static_cast<void>(changed);
  IngestOptions options;
  options.roots = {folder.path()};
  options.manifest = &manifest;
  CONCORD_ASSIGN(const IngestResult result, IngestInto(open.get(), options));
  if (!result.refused.empty()) return tl::unexpected(result.refused.front());
  return {};
}

}  // namespace concord
