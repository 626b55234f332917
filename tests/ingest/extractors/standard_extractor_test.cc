#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;

// "iso-iec:42001 normative: quote"
Strings Standards(std::string_view text) {
  const Document document = testing::MakeDocument(text);
  Strings out;
  for (const StandardReference& reference : testing::Extract(document).standards) {
    out.push_back(reference.standard + (reference.normative ? " normative: " : ": ") +
                  std::string(document.TextOf(reference.span)));
  }
  return out;
}

TEST(StandardExtractorTest, EachMemberOfAListHasItsOwnWords) {
  EXPECT_EQ(Standards("The vendor keeps to ISO/IEC 27001, 27002 and 27701 in its daily work."),
            (Strings{"iso-iec:27001: ISO/IEC 27001", "iso-iec:27002: 27002", "iso-iec:27701: 27701"}));
}

TEST(StandardExtractorTest, EditionsAreKept) {
  EXPECT_EQ(Standards("Terms follow ISO/IEC 22989:2022."),
            (Strings{"iso-iec:22989@2022: ISO/IEC 22989:2022"}));
}

TEST(StandardExtractorTest, DocumentsOfTheSameBodyAreNoStandards) {
  EXPECT_EQ(Standards("Teams may read NIST AI 600-1 together with NIST SP 800-218A."),
            (Strings{"nist-sp:800-218a: NIST SP 800-218A"}));
}

TEST(StandardExtractorTest, WordsThatBindMakeAReferenceNormative) {
  EXPECT_EQ(Standards("Tests shall be run in accordance with ISO/IEC TS 4213:2022."),
            (Strings{"iso-iec:4213@2022 normative: ISO/IEC TS 4213:2022"}));
  EXPECT_EQ(Standards("NOTE The tests in ISO/IEC TS 4213:2022 are in accordance with ISO 31000."),
            (Strings{"iso-iec:4213@2022: ISO/IEC TS 4213:2022", "iso-iec:31000: ISO 31000"}));
  EXPECT_EQ(Standards("A good introduction is IEEE 7001-2021."), (Strings{"ieee:7001@2021: IEEE 7001-2021"}));
}

TEST(StandardExtractorTest, HeadingsDecideForWhatStandsBelowThem) {
  Document document =
      testing::MakeDocument("ISO/IEC 22989:2022\nISO 31000:2018\nNormative references\nBibliography");
  const std::string_view text = document.text;
  const auto heading = [&](std::string_view words) {
    const auto at = static_cast<uint32_t>(text.find(words));
    return Span{at, at + static_cast<uint32_t>(words.size())};
  };
  Section normative, bibliography;
  normative.parent = bibliography.parent = 0;
  normative.heading = heading("Normative references");
  bibliography.heading = heading("Bibliography");
  document.sections.push_back(normative);
  document.sections.push_back(bibliography);
  document.blocks[0].section = 1;
  document.blocks[1].section = 2;
  const std::vector<StandardReference> found = testing::Extract(document).standards;
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].normative);
  EXPECT_FALSE(found[1].normative);
  EXPECT_EQ(found[1].section, 2U);
}

TEST(StandardExtractorTest, YearsAndCommitteesAreNoStandards) {
  EXPECT_EQ(Standards("In ISO 2023 was a busy year, said ISO/IEC JTC 1/SC 42."), (Strings{}));
}

}  // namespace
}  // namespace concord
