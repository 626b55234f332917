#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/extraction.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/processor_time.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;

// "CITES eu-gdpr art.6.1: quote"; references inside the document are left out.
Strings Citations(std::string_view text, bool internal = false, std::string_view title = "") {
  Document document = testing::MakeDocument(text);
  document.metadata.title = title;
  Strings out;
  for (const DocumentReference& reference : testing::Extract(document).documents) {
    if (reference.internal != internal) continue;
    std::string line(CitationKindName(reference.kind));
    if (!internal) line += " " + reference.document;
    if (!reference.locator.empty()) line += " " + reference.locator;
    out.push_back(line + ": " + std::string(document.TextOf(reference.span)));
  }
  return out;
}

TEST(DocumentExtractorTest, NumbersResolveToKnownDocuments) {
  EXPECT_EQ(Citations("The rules of Regulation (EU) 2016/679 stay untouched."),
            (Strings{"CITES eu-gdpr: Regulation (EU) 2016/679"}));
  EXPECT_EQ(Citations("See Directive (EU) 2099/1234."),
            (Strings{"CITES eu:2099/1234: Directive (EU) 2099/1234"}));
  EXPECT_EQ(Citations("Bodies recalled resolution 1540 (2004)."),
            (Strings{"CITES un:s/res/1540(2004): resolution 1540 (2004)"}));
}

TEST(DocumentExtractorTest, LocatorsStandBeforeTheName) {
  EXPECT_EQ(Citations("This follows Article 6(1)(f) of Regulation (EU) 2016/679."),
            (Strings{"CITES eu-gdpr art.6.1.f: Regulation (EU) 2016/679"}));
  EXPECT_EQ(Citations("It is unfair under section 5 of the Federal Trade Commission Act."),
            (Strings{"CITES new:federal-trade-commission-act sec.5: Federal Trade Commission Act"}));
}

TEST(DocumentExtractorTest, WordsAroundTheNameTellTheRelation) {
  EXPECT_EQ(Citations("This Directive amends Directives 2009/22/EC and 2014/90/EU."),
            (Strings{"AMENDS eu:2009/22: Directives 2009/22/EC", "AMENDS eu:2014/90: 2014/90/EU"}));
  EXPECT_EQ(Citations("Directive 95/46/EC is repealed."), (Strings{"REPEALS eu-dpd: Directive 95/46/EC"}));
  EXPECT_EQ(Citations("Executive Order 14110 is revoked."),
            (Strings{"REPEALS us-eo-14110: Executive Order 14110"}));
  EXPECT_EQ(Citations("Our code builds on the OECD AI Principles."),
            (Strings{"BASED_ON oecd-ai-principles: OECD AI Principles"}));
  EXPECT_EQ(Citations("The plan was drawn up to implement the Global AI Governance Initiative."),
            (Strings{"IMPLEMENTS cn-gaigi: Global AI Governance Initiative"}));
  EXPECT_EQ(Citations("Duties pursuant to the Digital Services Act go on."),
            (Strings{"CITES eu-dsa: Digital Services Act"}));
}

TEST(DocumentExtractorTest, FormsOfNamesThatNoTableKnows) {
  EXPECT_EQ(Citations("Fines follow from the Lantern Safety Act of 1987 alone."),
            (Strings{"CITES new:lantern-safety-act-of-1987: Lantern Safety Act of 1987"}));
  EXPECT_EQ(Citations("States joined the Valdoria Convention on the Exchange of Lighthouse Data last year."),
            (Strings{"CITES new:valdoria-convention-on-the-exchange-of-lighthouse-data: Valdoria Convention "
                     "on the Exchange of Lighthouse Data"}));
  EXPECT_EQ(
      Citations("It cites the Tides, Harbours, and Lighthouses Bill."),
      (Strings{"CITES new:tides-harbours-and-lighthouses-bill: Tides, Harbours, and Lighthouses Bill"}));
  EXPECT_EQ(Citations("Compare Title VII of the Harbour Rights Act."),
            (Strings{"CITES new:harbour-rights-act title.vii: Harbour Rights Act"}));
}

TEST(DocumentExtractorTest, NamesWithFewCapitals) {
  EXPECT_EQ(Citations("Under the DG Guidelines, the port may close."),
            (Strings{"CITES new:dg-guidelines: DG Guidelines"}));
  EXPECT_EQ(Citations("Under the AI Guidelines, the port may close."), (Strings{}))
      << "says what they are about";
  EXPECT_EQ(Citations("The Executive Order on Lamps and Ropes asks for more."),
            (Strings{"CITES new:executive-order-on-lamps-and-ropes: Executive Order on Lamps and Ropes"}));
  EXPECT_EQ(Citations("See STD-004: Lamp Standard for the rules."),
            (Strings{"CITES new:std-004-lamp-standard: STD-004: Lamp Standard"}));
  EXPECT_EQ(
      Citations("It follows the Fen Convention on Lamps of June 10, 1958 in all."),
      (Strings{
          "CITES new:fen-convention-on-lamps-of-june-10-1958: Fen Convention on Lamps of June 10, 1958"}));
}

