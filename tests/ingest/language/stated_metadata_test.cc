#include "ingest/language/stated_metadata.h"

#include <gtest/gtest.h>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

StatedMetadata Read(std::string_view text) {
  return ReadStatedMetadata(testing::MakeDocument(text), testing::BundledExtractors().facts());
}

std::string DateOf(std::string_view text) {
  const auto date = Read(text).date;
  return date ? date->date.ToString() : "";
}

TEST(StatedMetadataTest, TitleOfAnActIsItsShortTitle) {
  EXPECT_EQ(Read("A BILL\nTo light lamps.\nSECTION 1. SHORT TITLE.\nThis Act may be cited as the \"Lamp Act "
                 "of 2031\".")
                .title.title,
            "Lamp Act of 2031");
  EXPECT_EQ(Read("1 This Act may be cited as the Harbour and Lamps Act.\n2 Lamps shall burn.").title.title,
            "Harbour and Lamps Act");
  EXPECT_EQ(Read("This Act may be cited as the ``Harbour Lamps\nAct'' or the ``HLA''.").title.title,
            "Harbour Lamps Act");
}

TEST(StatedMetadataTest, TitleFromTheCover) {
  EXPECT_EQ(
      Read("118TH CONGRESS\n2D SESSION\nH. R. 4\nNational Strategy for Lamps\nLamps are useful.").title.title,
      "National Strategy for Lamps");
  EXPECT_EQ(Read("OFFICE OF MANAGEMENT AND BUDGET\nMEMORANDUM FOR THE HEADS OF DEPARTMENTS\nSUBJECT: Buying "
                 "Lamps Well")
                .title.title,
            "Buying Lamps Well");
  EXPECT_EQ(
      Read("AN ACT relating to lamps in harbours.\nBE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS:")
          .title.title,
      "AN ACT relating to lamps in harbours.");
}

TEST(StatedMetadataTest, LetterheadsAndPrintersLinesAreNoTitles) {
  EXPECT_EQ(Read("S T A T E   O F   O H I O\nNational Strategy for Lamps\nLamps are useful.").title.title,
            "National Strategy for Lamps");
  EXPECT_EQ(Read("PRINTER'S NO. 1077\nNational Strategy for Lamps\nLamps are useful.").title.title,
            "National Strategy for Lamps");
}

TEST(StatedMetadataTest, WhoEnacts) {
  EXPECT_EQ(Read("BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE:\nSECTION 1.").issuer.name,
            "State of Tennessee");
  EXPECT_EQ(Read("The people of the State of California do enact as follows:\nSection 1.").issuer.name,
            "State of California");
  EXPECT_EQ(Read("Be it enacted by the Legislature of West Virginia:").issuer.name, "State of West Virginia");
  EXPECT_EQ(Read("Be it enacted by the Senate and House of Representatives of the\nUnited States of America "
                 "in Congress "
                 "assembled,")
                .issuer.name,
            "United States Congress");
  EXPECT_EQ(Read("WHEREAS, lamps burn.\nBE IT RESOLVED by the House of the 150th General Assembly of the "
                 "State of Delaware")
                .issuer.name,
            "State of Delaware");
  EXPECT_EQ(Read("THE GENERAL ASSEMBLY OF PENNSYLVANIA\nHOUSE RESOLUTION\nLamps burn.").issuer.name,
            "State of Pennsylvania");
  EXPECT_EQ(Read("A note on lamps.\nThe State of Ohio has many.").issuer.name, "");
}

TEST(StatedMetadataTest, ASharedNameMeansTheKnownBodyOnlyBesideThatBodysOwnName) {
  EXPECT_EQ(Read("Harbour Lamp Advice\nLamps burn.\nOn behalf of the Commission,\nJane Sailor").issuer.name,
            "");
  EXPECT_EQ(Read("Harbour Lamp Advice\nThe European Union has many lamps.\nOn behalf of the Commission\n"
                 "Jane Sailor")
                .issuer.name,
            "Commission");
}

TEST(StatedMetadataTest, HeadingsOfALawAreNoLetterheads) {
  EXPECT_EQ(Read("Lamps in ports\nCHAPTER\nCOMMISSION TO WATCH THE USE OF LAMPS\nLamps burn.").issuer.name,
            "");
  EXPECT_EQ(Read("Lamps in ports\nSCOPE and AUTHORITY\nLamps burn.").issuer.name, "");
  EXPECT_EQ(Read("Lamps in ports\nLe Conseil des lampes entendu ;\nLamps burn.").issuer.name, "");
}

