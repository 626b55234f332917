// Who issued a document, where its own words say so.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;

// "g20 title" for each issuer that the text states; with what a manifest says.
Strings Issuers(std::string_view text, std::string_view title = {}, std::string_view issuer = {}) {
  Document document = testing::MakeDocument(text);
  document.metadata.title = title;
  document.metadata.issuer = issuer;
  Strings found;
  for (const IssuerStatement& statement : testing::Extract(document).issuers)
    found.push_back(statement.forum + " " + std::string(statement.form));
  return found;
}

TEST(IssuerExtractorTest, OpeningFormula) {
  EXPECT_EQ(Issuers("On harbours\nTHE EUROPEAN COMMISSION,\nHaving regard to the Treaty,"),
            (Strings{"ec formula"}));
  EXPECT_EQ(
      Issuers("The United Nations General Assembly, recalling its resolution on tides,\n1. Decides so."),
      (Strings{"unga formula"}));
  EXPECT_EQ(Issuers("THE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION,\nHaving regard to it,"),
            (Strings{"ep formula", "eu-council formula"}));
}

TEST(IssuerExtractorTest, AnOrganSpeaksForItsBody) {
  EXPECT_EQ(Issuers("The General Conference of the United Nations Educational, Scientific and Cultural "
                    "Organization (UNESCO), meeting by the sea,"),
            (Strings{"unesco formula"}));
  EXPECT_EQ(
      Issuers("The Committee of Ministers, under the terms of Article 15 of the Statute of the Council of "
              "Europe,"),
      (Strings{"coe-cm formula"}));
  EXPECT_EQ(Issuers("The Permanent Mission of Tidonia to the United Nations, presenting its compliments,"),
            Strings{});
}

TEST(IssuerExtractorTest, WhoSaysWe) {
  EXPECT_EQ(Issuers("On 3 May 2031, under the Presidency of Tidonia, we, the G7 Harbour Ministers, met."),
            (Strings{"g7 we"}));
  EXPECT_EQ(Issuers("We, the Leaders of the G20, met in the harbour town."), (Strings{"g20 we"}));
  EXPECT_EQ(Issuers("We, the member countries of the Freedom Online Coalition (FOC), believe in tides."),
            (Strings{"foc we"}));
  EXPECT_EQ(Issuers("We, the G7 Digital and Tech Ministers, met."), (Strings{"g7 we"}));
}

TEST(IssuerExtractorTest, WhoseMembersSpeak) {
  EXPECT_EQ(Issuers("The member States of the Council of Europe and the other signatories hereto,"),
            (Strings{"coe members"}));
  EXPECT_EQ(Issuers("G20 Leaders, meeting by the sea, say this."), (Strings{"g20 members"}));
}

TEST(IssuerExtractorTest, Title) {
  EXPECT_EQ(Issuers("# G20 Ministerial Statement on Harbours (2031)\nTides matter."), (Strings{"g20 title"}));
  EXPECT_EQ(Issuers("Council of Europe Framework Convention on Tides\nTides matter."),
            (Strings{"coe title"}));
  EXPECT_EQ(Issuers("G20 New Harbour Leaders' Declaration\nTides matter."), (Strings{"g20 title"}));
  EXPECT_EQ(Issuers("ASEAN Guide on Tides\nTides matter."), (Strings{"asean title"}));
  EXPECT_EQ(Issuers("Joint Declaration by the Leaders of the African Union\nTides matter."),
            (Strings{"au title"}));
  EXPECT_EQ(Issuers("Tides matter.", "OECD Recommendation on Tides"), (Strings{"oecd title"}));
}

TEST(IssuerExtractorTest, ReleasedBy) {
  EXPECT_EQ(Issuers("The following is the joint statement released by the Freedom Online Coalition, of whom "
                    "many are small."),
            (Strings{"foc released"}));
  EXPECT_EQ(Issuers("Tides matter.\nAdopted by the African Union at its second session."),
            (Strings{"au released"}));
}

TEST(IssuerExtractorTest, AloneOnATitlePage) {
  EXPECT_EQ(Issuers("UNITED NATIONS\nOn harbours\nTides matter."), (Strings{"un alone"}));
}

TEST(IssuerExtractorTest, ABodyThatIsNamedIssuedNothing) {
  EXPECT_EQ(Issuers("We welcome the work of the G20 on harbours."), Strings{});
  EXPECT_EQ(Issuers("We support the OECD Principles, as adopted by the G20."), Strings{});
  EXPECT_EQ(Issuers("NATO Enlargement Act\nTides matter."), Strings{});
  EXPECT_EQ(Issuers("United Nations Security Council Resolution 1540 Implementation Handout\nTides matter."),
            Strings{});
  EXPECT_EQ(Issuers("OECD Principles: a critical look\nTides matter."), Strings{});
  EXPECT_EQ(Issuers("- G20 Statement on Tides\n- G20 Statement on Harbours"), Strings{}) << "a list of texts";
  EXPECT_EQ(
      Issuers("A policy on working with the United Nations\nThe OECD has rules adopted by its members."),
      Strings{});
  EXPECT_EQ(Issuers("The General Assembly of the State of Tides, having met, finds:"), Strings{});
  EXPECT_EQ(Issuers("Hiroshima Process Code of Conduct for Harbours\nTides matter."), Strings{})
      << "a process has no voice";
}

TEST(IssuerExtractorTest, AManifestStands) {
  constexpr std::string_view kText = "G20 Statement on Tides\nTHE EUROPEAN COMMISSION,\nHaving regard to it,";
  EXPECT_EQ(Issuers(kText, "", "European Union"), (Strings{"ec formula"})) << "a part of it";
  EXPECT_EQ(Issuers(kText, "", "European Union (OJ)"), (Strings{"ec formula"}));
  EXPECT_EQ(Issuers(kText, "", "France"), Strings{});
  EXPECT_EQ(Issuers(kText, "", "Office of Tides"), (Strings{"ec formula"})) << "no table knows it";
}

TEST(IssuerExtractorTest, ABodyThatNoTableKnows) {
  constexpr std::string_view kText = "The Conference of the Parties,\nRecalling the tides,";
  EXPECT_EQ(Issuers(kText), (Strings{"new:conference-of-the-parties formula"}));
  EXPECT_EQ(Issuers(kText, "", "Conference of the Parties to the Convention on Tides"), Strings{})
      << "the manifest says it better";
}

TEST(IssuerExtractorTest, TheWordsThatSayIt) {
  const Document document = testing::MakeDocument("On tides\nWe, the Leaders of the G20, met. The OECD met.");
  const Findings findings = testing::Extract(document);
  ASSERT_EQ(findings.issuers.size(), 1u);
  EXPECT_EQ(document.TextOf(findings.issuers[0].span), "We, the Leaders of the G20");
}

TEST(IssuerExtractorTest, WhoProposesAnActOfTheUnion) {
  EXPECT_EQ(
      Issuers("Proposal for a\nCOUNCIL DECISION\non lamps\nTHE COUNCIL OF THE EUROPEAN UNION,\nHaving regard "
              "to the Treaty,"),
      (Strings{"ec title"}));
  EXPECT_EQ(
      Issuers(
          "EUROPEAN COMMISSION\nProposal for a\nDIRECTIVE OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL\n"
          "on lamps\nTHE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION,\nHaving regard to it,"),
      (Strings{"ec alone"}));
  EXPECT_EQ(Issuers("Proposal for a lamp\nTHE UNITED NATIONS GENERAL ASSEMBLY,\nRecalling its lamps,"),
            (Strings{"unga formula"}));
}

}  // namespace
}  // namespace concord