TEST(DocumentExtractorTest, CommonWordsAreNoDocuments) {
  EXPECT_EQ(Citations("We act on data, sign an agreement, follow our strategy and keep to this Act."),
            (Strings{}));
  EXPECT_EQ(Citations("The Bureau of Harbour and Lighthouse Policy met the North Sea Treaty Organization."),
            (Strings{}));
  EXPECT_EQ(Citations("Enactment of Act and the Deputy Chief of Staff for Policy"), (Strings{}));
  EXPECT_EQ(Citations("a data act, a privacy act, the ai act of a fool"), (Strings{}));
}

TEST(DocumentExtractorTest, NumberAndTitleSideBySideAreOne) {
  EXPECT_EQ(Citations("Under Regulation (EU) 2016/679 (General Data Protection Regulation) they may ask."),
            (Strings{"CITES eu-gdpr: Regulation (EU) 2016/679 (General Data Protection Regulation)"}));
}

TEST(DocumentExtractorTest, OwnNameIsNoCitation) {
  EXPECT_EQ(
      Citations(
          "This title may be cited as the \"Lantern Safety Act\".\nThe Lantern Safety Act has ten parts."),
      (Strings{}));
  EXPECT_EQ(Citations("The Lighthouse Data Act covers beacons.", false, "Lighthouse Data Act 2030"),
            (Strings{}));
}

// The places that a text with these sections (by their paths) refers to inside itself.
Strings Inside(std::string_view text, const Strings& paths) {
  Document document = testing::MakeDocument(text);
  for (const std::string& path : paths) {
    Section section;
    section.path = path;
    section.parent = 0;
    document.sections.push_back(section);
  }
  Strings out;
  for (const DocumentReference& reference : testing::Extract(document).documents) {
    if (reference.internal) out.push_back(document.sections[reference.part].path);
  }
  return out;
}

TEST(DocumentExtractorTest, PartsOfTheDocumentItselfAreInternal) {
  const std::string_view text =
      "Duties under Article 6(1) and Annex III apply; Article 9 of Regulation (EU) 2016/679 does not.";
  EXPECT_EQ(Inside(text, {"art.6", "art.9", "annex.iii"}), (Strings{"art.6", "annex.iii"}));
  EXPECT_EQ(Citations(text), (Strings{"CITES eu-gdpr art.9: Regulation (EU) 2016/679"}));
  EXPECT_EQ(Inside(text, {"art.5"}), (Strings{}));  // it has no Article 6
}

TEST(DocumentExtractorTest, PlacesThatAnActPutsIntoAnotherAreNotItsOwn) {
  const char* const kAct =
      "Fen Act\n\nSection 5. The Lamp Act is amended by adding Section 20 as follows.\n\nSection 20. Lamps "
      "are lit.\n";
  Document document = testing::MakeDocument(kAct);
  for (const DocumentReference& reference : testing::Extract(document).documents)
    EXPECT_FALSE(reference.internal);
}

TEST(DocumentExtractorTest, PlacesOfOtherActsAreNeverInternal) {
  const Strings paths = {"art.5", "art.6", "art.9", "sec.5", "sec.6"};
  for (const std::string_view text :
       {"See Article 5 of that Regulation.", "Article 6(1) thereof applies.", "Article 9 GDPR applies.",
        "Ibid., Article 9, asks for more.", "Section 5 of the Harbour Act burns.",
        "The words \u201CArticle 6 and Article 9\u201D are inserted.",
        "\u00ABArt. 8. \u2013 The fee named in Article 6 falls due in May.", "Section 6 of such Act ends.",
        "Article 5 of the Convention stays.", "Section 5 of title 9, United States Code, is old."}) {
    EXPECT_EQ(Inside(text, paths), (Strings{})) << text;
  }
}

TEST(DocumentExtractorTest, TheActThatWasNamedBefore) {
  EXPECT_EQ(
      Citations(
          "Banks report under Article 19 of Regulation (EU) 2022/2554. Article 20 of that Regulation adds "
          "more, and Article 6(1) thereof less."),
      (Strings{"CITES eu-dora art.19: Regulation (EU) 2022/2554",
               "CITES eu-dora art.20: Article 20 of that Regulation",
               "CITES eu-dora art.6.1: Article 6(1) thereof"}));
  EXPECT_EQ(Citations("Notices follow 5 U.S.C. \u00A7 552a. See \u00A7\u00A7 552a(e)(3), 552b."),
            (Strings{"CITES us:5-usc-552a: 5 U.S.C. \u00A7 552a",
                     "CITES us:5-usc-552a sec.e.3: \u00A7\u00A7 552a(e)(3), 552b",
                     "CITES us:5-usc-552b: \u00A7\u00A7 552a(e)(3), 552b"}));
}