TEST(StatedMetadataTest, DateBehindItsLabelOrAlone) {
  EXPECT_EQ(DateOf("A lamp act.\n[Approved by Governor September 28, 2024.]"), "2024-09-28");
  EXPECT_EQ(DateOf("Lamps\n14 January 2031\nLamps are useful."), "2031-01-14");
  EXPECT_EQ(DateOf("Lamps\nNot later than January 1, 2030, the Board shall light them."), "");
}

TEST(StatedMetadataTest, ManifestStandsAndTheConflictIsSaid) {
  Document document =
      testing::MakeDocument("This Act may be cited as the \"Lamp Act\".\nApproved May 2, 2031.");
  document.metadata.title = "Harbour Act";
  document.metadata.origins["title"] = "MANIFEST.tsv:3";
  document.metadata.date = Date::Parse("2030-01-01");
  document.metadata.origins["date"] = "MANIFEST.tsv:3";
  const Facts& facts = testing::BundledExtractors().facts();
  ApplyStatedMetadata(ReadStatedMetadata(document, facts), facts, &document);
  EXPECT_EQ(document.metadata.title, "Harbour Act");
  EXPECT_EQ(document.metadata.date, Date::Parse("2030-01-01"));
  ASSERT_EQ(document.repairs.size(), 2U);
  EXPECT_NE(document.repairs[0].message.find("Lamp Act"), std::string::npos);
  EXPECT_NE(document.repairs[1].message.find("2031-05-02"), std::string::npos);
}

TEST(StatedMetadataTest, FirstLineOfAFormIsReplaced) {
  Document document = testing::MakeDocument("A BILL\nThis Act may be cited as the \"Lamp Act\".");
  document.metadata.title = "A BILL";
  const Facts& facts = testing::BundledExtractors().facts();
  ApplyStatedMetadata(ReadStatedMetadata(document, facts), facts, &document);
  EXPECT_EQ(document.metadata.title, "Lamp Act");
}

std::string TitleOf(std::string_view text) { return Read(text).title.title; }
std::string IssuerOf(std::string_view text) { return Read(text).issuer.name; }

TEST(StatedMetadataTest, ShortTitleAtTheEndOrOfAPartThatIsAll) {
  EXPECT_EQ(
      TitleOf("A BILL TO\nMake provision for lamps; and for connected purposes.\n1 Lamps\nLamps shall burn.\n"
              "(3) This Act may be cited as the Lamps (Regulation) Act 2031"),
      "Lamps (Regulation) Act 2031");
  EXPECT_EQ(
      TitleOf(
          "SEC. 9. LAMPS.\n(a) Short Title.--This title may be cited as the ``Harbour \nLamps Act'' or the\n"
          "``HLA''."),
      "Harbour Lamps Act");
  EXPECT_EQ(TitleOf("This Act shall be known, and may be cited, as the Lamp Safety Act."), "Lamp Safety Act");
}

TEST(StatedMetadataTest, LongTitlesAndTitlesOverSeveralLines) {
  EXPECT_EQ(TitleOf("H. R. 4\nTo light the lamps of harbours, and for other purposes.\nIN THE HOUSE "
                    "OF\nREPRESENTATIVES"),
            "To light the lamps of harbours, and for other purposes.");
  EXPECT_EQ(
      TitleOf("REGULATION (EU) 2031/417 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL\nof 13 June 2031\n"
              "laying down rules on lamps\nThe lamps burn."),
      "REGULATION (EU) 2031/417 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL of 13 June 2031 laying down "
      "rules on "
      "lamps");
}

TEST(StatedMetadataTest, NamesOfFilesAndProgramsAreNoTitles) {
  EXPECT_TRUE(IsFileName("lamp_policy_v3.docx", "texts/other.docx"));
  EXPECT_TRUE(IsFileName("Microsoft Word - lamps", "lamps.pdf"));
  EXPECT_TRUE(IsFileName("harbour-lamps", "texts/harbour-lamps.txt"));
  EXPECT_FALSE(IsFileName("Harbour lamps", "texts/harbour-lamps.txt"));
  Document document = testing::MakeDocument("National Strategy for Lamps\nLamps are useful.");
  document.path = "texts/lamps.md";
  document.metadata.title = "lamps.md";
  document.metadata.origins["title"] = "MANIFEST.tsv:3";
  const Facts& facts = testing::BundledExtractors().facts();
  ApplyStatedMetadata(ReadStatedMetadata(document, facts), facts, &document);
  EXPECT_EQ(document.metadata.title, "National Strategy for Lamps");
  EXPECT_EQ(document.metadata.origins["title"], "text:0-27");
}

