#include "ingest/readers/office/docx_numbering.h"

#include <gtest/gtest.h>

#include <tuple>
#include <vector>

namespace concord::testing {
namespace {

class Lists {
 public:
  explicit Lists(const std::string& content) {
    tree_.load_string(("<w:numbering>" + content + "</w:numbering>").c_str());
    numbering_ = DocxNumbering(tree_.document_element());
  }
  std::string Next(std::string_view list, int level) {
    const DocxNumbering::Number number = numbering_.Next(list, level);
    return !number.listed ? "(none)" : number.bullet ? "(bullet)" : number.text;
  }

 private:
  pugi::xml_document tree_;
  DocxNumbering numbering_;
};

std::string Level(int level, const std::string& format, const std::string& text,
                  const std::string& more = "") {
  return "<w:lvl w:ilvl=\"" + std::to_string(level) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format +
         "\"/><w:lvlText w:val=\"" + text + "\"/>" + more + "</w:lvl>";
}
std::string Pattern(const std::string& levels) {
  return "<w:abstractNum w:abstractNumId=\"7\">" + levels + "</w:abstractNum>";
}
std::string List(const std::string& id, const std::string& more = "") {
  return "<w:num w:numId=\"" + id + "\"><w:abstractNumId w:val=\"7\"/>" + more + "</w:num>";
}

TEST(OfficeNumbering, FormatsOfNumbers) {
  const std::vector<std::tuple<int64_t, std::string, std::string>> cases = {
      {4, "lowerRoman", "iv"},
      {1994, "upperRoman", "MCMXCIV"},
      {0, "upperRoman", "0"},
      {26, "lowerLetter", "z"},
      {27, "lowerLetter", "aa"},
      {54, "upperLetter", "BBB"},
      {5, "decimalZero", "05"},
      {12, "decimalZero", "12"},
      {1, "ordinal", "1st"},
      {12, "ordinal", "12th"},
      {22, "ordinal", "22nd"},
      {113, "ordinal", "113th"},
      {42, "cardinalText", "Forty-Two"},
      {20, "ordinalText", "Twentieth"},
      {21, "ordinalText", "Twenty-First"},
      {3, "none", ""},
      {7, "thaiLetters", "7"},
      {4000, "lowerRoman", "4000"}};
  for (const auto& [value, format, shown] : cases) EXPECT_EQ(FormatNumber(value, format), shown) << format;
}

TEST(DocxNumbering, LevelsCountBelowOneAnother) {
  Lists lists(
      Pattern(Level(0, "decimal", "%1.") + Level(1, "decimal", "%1.%2") + Level(2, "lowerLetter", "(%3)")) +
      List("1"));
  EXPECT_EQ(lists.Next("1", 0), "1.");
  EXPECT_EQ(lists.Next("1", 1), "1.1");
  EXPECT_EQ(lists.Next("1", 1), "1.2");
  EXPECT_EQ(lists.Next("1", 2), "(a)");
  EXPECT_EQ(lists.Next("1", 2), "(b)");
  EXPECT_EQ(lists.Next("1", 1), "1.3");
  EXPECT_EQ(lists.Next("1", 2), "(a)");  // starts again
  EXPECT_EQ(lists.Next("1", 0), "2.");
  EXPECT_EQ(lists.Next("1", 1), "2.1");
}

TEST(DocxNumbering, ALevelThatNobodyCountedIsShownAsBegun) {
  Lists lists(Pattern(Level(0, "decimal", "%1.") + Level(1, "decimal", "%1.%2")) + List("1"));
  EXPECT_EQ(lists.Next("1", 1), "1.1");
  EXPECT_EQ(lists.Next("1", 0), "2.");
}

TEST(DocxNumbering, ListsOfOnePatternCountOnUnlessOneSaysWhereItStarts) {
  Lists lists(Pattern(Level(0, "decimal", "%1)")) + List("1") + List("2") +
              List("3", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>"));
  EXPECT_EQ(lists.Next("1", 0), "1)");
  EXPECT_EQ(lists.Next("2", 0), "2)");
  EXPECT_EQ(lists.Next("3", 0), "5)");
  EXPECT_EQ(lists.Next("3", 0), "6)");
  EXPECT_EQ(lists.Next("1", 0), "7)");
  EXPECT_EQ(lists.Next("9", 0), "(none)");
  EXPECT_EQ(lists.Next("1", 5), "(none)");
}

TEST(DocxNumbering, LegalNumbersAreDecimal) {
  Lists lists(Pattern(Level(0, "upperRoman", "Chapter %1") + Level(1, "decimal", "%1.%2", "<w:isLgl/>")) +
              List("1"));
  lists.Next("1", 0);
  EXPECT_EQ(lists.Next("1", 0), "Chapter II");
  EXPECT_EQ(lists.Next("1", 1), "2.1");
}

TEST(DocxNumbering, ALevelThatNeverStartsAgain) {
  // Articles count through all chapters.
  Lists lists(Pattern(Level(0, "upperRoman", "Chapter %1") +
                      Level(1, "decimal", "Article %2", "<w:lvlRestart w:val=\"0\"/>")) +
              List("1"));
  lists.Next("1", 0);
  EXPECT_EQ(lists.Next("1", 1), "Article 1");
  lists.Next("1", 0);
  EXPECT_EQ(lists.Next("1", 1), "Article 2");
}

TEST(DocxNumbering, BulletsAndOverriddenLevels) {
  Lists lists(
      Pattern(Level(0, "bullet", "o")) + List("1") +
      List("2", "<w:lvlOverride w:ilvl=\"0\">" + Level(0, "upperLetter", "%1:") + "</w:lvlOverride>"));
  EXPECT_EQ(lists.Next("1", 0), "(bullet)");
  EXPECT_EQ(lists.Next("2", 0), "B:");
}

TEST(DocxNumbering, AbsurdNumbersDoNoHarm) {
  Lists lists(
      Pattern("<w:lvl w:ilvl=\"0\"><w:start w:val=\"9223372036854775807\"/><w:lvlText w:val=\"%1%\"/></w:lvl>"
              "<w:lvl w:ilvl=\"77\"/><w:lvl/>") +
      List("1"));
  lists.Next("1", 0);
  EXPECT_EQ(lists.Next("1", -3), "(none)");
  EXPECT_EQ(lists.Next("1", 77), "(none)");
  lists.Next("1", 0);
}

}  // namespace
}  // namespace concord::testing
