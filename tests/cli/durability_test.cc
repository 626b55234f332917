// What a user may rely on when disks are full, bits rot and programs die; docs/durability.md has the
// promises.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/command.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

class DurabilityTest : public ::testing::Test {
 protected:
  void SetUp() override {
    workplace_.Write("in/one.txt", "1. Boats\n\nEvery boat shall carry a lamp and a bell.\n");
    workplace_.Write("in/two.txt", "1. Quays\n\nEvery quay shall have a rail.\n");
    const Outcome outcome = workplace_.Run({"ingest", "in"});
    ASSERT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
  }
  Workplace workplace_;
};

// Defect 8: results into a full disk exited with 0.
TEST_F(DurabilityTest, ResultsIntoAFullDiskAreAnError) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  for (const char* words : {"stats", "check", "stats --json", "search boat", "formats", "--help",
                            "lint --rules", "extract in/one.txt", "export --format jsonld", "ingest in"}) {
    const Outcome outcome = workplace_.Shell("concord " + std::string(words) + " > /dev/full");
    EXPECT_EQ(outcome.exit_code, kExitFailed) << words << "\n" << Describe(outcome);
    EXPECT_NE(outcome.err.find("cannot write"), std::string::npos) << words << "\n" << Describe(outcome);
  }
}

// Defect 12: export truncated the old file and wrote into it.
TEST_F(DurabilityTest, AnExportThatFailsLeavesTheOldFile) {
  workplace_.Write("out.graphml", "precious");
  const Outcome limited = workplace_.Shell("ulimit -f 1; trap '' XFSZ; concord export --output out.graphml");
  EXPECT_EQ(limited.exit_code, kExitFailed) << Describe(limited);
  EXPECT_EQ(workplace_.Read("out.graphml"), "precious");
  fs::create_symlink("real.graphml", workplace_.path() / "link.graphml");
  const Outcome outcome = workplace_.Run({"export", "--output", "link.graphml"});
  EXPECT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
  EXPECT_TRUE(fs::is_symlink(workplace_.path() / "link.graphml"));
  EXPECT_TRUE(workplace_.Read("real.graphml").ends_with("</graphml>\n"));
  for (const auto& entry : fs::directory_iterator(workplace_.path()))
    EXPECT_NE(entry.path().extension(), ".tmp") << entry.path();
}

// Defect 13: with CURRENT missing, ingest planted a new store over the old one and exited with 0.
TEST_F(DurabilityTest, AStoreWithoutCurrentIsRefusedAndRepaired) {
  fs::remove(workplace_.store() / "CURRENT");
  for (const char* verb : {"stats", "ingest in", "init"}) {
    const Outcome outcome = workplace_.Shell("concord " + std::string(verb));
    EXPECT_EQ(outcome.exit_code, kExitStore) << Describe(outcome);
    EXPECT_NE(outcome.err.find("concord re"), std::string::npos)
        << "it says what to do: " << Describe(outcome);
  }
  const Outcome repaired = workplace_.Run({"repair"});
  EXPECT_EQ(repaired.exit_code, kExitFindings) << Describe(repaired);
  const Outcome again = workplace_.Run({"ingest", "in"});
  EXPECT_NE(again.out.find("2 unchanged"), std::string::npos) << Describe(again);
}

TEST_F(DurabilityTest, ABackupBringsALostStoreBack) {
  ASSERT_EQ(workplace_.Run({"backup", "backups"}).exit_code, kExitOk);
  const Outcome stats = workplace_.Run({"stats"});
  fs::remove_all(workplace_.store());
  const Outcome restored = workplace_.Run({"restore", "backups"});
  ASSERT_EQ(restored.exit_code, kExitOk) << Describe(restored);
  EXPECT_EQ(workplace_.Run({"stats"}).out, stats.out);
  EXPECT_EQ(workplace_.Run({"restore", "backups"}).exit_code, kExitUsage) << "never over a store";
}

