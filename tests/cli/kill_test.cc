// Kill -9 at random moments during ingest: whatever the moment, the store opens, holds whole documents
// only, is clean, and the next ingest makes it what it would have been.
//
// CONCORD_KILLS is the number of kills (50 is the bar), CONCORD_SEED repeats a run.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "graph/store.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

using Clock = std::chrono::steady_clock;

// A regulation of `articles` articles, each with two measures and a citation.
std::string Regulation(int number, int articles) {
  std::string text = fmt::format("REGULATION No. {} ON AUTOMATED LIGHTHOUSES\n\n", number);
  for (int i = 1; i <= articles; ++i) {
    text += fmt::format(
        "Article {0}\nDuties of keeper {1}-{0}\n\n1. The keeper shall write the log of lamp {0} every day, "
        "under "
        "ISO/IEC 27001:2022.\n\n2. Providers should report faults of lamp {0} to the OECD and must not "
        "sell lamps that Regulation (EU) 2016/679 forbids.\n\n",
        i, number);
  }
  return text;
}

// What a version is made of: its text, and the keys of all that is below it.
std::map<std::string, std::pair<std::string, std::set<std::string>>> VersionsOf(
    const std::filesystem::path& path) {
  std::map<std::string, std::pair<std::string, std::set<std::string>>> versions;
  const auto store = OpenStore(path, OpenMode::kReadOnly);
  EXPECT_TRUE(store.has_value()) << store.error().ToString();
  if (!store) return versions;
  const auto snapshot = (*store)->TakeSnapshot();
  const auto units = snapshot->Units();
  EXPECT_TRUE(units.has_value());
  for (const Unit& unit : *units) {
    const auto id = snapshot->FindNode(unit.name);
    if (unit.name == "datasets" || !id || !*id) continue;
    versions[unit.name].first = snapshot->GetBlob(**id, "text").value_or("no text");
  }
  const auto visited = snapshot->ForEachNode([&](NodeId id) {
    const auto node = snapshot->GetNode(id);
    EXPECT_TRUE(node.has_value());
    if (!node || !(node->HasLabel("Section") || node->HasLabel("Measure"))) return true;
    const std::string version = node->key.substr(0, node->key.rfind(':'));
    EXPECT_TRUE(versions.contains(version)) << node->key << " belongs to no version";
    versions[version].second.insert(node->key);
    return true;
  });
  EXPECT_TRUE(visited.has_value());
  return versions;
}

TEST(KillTest, WholeDocumentsOnlyWheneverItHappens) {
  const int kills = NumberFrom("CONCORD_KILLS", 6);
  const unsigned seed =
      static_cast<unsigned>(NumberFrom("CONCORD_SEED", static_cast<int>(std::random_device{}() & 0xffffff)));
  SCOPED_TRACE(fmt::format("CONCORD_SEED={}", seed));
  std::mt19937 random(seed);

  // One document is long enough to be staged in several batches; the others make many publications.
  const Workplace reference;
  for (int i = 1; i <= 30; ++i)
    reference.Write(fmt::format("in/{:02}.txt", i), Regulation(i, i == 12 ? 9000 : 60));
  const auto began = Clock::now();
  const Outcome whole = reference.Run({"ingest", "in"});
  const auto takes = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
  ASSERT_EQ(whole.exit_code, 0) << Describe(whole);
  const auto expected = VersionsOf(reference.store());
  ASSERT_EQ(expected.size(), 30u);
  size_t longest = 0;
  for (const auto& [key, version] : expected) longest = std::max(longest, version.second.size());
  ASSERT_GT(longest, 20'000u) << "no document is long enough to be staged";

  // The machine may be faster now than it was when the reference was made: whenever a run is over before its
  // moment comes, the moments draw nearer, and there is another run.
  int64_t latest = takes.count();
  int cut_short = 0, with_some = 0;
  for (int i = 0; cut_short < kills && i < 4 * kills; ++i) {
    SCOPED_TRACE(fmt::format("kill {}", i));
    const Workplace workplace;
    std::filesystem::create_directory_symlink(reference.path() / "in", workplace.path() / "in");
    const std::string in = (reference.path() / "in").string();
    {
      Subprocess ingest({Program(), "ingest", in}, workplace.path(), workplace.Environment());
      std::uniform_int_distribution<int64_t> moment(0, latest);
      if (ingest.RunsFor(std::chrono::microseconds(moment(random)))) {
        ++cut_short;
      } else {
        latest = latest * 2 / 3;
      }
      ingest.Kill();
      ingest.Wait();
    }
    if (std::filesystem::exists(workplace.store())) {
      // The writer's door first: it is what removes leftovers. A store that was not born yet is none.
      const auto opened = OpenStore(workplace.store(), OpenMode::kCreateIfMissing);
      ASSERT_TRUE(opened.has_value()) << opened.error().ToString();
    }
    if (std::filesystem::exists(workplace.store())) {
      const Outcome check = workplace.Run({"check"});
      EXPECT_EQ(check.exit_code, 0) << Describe(check);
      EXPECT_EQ(workplace.Run({"search", "records", "--no-index"}).out,
                workplace.Run({"search", "records"}).out);
      const auto found = VersionsOf(workplace.store());
      with_some += !found.empty() && found.size() < expected.size() ? 1 : 0;
      for (const auto& [key, version] : found) {
        ASSERT_TRUE(expected.contains(key)) << key;
        EXPECT_EQ(version.first, expected.at(key).first) << key << " has another text";
        EXPECT_EQ(version.second, expected.at(key).second) << key << " is not whole";
      }
    }
    if (i % 10 == 0) {
      const Outcome resumed = workplace.Run({"ingest", in});
      EXPECT_EQ(resumed.exit_code, 0) << Describe(resumed);
      EXPECT_EQ(VersionsOf(workplace.store()), expected);
    }
  }
  // Otherwise the kills proved nothing.
  EXPECT_GE(cut_short, kills / 2);
  if (kills >= 20) {
    EXPECT_GT(with_some, 0);
  }
  RecordProperty("cut_short", cut_short);
  RecordProperty("with_some_documents", with_some);
}

}  // namespace
}  // namespace concord::testing
