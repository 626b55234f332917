// What questions read beside the store (query/index/snapshot_arrays.h), kept up to date by those who write.
#ifndef CONCORD_APP_SAVED_INDEXES_H_
#define CONCORD_APP_SAVED_INDEXES_H_

#include <optional>
#include <vector>

#include "graph/snapshot_stamp.h"
#include "graph/store.h"
#include "query/note.h"

namespace concord {

// After a write that may have changed anything: makes anew what is no longer of this state. Notes for the
// user about files that were damaged or could not be written; the store is as it was, and so are all answers.
std::vector<Note> SaveIndexes(const GraphStore& store);

// Around a write that changes no text: what was saved stays valid and is not made anew.
class IndexKeeper {
 public:
  // Before the write. Must not outlive the store.
  explicit IndexKeeper(const GraphStore& store);
  // After a write that changed no work, no edition, no part of one and no edge of these: vectors of texts, a
  // topic's name, which part revises which.
  void KeepAll() const;
  // After a write that changed edges of works and parts alone: mappings, codes, who issued what. What counts
  // these is made anew by the next question.
  void KeepTexts() const;

 private:
  const GraphStore& store_;
  std::optional<SnapshotStamp> before_;
};

}  // namespace concord

#endif  // CONCORD_APP_SAVED_INDEXES_H_
