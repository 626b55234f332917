#include "query/index/graph_arrays.h"

#include "graph/view_arrays.h"

namespace concord {
namespace {

constexpr uint32_t kFormat = 1;

std::filesystem::path PathOf(const SnapshotStamp& stamp) { return stamp.folder / kGraphArrays.file; }

std::shared_ptr<const FlatFile> FileOf(const GraphView& view, const SnapshotStamp* stamp) {
  FlatFileBuilder file;
  const ViewArrays arrays(view);
  arrays.AddTo(&file);
  return file.Finish(kGraphArrays.kind, stamp);
}

Result<std::shared_ptr<const FlatFile>> Make(const Snapshot& snapshot, const SnapshotStamp* stamp) {
  const auto view = LoadView(snapshot);
  if (!view) return tl::unexpected(view.error());
  return FileOf(*view, stamp);
}

}  // namespace

const ArrayMaker kGraphArrays = {
    {kGraphKind, kFormat, static_cast<uint32_t>(ViewArrays::kCount)}, "graph.index", Make};

Result<std::shared_ptr<const GraphView>> SnapshotArrays::View(const Snapshot& snapshot, bool opens) {
  const std::lock_guard lock(view_mutex_);
  if (view_ != nullptr || !opens) return view_;
  const std::optional<SnapshotStamp> stamp = StampOf(snapshot);
  if (!stamp) return view_;
  std::string why;
  if (const auto file = FlatFile::Open(PathOf(*stamp), kGraphArrays.kind, *stamp, &why); file != nullptr)
    return view_ = std::make_shared<const GraphView>(ViewArrays::Read(*file, 0));
  auto made = LoadView(snapshot);
  if (!made) return tl::unexpected(made.error());
  view_ = std::make_shared<const GraphView>(*std::move(made));
  // As Get does: a disk that cannot be written costs time and nothing else.
  if (FlatFile::SequenceOf(PathOf(*stamp), kGraphArrays.kind) <= stamp->sequence)
    static_cast<void>(FileOf(*view_, &*stamp)->Save(PathOf(*stamp)).has_value());
  return view_;
}

}  // namespace concord
