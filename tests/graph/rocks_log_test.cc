// What a store's log says after its writer died: everything that was confirmed, or an error.
#include "graph/rocks_log.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "graph/keys.h"
#include "graph/store.h"
#include "tests/environment.h"

namespace concord {
namespace {

namespace fs = std::filesystem;
using testing::ReadFileOrDie;
using testing::TemporaryDir;

GraphBatch NodesOf(const std::string& unit, int count) {
  GraphBatch batch;
  batch.unit = unit;
  for (int i = 0; i < count; ++i)
    batch.nodes.push_back({unit + ":" + std::to_string(i), {"Section"}, {{"heading", std::string(60, 'h')}}});
  return batch;
}

// A store with `published` units, and one more that was staged, whose writer went without closing it.
void MakeAbandoned(const fs::path& path, int published) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto store = OpenStore(path, OpenMode::kCreateIfMissing);
    bool well = store.has_value();
    for (int i = 0; well && i < published; ++i)
      well = (*store)->Apply(NodesOf("unit" + std::to_string(i), 100)).has_value();
    well = well && (*store)->Apply(NodesOf("staged", 300), ApplyMode::kStage).has_value();
    _exit(well ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

fs::path LogOf(const fs::path& store) {
  fs::path log;
  for (const auto& entry : fs::directory_iterator(store)) {
    if (entry.path().extension() == ".log" && entry.file_size() > 0) log = entry.path();
  }
  return log;
}

void Overwrite(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST(RocksLog, ChecksumIsCastagnoli) {
  // The check value of CRC-32/ISCSI in the catalogue of parametrised CRC algorithms.
  EXPECT_EQ(Crc32c("123456789"), 0xE3069283U);
  EXPECT_EQ(Crc32c("6789", Crc32c("12345")), 0xE3069283U);
}

// Defect 1: one flipped bit in RocksDB's log emptied a store in silence.
TEST(RocksLog, FlippedBitInWhatWasConfirmedIsRefused) {
  const TemporaryDir dir;
  const fs::path path = dir.path() / "store";
  MakeAbandoned(path, 4);
  const fs::path log = LogOf(path);
  ASSERT_FALSE(log.empty());
  const std::string bytes = ReadFileOrDie(log);
  const auto mark = ReadSyncMark(path);
  ASSERT_TRUE(mark);
  ASSERT_GT(mark->bytes, 1000u);
  ASSERT_LT(mark->bytes, bytes.size()) << "what was staged is behind the mark";
  std::mt19937 random(17);
  for (int flip = 0; flip < 60; ++flip) {
    // The first and the last records, and any between.
    const size_t at = flip < 10   ? static_cast<size_t>(flip)
                      : flip < 20 ? mark->bytes - 1 - (flip - 10) * 5
                                  : random() % mark->bytes;
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << random() % 8));
    Overwrite(log, flipped);
    for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kMustExist}) {
      const auto store = OpenStore(path, mode);
      ASSERT_FALSE(store) << "a flip at byte " << at;
      EXPECT_EQ(store.error().code, ErrorCode::kCorrupt);
      EXPECT_NE(store.error().message.find("concord restore"), std::string::npos) << store.error().message;
    }
    ASSERT_EQ(ReadFileOrDie(log), flipped) << "a refused store is left as it is";
  }
  Overwrite(log, bytes);
  const auto store = OpenStore(path, OpenMode::kMustExist);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ((*store)->TakeSnapshot()->NodeCount("Section"), 400u);
}

TEST(RocksLog, LogThatIsMissingOrCutBelowTheMarkIsRefused) {
  const TemporaryDir dir;
  const fs::path path = dir.path() / "store";
  MakeAbandoned(path, 2);
  const fs::path log = LogOf(path);
  const std::string bytes = ReadFileOrDie(log);
  Overwrite(log, std::string_view(bytes).substr(0, ReadSyncMark(path)->bytes - 1));
  EXPECT_EQ(OpenStore(path, OpenMode::kMustExist).error().code, ErrorCode::kCorrupt);
  fs::remove(log);
  EXPECT_EQ(OpenStore(path, OpenMode::kMustExist).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(OpenStore(path, OpenMode::kReadOnly).error().code, ErrorCode::kCorrupt);
}

// A loss of power leaves any part of what was not synced, and an old mark or none.
TEST(RocksLog, TornTailBehindTheMarkLosesNothingConfirmed) {
  std::mt19937 random(18);
  for (int round = 0; round < 8; ++round) {
    const TemporaryDir dir;
    const fs::path path = dir.path() / "store";
    MakeAbandoned(path, 3);
    const fs::path log = LogOf(path);
    std::string bytes = ReadFileOrDie(log);
    const uint64_t synced = ReadSyncMark(path)->bytes;
    bytes.resize(synced + random() % (bytes.size() - synced));
    if (round % 2 == 0 && bytes.size() > synced + 10) bytes[synced + 9] ^= 1;
    Overwrite(log, bytes);
    if (round % 4 == 1) fs::remove(path / kSyncMarkName);
    if (round % 4 == 2) Overwrite(path / kSyncMarkName, "garbage");
    for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kMustExist}) {
      const auto store = OpenStore(path, mode);
      ASSERT_TRUE(store) << store.error().message;
      EXPECT_EQ((*store)->TakeSnapshot()->NodeCount("Section"), 300u);
    }
  }
}

