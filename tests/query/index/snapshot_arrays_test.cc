// What is saved beside a store changes no answer: whole, old, foreign, damaged or missing.
#include "query/index/snapshot_arrays.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include "base/file.h"
#include "graph/bulk_load.h"
#include "graph/store.h"
#include "query/coverage/coverage_arrays.h"
#include "query/index/text_arrays.h"
#include "query/output/answer_json.h"
#include "query/query.h"
#include "tests/environment.h"
#include "tests/query/index/random_texts.h"

namespace concord {
namespace {

namespace fs = std::filesystem;
using testing::RandomTexts;
using testing::TemporaryDir;

class SnapshotArraysTest : public ::testing::Test {
 protected:
  SnapshotArraysTest() : path_(folder_.path() / "store.db") {
    store_ = *OpenStore(path_, OpenMode::kCreateIfMissing);
    EXPECT_TRUE(store_->Apply(texts_.Bodies()));
    Put("one");
    Put("two");
  }
  void Put(const std::string& key) {
    GraphBatch batch = texts_.Work(key);
    batch.removed_units = {key};
    EXPECT_TRUE(store_->Apply(batch));
  }
  void Remove(const std::string& key) {
    GraphBatch batch;
    batch.removed_units = {key};
    EXPECT_TRUE(store_->Apply(batch));
  }
  // A graph in place of the one that was imported before, as `import` loads it.
  void Import(const std::string& key) {
    Remove("graph");
    auto loader = *store_->NewBulkLoader({.unit = "graph", .fingerprint = key});
    const BulkNode body =
        *loader->AddNode({"body:tern", {"Actor", "Forum"}, {{"name", "Tern council"}}, Lifetime::kPermanent});
    for (int i = 0, works = texts_.Upto(3); i <= works; ++i) {
      const std::string name = "graph/" + std::to_string(i);
      const BulkNode work =
          *loader->AddNode({name,
                            {"Document"},
                            {{"title", "River banks " + key}, {"year", 2015 + texts_.Upto(9)}},
                            Lifetime::kOwned});
      EXPECT_TRUE(loader->AddEdge("ISSUED_BY", work, body, {}));
      if (texts_.Upto(1) == 0) continue;
      const BulkNode edition =
          *loader->AddNode({name + "@1", {"Version"}, {{"language", "fr"}}, Lifetime::kOwned});
      EXPECT_TRUE(loader->AddEdge("HAS_VERSION", work, edition, {}));
    }
    EXPECT_TRUE(loader->Publish());
  }
  void Save() {
    const auto snapshot = store_->TakeSnapshot();
    for (const ArrayMaker* maker : {&kTextArrays, &kCoverageArrays}) {
      const auto note = SaveArrays(*snapshot, *maker);
      ASSERT_TRUE(note);
      EXPECT_EQ(*note, "");
    }
  }
  std::string Ask(std::string_view verb, std::vector<std::string> words,
                  std::map<std::string, std::string, std::less<>> options) {
    const auto answer = FindQuery(verb)->run(*store_->TakeSnapshot(), Arguments{words, options});
    return answer ? AnswerToJson(*answer) : answer.error().ToString();
  }
  // Each question with what is saved and without.
  void ExpectEqualAnswers(const std::string& when) {
    struct Question {
      std::string_view verb;
      std::vector<std::string> words;
      std::map<std::string, std::string, std::less<>> options;
    };
    const std::vector<Question> questions = {
        {"search", {"counting", "herons"}, {{"explain", "true"}}},
        {"search", {"\"aquatic plants\"", "marsh"}, {}},
        {"search", {"council", "defence"}, {{"kind", "document"}}},
        {"search", {"laws", "river"}, {{"document", "two"}, {"top", "3"}}},
        {"forums", {"heron", "counters"}, {{"evidence", "all"}}},
        {"forums", {"LAWS + defense - otters"}, {{"since", "2017"}}},
        {"coverage", {}, {{"cols", "marsh nests,QAHC"}, {"rows", "forum"}, {"as-of", "2021"}}},
        {"coverage", {}, {{"cols", "river"}, {"rows", "year"}, {"measure", "measures"}}},
        {"forums", {"otters"}, {{"language", "fr,en"}, {"document", "one,graph"}}},
        {"timeline", {"river banks"}, {}},
        {"forum", {"body:otter"}, {}}};
    for (const Question& question : questions) {
      auto without = question.options;
      without["no-index"] = "true";
      EXPECT_EQ(Ask(question.verb, question.words, question.options),
                Ask(question.verb, question.words, without))
          << question.verb << " " << when;
    }
  }
  fs::path File(const ArrayMaker& maker) const { return path_ / maker.file; }
  bool IsCurrent(const ArrayMaker& maker) {
    std::string why;
    return FlatFile::Open(File(maker), maker.kind, *StampOf(*store_->TakeSnapshot()), &why) != nullptr;
  }