TEST(StatedMetadataTest, StatesByFormulaLetterheadSealAndCode) {
  EXPECT_EQ(IssuerOf("CALIFORNIA LEGISLATURE- 2031-2032 REGULAR SESSION\nSenate Bill No. 4\nLamps burn."),
            "State of California");
  EXPECT_EQ(IssuerOf("Be it enacted by the Senate and House of Representatives in General Court assembled,"),
            "State of Massachusetts");
  EXPECT_EQ(IssuerOf("LAMPS\nBy virtue of the authority vested in me as Governor, I order lamps.\n"
                     "Given under the Seal of the Commonwealth of Virginia this 20th day of May, 2031."),
            "State of Virginia");
  EXPECT_EQ(IssuerOf("Section 4 of title 9, Arizona Revised Statutes, is amended to read:\nLamps burn."),
            "State of Arizona");
  EXPECT_EQ(IssuerOf("A new section is added to chapter 9 RCW to read as follows:\nLamps burn."),
            "State of Washington");
  EXPECT_EQ(IssuerOf("The lamps of Washington and of Georgia burn, and the code is amended."), "");
}

TEST(StatedMetadataTest, PartsOfActsOfCongress) {
  EXPECT_EQ(IssuerOf("SEC. 9. LAMPS.\nSection 4 of the Lamp Act (6 U.S.C. 391) is amended by adding lamps."),
            "United States Congress");
  EXPECT_EQ(
      IssuerOf(
          "SEC. 9. LAMPS.\nNot later than 90 days after the date of the enactment of this Act, the Secretary "
          "shall report to the congressional defense committees."),
      "United States Congress");
  EXPECT_EQ(IssuerOf("The Board read section 4 of the Lamp Act (6 U.S.C. 391)."), "");
}

TEST(StatedMetadataTest, WhoPublishesOrIssues) {
  EXPECT_EQ(
      IssuerOf(
          "Guide to Lamps\nPrepared by: Office of Programs,\nU.S. Government Publishing Office\nLamps burn."),
      "U.S. Government Publishing Office");
  EXPECT_EQ(IssuerOf("Lamps\nPublished by the Harbour Lamp Institute, 2031\nLamps burn."),
            "Harbour Lamp Institute");
  EXPECT_EQ(IssuerOf("On lamps\nThe Harbour Office of the Lamp General issues this guidance to keepers."),
            "Harbour Office of the Lamp General");
  EXPECT_EQ(
      IssuerOf("Lamps\nLamps burn.\nCopyright (c) 2031 by Harbour Lamp Foundation. All rights reserved."),
      "Harbour Lamp Foundation");
  EXPECT_EQ(IssuerOf("Lamps\nLamps burn.\nSuggested citation: Harbour Lamp Institute (2031). Lamps."),
            "Harbour Lamp Institute");
  EXPECT_EQ(IssuerOf("COMMISSION DECISION\nof 24 January 2031\non lamps\nLamps burn."),
            "European Commission");
}

TEST(StatedMetadataTest, DatesOfSignaturesCoversAndVersions) {
  EXPECT_EQ(DateOf("Lamps\nFait à Lampeville, le 3 mai 2031."), "2031-05-03");
  EXPECT_EQ(
      DateOf(
          "LAMPS\nGiven under my hand and under the Seal of the Commonwealth of Virginia\nthis 20th day of "
          "September, 2031."),
      "2031-09-20");
  EXPECT_EQ(DateOf("Lamps\nINTRODUCED BY R. LAMP, KEEPER AND ROPE, APRIL 28, 2031\nLamps burn."),
            "2031-04-28");
  EXPECT_EQ(DateOf("Lamps\nVersion 2, January 2031\nLamps burn."), "2031-01");
  EXPECT_EQ(DateOf("Lamps\nThis Act shall become effective on October 1, 2031."), "");
  EXPECT_EQ(DateOf("Lamps\nThe Board adopted the plan before 3 May 2031 and lamps burn."), "");
}

TEST(StatedMetadataTest, SpansAreTheWordsThatSaySo) {
  const std::string text =
      "Lamps\nPublished by the Harbour Lamp Institute, 2031\nGeneva, 3 May 2031\nLamps burn.";
  const StatedMetadata stated = Read(text);
  const auto words = [&](Span span) { return text.substr(span.start, span.size()); };
  EXPECT_EQ(words(stated.issuer.span), "Harbour Lamp Institute");
  ASSERT_TRUE(stated.date);
  EXPECT_EQ(words(stated.date->span), "3 May 2031");
}

