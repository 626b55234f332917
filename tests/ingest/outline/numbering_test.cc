#include "ingest/outline/numbering.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

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

// Acts that were amended: what was put in stands between its neighbours, whatever its sign.
TEST(Numbering, InsertedNumbersAreSiblings) {
  EXPECT_EQ(Places({"(a) x;", "(aa) x;", "(ab) x;", "(b) x."}), (Lines{"a", "aa", "ab", "b"}));
  EXPECT_EQ(Places({"(y) x;", "(z) x;", "(za) x;", "(zb) x."}), (Lines{"y", "z", "za", "zb"}));
  EXPECT_EQ(Places({"(y) x;", "(z) x;", "(aa) x;", "(bb) x."}), (Lines{"y", "z", "aa", "bb"}));
  EXPECT_EQ(Places({"(y) x;", "(z) x;", "(aa) x;", "(ab) x."}), (Lines{"y", "z", "aa", "ab"}));
  EXPECT_EQ(Places({"1. These:", "(a) x;", "(b) x.", "1a. One.", "1b. Two.", "2. Three."}),
            (Lines{"1", " a", " b", "1a", "1b", "2"}));
  EXPECT_EQ(Places({"(1) x.", "(1A) x.", "(1B) x.", "(2) x."}), (Lines{"1", "1a", "1b", "2"}));
  EXPECT_EQ(Places({"(6) x.", "(6A) x.", "(6AA) x.", "(7) x."}), (Lines{"6", "6a", "6aa", "7"}));
  EXPECT_EQ(Places({"(2) x.", "(2ZA) x.", "(2ZB) x.", "(2A) x.", "(3) x."}),
            (Lines{"2", "2za", "2zb", "2a", "3"}));
  EXPECT_EQ(Places({"1. x.", "1bis. x.", "1ter. x.", "2. x."}), (Lines{"1", "1bis", "1ter", "2"}));
  EXPECT_EQ(Places({"Article 4", "1. x.", "Article 4a", "1. x.", "Article 5"}),
            (Lines{"art.4", " 1", "art.4a", " 1", "art.5"}));
  EXPECT_EQ(Places({"(h) x;", "(i) x;", "(ia) x;", "(j) x."}), (Lines{"h", "i", "ia", "j"}));
}

// Two letters in brackets are a word unless they come in sequence.
TEST(Numbering, WordsInBracketsAreNoNumbers) {
  EXPECT_EQ(Places({"(a) x;", "(EU) 2024/1 applies;", "(b) x;", "(in) words;", "(AI) is"}),
            (Lines{"a", "b"}));
  EXPECT_EQ(Places({"5G. Networks", "3D. Prints"}), Lines{});
}

TEST(Numbering, DecimalsFindTheirParents) {
  EXPECT_EQ(Places({"1. Scope", "2. Terms", "2.1 General", "2.1.1 Word", "2.2 Special", "3. End"}),
            (Lines{"1", "2", " 1", "  1", " 2", "3"}));
}

TEST(Numbering, AnnexesCountBelowTheirLetters) {
  EXPECT_EQ(
      Places({"ANNEX A", "A.1 General", "A.1.1 Terms", "A.1.2 Signs", "A.2 Special", "ANNEX B", "B.1 Oil"}),
      (Lines{"annex.a", " 1", "  1", "  2", " 2", "annex.b", " 1"}));
}

TEST(Numbering, GapsAndExcerpts) {
  EXPECT_EQ(Places({"(a) x;", "(c) y;", "(d) z."}), (Lines{"a", "c", "d"}));
  EXPECT_EQ(Places({"(c) y;", "(d) z."}), (Lines{"c", "d"}));
}

}  // namespace
}  // namespace concord
