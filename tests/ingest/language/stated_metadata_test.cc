#include "ingest/language/stated_metadata.h"

#include <gtest/gtest.h>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

StatedMetadata Read(std::string_view text) {
  return ReadStatedMetadata(testing::MakeDocument(text), testing::BundledExtractors().facts());
}

TEST(StatedMetadataTest, TitleOfAnActIsItsShortTitle) {
  EXPECT_EQ(Read("A BILL\nTo light lamps.\nSECTION 1. SHORT TITLE.\nThis Act may be cited as the \"Lamp Act "
                 "of 2031\".")
                .title,
            "Lamp Act of 2031");
  EXPECT_EQ(Read("1 This Act may be cited as the Harbour and Lamps Act.\n2 Lamps shall burn.").title,
            "Harbour and Lamps Act");
  EXPECT_EQ(Read("This Act may be cited as the ``Harbour Lamps\nAct'' or the ``HLA''.").title,
            "Harbour Lamps Act");
}

TEST(StatedMetadataTest, TitleFromTheCover) {
  EXPECT_EQ(Read("118TH CONGRESS\n2D SESSION\nH. R. 4\nNational Strategy for Lamps\nLamps are useful.").title,
            "National Strategy for Lamps");
  EXPECT_EQ(Read("OFFICE OF MANAGEMENT AND BUDGET\nMEMORANDUM FOR THE HEADS OF DEPARTMENTS\nSUBJECT: Buying "
                 "Lamps Well")
                .title,
            "Buying Lamps Well");
  EXPECT_EQ(
      Read("AN ACT relating to lamps in harbours.\nBE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS:")
          .title,
      "AN ACT relating to lamps in harbours.");
}

TEST(StatedMetadataTest, LetterheadsAndPrintersLinesAreNoTitles) {
  EXPECT_EQ(Read("S T A T E   O F   O H I O\nNational Strategy for Lamps\nLamps are useful.").title,
            "National Strategy for Lamps");
  EXPECT_EQ(Read("PRINTER'S NO. 1077\nNational Strategy for Lamps\nLamps are useful.").title,
            "National Strategy for Lamps");
}

TEST(StatedMetadataTest, WhoEnacts) {
  EXPECT_EQ(Read("BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE:\nSECTION 1.").issuer,
            "State of Tennessee");
  EXPECT_EQ(Read("The people of the State of California do enact as follows:\nSection 1.").issuer,
            "State of California");
  EXPECT_EQ(Read("Be it enacted by the Legislature of West Virginia:").issuer, "State of West Virginia");
  EXPECT_EQ(Read("Be it enacted by the Senate and House of Representatives of the\nUnited States of America "
                 "in Congress "
                 "assembled,")
                .issuer,
            "United States Congress");
  EXPECT_EQ(Read("WHEREAS, lamps burn.\nBE IT RESOLVED by the House of the 150th General Assembly of the "
                 "State of Delaware")
                .issuer,
            "State of Delaware");
  EXPECT_EQ(Read("THE GENERAL ASSEMBLY OF PENNSYLVANIA\nHOUSE RESOLUTION\nLamps burn.").issuer,
            "State of Pennsylvania");
  EXPECT_EQ(Read("A note on lamps.\nThe State of Ohio has many.").issuer, "");
}

TEST(StatedMetadataTest, DateBehindItsLabelOrAlone) {
  EXPECT_EQ(Read("A lamp act.\n[Approved by Governor September 28, 2024.]").date, Date::Parse("2024-09-28"));
  EXPECT_EQ(Read("Lamps\n14 January 2031\nLamps are useful.").date, Date::Parse("2031-01-14"));
  EXPECT_EQ(Read("Lamps\nNot later than January 1, 2030, the Board shall light them.").date, std::nullopt);
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

}  // namespace
}  // namespace concord
