#include "ingest/outline/numbering.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(RomanValue, AllThatAreWellFormedAndNothingElse) {
  // Written out by places, independently of how it is read.
  const char* ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  const char* tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
  const char* hundreds[] = {"", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"};
  for (uint32_t n = 1; n < 4000; ++n) {
    const std::string roman =
        std::string(n / 1000, 'm') + hundreds[n / 100 % 10] + tens[n / 10 % 10] + ones[n % 10];
    ASSERT_EQ(RomanValue(roman), n) << roman;
  }
  for (const char* wrong : {"", "iiii", "vx", "ic", "iix", "mmmm", "a", "iV", "xiix", "vv"}) {
    EXPECT_EQ(RomanValue(wrong), 0U) << wrong;
  }
  EXPECT_EQ(RomanValue("XIV"), 14U);
}

TEST(ScanMarker, WhatIsANumber) {
  const struct {
    const char *text, *label, *step;
  } kCases[] = {
      {"(a) keep records;", "(a)", "a"},
      {"(iv) keep", "(iv)", "iv"},
      {"4. Providers shall", "4.", "4"},
      {"4) Providers", "4)", "4"},
      {"2.1 Scope", "2.1", "1"},
      {"2.1.Legal basis", "2.1.", "1"},
      {"Article 14", "Article 14", "art.14"},
      {"Article 14 - Human oversight", "Article 14", "art.14"},
      {"ARTICLE IV", "ARTICLE IV", "art.iv"},
      {"Article 8 bis", "Article 8 bis", "art.8-bis"},
      {"Article 8 ter. Quays", "Article 8 ter", "art.8-ter"},
      {"ARTICLE 8 QUATER", "ARTICLE 8 QUATER", "art.8-quater"},
      {"Article 8 - Bisons", "Article 8", "art.8"},
      {"Article 8 Terms", "Article 8", "art.8"},
      {"SEC. 222. MODIFICATION.", "SEC. 222", "sec.222"},
      {"Section 1.  Purpose.  We", "Section 1", "sec.1"},
      {"\u00A7 12-3. Duties.", "\u00A7 12-3", "sec.12-3"},
      {"CHAPTER III", "CHAPTER III", "chap.iii"},
      {"\u7B2C\u4E00\u689D", "\u7B2C\u4E00\u689D", "art.1"},
      {"\u7B2C\u5341\u4E8C\u6761 \u76EE\u7684", "\u7B2C\u5341\u4E8C\u6761", "art.12"},
      {"\u7B2C\u4E8C\u5341\u7AE0", "\u7B2C\u4E8C\u5341\u7AE0", "chap.20"},
      {"\u7B2C\u4E00\u767E\u96F6\u4E94\u689D Art. \u4E00\u767E\u96F6\u4E94",
       "\u7B2C\u4E00\u767E\u96F6\u4E94\u689D Art. \u4E00\u767E\u96F6\u4E94", "art.105"},
      {"ANNEX A", "ANNEX A", "annex.a"},
      {"GOVERN 1.1: Legal requirements", "GOVERN 1.1", "govern-1.1"},
  };
  for (const auto& [text, label, step] : kCases) {
    const auto marker = ScanMarker(text);
    ASSERT_TRUE(marker) << text;
    EXPECT_EQ(marker->label, label);
    EXPECT_EQ(marker->step, step);
  }
}

TEST(ScanMarker, WhatIsMereText) {
  for (const char* text :
       {"Article 5(1) of the Regulation", "Section 4 of the Act applies", "Article 6, paragraph 2",
        "1.5 per cent", "2024 was a year", "(see below)", "a provider", "(the \"Act\")", "Section headings",
        "Part of it", "e.g. this", "section 5. lower", "", "(", "Article", "title i am"}) {
    EXPECT_FALSE(ScanMarker(text)) << text;
  }
}

