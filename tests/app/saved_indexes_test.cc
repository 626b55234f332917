#include "app/saved_indexes.h"

#include <gtest/gtest.h>

#include <fstream>

#include "graph/flat_file.h"
#include "query/coverage/coverage_arrays.h"
#include "query/index/text_arrays.h"
#include "tests/environment.h"
#include "tests/query/index/random_texts.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

class SavedIndexesTest : public ::testing::Test {
 protected:
  SavedIndexesTest() : path_(folder_.path() / "store.db") {
    store_ = *OpenStore(path_, OpenMode::kCreateIfMissing);
    EXPECT_TRUE(store_->Apply(texts_.Bodies()));
    for (const std::string key : {"one", "two", "three"}) EXPECT_TRUE(store_->Apply(texts_.Work(key)));
  }
  // A write that changes neither texts nor what is counted.
  void WriteBeside() {
    GraphBatch batch;
    batch.nodes.push_back(
        {"body:gull", {"Actor", "Forum"}, {{"name", "gull council"}}, Lifetime::kPermanent});
    EXPECT_TRUE(store_->Apply(batch));
  }
  fs::path File(const ArrayMaker& maker) const { return path_ / maker.file; }
  bool IsCurrent(const ArrayMaker& maker) const {
    std::string why;
    return FlatFile::Open(File(maker), maker.kind, *StampOf(*store_->TakeSnapshot()), &why) != nullptr;
  }

  testing::TemporaryDir folder_;
  fs::path path_;
  testing::RandomTexts texts_{7};
  std::unique_ptr<GraphStore> store_;
};

TEST_F(SavedIndexesTest, BothAreOfTheStateThatIsThere) {
  EXPECT_FALSE(IsCurrent(kTextArrays));
  EXPECT_TRUE(SaveIndexes(*store_).empty());
  EXPECT_TRUE(IsCurrent(kTextArrays));
  EXPECT_TRUE(IsCurrent(kCoverageArrays));
  EXPECT_TRUE(store_->Apply(texts_.Work("four")));
  EXPECT_FALSE(IsCurrent(kTextArrays));
  EXPECT_FALSE(IsCurrent(kCoverageArrays));
  EXPECT_TRUE(SaveIndexes(*store_).empty());
  EXPECT_TRUE(IsCurrent(kTextArrays));
  EXPECT_TRUE(IsCurrent(kCoverageArrays));
}

TEST_F(SavedIndexesTest, WhatIsCurrentIsNotMadeAnew) {
  EXPECT_TRUE(SaveIndexes(*store_).empty());
  const auto before = fs::last_write_time(File(kTextArrays)) - std::chrono::hours(1);
  fs::last_write_time(File(kTextArrays), before);
  EXPECT_TRUE(SaveIndexes(*store_).empty());
  EXPECT_EQ(fs::last_write_time(File(kTextArrays)), before);
}

TEST_F(SavedIndexesTest, ADamagedFileIsReplacedAndSaidOnce) {
  EXPECT_TRUE(SaveIndexes(*store_).empty());
  const uintmax_t size = fs::file_size(File(kTextArrays));
  fs::resize_file(File(kTextArrays), size / 2);
  const std::vector<Note> notes = SaveIndexes(*store_);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "index-file");
  EXPECT_EQ(notes[0].values, List{std::string(kTextArrays.file)});
  EXPECT_EQ(fs::file_size(File(kTextArrays)), size);
  EXPECT_TRUE(IsCurrent(kTextArrays));
  EXPECT_TRUE(SaveIndexes(*store_).empty());
}

TEST_F(SavedIndexesTest, AFileThatCannotBeWrittenIsANote) {
  fs::create_directories(File(kTextArrays) / "in the way");
  const std::vector<Note> notes = SaveIndexes(*store_);
  ASSERT_FALSE(notes.empty());
  EXPECT_FALSE(IsCurrent(kTextArrays));
  EXPECT_TRUE(IsCurrent(kCoverageArrays)) << "the other one is saved all the same";
}

TEST_F(SavedIndexesTest, AKeeperSparesWhatAWriteDidNotChange) {
  EXPECT_TRUE(SaveIndexes(*store_).empty());
  {
    const IndexKeeper keeper(*store_);
    WriteBeside();
    EXPECT_FALSE(IsCurrent(kTextArrays));
    keeper.KeepTexts();
    EXPECT_TRUE(IsCurrent(kTextArrays));
    EXPECT_FALSE(IsCurrent(kCoverageArrays));
    keeper.KeepAll();
    EXPECT_TRUE(IsCurrent(kCoverageArrays));
  }
  // What was of an earlier state than the keeper's stays so.
  EXPECT_TRUE(store_->Apply(texts_.Work("four")));
  const IndexKeeper late(*store_);
  GraphBatch batch;
  batch.nodes.push_back({"body:tern", {"Actor"}, {}, Lifetime::kPermanent});
  EXPECT_TRUE(store_->Apply(batch));
  late.KeepAll();
  EXPECT_FALSE(IsCurrent(kTextArrays));
}

}  // namespace
}  // namespace concord
