#include "query/topics/issuer_words.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

const std::vector<std::string> kFen = {"Fen Council", "Council of the Fens", "FC"};

std::string Words(const std::string& text, TextPart part = TextPart::kHead) {
  const auto found = FindIssuerWords(text, part, kFen);
  return found ? text.substr(found->quote.start, found->quote.end - found->quote.start) : "";
}

TEST(FindIssuerWords, EnactingClausesSayMoreThanTitles) {
  EXPECT_EQ(Words("RULES OF THE FEN COUNCIL ON EELS\nof 3 May\nTHE FEN COUNCIL,\nHaving regard to nets,"),
            "THE FEN COUNCIL,");
  EXPECT_EQ(Words("Be it enacted by the Fen Council in session:\nEels are counted."),
            "Be it enacted by the Fen Council in session:");
  EXPECT_EQ(Words("Rules of the Fen Council on eels\nEels are counted."), "Rules of the Fen Council on eels");
}

TEST(FindIssuerWords, WhatIsCitedIssuesNothing) {
  EXPECT_EQ(Words("The Lake States,Recalling the Charter of the Fen Council,Have agreed on the following:"),
            "");
  EXPECT_EQ(Words("HAVING REGARD to the rules of the Fen Council;"), "");
  EXPECT_EQ(Words("Article 2 Relationship with the Fen Council"), "");
  EXPECT_EQ(Words("Boats are old and they carry nets, as in the rules for lamps adopted by the Fen Council."),
            "");
  EXPECT_EQ(Words("This report covers boats. It thanks the Fen Council."), "");
  EXPECT_EQ(Words("Rules on an AFC lamp"), "") << "letters of another word";
}

TEST(FindIssuerWords, SentencesOfAdoption) {
  EXPECT_EQ(
      Words("Eels are old. The Rules on Eels were adopted at its last session by the Fen Council. So be it."),
      "Eels are old. The Rules on Eels were adopted at its last session by the Fen Council. So be it.");
  EXPECT_EQ(Words("Approved by the FC Board on 3 May."), "Approved by the FC Board on 3 May.");
  EXPECT_EQ(Words("the pledge of all,Now, therefore,The Fen Council,Proclaims these rules."),
            "the pledge of all,Now, therefore,The Fen Council,Proclaims these rules.");
}

TEST(FindIssuerWords, WhoKeepsATreatyIsTheLastResort) {
  const std::string text =
      "Boats float.\n2. Instruments shall be deposited with the Fen Council.\nDone at Eel.";
  EXPECT_EQ(Words(text, TextPart::kWhole), "2. Instruments shall be deposited with the Fen Council.");
  EXPECT_EQ(Words("Boats float.\nThe Fen Council counts eels.", TextPart::kWhole), "");
}

TEST(FindIssuerWords, ImprintsAtTheFoot) {
  EXPECT_EQ(Words("Eels are old.\nPublished by the Fen Council, 3 Lake Road", TextPart::kFoot),
            "Published by the Fen Council, 3 Lake Road");
  EXPECT_EQ(Words("Eels are old.\nSee also the Fen Council", TextPart::kFoot), "");
}

}  // namespace
}  // namespace concord
