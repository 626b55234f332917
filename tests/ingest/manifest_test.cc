#include "ingest/manifest.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/environment.h"

namespace concord {
namespace {

TEST(Manifest, ColumnsMayStandInAnyOrder) {
  const Result<Manifest> manifest =
      Manifest::Parse("title\tpath\tdate\nOn Rivers\ta/rivers.txt\t2021-05\n", "MANIFEST.tsv");
  ASSERT_TRUE(manifest) << manifest.error().ToString();
  const Manifest::Entry* entry = manifest->Find("a/rivers.txt");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->title, "On Rivers");
  EXPECT_EQ(entry->date, (Date{2021, 5, 0}));
  EXPECT_EQ(entry->line, 2u);
  EXPECT_EQ(manifest->Find("rivers.txt"), nullptr);
}

TEST(Manifest, SaysWhereEachValueComesFrom) {
  const Result<Manifest> manifest =
      Manifest::Parse("path\tissuer\tlanguage\nx.txt\tBoard of Rivers\t\n", "dir/m.tsv");
  ASSERT_TRUE(manifest);
  Metadata metadata;
  metadata.language = "fr";
  manifest->Apply(*manifest->Find("x.txt"), &metadata);
  EXPECT_EQ(metadata.issuer, "Board of Rivers");
  EXPECT_EQ(metadata.origins.at("issuer"), "m.tsv:2");
  EXPECT_EQ(metadata.language, "fr") << "an empty cell says nothing";
  EXPECT_EQ(metadata.origins.count("language"), 0u);
}

TEST(Manifest, SaysWhatMayLeave) {
  const Result<Manifest> manifest = Manifest::Parse("path\ttext_policy\na\texcerpt\nb\t\n", "m.tsv");
  ASSERT_TRUE(manifest);
  Metadata metadata, silent;
  manifest->Apply(*manifest->Find("a"), &metadata);
  manifest->Apply(*manifest->Find("b"), &silent);
  EXPECT_EQ(metadata.other.FindString("text_policy"), "excerpt");
  EXPECT_TRUE(silent.other.empty());
}

TEST(Manifest, AClassOfACatalogueIsNoIssuer) {
  for (const char* nobody : {"Other multinational", "various", "Unknown", "n/a"}) {
    const Result<Manifest> manifest =
        Manifest::Parse(std::string("path\tissuer\nx.txt\t") + nobody + "\n", "m.tsv");
    ASSERT_TRUE(manifest);
    Metadata metadata;
    manifest->Apply(*manifest->Find("x.txt"), &metadata);
    EXPECT_EQ(metadata.issuer, "") << nobody;
  }
}

TEST(Manifest, RefusesWhatItCannotUse) {
  struct Case {
    const char* text;
    uint64_t line;
    const char* words;
  };
  for (const Case& c :
       {Case{"title\tdate\nA\t2020\n", 1, "path"}, Case{"path\tdate\na\t2020\nb\t21 May\n", 3, "21 May"},
        Case{"path\ttitle\na\tA\nb\tB\na\tC\n", 4, "earlier row"},
        Case{"path\ttext_policy\na\tsome\n", 2, "id-only"}}) {
    const Result<Manifest> manifest = Manifest::Parse(c.text, "m.tsv");
    ASSERT_FALSE(manifest) << c.text;
    EXPECT_EQ(manifest.error().line, c.line);
    EXPECT_NE(manifest.error().message.find(c.words), std::string::npos) << manifest.error().message;
  }
}

TEST(Manifest, PathsAreRelativeToItsFolder) {
  const testing::TemporaryDir dir;
  std::filesystem::create_directories(dir.path() / "in/deep");
  std::ofstream(dir.path() / "MANIFEST.tsv") << "path\ttitle\nin/deep/a.txt\tA\n";
  std::ofstream(dir.path() / "in/deep/a.txt") << "text";
  const Result<Manifest> manifest = Manifest::Read(dir.path() / "MANIFEST.tsv");
  ASSERT_TRUE(manifest);
  EXPECT_NE(manifest->Find(dir.path() / "in/deep/a.txt"), nullptr);
  EXPECT_NE(manifest->Find(dir.path() / "in/../in/deep/a.txt"), nullptr);
  EXPECT_EQ(manifest->Find(dir.path() / "deep/a.txt"), nullptr);
}

TEST(Manifest, TheCorpusHasOne) {
  CONCORD_NEED_SHARED();
  const Result<Manifest> manifest = Manifest::Read(testing::SharedDir() / "corpus/MANIFEST.tsv");
  ASSERT_TRUE(manifest) << manifest.error().ToString();
  EXPECT_NE(manifest->Find(testing::SharedDir() / "corpus/pdf/NIST.AI.100-1.pdf"), nullptr);
}

TEST(Manifest, AListOfFilesIsSetAsideAndADocumentOfThatNameIsNot) {
  const testing::TemporaryDir folder;
  const auto put = [&](const std::string& name, std::string_view bytes) {
    std::ofstream(folder.path() / name, std::ios::binary) << bytes;
    return WhyAside(folder.path() / name);
  };
  EXPECT_NE(put("MANIFEST.tsv", "title\tpath\nOn Rivers\trivers.txt\n"), "");
  EXPECT_EQ(put("MANIFEST.tsv", "id\ttext\n1\tKeep a log.\n"), "");
  EXPECT_NE(put("manifest.json", "{\n \"schema\":\"concord.manifest/1\"}"), "");
  EXPECT_EQ(put("manifest.json", "{\"catalog\":{}}"), "");
  EXPECT_EQ(put("list.tsv", "title\tpath\nOn Rivers\trivers.txt\n"), "");
  EXPECT_EQ(WhyAside(folder.path() / "absent/manifest.tsv"), "");
}

}  // namespace
}  // namespace concord
