// What the file system does to a run: files that are cut off, changed, forbidden or no files, disks that are
// full. Each is refused with its name and a reason, the run goes on, and what was stored before is still
// there.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "cli/command.h"
#include "graph/store.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGood = "Article 1\n\nProviders shall keep records.\n";

// Our golden files, one of each format; `ending` is what makes tables known.
std::map<std::string, std::string> OneOfEachFormat() {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(SourceDir() / "datasets/sample")) {
    if (entry.is_regular_file()) files[entry.path().filename()] = ReadFileOrDie(entry.path());
  }
  for (const char* name : {"skos/taxonomy.ttl", "skos/taxonomy.rdf"})
    files[fs::path(name).filename()] = ReadFileOrDie(SourceDir() / "tests/ingest/cases" / name);
  return files;
}

std::set<std::string> PathsIn(const rapidjson::Value& list) {
  std::set<std::string> paths;
  for (const auto& one : list.GetArray())
    paths.insert(one.IsString() ? one.GetString() : one["path"].GetString());
  return paths;
}

// Every file of the run is stored or refused, none twice, none lost; and the store is clean.
void ExpectWholeRun(const Workplace& workplace, const Outcome& outcome, size_t files) {
  ASSERT_TRUE(outcome.exit_code == kExitOk || outcome.exit_code == kExitFindings) << Describe(outcome);
  rapidjson::Document report;
  report.Parse<rapidjson::kParseValidateEncodingFlag>(outcome.out.c_str());
  ASSERT_FALSE(report.HasParseError()) << outcome.out;
  std::set<std::string> all = PathsIn(report["stored"]);
  const std::set<std::string> refused = PathsIn(report["refused"]);
  EXPECT_EQ(outcome.exit_code, refused.empty() ? kExitOk : kExitFindings);
  size_t counted = all.size() + refused.size();
  all.insert(refused.begin(), refused.end());
  const std::set<std::string> unchanged = PathsIn(report["unchanged"]);
  counted += unchanged.size();
  all.insert(unchanged.begin(), unchanged.end());
  EXPECT_EQ(counted, files);
  EXPECT_EQ(all.size(), files);
  const Outcome check = workplace.Run({"check"});
  EXPECT_EQ(check.exit_code, kExitOk) << Describe(check);
}

TEST(FaultsTest, FilesThatAreCutOffAreWholeDocumentsOrRefused) {
  const Workplace workplace;
  size_t count = 0;
  for (const auto& [name, bytes] : OneOfEachFormat()) {
    for (size_t cut = 1; cut <= 8; ++cut, ++count)
      workplace.Write(fmt::format("in/{}-{}", cut, name), bytes.substr(0, bytes.size() * cut / 9));
  }
  ExpectWholeRun(workplace, workplace.Run({"ingest", "in", "--json", "--jobs", "2"}), count);
}

TEST(FaultsTest, FilesWithFlippedBitsAreWholeDocumentsOrRefused) {
  std::mt19937 random(3);
  const Workplace workplace;
  size_t count = 0;
  for (const auto& [name, bytes] : OneOfEachFormat()) {
    for (size_t copy = 1; copy <= 8; ++copy, ++count) {
      std::string changed = bytes;
      for (size_t i = 0; i < copy; ++i)
        changed[random() % changed.size()] ^= static_cast<char>(1 << random() % 8);
      workplace.Write(fmt::format("in/{}-{}", copy, name), changed);
    }
  }
  ExpectWholeRun(workplace, workplace.Run({"ingest", "in", "--json", "--jobs", "2"}), count);
}

// Root may read everything, so that the program runs as nobody there.
TEST(FaultsTest, WhatMayNotBeReadIsReportedAndTheRestStored) {
  const Workplace workplace;
  workplace.Write("in/a-denied.txt", kGood);
  workplace.Write("in/b-closed/x.txt", kGood);
  workplace.Write("in/c-good.txt", kGood);
  fs::permissions(workplace.path() / "in/a-denied.txt", fs::perms::none);
  fs::permissions(workplace.path() / "in/b-closed", fs::perms::none);
  fs::permissions(workplace.path(), fs::perms::all);
  const std::string as = geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : "";
  const Outcome outcome =
      workplace.Shell(as + Program() + " --store " + workplace.store().string() + " ingest in");
  fs::permissions(workplace.path() / "in/b-closed", fs::perms::owner_all);
  EXPECT_EQ(outcome.exit_code, kExitFindings) << Describe(outcome);
  for (const char* told :
       {"a-denied.txt: cannot open: Permission denied", "b-closed: cannot open: Permission denied"})
    EXPECT_NE(outcome.err.find(told), std::string::npos) << outcome.err;
  EXPECT_EQ(workplace.Run({"show", "c-good"}).exit_code, kExitOk);
}

// Names are bytes to the system and text to people: what a report says of such a file is valid UTF-8.
TEST(FaultsTest, NamesThatAreNoText) {
  const Workplace workplace;
  workplace.Write("in/bad\xff.txt", kGood);
  workplace.Write("in/line\nend.txt", "Article 2\n\nProviders shall keep lamps.\n");
  const Outcome outcome = workplace.Run({"ingest", "in", "--json"});
  ExpectWholeRun(workplace, outcome, 2);
}

// `ulimit -f` ends writing as a full disk does; the shell's trap leaves the error to the program.
TEST(FaultsTest, AFullDiskStopsTheRunAndLosesNothing) {
  const Workplace workplace;
  workplace.Write("first/good.txt", kGood);
  ASSERT_EQ(workplace.Run({"ingest", "first"}).exit_code, kExitOk);
  std::string large;
  for (int i = 1; i <= 20'000; ++i)
    large += fmt::format("Article {}\n\nProviders shall keep record {}.\n\n", i, i);
  workplace.Write("second/large.txt", large);
  const Outcome full = workplace.Shell("trap '' XFSZ; ulimit -f 1024; concord ingest second");
  EXPECT_EQ(full.exit_code, kExitStore) << Describe(full);
  EXPECT_NE(full.err.find("File too large"), std::string::npos) << full.err;
  EXPECT_EQ(workplace.Run({"check"}).exit_code, kExitOk);
  EXPECT_EQ(workplace.Run({"show", "good"}).exit_code, kExitOk);
  EXPECT_EQ(workplace.Run({"show", "large"}).exit_code, kExitNotFound);
  EXPECT_EQ(workplace.Run({"ingest", "second"}).exit_code, kExitOk);
  EXPECT_EQ(workplace.Run({"show", "large"}).exit_code, kExitOk);
}

TEST(FaultsTest, AStoreThatAnotherHasOpenSaysSo) {
  const Workplace workplace;
  workplace.Write("in/good.txt", kGood);
  ASSERT_EQ(workplace.Run({"ingest", "in"}).exit_code, kExitOk);
  {
    const auto held = OpenStore(workplace.store(), OpenMode::kMustExist);
    ASSERT_TRUE(held.has_value());
    const Outcome outcome = workplace.Run({"ingest", "in"});
    EXPECT_EQ(outcome.exit_code, kExitStore) << Describe(outcome);
    EXPECT_NE(outcome.err.find("store.db"), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(workplace.Run({"ingest", "in"}).exit_code, kExitOk);
}

}  // namespace
}  // namespace concord::testing
