// One bit flips in a file of a store, of every kind of file. Then the store gives the right answers or an
// error, to readers and writers.
//
// CONCORD_FAULTS is the number of flips, CONCORD_SEED repeats them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include "graph/verify.h"
#include "tests/environment.h"
#include "tests/graph/faults/simulated_disk.h"
#include "tests/graph/faults/workload.h"

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

// "sst", "MANIFEST", "log", ...
std::string KindOf(const fs::path& file) {
  if (file.has_extension()) return file.extension().string().substr(1);
  const std::string name = file.filename().string();
  return name.substr(0, name.find('-'));
}

// Says what is wrong with the answers of the store in `folder`, of which `steps` steps were done.
std::string AnswersOf(const fs::path& folder, size_t steps, bool* is_noticed) {
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kMustExist}) {
    const auto store = OpenStore(folder / "store", mode);
    if (!store) {
      *is_noticed = true;
      continue;
    }
    const std::string seen = DumpOf(**store);
    const bool is_whole = VerifyFiles(*(*store)->TakeSnapshot()).has_value();
    *is_noticed = *is_noticed || !is_whole;
    if (HasErrors(seen)) {
      if (is_whole) return "a read fails, and all files are whole";
      continue;
    }
    if (std::string wrong =
            Compare(seen, steps, steps, mode == OpenMode::kReadOnly ? "a reader" : "a writer");
        !wrong.empty())
      return wrong;
  }
  return "";
}

TEST(FlippedBits, NeverGiveAWrongAnswer) {
  const uint64_t flips = NumberIn("CONCORD_FAULTS", 40);
  const auto seed = static_cast<uint32_t>(NumberIn("CONCORD_SEED", 1));
  const TemporaryDir dir;
  // Closed, and left by a program that died, with much of it in the log.
  struct State {
    fs::path folder;
    size_t steps;
  };
  const std::vector<State> states = {{dir.path() / "closed", Steps().size()},
                                     {dir.path() / "died", Steps().size() - 4}};
  std::map<std::string, std::vector<std::pair<const State*, fs::path>>> files;
  for (const State& state : states) {
    fs::create_directory(state.folder);
    SimulatedDisk disk(state.folder);
    Desk desk{state.folder, nullptr, 0};
    ASSERT_TRUE(RunSteps(&desk, state.steps));
    if (state.folder.filename() == "died") disk.Set({.change = 1, .error = EIO, .lasting = true});
    desk.store.reset();
    for (const auto& entry : fs::directory_iterator(state.folder / "store")) {
      if (entry.is_regular_file() && entry.file_size() > 0)
        files[KindOf(entry.path())].emplace_back(&state, entry.path());
    }
    // A seed repeats a run.
    for (auto& [kind, found] : files)
      std::ranges::sort(found, {}, [](const auto& one) -> const std::string& { return one.second.native(); });
  }
  for (const char* kind : {"sst", "log", "MANIFEST", "CURRENT", "SYNCED", "OPTIONS", "IDENTITY"})
    EXPECT_TRUE(files.contains(kind)) << kind;

  std::mt19937 random(seed);
  std::map<std::string, std::pair<uint64_t, uint64_t>> noticed;  // of flips, by kind
  auto kind = files.begin();
  for (uint64_t flip = 0; flip < flips; ++flip) {
    const auto& [state, file] = kind->second[random() % kind->second.size()];
    std::string bytes = ReadFileOrDie(file);
    const size_t at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    SCOPED_TRACE(
        fmt::format("CONCORD_SEED={}, flip {}: {} byte {}", seed, flip, file.filename().string(), at));
    const fs::path copy = dir.path() / "copy";
    fs::create_directories(copy);
    fs::copy(state->folder / "store", copy / "store", fs::copy_options::recursive);
    std::ofstream(copy / "store" / file.filename(), std::ios::binary) << bytes;
    bool is_noticed = false;
    EXPECT_EQ(AnswersOf(copy, state->steps, &is_noticed), "");
    auto& [found, all] = noticed[kind->first];
    found += is_noticed ? 1 : 0;
    ++all;
    fs::remove_all(copy);
    if (++kind == files.end()) kind = files.begin();
  }
  for (const auto& [name, counts] : noticed)
    fmt::print("{}: {} of {} flips noticed, the others change nothing\n", name, counts.first, counts.second);
  // Every byte of a table or of what was confirmed in a manifest matters.
  EXPECT_GT(noticed["sst"].first, 0u);
}

// RocksDB left the entries of such a table out, without an error, when an iterator came to it from the table
// before it in its level.
TEST(FlippedBits, InTheFirstBlockOfATableAreNoGapInAList) {
  const TemporaryDir dir;
  const size_t steps = Steps().size() - 4;
  Desk desk{dir.path() / "whole", nullptr, 0};
  fs::create_directory(desk.folder);
  ASSERT_TRUE(RunSteps(&desk, steps));
  desk.store.reset();
  for (const auto& entry : fs::directory_iterator(desk.path())) {
    if (entry.path().extension() != ".sst") continue;
    SCOPED_TRACE(entry.path().filename());
    std::string bytes = ReadFileOrDie(entry.path());
    bytes[20] = static_cast<char>(bytes[20] ^ 4);
    const fs::path copy = dir.path() / "copy";
    fs::create_directories(copy);
    fs::copy(desk.path(), copy / "store", fs::copy_options::recursive);
    std::ofstream(copy / "store" / entry.path().filename(), std::ios::binary) << bytes;
    bool is_noticed = false;
    EXPECT_EQ(AnswersOf(copy, steps, &is_noticed), "");
    EXPECT_TRUE(is_noticed);
    fs::remove_all(copy);
  }
}

}  // namespace
}  // namespace concord::testing
