#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

Document Read(std::string_view bytes) { return ReadOrDie("json_record", bytes, "record.json"); }

TEST(JsonRecordReader, ActWithChaptersAndArticles) {
  const std::string json = ReadFileOrDie(SourceDir() / "tests/ingest/cases/json_record/act.json");
  const Document document = Read(json);
  EXPECT_EQ(document.metadata.title, "Harbour Act");
  EXPECT_EQ(document.metadata.type, "regulation");
  EXPECT_EQ(document.metadata.source, "https://example.org/act");
  EXPECT_EQ(document.metadata.identifiers.at("citation"), "Act 7 of 2024");
  const Section* article = FindSection(document, "art.1");
  ASSERT_NE(article, nullptr);
  EXPECT_EQ(article->number, "Article 1");
  EXPECT_EQ(document.TextOf(article->heading), "Lamps");
  EXPECT_EQ(document.sections[static_cast<size_t>(article->parent)].number, "Chapter I");
  EXPECT_EQ(BlocksOf(document, "art.1.1"), "The keeper shall light the lamp.");
  EXPECT_EQ(BlocksOf(document, "art.1.2.b"), "trim it.");
  const Section* annex = FindSection(document, "annex.i");
  ASSERT_NE(annex, nullptr);
  EXPECT_EQ(BlocksOf(document, "annex.i"), "Whale oil is not used.");
}

TEST(JsonRecordReader, TreatyInTwoLanguages) {
  const std::string_view json =
      R"({"treaty": "港口條約", "treaty_zh": "港口條約", "treaty_en": "Treaty of the Port",
    "preamble_zh": "本公約締約各國，", "preamble_en": "The States,\nHave agreed as follows:",
    "articles": [
     {"article": "一", "title_zh": "燈", "title_en": "Lamps", "content_zh": "應點燈。", "content_en": "1. Each State shall keep lamps.\n2. Having regard to article 1, the Court shall decide."},
     {"article": "一百二十三", "title_zh": "", "title_en": "", "content_zh": "無。", "content_en": "Nothing shall be thrown into the sea."},
     {"article": "一〇五之二", "content_zh": "無。", "content_en": "Boats shall be tied."}]})";
  const Document document = Read(json);
  EXPECT_EQ(document.metadata.title, "Treaty of the Port");
  EXPECT_EQ(document.metadata.language, "en");
  EXPECT_EQ(document.metadata.type, "treaty");
  EXPECT_EQ(FindSection(document, "preamble")->kind, SectionKind::kPreamble);
  ASSERT_NE(FindSection(document, "art.1"), nullptr);
  EXPECT_EQ(document.TextOf(FindSection(document, "art.1")->heading), "Lamps");
  EXPECT_EQ(BlocksOf(document, "art.1.1"), "Each State shall keep lamps.");
  // Reasons inside of an article begin no preamble.
  EXPECT_EQ(BlocksOf(document, "art.1.2"), "Having regard to article 1, the Court shall decide.");
  EXPECT_EQ(BlocksOf(document, "art.123"), "Nothing shall be thrown into the sea.");
  EXPECT_EQ(FindSection(document, "zh.art.105-bis")->number, "一〇五之二");
  const Section* other = FindSection(document, "zh.art.123");
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(other->language, "zh");
  EXPECT_EQ(BlocksOf(document, "zh.art.1"), "應點燈。");
  EXPECT_EQ(FindSection(document, "zh.preamble")->language, "zh");
  EXPECT_EQ(FindSection(document, "art.123")->language, "");
}

TEST(JsonRecordReader, UnitsWithoutARoot) {
  const Document document = Read(R"([
    {"id": "A1", "type": "article", "title": "Article 1: Lamps", "content": "Lamps shall burn.", "summary": "About lamps."},
    {"id": "A2", "type": "article", "title": "Article 2: Oil", "content": "Oil shall be kept dry."}])");
  EXPECT_EQ(BlocksOf(document, "art.1"), "Lamps shall burn.\nAbout lamps.");
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kFootnote);  // a summary is nobody's measure
  EXPECT_EQ(BlocksOf(document, "art.2"), "Oil shall be kept dry.");
}

TEST(JsonRecordReader, ListsOfRecords) {
  const Document document = Read(R"({"ns:Response": {"status": "ok", "ns:Results": {"count": 2, "record": [
    {"id": 17, "title": "Treaty on Lamps", "signed": "01/02/1920", "rank": 1000, "path": "D:\\data\\1.html"},
    {"id": 18, "title": "Treaty on Oil", "place": "Paris"}]}}})");
  EXPECT_EQ(document.metadata.type, "catalogue");
  const Section* record = FindSection(document, "record-17");
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(document.TextOf(record->heading), "Treaty on Lamps");
  EXPECT_EQ(BlocksOf(document, "record-17"), "01/02/1920");
  EXPECT_EQ(BlocksOf(document, "record-18"), "Paris");
  EXPECT_NE(document.text.find("signed: 01/02/1920"), std::string::npos);
}

TEST(JsonRecordReader, RefusesOtherJson) {
  const auto error = [](std::string_view bytes) {
    const auto read = ReadAs("json_record", bytes);
    EXPECT_FALSE(read.has_value());
    return read ? std::string() : read.error().message;
  };
  EXPECT_NE(error(R"({"width": 3, "height": [1, 2]})").find("no act and no list of records"),
            std::string::npos);
  EXPECT_NE(error("[]").find("no act"), std::string::npos);
  EXPECT_NE(error("3").find("no act"), std::string::npos);
  EXPECT_NE(error(R"({"articles": [{"title": "Article 1)").find("not valid JSON"), std::string::npos);
  EXPECT_NE(error(R"({"articles": [{}]})").find("no text"), std::string::npos);
}

TEST(JsonRecordReader, AllFilesOfTheCorpusAndTheirCounts) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SharedDir() / "corpus/json")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string bytes = ReadFileOrDie(entry.path());
    const ReadLimits limits;
    const Source source{entry.path().native(), bytes, &limits};
    ASSERT_NE(DetectReader(source), nullptr);
    EXPECT_EQ(DetectReader(source)->name, "json_record") << entry.path();
    const Document document = Read(bytes);
    // Articles and records, counted by the marks of the file.
    const auto count = [&](std::string_view mark) {
      size_t found = 0;
      for (size_t at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + 1)) ++found;
      return found;
    };
    size_t articles = 0, records = 0;
    for (const Section& section : document.sections) {
      articles += section.language.empty() && section.number.starts_with("Article ") &&
                  section.path.find('.') == section.path.rfind('.');
      records += section.path.starts_with("record-");
    }
    const std::string folder = entry.path().parent_path().filename();
    if (folder == "treaties") {
      // "Article 8 bis" among them.
      EXPECT_EQ(articles, count("\"content_en\": \"")) << entry.path();
      EXPECT_NE(FindSection(document, "zh.art.1"), nullptr) << entry.path();
    }
    if (folder == "uk-treaties") {
      EXPECT_EQ(records, count("\"document_url\":")) << entry.path();
    }
  }
  EXPECT_EQ(files, 29U);
}

}  // namespace
}  // namespace concord::testing
