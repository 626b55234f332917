#include "ingest/resolve/document_keys.h"

#include <gtest/gtest.h>

#include "ingest/designators/designators.h"

namespace concord {
namespace {

const Facts& BundledFacts() {
  static const std::shared_ptr<const Facts> facts = *Facts::Load(BundledDatasets());
  return *facts;
}

std::string KeyWith(const std::string& scheme, const std::string& identifier) {
  Document document;
  document.path = "folder/file.xml";
  document.metadata.identifiers[scheme] = identifier;
  return KeysOf(document, BundledFacts()).document;
}

// The key under which a text cites the work is found by the scanner of designators.
std::string KeyOfCitation(std::string_view text) {
  const std::vector<Designator> found = ScanDesignators(text, {.prose = true});
  return found.size() == 1 ? found[0].key : "";
}

TEST(DocumentKeysTest, AnActAndItsCitationHaveOneKey) {
  EXPECT_EQ(KeyWith("celex", "32031R0417"), KeyOfCitation("Regulation (EU) 2031/417"));
  EXPECT_EQ(KeyWith("eli", "http://data.europa.eu/eli/reg/2031/417/oj"),
            KeyOfCitation("Regulation (EU) 2031/417"));
  EXPECT_EQ(KeyWith("celex", "32031L0417"), KeyOfCitation("Directive (EU) 2031/417"));
  EXPECT_EQ(KeyWith("com", "COM(2031) 417 final"), KeyOfCitation("COM(2031) 417 final"));
}

TEST(DocumentKeysTest, ALawOfTheUnitedStatesAndItsCitationHaveOneKey) {
  EXPECT_EQ(KeyWith("frbr_work", "/us/pl/119/417"), KeyOfCitation("Public Law 119-417"));
  EXPECT_EQ(KeyWith("pl", "119-417"), KeyOfCitation("Pub. L. 119-417"));
  EXPECT_EQ(KeyWith("frbr_work", "/akn/us/act/2031-11-29/119-417"), KeyOfCitation("Public Law 119-417"));
  EXPECT_EQ(KeyWith("frbr_work", "/us/usc/t9/s417"), KeyOfCitation("9 U.S.C. 417"));
}

TEST(DocumentKeysTest, AResolutionAndItsCitationHaveOneKey) {
  EXPECT_EQ(KeyWith("un_symbol", "A/RES/99/417"), KeyOfCitation("A/RES/99/417"));
}

TEST(DocumentKeysTest, AKnownDocumentHasItsIdHoweverItIsIdentified) {
  EXPECT_EQ(KeyWith("celex", "32024R1689"), "eu-ai-act");
  EXPECT_EQ(KeyWith("eli", "http://data.europa.eu/eli/reg/2024/1689/oj"), "eu-ai-act");
  EXPECT_EQ(KeyWith("frbr_work", "/us/pl/104/191"), "us-hipaa");
}

TEST(DocumentKeysTest, AnIdentifierThatNobodyCitesIsASlug) {
  EXPECT_EQ(KeyWith("frbr_work", "/us/bill/119/hr/417"), "us-bill-119-hr-417");
  EXPECT_EQ(KeyWith("frbr_work", "/akn/fr/ppl/x1"), "akn-fr-ppl-x1");
  EXPECT_EQ(KeyWith("frbr_work", "/us/pl/one/two"), "us-pl-one-two");
  EXPECT_EQ(KeyWith("unheard-of", "17"), "folder-file");
}

std::string KeyTitled(const std::string& title) {
  Document document;
  document.path = "folder/file.md";
  document.metadata.title = title;
  return KeysOf(document, BundledFacts()).document;
}

TEST(DocumentKeysTest, TheFullTitleOfAnActIsTheAct) {
  EXPECT_EQ(KeyTitled("REGULATION (EU) 2031/417 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL of 1 May 2031 "
                      "amending Regulation (EU) 2024/1689"),
            KeyOfCitation("Regulation (EU) 2031/417"));
  EXPECT_EQ(KeyTitled("Regulation (EU) 2024/1689 of the European Parliament"), "eu-ai-act");
  EXPECT_EQ(KeyTitled("Recommendation on Imaginary Machines (OECD/LEGAL/0917, 2031)"),
            KeyOfCitation("OECD/LEGAL/0917"));
  EXPECT_EQ(KeyTitled("Imaginary machines for all (A/RES/99/417)"), KeyOfCitation("A/RES/99/417"));
}

TEST(DocumentKeysTest, ATitleThatNamesAnotherWorkIsNotThatWork) {
  EXPECT_EQ(KeyTitled("Regulation (EU) 2024/1689: questions and answers"), "folder-file");
  EXPECT_EQ(KeyTitled("Guidelines on imaginary machines (Regulation (EU) 2024/1689)"), "folder-file");
  EXPECT_EQ(KeyTitled("How states carried out A/RES/99/417"), "folder-file");
  EXPECT_EQ(KeyTitled("Reports on A/RES/99/417 and others (A/RES/99/417 and A/RES/99/418)"), "folder-file");
  EXPECT_EQ(KeyTitled("Imaginary machines (annex to OECD/LEGAL/0917)"), "folder-file");
}

TEST(DocumentKeysTest, AFileOfACollectionHasItsNumberForAKey) {
  EXPECT_EQ(NumberOfFile("texts/lamp-1804-On-the-keeping-of-lamps-in-harbours.txt"), "lamp-1804");
  EXPECT_EQ(NumberOfFile("LAMP_17 a long name of a file about the lamps.md"), "lamp-17");
  EXPECT_EQ(NumberOfFile("lamp-1804.txt"), "");
  EXPECT_EQ(NumberOfFile("chapter-2-on-the-keeping-of-lamps-in-harbours.txt"), "");
  EXPECT_EQ(NumberOfFile("on-the-keeping-of-lamps-in-harbours-and-other-places.txt"), "");
  Document document;
  document.path =
      "texts/lamp-1804-On-the-keeping-of-lamps-in-harbours-and-in-all-the-other-places-with-ships.txt";
  EXPECT_EQ(KeysOf(document, BundledFacts()).document, "lamp-1804");
  const std::string other = KeysOf(document, BundledFacts(), /*by_number=*/false).document;
  EXPECT_TRUE(other.starts_with("lamp-1804-on-the-keeping-of-lamps-in-harbours-")) << other;
  EXPECT_LT(other.size(), 60U);
}

}  // namespace
}  // namespace concord