// Bodies that no table knows, by what the text says of them.
TEST(StatedMetadataTest, WhoMadeIt) {
  const auto issuer = [](std::string_view text) { return Read(text).issuer.name; };
  EXPECT_EQ(
      issuer("Guide to Lamps\nAdopted by the Council of the Harbour Alliance on 13 May 2031\nLamps burn."),
      "Council of the Harbour Alliance");
  EXPECT_EQ(
      issuer("Lamp Rules\nOwners keep lamps.\nApproved by the Board of the Harbour Trust on May 13, 2031."),
      "Board of the Harbour Trust");
  EXPECT_EQ(issuer("Leitfaden\nLampen brennen.\nHerausgeber:\nBundesamt für Hafenlampen\nLampenweg 3"),
            "Bundesamt für Hafenlampen");
  EXPECT_EQ(issuer("Guide des lampes\nPublié par l’Agence nationale des lampes\nLes lampes brûlent."),
            "Agence nationale des lampes");
  EXPECT_EQ(issuer("Guía\nElaborado por la Agencia Portuaria de Lámparas\nLas lámparas arden."),
            "Agencia Portuaria de Lámparas");
  EXPECT_EQ(issuer("Lamp Note\nLamps burn.\nThis document was prepared by the Lamp Working Group of the Quay "
                   "Association."),
            "Lamp Working Group of the Quay Association");
  EXPECT_EQ(issuer("THE QUAY COUNCIL,\nHaving regard to the Quay Charter,\nHas adopted this:\nLamps burn."),
            "QUAY COUNCIL");
  EXPECT_EQ(issuer("Statement\nWe, the members of the Quay Lamp Coalition, met and agree:\nLamps burn."),
            "Quay Lamp Coalition");
  EXPECT_EQ(issuer("Press release\nQuay Lamp Alliance lights lamps\n13 May 2031\nLamps burn.\nAbout the Quay "
                   "Lamp Alliance\nWe light."),
            "Quay Lamp Alliance");
  EXPECT_EQ(issuer("Memorandum of Understanding\nLamps burn.\nFor the Quay Board:\nA. Sailor"), "Quay Board");
  EXPECT_EQ(issuer("Lamp Policy\nPolicy owner: Quay Technology Office\nLamps burn."),
            "Quay Technology Office");
  EXPECT_EQ(issuer("Republic of Lampland\nNational Agency for Lamps\nLAMP ORDER\nLamps burn."),
            "National Agency for Lamps");
  EXPECT_EQ(issuer("Ministero delle Lampade\nLinee guida\nLe lampade ardono."), "Ministero delle Lampade");
  // Merely named, or said of something else
  EXPECT_EQ(
      issuer("Guide to Lamps\nThe lamp was prepared by the Lamp Working Group of the Quay.\nLamps burn."),
      "");
  EXPECT_EQ(issuer("Report on the Quay Lamp Agency\nLamps burn at night, and nobody minds."), "");
  EXPECT_EQ(issuer("About the Quay Lamp Alliance\nNobody else names it at all."), "");
}

TEST(StatedMetadataTest, LetterheadsOfUnknownBodiesAreNoTitles) {
  EXPECT_EQ(Read("Ministère de la Mer\nCirculaire relative aux lampes\nLes lampes brûlent.").title.title,
            "Circulaire relative aux lampes");
  EXPECT_EQ(Read("City of Lampton\nDepartment of Lamps\nPolicy on street lamps\nLamps burn.").title.title,
            "Policy on street lamps");
  EXPECT_EQ(Read("City of Lampton Lamp Policy\nLamps burn.").title.title, "City of Lampton Lamp Policy");
}

TEST(StatedMetadataTest, DatesOfNamedActsAndOfTwoCalendars) {
  EXPECT_EQ(DateOf("Republic of Lampland\nLAMP ORDER No. 7 of 13 May 2031\nLamps burn."), "2031-05-13");
  EXPECT_EQ(DateOf("Law amending the Lamp Law of 13 May 2031\nLamps burn."), "");
  EXPECT_EQ(DateOf("Lamp Rules\n5 Ramadan 1452 H, corresponding to 13 May 2031\nLamps burn."), "2031-05-13");
}

