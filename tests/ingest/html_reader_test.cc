#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "tests/environment.h"
#include "tests/ingest/reading.h"

namespace concord {
Result<Document> ReadHtml(const Source& source);
int LooksLikeHtml(const Source& source);

namespace {

using testing::BlockLines;
using testing::FindPath;
using testing::ReadBytes;
using Lines = std::vector<std::string>;

Document Read(std::string_view bytes) {
  auto document = ReadBytes(ReadHtml, bytes);
  EXPECT_TRUE(document) << document.error().ToString();
  if (!document) return {};
  testing::ExpectPromises(*document, bytes);
  testing::ExpectSameLetters(*document, bytes);
  return *std::move(document);
}

TEST(HtmlReader, TextWithoutFurniture) {
  const Document document = Read(
      "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Wells | Office</title><style>p{}</style></head><body>"
      "<nav><a href=x>Home</a></nav><h1>On wells</h1><p>Wells <b>must</b>\n be&nbsp;clean &amp; "
      "deep.<script>var x = '<p>no</p>';</script></p>"
      "<h2>Duties</h2><p>Owners must:</p><ul><li>keep a log<li>pay</ul></body></html>");
  EXPECT_EQ(document.metadata.title, "On wells");
  EXPECT_EQ(document.metadata.language, "en-GB");
  EXPECT_EQ(BlockLines(document), (Lines{": On wells", ": Wells must be clean & deep.", "duties: Duties",
                                         "duties: Owners must:", "duties: keep a log", "duties: pay"}));
  EXPECT_EQ(document.blocks[4].lead, 3);
  EXPECT_EQ(document.blocks[5].kind, BlockKind::kListItem);
}

// The three generations of the Official Journal's classes, with points laid out as tables.
TEST(HtmlReader, PointsInTables) {
  for (const std::string prefix : {"oj-", ""}) {
    const auto p = [&](const std::string& style, const std::string& text) {
      return "<p class=\"" + prefix + style + "\">" + text + "</p>";
    };
    const auto point = [&](const std::string& number, const std::string& text) {
      return "<table><tbody><tr><td>" + p("normal", number) + "</td>\n<td>" + text +
             "</td></tr></tbody></table>";
    };
    const Document document = Read(
        "<html><body>" + p("doc-ti", "REGULATION ON WELLS") + p("doc-ti", "of 1 May 2020") +
        p("normal", "Having regard to the Charter,") + p("normal", "Whereas:") +
        point("(1)", p("normal", "Wells should be clean.")) + p("normal", "HAVE ADOPTED THIS REGULATION:") +
        p("ti-section-1", "CHAPTER I") + p("ti-section-2", "GENERAL") + p("ti-art", "Article 4") +
        p("sti-art", "Logs") + p("normal", "1.&nbsp;&nbsp; Owners shall:") +
        point("(a)", p("normal", "keep a log of:") + point("(i)", p("normal", "depth;"))) +
        point("(b)", p("normal", "pay.")) + p("note", "(1) OJ L 1, p. 1.") + "</body></html>");
    EXPECT_EQ(document.metadata.title, "REGULATION ON WELLS of 1 May 2020");
    EXPECT_EQ(BlockLines(document),
              (Lines{": REGULATION ON WELLS", ": of 1 May 2020", "preamble: Having regard to the Charter,",
                     "preamble: Whereas:", "rec.1: Wells should be clean.",
                     "preamble: HAVE ADOPTED THIS REGULATION:", "chap.i: CHAPTER I", "chap.i: GENERAL",
                     "art.4: Article 4", "art.4: Logs", "art.4.1: Owners shall:", "art.4.1.a: keep a log of:",
                     "art.4.1.a.i: depth;", "art.4.1.b: pay.", "art.4.1: (1) OJ L 1, p. 1."}));
    EXPECT_EQ(document.blocks[11].lead, 10);
    EXPECT_EQ(document.blocks[12].lead, 11);
    EXPECT_EQ(document.blocks[13].lead, 10);
    EXPECT_EQ(document.blocks[14].kind, BlockKind::kFootnote);
    EXPECT_EQ(document.TextOf(FindPath(document, "art.4")->heading), "Logs");
  }
}

TEST(HtmlReader, CellsOfDataStandInReadingOrder) {
  const Document document = Read("<table><tr><th>Well<th>Depth<th>State</tr><tr><td>A<td>7<td>clean</table>");
  EXPECT_EQ(BlockLines(document), (Lines{": Well", ": Depth", ": State", ": A", ": 7", ": clean"}));
  for (const Block& block : document.blocks) EXPECT_EQ(block.kind, BlockKind::kTableCell);
}

TEST(HtmlReader, ReferencesAndStrayTagsKeepTheirPlaces) {
  const std::string bytes = "<p>a &#167; 3 &rarr; AT&T &bogus; x</bogus>y &lt;b&gt; caf&#101;&#x301;</p>";
  const Document document = Read(bytes);
  EXPECT_EQ(document.text, "a \u00A7 3 \u2192 AT&T &bogus; xy <b> caf\u00E9");
  const auto at = static_cast<uint32_t>(document.text.find("\u00A7"));
  const auto source = document.offsets.ToSource({at, at + 2});
  EXPECT_EQ(bytes.substr(source.start, source.end - source.start), "&#167;");
}

TEST(HtmlReader, WrongNestingAndTruncation) {
  EXPECT_EQ(Read("<p>one<p>two<table><tr><td>three").text, "one\ntwo\nthree");
  EXPECT_EQ(Read("<html><body><p>Hello <b").text, "Hello");
}

TEST(HtmlReader, AbsurdDepthIsRefusedWithItsPlace) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div>";
  const auto refused = ReadBytes(ReadHtml, "<html>\n" + deep + "x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimit);
  EXPECT_EQ(refused.error().line, 2U);
  // What may be nested without an end tag is not deep.
  std::string flat;
  for (int i = 0; i < 10'000; ++i) flat += "<p>x<br>";
  EXPECT_TRUE(ReadBytes(ReadHtml, "<html>" + flat));
}

TEST(HtmlReader, ATextThatIsCalledHtmlIsNone) {
  ReadLimits limits;
  EXPECT_EQ(LooksLikeHtml({"bill.html", "Union Calendar <http://x>\nSEC. 2.", &limits}), 0);
  EXPECT_GT(LooksLikeHtml({"bill.html", "{{x}}<p>y</p>", &limits}), 1);
  EXPECT_GT(LooksLikeHtml({"x", "<!DOCTYPE html><html>", &limits}), 7);
}

TEST(HtmlReader, TheCorpusIsRead) {
  CONCORD_NEED_SHARED();
  const auto root = testing::SharedDir() / "corpus" / "html";
  const auto files = ListFiles(root);
  ASSERT_TRUE(files);
  ASSERT_FALSE(files->empty());
  for (const auto& file : *files) {
    SCOPED_TRACE(file.string());
    const std::string bytes = testing::ReadFileOrDie(root / file);
    const auto document = ReadBytes(ReadHtml, bytes);
    ASSERT_TRUE(document) << document.error().ToString();
    testing::ExpectPromises(*document, bytes);
    testing::ExpectSameLetters(*document, bytes);
  }
}

// Every article of the AI Act and its paragraphs and points, as its own identifiers count them.
TEST(HtmlReader, TheArticlesOfARealRegulation) {
  CONCORD_NEED_SHARED();
  const std::string bytes =
      testing::ReadFileOrDie(testing::SharedDir() / "corpus/html/eu/eu_ai_act_2024_1689.html");
  const auto document = ReadBytes(ReadHtml, bytes);
  ASSERT_TRUE(document);
  for (int article = 1; article <= 113; ++article) {
    const Section* section = FindPath(*document, "art." + std::to_string(article));
    ASSERT_NE(section, nullptr) << article;
    EXPECT_FALSE(section->heading.empty()) << article;
    // The publisher marks each numbered paragraph with an id like "014.003".
    for (int paragraph = 1; paragraph < 20; ++paragraph) {
      const std::string id = fmt::format("<div id=\"{:03}.{:03}\">", article, paragraph);
      if (bytes.find(id) == std::string::npos) break;
      EXPECT_NE(FindPath(*document, "art." + std::to_string(article) + "." + std::to_string(paragraph)),
                nullptr)
          << id;
    }
  }
  for (int recital = 1; recital <= 180; ++recital) {
    ASSERT_NE(FindPath(*document, "rec." + std::to_string(recital)), nullptr) << recital;
  }
  EXPECT_NE(FindPath(*document, "annex.xiii"), nullptr);
}

}  // namespace
}  // namespace concord