// RocksDB deletes a log some time after it took the log's content into tables. A backup that still found one
// with a torn end took the store for damaged.
TEST(RocksLog, TornEndOfALogBeforeTheWriterIsNoDamage) {
  const TemporaryDir dir;
  const fs::path path = dir.path() / "store";
  MakeAbandoned(path, 3);
  const fs::path log = LogOf(path);
  std::string torn = ReadFileOrDie(log);
  const uint64_t synced = ReadSyncMark(path)->bytes;
  std::fill(torn.begin() + static_cast<ptrdiff_t>(synced), torn.end(), '\0');
  Overwrite(log, torn);
  const auto writer = OpenStore(path, OpenMode::kMustExist);
  ASSERT_TRUE(writer) << writer.error().message;
  ASSERT_TRUE((*writer)->Apply(NodesOf("later", 100)));
  Overwrite(log, torn);
  EXPECT_TRUE(VerifyLogs(path)) << VerifyLogs(path).error().message;
  const auto reader = OpenStore(path, OpenMode::kReadOnly);
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ((*reader)->TakeSnapshot()->NodeCount("Section"), 400u);
  // The writer's own log has to be whole.
  fs::remove(log);
  const fs::path own = LogOf(path);
  std::string flipped = ReadFileOrDie(own);
  flipped[flipped.size() / 2] ^= 1;
  Overwrite(own, flipped);
  EXPECT_FALSE(VerifyLogs(path));
}

TEST(RocksLog, MarkOfAnEarlierVersionIsRead) {
  const TemporaryDir dir;
  std::string mark("concord1", 8);
  Append64(7, &mark);
  Append64(12345, &mark);
  mark += FixedKey().Add32(Crc32c(mark)).view();
  Overwrite(dir.path() / kSyncMarkName, mark);
  const auto read = ReadSyncMark(dir.path());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->log, 7u);
  EXPECT_EQ(read->bytes, 12345u);
  EXPECT_EQ(read->first, 0u);
}

// RocksDB took the last record for a torn one and left it out, and the store lost the tables that it adds.
TEST(RocksLog, LastRecordOfTheManifestWithAWrongLengthIsRefused) {
  const TemporaryDir dir;
  {
    auto store = OpenStore(dir.path(), OpenMode::kCreateIfMissing);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->Apply(NodesOf("unit", 100)));
  }
  const std::string current = ReadFileOrDie(dir.path() / "CURRENT");
  const fs::path manifest = dir.path() / current.substr(0, current.find('\n'));
  const std::string bytes = ReadFileOrDie(manifest);
  ASSERT_LT(bytes.size(), 32768u) << "one block";
  constexpr size_t kLength = 4, kHeader = 7;  // of a record's header
  size_t last = 0, behind = 0;
  while (behind < bytes.size()) {
    last = behind;
    const size_t low = static_cast<unsigned char>(bytes[last + kLength]);
    const size_t high = static_cast<unsigned char>(bytes[last + kLength + 1]);
    behind += kHeader + low + 256 * high;
  }
  ASSERT_EQ(behind, bytes.size());
  for (const int bit : {4, 5, 6}) {
    std::string flipped = bytes;
    flipped[last + kLength + 1] = static_cast<char>(flipped[last + kLength + 1] ^ (1 << bit));
    Overwrite(manifest, flipped);
    for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kMustExist}) {
      const auto store = OpenStore(dir.path(), mode);
      ASSERT_FALSE(store);
      EXPECT_EQ(store.error().code, ErrorCode::kCorrupt) << store.error().message;
    }
  }
  // What a loss of power tears ends before its length, and no part of it has the checksum.
  Overwrite(manifest, bytes.substr(0, bytes.size() - 3));
  EXPECT_TRUE(VerifyManifest(dir.path()));
  Overwrite(manifest, bytes);
  const auto store = OpenStore(dir.path(), OpenMode::kMustExist);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ((*store)->TakeSnapshot()->NodeCount("Section"), 100u);
}

TEST(RocksLog, ClosedStoreNeedsNoLog) {
  const TemporaryDir dir;
  {
    auto store = OpenStore(dir.path(), OpenMode::kCreateIfMissing);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->Apply(NodesOf("unit", 100)));
  }
  EXPECT_EQ(ReadSyncMark(dir.path())->log, 0u);
  for (const auto& entry : fs::directory_iterator(dir.path())) {
    if (entry.path().extension() == ".log") fs::remove(entry.path());
  }
  const auto store = OpenStore(dir.path(), OpenMode::kMustExist);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ((*store)->TakeSnapshot()->NodeCount("Section"), 100u);
}

}  // namespace
}  // namespace concord
