// Ingest is one route to a store; extraction as a stream and the import of its rows is another. Both must end
// in the same graph, however the documents were cut into parts.
#include "ingest/row_import.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/base64.h"
#include "base/file.h"
#include "ingest/extract_stream.h"
#include "tests/environment.h"
#include "tests/ingest/extraction.h"
#include "tests/ingest/store_picture.h"

namespace concord {
namespace {

using testing::Picture;

class RowImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Write("a/harbour.txt",
          "Harbour Rules\n\nArticle 1\nThe operator shall keep a register of cranes.\n\nArticle 2\nThe "
          "operator "
          "should follow ISO/IEC 42001:2023, Regulation (EU) 2031/417 and report to the OECD.\n");
    Write("a/lake.md",
          "# Lake Charter\n\n## Duties\n\nMembers shall publish water levels under the United Nations "
          "framework. The Crane Office shall help.\n");
    Write(
        "b/act.json",
        R"({"title": "Regulation (EU) 2031/417 on quays", "celex": "32031R0417", "articles": [{"number": "1",
          "title": "Scope", "content": "Each quay shall have a keeper."}]})");
    // The same work and edition as before, with other bytes: the later file gets another key.
    Write(
        "c/act.json",
        R"({"title": "Regulation (EU) 2031/417 on quays", "celex": "32031R0417", "articles": [{"number": "1",
          "title": "Scope", "content": "Each quay must have two keepers under ISO 9001:2015."}]})");
    Write("d/copy-of-act.json", testing::ReadFileOrDie(folder_.path() / "in/b/act.json"));
    Write("e/broken.json", "{\"catalog\": {");
    Write("quay.sssom.tsv",
          "# mapping_set_id: https://example.org/quay\nsubject_id\tpredicate_id\tobject_id\t"
          "mapping_justification\nquay:1\tskos:relatedMatch\tlake:2\tsemapv:ManualMappingCuration\n");
    std::ofstream(folder_.path() / "in/list.tsv")
        << "path\ttitle\tissuer\tdate\tkey\n"
           "a/harbour.txt\tHarbour rules\tQuay Council\t2031-04\tharbour\n"
           "b/act.json\t\t\t2031\t\nc/act.json\t\t\t2031\t\nd/copy-of-act.json\t\t\t2031\t\n";
    manifest_ = *Manifest::Read(folder_.path() / "in/list.tsv");
  }

  void Write(const std::string& name, const std::string& bytes) {
    std::filesystem::create_directories((folder_.path() / "in" / name).parent_path());
    std::ofstream(folder_.path() / "in" / name, std::ios::binary) << bytes;
    names_.push_back(name);
  }

  std::string LineOf(const std::string& name) const {
    return R"({"name":")" + name + R"(","base64":")" +
           ToBase64(testing::ReadFileOrDie(folder_.path() / "in" / name)) + "\"}\n";
  }

  std::string Extracted(const std::string& lines) const {
    std::istringstream in(lines);
    std::ostringstream out;
    EXPECT_TRUE(ExtractStream(in, out, testing::BundledExtractors(), {.manifest = &manifest_}));
    return out.str();
  }

  std::filesystem::path Rows(const std::string& name, const std::string& rows) const {
    std::ofstream(folder_.path() / name, std::ios::binary) << rows;
    return folder_.path() / name;
  }

  std::unique_ptr<GraphStore> Ingested() const {
    std::unique_ptr<GraphStore> store = NewMemoryStore();
    IngestOptions options;
    options.roots = {folder_.path() / "in"};
    options.manifest = &manifest_;
    const Result<IngestReport> report = Ingest(store.get(), testing::BundledExtractors(), options);
    EXPECT_TRUE(report);
    EXPECT_EQ(report->refused.size(), 1u);
    return store;
  }

  testing::TemporaryDir folder_;
  std::vector<std::string> names_;
  Manifest manifest_;
};

