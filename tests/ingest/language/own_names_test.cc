#include "ingest/language/own_names.h"

#include <gtest/gtest.h>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

OwnNames Read(std::string_view text, std::string_view title = {}) {
  Document document = testing::MakeDocument(text);
  document.metadata.title = title;
  return ReadOwnNames(document, testing::BundledExtractors().facts());
}

TEST(OwnNamesTest, NumberThatOpensTheTitle) {
  const OwnNames own = Read(
      "REGULATION (EU) 2031/417 OF THE EUROPEAN PARLIAMENT\non lamps\nHaving regard to Directive 95/46/EC");
  EXPECT_TRUE(own.IsOwn("eu:2031/417", "Regulation (EU) 2031/417"));
  EXPECT_FALSE(own.IsOwn("eu-dpd", "Directive 95/46/EC"));
  EXPECT_TRUE(own.HasKind("Regulation"));
}

TEST(OwnNamesTest, NumberThatTheTitleOnlyNames) {
  const OwnNames own = Read("Report on Regulation (EU) 2031/417\nLamps burn.");
  EXPECT_FALSE(own.IsOwn("eu:2031/417", "Regulation (EU) 2031/417"));
}

TEST(OwnNamesTest, ShortTitle) {
  const OwnNames own = Read("1 This Act may be cited as the \"Fen Lamps Act\".");
  EXPECT_TRUE(own.IsOwn("new:fen-lamps-act", "Fen Lamps Act"));
  EXPECT_FALSE(own.IsOwn("new:other-act", "Other Lamps Act"));
}

TEST(OwnNamesTest, TitleAndWhatIsOnlyAPartOfIt) {
  EXPECT_TRUE(Read("Lamps burn.", "Fen Lamps Act 2031").IsOwn("new:fen-lamps-act", "Fen Lamps Act"));
  EXPECT_FALSE(Read("Lamps burn.", "Fen Lamps Convention on Beacons").IsOwn("new:c", "Fen Lamps Convention"));
  EXPECT_FALSE(Read("Lamps burn.", "Guide to the Fen Lamps Act").IsOwn("new:fen-lamps-act", "Fen Lamps Act"));
}

TEST(OwnNamesTest, LinesThatReturnWithAnotherPage) {
  const OwnNames own = Read(
      "OJ L, 3.4.2031, Regulation (EU) 2031/9, page 1\nLamps burn.\nOJ L, 3.4.2031, Regulation (EU) 2031/9, "
      "page 2\n"
      "Lamps go out.\nOJ L, 3.4.2031, Regulation (EU) 2031/9, page 3\nSee Directive 95/46/EC.");
  EXPECT_TRUE(own.IsRunning(0));
  EXPECT_TRUE(own.IsRunning(2));
  EXPECT_FALSE(own.IsRunning(1));
  EXPECT_FALSE(own.IsRunning(5));
}

}  // namespace
}  // namespace concord
