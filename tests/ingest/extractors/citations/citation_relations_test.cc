#include "ingest/extractors/citations/citation_relations.h"

#include <gtest/gtest.h>

#include <string_view>

namespace concord {
namespace {

// `text` with the cited name between '<' and '>'.
CitationKind Judge(std::string_view text, bool own_title = false, bool operative = true) {
  const size_t open = text.find('<'), close = text.find('>');
  CitationContext context;
  context.before = text.substr(0, open);
  context.after = text.substr(close + 1);
  context.own_title = own_title;
  context.operative = operative;
  context.binding = true;
  return JudgeCitation(context);
}

TEST(CitationRelationsTest, ThisDocumentRepeals) {
  EXPECT_EQ(Judge("<Directive 95/46/EC> is repealed with effect from 1 May."), CitationKind::kRepeals);
  EXPECT_EQ(Judge("The <Vagrant Boats Act 1824> is hereby repealed."), CitationKind::kRepeals);
  EXPECT_EQ(Judge("Section 3 of the <Lamp Act> (15 U.S.C. 1) is repealed."), CitationKind::kRepeals);
  EXPECT_EQ(Judge("This Regulation repeals <Regulation (EU) 2030/1>."), CitationKind::kRepeals);
  EXPECT_EQ(Judge("I hereby revoke <Executive Order 90001>."), CitationKind::kRepeals);
  EXPECT_EQ(Judge("Regulation laying down rules on lamps and repealing <Directive 2001/1/EC>", true),
            CitationKind::kRepeals);
}

TEST(CitationRelationsTest, TitlesOfCitedActsRepealNothing) {
  EXPECT_EQ(Judge("Regulation (EU) 2016/679 on data and repealing <Directive 95/46/EC> applies."),
            CitationKind::kCites);
  EXPECT_EQ(Judge("<Directive 95/46/EC> was repealed in 2018."), CitationKind::kCites);
  EXPECT_EQ(Judge("<Directive 95/46/EC> is repealed by Regulation (EU) 2016/679."), CitationKind::kCites);
  EXPECT_EQ(Judge("They would repeal <Directive 95/46/EC> one day."), CitationKind::kCites);
  EXPECT_EQ(Judge("Opinion on the proposal repealing <Directive 95/46/EC>", true), CitationKind::kCites);
  EXPECT_EQ(Judge("Recital: <Directive 95/46/EC> is repealed.", false, false), CitationKind::kCites);
  EXPECT_EQ(Judge("Of the funds made available by the <Lamp Act>, 4 million are rescinded."),
            CitationKind::kCites);
  EXPECT_EQ(Judge("Sections 1 to 7 (and the words inserted into the <Lamp Act> by them) are repealed."),
            CitationKind::kCites);
}

TEST(CitationRelationsTest, ThisDocumentAmends) {
  EXPECT_EQ(Judge("The <Higher Bridges Act of 1965> is amended by adding at the end the following:"),
            CitationKind::kAmends);
  EXPECT_EQ(Judge("In Article 4(3) of <Regulation (EC) No 300/2008>, the following subparagraph is added:"),
            CitationKind::kAmends);
  EXPECT_EQ(Judge("After section 11 of the <Fen Act 1990> insert-"), CitationKind::kAmends);
  EXPECT_EQ(Judge("Amendments to <Directive 2014/90/EU>"), CitationKind::kAmends);
  EXPECT_EQ(Judge("This bill would amend the <Harbour Code>."), CitationKind::kAmends);
  EXPECT_EQ(Judge("An act to amend the <Harbour Code>, relating to lamps", true), CitationKind::kAmends);
}

TEST(CitationRelationsTest, OthersAmend) {
  EXPECT_EQ(Judge("Regulation (EU) 2030/5, as amended by <Regulation (EU) 2031/6>, is clear."),
            CitationKind::kCites);
  EXPECT_EQ(Judge("The <Fen Act> was amended last year."), CitationKind::kCites);
  EXPECT_EQ(Judge("An undertaking defined in the <Fen Act> is added to the list."), CitationKind::kCites);
  EXPECT_EQ(Judge("Directive X amending <Directive Y> stays."), CitationKind::kCites);
}

TEST(CitationRelationsTest, OpeningWordsOfAmendments) {
  EXPECT_TRUE(OpensAmendments("Directive 2014/90/EU is amended as follows:"));
  EXPECT_TRUE(OpensAmendments("Section 5 of the Fen Act is amended\u2014"));
  EXPECT_FALSE(OpensAmendments("The Fen Act is amended by adding a section."));
}

TEST(CitationRelationsTest, WhatAnAmendedPlaceIsAboutIsNotAmended) {
  for (const std::string_view text :
       {"In the entry relating to section 1 of the <Fen Traffic Act 1988>, in column 4, for \"a year\" "
        "substitute-",
        "In Schedule 22, after paragraph 40 (prospective amendment of section 6 of the <Fen Code>) insert-",
        "In Schedule 2 (offences under section 1 of the <Lamp Damage Act 1971>), omit paragraph 3.",
        "Section 119 of X (42 U.S.C. 1), as amended by section 6 of the Care Act and section 10 of the "
        "<Relief Act>, "
        "is amended-",
        "None of the funds made available in this Act may be used to amend the oath under section 3 of the "
        "<Nationality Act>."}) {
    EXPECT_EQ(Judge(text), CitationKind::kCites) << text;
  }
  EXPECT_EQ(
      Judge("In the entry for boats, in Article 4 of <Regulation (EC) No 300/2008>, point 3 is replaced:"),
      CitationKind::kAmends);
  EXPECT_EQ(Judge("Decision on the position to be taken as regards amendments to the <Fen Convention>", true),
            CitationKind::kCites);
}

}  // namespace
}  // namespace concord