TEST_F(RowImportTest, PartsOfARunMakeTheStoreThatIngestMakes) {
  const std::unique_ptr<GraphStore> ingested = Ingested();
  const std::string expected = Picture(*ingested->TakeSnapshot());
  EXPECT_NE(expected.find("node eu:2031/417@2031+"), std::string::npos) << "two files of one key";
  for (const size_t parts : {1, 2, 3}) {
    std::vector<std::string> lines(parts);
    for (size_t i = 0; i < names_.size(); ++i) lines[i * 5 % parts] += LineOf(names_[i]);
    std::vector<std::filesystem::path> files;
    for (const std::string& part : lines)
      files.push_back(Rows("rows" + std::to_string(files.size()), Extracted(part)));
    const std::unique_ptr<GraphStore> store = NewMemoryStore();
    const Result<IngestReport> report = ImportRows(store.get(), files, {});
    ASSERT_TRUE(report) << report.error().ToString();
    EXPECT_EQ(Picture(*store->TakeSnapshot()), expected) << parts << " parts";
    EXPECT_EQ(report->refused.size(), 1u);
    EXPECT_EQ(report->refused.front().source, "e/broken.json");
    EXPECT_EQ(report->unchanged, std::vector<std::string>{"d/copy-of-act.json"});

    // Once more, and nothing changes.
    const Result<IngestReport> again = ImportRows(store.get(), files, {});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->stored.size(), 0u);
    EXPECT_EQ(Picture(*store->TakeSnapshot()), expected);
  }
}

TEST_F(RowImportTest, APartThatWasRepeatedCountsOnce) {
  std::string all;
  for (const std::string& name : names_) all += LineOf(name);
  const std::string rows = Extracted(all);
  const auto whole = Rows("whole", rows);
  const auto cut = Rows("cut", rows.substr(0, rows.find("\n", rows.size() * 2 / 3) + 1));
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  const Result<IngestReport> report = ImportRows(store.get(), {cut, whole}, {});
  ASSERT_TRUE(report) << report.error().ToString();
  EXPECT_EQ(Picture(*store->TakeSnapshot()), Picture(*Ingested()->TakeSnapshot()));
}

TEST_F(RowImportTest, OfADocumentThatStopsHalfWayNothingStays) {
  const std::string rows = Extracted(LineOf("a/lake.md"));
  const std::string cut = rows.substr(0, rows.rfind("{\"kind\":\"end\""));
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  const std::string empty = Picture(*store->TakeSnapshot());
  const Result<IngestReport> report = ImportRows(store.get(), {Rows("cut", cut)}, {});
  ASSERT_TRUE(report);
  ASSERT_EQ(report->refused.size(), 1u);
  EXPECT_EQ(report->refused.front().ToString(),
            "a/lake.md: the rows of this document stop before its row \"end\"");
  EXPECT_EQ(Picture(*store->TakeSnapshot()), empty);

  // A line that was lost is noticed; so is the document when it comes again in the same stream.
  const size_t line = cut.find("{\"kind\":\"edge\"");
  std::istringstream stream(rows.substr(0, line) + rows.substr(rows.find('\n', line) + 1) + rows);
  const Result<IngestReport> second = ImportRows(store.get(), stream, "stream", {});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->refused.size(), 1u);
  EXPECT_EQ(second->stored.size(), 1u);
}

TEST_F(RowImportTest, ALineThatIsNoRowIsNamed) {
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  const std::string rows = Extracted(LineOf("a/lake.md"));
  const auto file = Rows("rows", rows.substr(0, rows.find('\n') + 1) + "nonsense\n");
  const Result<IngestReport> report = ImportRows(store.get(), {file}, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().line, 2u);
  EXPECT_EQ(report.error().source, file.string());
}

TEST_F(RowImportTest, ABadDocumentIsARowWithItsReason) {
  const std::string rows = Extracted("{\"name\":\"x\"}\n\n" + LineOf("a/lake.md") + "nonsense\n");
  EXPECT_TRUE(rows.starts_with(
      R"({"kind":"error","file":"x","code":"invalid","reason":"expected the content as either)"))
      << rows.substr(0, 200);
  EXPECT_NE(rows.find(R"({"kind":"error","file":"standard input","code":"invalid",)"), std::string::npos);
  EXPECT_NE(rows.find(R"("line":4,)"), std::string::npos);
  EXPECT_NE(rows.find(R"({"kind":"end","file":"a/lake.md",)"), std::string::npos);
}

}  // namespace
}  // namespace concord
