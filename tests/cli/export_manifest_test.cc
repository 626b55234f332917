// manifest.json beside exported files, held against the files themselves.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/sha256.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

class ExportManifestTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(
        workplace_.Run({"ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"}).exit_code,
        0);
  }

  rapidjson::Document Manifest(const std::string& folder) {
    rapidjson::Document json;
    json.Parse(workplace_.Read(folder + "/manifest.json").c_str());
    EXPECT_FALSE(json.HasParseError());
    return json;
  }

  Workplace workplace_;
};

TEST_F(ExportManifestTest, TellsFilesAndDigestsAsTheyAre) {
  for (const std::string format : {"csv", "jsonl", "neo4j", "obsidian", "graphml"}) {
    SCOPED_TRACE(format);
    ASSERT_EQ(workplace_.Run({"export", "meridian-convention", "--format", format, "--output", format + "/"})
                  .exit_code,
              0);
    const rapidjson::Document json = Manifest(format);
    EXPECT_STREQ(json["schema"].GetString(), "concord.manifest/1");
    EXPECT_STREQ(json["format"].GetString(), format.c_str());
    std::set<std::string> told;
    for (const auto& file : json["files"].GetArray()) {
      const std::string name = file["name"].GetString();
      const std::string bytes = workplace_.Read(format + "/" + name);
      EXPECT_EQ(file["sha256"].GetString(), Sha256Hex(bytes)) << name;
      EXPECT_EQ(file["bytes"].GetUint64(), bytes.size()) << name;
      EXPECT_EQ(file["lines"].GetInt64(), std::ranges::count(bytes, '\n')) << name;
      told.insert(name);
    }
    std::set<std::string> there;
    for (const auto& entry : fs::recursive_directory_iterator(workplace_.path() / format)) {
      if (entry.is_regular_file())
        there.insert(fs::relative(entry.path(), workplace_.path() / format).string());
    }
    there.erase("manifest.json");
    EXPECT_EQ(told, there);
    ASSERT_EQ(json["sources"].Size(), 1U);
    EXPECT_STREQ(json["sources"][0]["licence"].GetString(), "CC0-1.0");
  }
}

TEST_F(ExportManifestTest, TheSameStateGivesTheSameBytesAndAnotherStateAnotherDigest) {
  const std::vector<std::string> words = {"export", "coastal-code", "--format", "csv", "--output"};
  const auto run = [&](const std::string& folder) {
    std::vector<std::string> all = words;
    all.push_back(folder);
    ASSERT_EQ(workplace_.Run(all).exit_code, 0);
  };
  run("one/");
  run("two/");
  EXPECT_EQ(workplace_.Read("one/manifest.json"), workplace_.Read("two/manifest.json"));
  ASSERT_EQ(workplace_.Run({"remove", "meridian-convention"}).exit_code, 0);
  run("three/");
  EXPECT_NE(Manifest("one")["state"], Manifest("three")["state"]);
  EXPECT_EQ(Manifest("one")["files"], Manifest("three")["files"]);
}

TEST_F(ExportManifestTest, OneFileHasNone) {
  ASSERT_EQ(workplace_.Run({"export", "coastal-code", "--output", "code.graphml"}).exit_code, 0);
  EXPECT_FALSE(fs::exists(workplace_.path() / "manifest.json"));
}

TEST_F(ExportManifestTest, ChangesSinceABackupMakeThePeerTheSame) {
  const auto run = [&](std::vector<std::string> words) {
    const auto result = workplace_.Run(std::move(words));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  };
  run({"backup", "backups"});
  const std::string backup =
      (*fs::directory_iterator(workplace_.path() / "backups")).path().lexically_relative(workplace_.path());
  run({"export", "--with-text", "--format", "jsonl", "--output", "all/"});
  run({"--store", "peer.db", "import", "all/"});
  run({"remove", "meridian-convention"});
  EXPECT_EQ(run({"export", "--since", backup, "--size"}).substr(0, 26), "0 nodes added, 0 changed, ");
  run({"export", "--since", backup, "--with-text", "--output", "changes/"});
  const rapidjson::Document json = Manifest("changes");
  const auto& changes = json["selection"]["changes_since"];
  EXPECT_GT(changes["removed_nodes"].GetInt(), 0);
  EXPECT_STRNE(changes["state"].GetString(), json["state"].GetString());
  EXPECT_EQ(json["files"][0]["lines"].GetInt(), changes["removed_nodes"].GetInt() +
                                                    changes["removed_edges"].GetInt() +
                                                    changes["changed_nodes"].GetInt());
  run({"--store", "peer.db", "import", "changes/"});
  EXPECT_EQ(run({"--store", "peer.db", "export", "--with-text", "--format", "jsonl"}),
            run({"export", "--with-text", "--format", "jsonl"}));
  // Neither a date nor a store.
  const auto wrong = workplace_.Run({"export", "--since", "2024-13"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("--since"), std::string::npos) << wrong.err;
  EXPECT_NE(wrong.err.find("a backup"), std::string::npos) << wrong.err;
}

}  // namespace
}  // namespace concord::testing