  TemporaryDir folder_;
  fs::path path_;
  RandomTexts texts_{11};
  std::unique_ptr<GraphStore> store_;
};

TEST_F(SnapshotArraysTest, AQuestionSavesWhatItMade) {
  EXPECT_FALSE(fs::exists(File(kTextArrays)));
  Ask("search", {"heron"}, {{"no-index", "true"}});
  EXPECT_FALSE(fs::exists(File(kTextArrays))) << "nothing is kept of --no-index";
  Ask("search", {"heron"}, {});
  EXPECT_TRUE(IsCurrent(kTextArrays));
  EXPECT_FALSE(fs::exists(File(kCoverageArrays)));
}

TEST_F(SnapshotArraysTest, IsOfTheStateThatIsThereWhenTheStoreIsOpenedAgain) {
  Save();
  store_.reset();
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kMustExist, OpenMode::kReadOnly}) {
    store_ = *OpenStore(path_, mode);
    EXPECT_TRUE(IsCurrent(kTextArrays)) << "mode " << static_cast<int>(mode);
    EXPECT_TRUE(IsCurrent(kCoverageArrays));
    store_.reset();
  }
}

TEST_F(SnapshotArraysTest, AnOldFileIsNotUsed) {
  Save();
  GraphBatch batch = texts_.Work("three");
  batch.nodes.push_back({"three@9", {"Version"}, {}, Lifetime::kOwned});
  batch.nodes.push_back({"three@9:1", {"Section"}, {{"start", 0}, {"end", 18}}, Lifetime::kOwned});
  batch.blobs.push_back({"three@9", "text", "Kangaroos may jump"});
  batch.edges.push_back({"HAS_VERSION", "three", "three@9", {}});
  batch.edges.push_back({"HAS_SECTION", "three@9", "three@9:1", {}});
  ASSERT_TRUE(store_->Apply(batch));
  EXPECT_FALSE(IsCurrent(kTextArrays));
  EXPECT_NE(Ask("search", {"kangaroo"}, {}).find("Kangaroos"), std::string::npos);
  EXPECT_TRUE(IsCurrent(kTextArrays));
}

TEST_F(SnapshotArraysTest, AnotherStoresFileIsNotUsed) {
  Save();
  const std::string bytes = *ReadFile(File(kTextArrays), 1 << 30);
  const fs::path other = folder_.path() / "other.db";
  auto foreign = *OpenStore(other, OpenMode::kCreateIfMissing);
  RandomTexts texts(11);
  ASSERT_TRUE(foreign->Apply(texts.Bodies()));
  for (const std::string key : {"one", "two"}) {
    GraphBatch batch = texts.Work(key);
    batch.removed_units = {key};
    ASSERT_TRUE(foreign->Apply(batch));
  }
  ASSERT_TRUE(WriteFile(other / kTextArrays.file, bytes));
  std::string why;
  EXPECT_EQ(
      FlatFile::Open(other / kTextArrays.file, kTextArrays.kind, *StampOf(*foreign->TakeSnapshot()), &why),
      nullptr)
      << "the same writes made it, but another store";
}

TEST_F(SnapshotArraysTest, EveryChangedByteIsNoticed) {
  Save();
  const auto stamp = StampOf(*store_->TakeSnapshot());
  for (const ArrayMaker* maker : {&kTextArrays, &kCoverageArrays}) {
    const std::string whole = *ReadFile(File(*maker), 1 << 30);
    const fs::path copy = folder_.path() / "copy";
    std::string bytes = whole;
    for (size_t at = 0; at < bytes.size(); ++at) {
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
      std::ofstream(copy, std::ios::binary) << bytes;
      bytes[at] = whole[at];
      std::string why;
      ASSERT_EQ(FlatFile::Open(copy, maker->kind, *stamp, &why), nullptr) << "byte " << at;
    }
    for (const size_t size :
         {size_t{0}, size_t{1}, size_t{119}, size_t{120}, whole.size() / 2, whole.size() - 1}) {
      std::ofstream(copy, std::ios::binary) << whole.substr(0, size);
      std::string why;
      ASSERT_EQ(FlatFile::Open(copy, maker->kind, *stamp, &why), nullptr) << "cut at " << size;
      EXPECT_NE(why, "");
    }
  }
}

