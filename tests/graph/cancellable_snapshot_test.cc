#include "graph/cancellable_snapshot.h"

#include <gtest/gtest.h>

#include <vector>

#include "graph/record_scan.h"
#include "graph/snapshot_stamp.h"
#include "graph/store.h"
#include "tests/environment.h"

namespace concord::testing {
namespace {

class CancellableSnapshotTest : public ::testing::Test {
 protected:
  CancellableSnapshotTest() : store_(*OpenStore(dir_.path() / "s.db", OpenMode::kCreateIfMissing)) {
    GraphBatch batch;
    batch.unit = "set";
    for (const char* key : {"a", "b", "c"}) batch.nodes.push_back({key, {"Document"}, {}, Lifetime::kShared});
    EXPECT_TRUE(store_->Apply(batch));
    snapshot_ = store_->TakeSnapshot();
  }

  TemporaryDir dir_;
  std::unique_ptr<GraphStore> store_;
  std::unique_ptr<Snapshot> snapshot_;
  std::atomic<bool> cancelled_ = false;
};

// Indexes were not found under a question that can be cancelled, so each question of the server made its own.
TEST_F(CancellableSnapshotTest, ShowsTheStateOfTheSnapshotThatItReads) {
  const CancellableSnapshot cancellable(*snapshot_, cancelled_);
  const auto stamp = StampOf(cancellable);
  ASSERT_TRUE(stamp);
  EXPECT_EQ(stamp->digest, StampOf(*snapshot_)->digest);
}

TEST_F(CancellableSnapshotTest, ScansGiveTheSameUntilTheyAreCancelled) {
  const CancellableSnapshot cancellable(*snapshot_, cancelled_);
  const auto scan = [](const Snapshot& snapshot, std::atomic<bool>* cancel) {
    std::vector<std::string> keys;
    const Result<void> done = ScanNodes(snapshot, {}, [&](const ScannedNode& node) {
      keys.emplace_back(node.key);
      if (cancel != nullptr) *cancel = true;
      return true;
    });
    if (!done) keys.emplace_back(ErrorCodeName(done.error().code));
    return keys;
  };
  EXPECT_EQ(scan(cancellable, nullptr), scan(*snapshot_, nullptr));
  std::vector<std::string> keys;
  const std::vector<NodeId> ids = {*snapshot_->FindNode("a").value(), *snapshot_->FindNode("c").value()};
  EXPECT_TRUE(ReadNodes(cancellable, ids, [&](const Node& node) { keys.push_back(node.key); }));
  EXPECT_EQ(keys, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(scan(cancellable, &cancelled_),
            (std::vector<std::string>{"a", std::string(ErrorCodeName(ErrorCode::kLimit))}));
  EXPECT_FALSE(ReadNodes(cancellable, ids, [](const Node&) {}));
}

}  // namespace
}  // namespace concord::testing
