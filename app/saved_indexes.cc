#include "app/saved_indexes.h"

#include "query/coverage/coverage_arrays.h"
#include "query/index/graph_arrays.h"
#include "query/index/snapshot_arrays.h"
#include "query/index/text_arrays.h"

namespace concord {
namespace {

void Keep(const GraphStore& store, const std::optional<SnapshotStamp>& before, const ArrayMaker& maker) {
  const std::optional<SnapshotStamp> after = StampOf(*store.TakeSnapshot());
  if (before && after) FlatFile::Restamp(after->folder / maker.file, maker.kind, *before, *after);
}

}  // namespace

std::vector<Note> SaveIndexes(const GraphStore& store) {
  std::vector<Note> notes;
  const auto snapshot = store.TakeSnapshot();
  for (const ArrayMaker* maker : {&kTextArrays, &kCoverageArrays, &kGraphArrays}) {
    const Result<std::string> note = SaveArrays(*snapshot, *maker);
    if (!note) {
      notes.push_back(
          MakeNote("index-not-made", "what makes questions fast was not made: {}", note.error().ToString()));
    } else if (!note->empty()) {
      notes.push_back(MakeNote("index-file", "{}", maker->file));
      notes.back().text = *note;
    }
  }
  return notes;
}

IndexKeeper::IndexKeeper(const GraphStore& store) : store_(store), before_(StampOf(*store.TakeSnapshot())) {}

void IndexKeeper::KeepAll() const {
  Keep(store_, before_, kTextArrays);
  Keep(store_, before_, kCoverageArrays);
}

void IndexKeeper::KeepTexts() const { Keep(store_, before_, kTextArrays); }

}  // namespace concord