// Defect 11: check looked at few blobs.
TEST_F(DurabilityTest, DeepCheckFindsAFlippedBitInAnyTable) {
  EXPECT_EQ(workplace_.Run({"check", "--deep"}).exit_code, kExitOk);
  for (const auto& entry : fs::directory_iterator(workplace_.store())) {
    if (entry.path().extension() != ".sst") continue;
    const std::string bytes = ReadFileOrDie(entry.path());
    std::string flipped = bytes;
    flipped[bytes.size() / 4] ^= 0x10;
    std::ofstream(entry.path(), std::ios::binary) << flipped;
    const Outcome outcome = workplace_.Run({"check", "--deep"});
    EXPECT_TRUE(outcome.exit_code == kExitFindings || outcome.exit_code == kExitStore) << entry.path() << "\n"
                                                                                       << Describe(outcome);
    std::ofstream(entry.path(), std::ios::binary) << bytes;
  }
  EXPECT_EQ(workplace_.Run({"check", "--deep"}).exit_code, kExitOk);
}

// Whatever call fails, the program says so or does its work, and what was confirmed before is there.
class FaultyDiskTest : public DurabilityTest {
 protected:
  Outcome RunWith(const std::string& fault, const std::string& words) const {
    // The address sanitizer wants to be the first library, which this one must be.
    return workplace_.Shell("ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=" CONCORD_FAILING_CALLS
                            " CONCORD_FAIL='" +
                            fault + "' concord " + words);
  }
  // Both documents are there, and nothing is half there.
  void ExpectWhole() {
    const Outcome check = workplace_.Run({"check", "--deep"});
    EXPECT_EQ(check.exit_code, kExitOk) << Describe(check);
    const Outcome again = workplace_.Run({"ingest", "in"});
    EXPECT_EQ(again.exit_code, kExitOk) << Describe(again);
    EXPECT_NE(again.out.find("2 unchanged"), std::string::npos) << Describe(again);
  }
};

// Defect 2: one failed fdatasync of the MANIFEST during an import, and the store never opened again.
TEST_F(FaultyDiskTest, AnImportWhoseManifestCannotBeSyncedLosesNothing) {
  workplace_.Write("nodes.csv", "id:ID,name\n1,one\n2,two\n3,three\n");
  workplace_.Write("edges.csv", ":START_ID,:END_ID\n1,2\n2,3\n");
  int failed = 0;
  for (int call = 1; call <= 6; ++call) {
    SCOPED_TRACE(call);
    const std::string number = std::to_string(call);
    const Outcome outcome =
        RunWith("fdatasync:MANIFEST:" + number,
                "import --nodes Thing=nodes.csv --edges LIKES=edges.csv --unit import" + number);
    EXPECT_EQ(outcome.signal, 0);
    EXPECT_TRUE(outcome.exit_code == kExitOk || outcome.exit_code == kExitStore) << Describe(outcome);
    failed += outcome.exit_code == kExitOk ? 0 : 1;
    ExpectWhole();
    if (HasFailure()) return;
  }
  EXPECT_GT(failed, 0) << "no call was hit";
}

TEST_F(FaultyDiskTest, AFailedWriteOrSyncLosesNothingThatWasConfirmed) {
  workplace_.Write("more/three.txt", "1. Cranes\n\nEvery crane shall have a log.\n");
  for (const char* fault : {"write:.log:1", "write:.log:2+", "fdatasync:.log:1", "fdatasync:.log:2",
                            "write:.sst:1", "write:.sst:1+", "write:MANIFEST:1", "write:MANIFEST:3+",
                            "rename:CURRENT:1", "write:SYNCED:1", "fsync:.sst:1", "fdatasync:.sst:1",
                            "write:text.index:1", "fsync:text.index:1", "rename:text.index:1"}) {
    SCOPED_TRACE(fault);
    const Outcome outcome = RunWith(fault, "ingest more --again");
    EXPECT_EQ(outcome.signal, 0);
    EXPECT_TRUE(outcome.exit_code == kExitOk || outcome.exit_code == kExitStore) << Describe(outcome);
    const Outcome shown = workplace_.Run({"search", "crane"});
    EXPECT_EQ(shown.out, workplace_.Run({"search", "crane", "--no-index"}).out);
    if (outcome.exit_code == kExitOk) {
      EXPECT_NE(shown.out.find("crane"), std::string::npos) << Describe(shown);
    }
    ExpectWhole();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace concord::testing