TEST_F(SnapshotArraysTest, ADamagedFileIsMadeAnewWithANote) {
  Save();
  std::string bytes = *ReadFile(File(kTextArrays), 1 << 30);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  ASSERT_TRUE(WriteFile(File(kTextArrays), bytes));
  ExpectEqualAnswers("with a damaged file");
  ASSERT_TRUE(WriteFile(File(kTextArrays), bytes));
  const auto note = SaveArrays(*store_->TakeSnapshot(), kTextArrays);
  ASSERT_TRUE(note);
  EXPECT_NE(note->find("is damaged"), std::string::npos) << *note;
  EXPECT_TRUE(IsCurrent(kTextArrays));
}

TEST_F(SnapshotArraysTest, AFolderThatTakesNoFileHarmsNoAnswer) {
  for (const ArrayMaker* maker : {&kTextArrays, &kCoverageArrays})
    fs::create_directories(File(*maker) / "in the way");
  ExpectEqualAnswers("where nothing can be saved");
  const auto note = SaveArrays(*store_->TakeSnapshot(), kTextArrays);
  ASSERT_TRUE(note);
  EXPECT_NE(note->find("was not saved"), std::string::npos) << *note;
}

TEST_F(SnapshotArraysTest, AnEmptyStoreHasEmptyArrays) {
  store_ = *OpenStore(folder_.path() / "empty.db", OpenMode::kCreateIfMissing);
  ExpectEqualAnswers("of an empty store");
}

TEST_F(SnapshotArraysTest, AnswersAreTheSameAfterAnyWrites) {
  for (int round = 0; round < 40; ++round) {
    const std::string key = "work" + std::to_string(texts_.Upto(5));
    switch (texts_.Upto(6)) {
      case 0:
        Remove(key);
        break;
      case 1: {  // a decision of a reviewer: an edge and nothing else
        GraphBatch batch;
        batch.edges.push_back({"ISSUED_BY", "one", "body:marsh", {{"source", "reviewer"}}});
        const auto before = StampOf(*store_->TakeSnapshot());
        ASSERT_TRUE(store_->Apply(batch));
        const auto after = StampOf(*store_->TakeSnapshot());
        FlatFile::Restamp(File(kTextArrays), kTextArrays.kind, *before, *after);
        break;
      }
      case 2: {  // another heading in place
        GraphBatch batch;
        batch.nodes.push_back({"one@0:0", {"Section"}, {{"heading", "Reeds " + key}}, Lifetime::kPermanent});
        batch.nodes.push_back({"one", {"Document"}, {{"title", "Banks " + key}}, Lifetime::kPermanent});
        ASSERT_TRUE(store_->Apply(batch));
        break;
      }
      case 3:
        Import(key);
        break;
      default:
        Put(key);
    }
    if (texts_.Upto(1) == 0) Save();
    if (texts_.Upto(9) == 0) {
      store_.reset();
      store_ = *OpenStore(path_, OpenMode::kMustExist);
    }
    ExpectEqualAnswers("in round " + std::to_string(round));
  }
}

TEST_F(SnapshotArraysTest, AWriteThatChangesNoTextKeepsTheFile) {
  Save();
  const auto before = StampOf(*store_->TakeSnapshot());
  GraphBatch batch;
  batch.nodes.push_back({"topics/reeds", {"Topic"}, {{"query", "reeds"}}, Lifetime::kPermanent});
  ASSERT_TRUE(store_->Apply(batch));
  const auto after = StampOf(*store_->TakeSnapshot());
  EXPECT_NE(before->digest, after->digest);
  EXPECT_FALSE(IsCurrent(kTextArrays));
  FlatFile::Restamp(File(kTextArrays), kTextArrays.kind, *before, *after);
  EXPECT_TRUE(IsCurrent(kTextArrays));
  ExpectEqualAnswers("with a file that was kept");
  FlatFile::Restamp(File(kCoverageArrays), kCoverageArrays.kind, *after, *before);
  EXPECT_FALSE(IsCurrent(kCoverageArrays)) << "it is of neither";
}

TEST_F(SnapshotArraysTest, ThreadsShareWhatOneMakes) {
  const auto snapshot = store_->TakeSnapshot();
  const auto held = SnapshotArrays::Of(*snapshot);
  std::array<const FlatFile*, 4> seen = {};
  std::vector<std::thread> threads;
  for (size_t i = 0; i < seen.size(); ++i) {
    threads.emplace_back([&, i] {
      const auto own = store_->TakeSnapshot();
      seen[i] = SnapshotArrays::Of(*own)->Get(*own, kTextArrays, ArraySource::kSaved)->get();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const FlatFile* one : seen) EXPECT_EQ(one, seen[0]);
}

}  // namespace
}  // namespace concord