TEST(DocumentExtractorTest, EachPlaceOfAListHasItsAct) {
  EXPECT_EQ(Citations("They apply Article 2(1), (2) and (3) of Directive 91/271/EEC."),
            (Strings{"CITES eu:1991/271 art.2.1: Directive 91/271/EEC",
                     "CITES eu:1991/271 art.2.2: Directive 91/271/EEC",
                     "CITES eu:1991/271 art.2.3: Directive 91/271/EEC"}));
}

TEST(DocumentExtractorTest, CodesOfStates) {
  EXPECT_EQ(Citations("Harm is a crime (Bus. & Prof. Code, \u00A7 22670)."),
            (Strings{"CITES new:bus-prof-code sec.22670: Bus. & Prof. Code, \u00A7 22670"}));
}

TEST(DocumentExtractorTest, GatedAliasesNeedTheirContext) {
  EXPECT_EQ(Citations("The opera AIDA was sung twice."), (Strings{}));
  EXPECT_EQ(Citations("In Canada AIDA would set fines."), (Strings{"CITES ca-aida: AIDA"}));
}

TEST(DocumentExtractorTest, AcronymsThatTheDocumentSpellsOutAsALaw) {
  EXPECT_EQ(Citations("The Fen Law Against Flooding (LAF) is old, and the LAF is short."),
            (Strings{"CITES new:law-against-flooding: LAF", "CITES new:law-against-flooding: LAF"}));
  EXPECT_EQ(Citations("The Lamp Transfer Protocol (LTP) is old, and the LTP is software."), (Strings{}));
}

TEST(DocumentExtractorTest, StandardsAreLeftToTheOtherExtractor) {
  EXPECT_EQ(Citations("ISO/IEC 42001:2023 and NIST SP 800-53 help."), (Strings{}));
}

// Every noun here could begin a name; the walk to its left is bounded.
TEST(DocumentExtractorTest, RowsOfCapitalsTakeTimeInProportion) {
  for (const std::string_view word : {"Policy ", "Act ", "Article 6 of the ", "Convention on "}) {
    std::string text;
    while (text.size() < 200'000) text += word;
    EXPECT_LT(testing::ProcessorTimes([&] { Citations(text.substr(0, text.size() / 8)); },
                                      [&] { Citations(text); }),
              24)
        << word;
  }
}

TEST(DocumentExtractorTest, PlacesThatOtherWordsGiveToAnotherAct) {
  const Strings paths = {"sec.2", "sec.5", "chap.5"};
  for (const std::string_view text : {"A boat is one that such section 2 names.",
                                      "The Harbour Code is amended by changing Section 5 as follows.",
                                      "It complies with Chapters 5 and 552."}) {
    EXPECT_EQ(Inside(text, paths), (Strings{})) << text;
  }
  EXPECT_EQ(Inside("Owners shall read Sections 2 and 5.", paths), (Strings{"sec.2", "sec.5"}));
}

TEST(DocumentExtractorTest, UnitsOfWhatStandsInFrontAreNotItsOwn) {
  const Strings paths = {"sec.2", "chap.1", "annex.b"};
  for (const std::string_view text :
       {"The table for part VIII of subchapter B of chapter 1 shall end with lamps.",
        "Section 1-19-26 (being Laws 1979, Chapter 360, Section 2) shall be read."}) {
    EXPECT_EQ(Inside(text, paths), (Strings{})) << text;
  }
  EXPECT_EQ(Inside("Part 2 of Chapter 1 shall be read.", paths), (Strings{"chap.1"}));
}

// Numbers may begin anew in each chapter: a part that names itself means itself.
TEST(DocumentExtractorTest, APartThatNamesItselfIsTheOneAroundIt) {
  const Document document = testing::ReadOrDie("plain_text",
                                               "Fen Act\n\nPART 1\nRed\n\nSection 1. The keeper shall light "
                                               "them.\n\nPART 2\nBlue\n\nSection 2. The keeper "
                                               "shall hide them.\n\nPART 1\nLong\n\nSection 3. The keeper "
                                               "shall, for the purposes of Part 1, hold a rope.\n");
  const Findings findings = testing::Extract(document);
  ASSERT_EQ(findings.documents.size(), 1U);
  const Section& section = document.sections[findings.documents[0].part];
  EXPECT_EQ(document.TextOf(section.heading), "Long");
}

// "Convention on Lamps, States shall": the comma ends the name.
TEST(DocumentExtractorTest, ACommaBehindANameEndsIt) {
  EXPECT_EQ(Citations("Pursuant to Article 4 of the Convention on Lamps, States shall light them."),
            (Strings{"CITES new:convention-on-lamps art.4: Convention on Lamps"}));
}

}  // namespace
}  // namespace concord
