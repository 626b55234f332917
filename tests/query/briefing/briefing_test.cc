// A briefing as files: the same text in Markdown and in a Word document.
#include <gtest/gtest.h>

#include "query/briefing/briefing_docx.h"
#include "query/briefing/briefing_markdown.h"
#include "query/briefing/briefing_page.h"

namespace concord {
namespace {

Answer Lamps() {
  Answer answer;
  answer.query = "briefing";
  answer.arguments.Set("topic", "lamps & oil");
  answer.arguments.Set("reading", List{PropertyMap{{"words", "lamps"}, {"source", "asked"}}});
  for (const char* name :
       {"group", "what", "title", "state", "issued", "named_in", "first", "last", "text", "with"})
    answer.columns.push_back({name, "", false});
  const auto row = [&](List cells) {
    cells.resize(answer.columns.size());
    answer.rows.push_back({std::move(cells), {}});
  };
  row({"question", {}, {}, {}, {}, {}, {}, {}, "read as: lamps"});
  row({"quote", "code", "Fen Council", "issued"});
  Evidence quote;
  quote.document = "code";
  quote.title = "Code <1>";
  quote.anchor = "Article 2";
  quote.quote = "Each *ship* keeps\nlamps lit.";
  quote.column = "issued";
  answer.rows.back().evidence.push_back(quote);
  row({"forum", "fen", "Fen Council", "issued", int64_t{2}, int64_t{0}, {}, {}, {}, List{"bureau"}});
  row({"year", "2024", {}, {}, int64_t{2}});
  return answer;
}

TEST(Briefing, ThePageMarksTheWordsOfTheTopic) {
  const std::vector<BriefingBlock> page = BriefingPage(Lamps());
  const auto quote = std::ranges::find(page, BriefingBlock::Kind::kQuote, &BriefingBlock::kind);
  ASSERT_NE(quote, page.end());
  ASSERT_EQ(quote->runs.size(), 3U);
  EXPECT_EQ(quote->runs[0].text, "Each *ship* keeps ");
  EXPECT_EQ(quote->runs[1].text, "lamps");
  EXPECT_TRUE(quote->runs[1].bold);
  EXPECT_EQ(quote->runs[2].text, " lit.");
}

TEST(Briefing, MarkdownEscapesTexts) {
  const std::string text = BriefingToMarkdown(Lamps());
  EXPECT_EQ(text.substr(0, text.find('\n')), "# Briefing: lamps & oil");
  EXPECT_NE(
      text.find(
          "1. > Each \\*ship\\* keeps **lamps** lit.\n\n   Fen Council: Code \\<1\\> (code), Article 2\n"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("| Fen Council (fen), with bureau | issued | 2 | 0 |  |  |\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("## What is missing\n\n- Nothing is missing"), std::string::npos) << text;
}

TEST(Briefing, YearsStandSideBySide) {
  Answer answer = Lamps();
  for (int64_t year = 2001; year < 2012; ++year) {
    answer.rows.push_back({List(answer.columns.size()), {}});
    answer.rows.back().cells[0] = "year";
    answer.rows.back().cells[1] = std::to_string(year);
    answer.rows.back().cells[4] = year - 2000;
  }
  const std::string text = BriefingToMarkdown(answer);
  EXPECT_NE(text.find("| year | 2024 | 2001 | 2002 |"), std::string::npos) << text;
  EXPECT_NE(text.find("| documents | 2 | 1 | 2 |"), std::string::npos) << text;
  EXPECT_NE(text.find("| year | 2010 | 2011 |\n"), std::string::npos) << "ten in a row\n" << text;
}

TEST(Briefing, AWordDocumentHasTheSameTextAndStyles) {
  const auto bytes = BriefingToDocx(Lamps());
  ASSERT_TRUE(bytes);
  // Entries are not compressed, so the parts stand in the file as they are.
  const auto has = [&](std::string_view text) { return bytes->find(text) != std::string::npos; };
  EXPECT_TRUE(has("[Content_Types].xml"));
  EXPECT_TRUE(has("<w:pStyle w:val=\"Title\"/>"));
  EXPECT_TRUE(has("Briefing: lamps &amp; oil</w:t>"));
  EXPECT_TRUE(has("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">lamps</w:t>"));
  EXPECT_TRUE(has("Fen Council: Code &lt;1"));
  EXPECT_TRUE(has("<w:tblHeader/>"));
  EXPECT_EQ(*BriefingToDocx(Lamps()), *bytes) << "the same answer gives the same bytes";
}

}  // namespace
}  // namespace concord