TEST(StatedMetadataTest, WhoIsBehindAnAddressATreatyOrAnExcerpt) {
  const auto issuer = [](std::string_view text) { return Read(text).issuer; };
  EXPECT_EQ(issuer("I. Purpose\nLamps burn.\nAsk lamps.manager@das.ohio.gov for more.").name,
            "State of Ohio");
  EXPECT_EQ(issuer("I. Purpose\nLamps burn.\nAsk lamps@nist.gov.").form, "address");
  EXPECT_EQ(issuer("I. Purpose\nLamps burn.\nAsk lamps@nist.gov or a@das.ohio.gov.").name, "");
  EXPECT_EQ(issuer("Lamp Covenant\nLamps burn.\nInstruments of ratification shall be deposited with the "
                   "Secretary-General of the United Nations.")
                .name,
            "United Nations");
  EXPECT_EQ(issuer("Sec. 28. LAMPS.\nThe department must look after the lamps of Nebraska.").name,
            "State of Nebraska");
  EXPECT_EQ(issuer("Sec. 28. LAMPS.\nThe lamps of Nebraska and of Utah burn.").name, "");
  EXPECT_EQ(issuer("Sec. 28. LAMPS.\nThe Secretary of Defense must light the lamps of Alaska.").name, "");
  EXPECT_EQ(issuer("Lamps of Nebraska\nThey burn.").name, "");
  EXPECT_EQ(issuer("May 3, 2031\nM-31-18\nMEMORANDUM FOR THE HEADS OF OFFICES\nFROM:\tShalanda D. "
                   "Young\nSUBJECT: Lamps")
                .name,
            "Office of Management and Budget");
  EXPECT_EQ(issuer("The Australian Government’s interim response\nLamps burn.").name, "Australia");
}

TEST(StatedMetadataTest, DatesOfSignaturesInRunningText) {
  EXPECT_EQ(DateOf("Lamp Order 7\nLamps burn.\nThis order goes on. Ordered this 8th day of February 2031."),
            "2031-02-08");
  EXPECT_EQ(DateOf("Lamp Order\nGiven under this sixth day of May, two thousand and thirty-one."),
            "2031-05-06");
  EXPECT_EQ(DateOf("Lamp Order\nThis Act takes effect on the 1st day of July 2031."), "");
}

TEST(StatedMetadataTest, DatesAtTheEndOfTitles) {
  EXPECT_EQ(DateOf("Statement on Lamps \u2013 9 April 2031\nLamps burn."), "2031-04-09");
  EXPECT_EQ(DateOf("The Fen Declaration by Ports at the Lamp Summit, 1-2 November 2031\nLamps burn."),
            "2031-11-01");
  EXPECT_EQ(DateOf("Report on the fire of 9 April 2031\nLamps burn."), "");
  EXPECT_EQ(DateOf("Resolution adopted by the Lamp Assembly on 26 October 2031\nLamps burn."), "2031-10-26");
  EXPECT_EQ(DateOf("The Lamp Act of 13 May 2030 and its rules apply.\nLamps burn."), "");
}

TEST(StatedMetadataTest, DatesInPartsOfALine) {
  EXPECT_EQ(DateOf("Lamps\nBy Jane Keeper | March 9, 2031 | 5 min read\nLamps burn."), "2031-03-09");
  EXPECT_EQ(DateOf("Port, Republic of the Fens, 21 May 2031\nLamps burn."), "2031-05-21");
  EXPECT_EQ(DateOf("Ley 3/2031, de 5 de diciembre, de L\u00E1mparas.\nLas l\u00E1mparas arden."),
            "2031-12-05");
  EXPECT_EQ(DateOf("Lamp Act\nApproved Dec. 23, 2031.\nLamps burn."), "2031-12-23");
}

// "Steps" is short, but the format says that it is the title; a sentence that asks is none.
TEST(StatedMetadataTest, AShortHeadingIsATitleAndASentenceIsNone) {
  Document document = testing::MakeDocument("# Steps\nOwners shall ring the bell.\nRules for bells");
  document.format = "markdown";
  document.metadata.title = "Steps";
  const Facts& facts = testing::BundledExtractors().facts();
  ApplyStatedMetadata(ReadStatedMetadata(document, facts), facts, &document);
  EXPECT_EQ(document.metadata.title, "Steps");
  EXPECT_EQ(TitleOf("Owners shall ring the bell.\nRules for bells"), "Rules for bells");
}

TEST(StatedMetadataTest, DatesInBracketsAndInASentenceAboutTheText) {
  EXPECT_EQ(
      DateOf(
          "Bells Act 2031\n2031 CHAPTER 5\nAn Act to make provision about bells. [3rd March 2031]\n1 Duties"),
      "2031-03-03");
  EXPECT_EQ(DateOf("Terms of the Bell\nThese terms were last revised on March 3, 2031.\nUsers must ring it."),
            "2031-03-03");
  EXPECT_EQ(DateOf("Terms of the Bell\nThe Fen Act was last revised on March 3, 2031.\nUsers must ring it."),
            "");
}

}  // namespace
}  // namespace concord