// Feeds the numbers of a text and prints where each lands: depth and step.
std::vector<std::string> Places(const std::vector<std::string>& lines) {
  Numbering numbering;
  std::vector<std::string> places;
  bool lead = false;
  for (const std::string& line : lines) {
    const auto marker = ScanMarker(line);
    if (marker) {
      const auto place = numbering.Find(*marker, lead);
      if (place.accepted) {
        numbering.Open(*marker, place);
        places.push_back(std::string(numbering.depth() - 1, ' ') + marker->step +
                         (place.restart ? " again" : ""));
      }
    }
    lead = line.ends_with(':');
  }
  return places;
}
using Lines = std::vector<std::string>;

TEST(Numbering, LevelsNest) {
  EXPECT_EQ(Places({"Article 1", "1. One:", "(a) x;", "(b) y:", "(i) z;", "(ii) z.", "(c) w.", "2. Two.",
                    "Article 2", "1. One."}),
            (Lines{"art.1", " 1", "  a", "  b", "   i", "   ii", "  c", " 2", "art.2", " 1"}));
}

TEST(Numbering, AnIAfterAnHIsALetter) {
  EXPECT_EQ(Places({"1. These:", "(f) f;", "(g) g;", "(h) h;", "(i) i;", "(j) j."}),
            (Lines{"1", " f", " g", " h", " i", " j"}));
  EXPECT_EQ(Places({"(g) g;", "(h) these:", "(i) first;", "(ii) second.", "(i) ninth;", "(j) tenth."}),
            (Lines{"g", "h", " i", " ii", "i", "j"}));
}

TEST(Numbering, RomanNumbersPassTheLettersVAndX) {
  EXPECT_EQ(Places({"(a) a:", "(i) 1;", "(ii) 2;", "(iii) 3;", "(iv) 4;", "(v) 5;", "(vi) 6.", "(b) b."}),
            (Lines{"a", " i", " ii", " iii", " iv", " v", " vi", "b"}));
}

TEST(Numbering, AListThatRestartsSaysSo) {
  EXPECT_EQ(Places({"(a) x.", "(b) y.", "(a) new.", "(b) new.", "(a) third."}),
            (Lines{"a", "b", " a again", " b", " a again"}));
}

TEST(Numbering, ChaptersHoldSectionsThatHoldArticles) {
  EXPECT_EQ(Places({"CHAPTER I", "Article 1", "CHAPTER II", "SECTION 1", "Article 2", "Article 3",
                    "SECTION 2", "Article 4", "ANNEX I", "1. x"}),
            (Lines{"chap.i", " art.1", "chap.ii", " sec.1", "  art.2", "  art.3", " sec.2", "  art.4",
                   "annex.i", " 1"}));
  EXPECT_EQ(Places({"ARTICLE I", "SECTION 1", "SECTION 2", "ARTICLE II", "SECTION 1"}),
            (Lines{"art.i", " sec.1", " sec.2", "art.ii", " sec.1"}));
}

TEST(Numbering, WhatWasPutInStandsBesideItsNumber) {
  EXPECT_EQ(Places({"Article 7", "Article 8", "Article 8 bis", "Article 8 ter", "Article 9"}),
            (Lines{"art.7", "art.8", "art.8-bis", "art.8-ter", "art.9"}));
}

TEST(Numbering, DecimalsFindTheirParents) {
  EXPECT_EQ(Places({"1. Scope", "2. Terms", "2.1 General", "2.1.1 Word", "2.2 Special", "3. End"}),
            (Lines{"1", "2", " 1", "  1", " 2", "3"}));
}

TEST(Numbering, GapsAndExcerpts) {
  EXPECT_EQ(Places({"(a) x;", "(c) y;", "(d) z."}), (Lines{"a", "c", "d"}));
  EXPECT_EQ(Places({"(c) y;", "(d) z."}), (Lines{"c", "d"}));
}

}  // namespace
}  // namespace concord
