// Which names are forums, and how the forums are involved.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "tests/environment.h"
#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;
using testing::Forums;

TEST(ForumRelationTest, Venue) {
  EXPECT_EQ(Forums("They work within the United Nations framework."), (Strings{"un:venue"}));
  EXPECT_EQ(Forums("We act through the OECD."), (Strings{"oecd:venue"}));
  EXPECT_EQ(Forums("They meet in forums such as the G7."), (Strings{"g7:venue"}));
}

TEST(ForumRelationTest, Partner) {
  EXPECT_EQ(Forums("We work with the African Union."), (Strings{"au:partner"}));
  EXPECT_EQ(Forums("It was made in consultation with UNESCO."), (Strings{"unesco:partner"}));
}

TEST(ForumRelationTest, Object) {
  EXPECT_EQ(Forums("We wish to join the OECD."), (Strings{"oecd:object"}));
  EXPECT_EQ(Forums("They strengthen the United Nations."), (Strings{"un:object"}));
  EXPECT_EQ(Forums("The island is a founding member of the OECD."), (Strings{"oecd:object"}));
  EXPECT_EQ(Forums("The island is a co-founding member of the OECD."), (Strings{"oecd:object"}));
}

TEST(ForumRelationTest, PartnerInAListOfOthers) {
  EXPECT_EQ(Forums("It may invite the boatmen, the OECD, and other bodies to attend."),
            (Strings{"oecd:partner"}));
  EXPECT_EQ(Forums("It acts in consultation with the ferry board and any members of the OECD."),
            (Strings{"oecd:partner"}));
  EXPECT_EQ(Forums("It works with the ferry board and services of the OECD."), (Strings{"oecd:other"}));
  EXPECT_EQ(Forums("It met the boatmen, the OECD, and others."), (Strings{"oecd:other"}));
}

TEST(ForumRelationTest, WhatIsDoneToTheWholePhrase) {
  EXPECT_EQ(Forums("Work with the OECD shall be established."), (Strings{"oecd:partner"}));
  EXPECT_EQ(Forums("They hand to the OECD reports on ferries."), (Strings{"oecd:other"}));
  EXPECT_EQ(Forums("It follows means established by the OECD."), (Strings{"oecd:issuer"}));
}

TEST(ForumRelationTest, Host) {
  EXPECT_EQ(Forums("A summit hosted by UNESCO took place."), (Strings{"unesco:host"}));
}

TEST(ForumRelationTest, Issuer) {
  EXPECT_EQ(Forums("The OECD Principles are old."), (Strings{"oecd:issuer"}));
  EXPECT_EQ(Forums("The resolution adopted by the United Nations is old."), (Strings{"un:issuer"}));
  EXPECT_EQ(Forums("It follows the Statute of the Council of Europe."), (Strings{"coe:issuer"}));
  EXPECT_EQ(Forums("See the Organisation for Economic Co-operation and Development's (OECD's) 2031 "
                   "Recommendation on Tides."),
            (Strings{"oecd:issuer"}))
      << "the name and its acronym are one, both with their endings";
  EXPECT_EQ(
      Forums("They adopted the Organization of Economic Co-operation and Development (OECD) Guidelines."),
      (Strings{"oecd:issuer"}));
  EXPECT_EQ(Forums("It follows UNESCO and Ferry Assembly resolutions."), (Strings{"unesco:issuer"}));
  EXPECT_EQ(Forums("See relevant UN Human Rights Council and General Assembly resolutions on tides."),
            (Strings{"unhrc:issuer", "unga:issuer"}));
  EXPECT_EQ(Forums("It heard UNESCO and Ferry Assembly members."), (Strings{"unesco:other"}));
}

TEST(ForumRelationTest, Other) {
  EXPECT_EQ(Forums("The OECD met."), (Strings{"oecd:other"}));
  EXPECT_EQ(Forums("Members of the OECD met."), (Strings{"oecd:other"}));
}

TEST(ForumRelationTest, EnumerationSharesTheRelation) {
  EXPECT_EQ(Forums("We work with the OECD, UNESCO and the G20."),
            (Strings{"oecd:partner", "unesco:partner", "g20:partner"}));
}

TEST(ForumNameTest, LongestNameWins) {
  EXPECT_EQ(Forums("a liaison with ISO/IEC JTC 1/SC 42"), (Strings{"sc42:partner"}));
  EXPECT_EQ(Forums("the United Nations Security Council met"), (Strings{"unsc:other"}));
}

// Some statutes write names without capitals.
TEST(ForumNameTest, LongNamesNeedNoCapitals) {
  EXPECT_EQ(Forums("They follow rules of the international electrotechnical commission."),
            (Strings{"iec:issuer"}));
  EXPECT_EQ(Forums("They met in a world trade centre of the european union."), Strings{});
}

TEST(ForumNameTest, NameWithItsAcronymIsOneMention) {
  const Document document =
      testing::MakeDocument("The Organisation for Economic Co-operation and Development (OECD) met.");
  const Findings findings = testing::Extract(document);
  ASSERT_EQ(findings.forums.size(), 1u);
  EXPECT_EQ(document.TextOf(findings.forums[0].span),
            "Organisation for Economic Co-operation and Development (OECD)");
}

TEST(ForumNameTest, DesignatorsOfStandardsAreNoForums) {
  EXPECT_EQ(Forums("It conforms to ISO/IEC 27001:2022."), (Strings{}));
}

TEST(ForumGateTest, CapitalsAloneSayNothing) {
  EXPECT_EQ(Forums("FOR FARMERS WHO FEED CATS"), (Strings{}));
  EXPECT_EQ(Forums("The WHO met."), (Strings{"who:other"}));
}

TEST(ForumGateTest, NeighboursForbid) {
  EXPECT_EQ(Forums("The Quad Cities flooded."), (Strings{}));
  EXPECT_EQ(Forums("The National Security Council met."), (Strings{}));
}

TEST(ForumGateTest, IssuerOpensItsShortNames) {
  EXPECT_EQ(Forums("The Commission shall decide.", "European Union"), (Strings{"ec:other"}));
  EXPECT_EQ(Forums("The Commission shall decide."), (Strings{}));
}

TEST(ForumGateTest, WhatTheDocumentDefinesBeatsTheTable) {
  EXPECT_EQ(Forums("They buy commonly available iron (CAI). The CAI rusts, says the Council of Europe."),
            (Strings{"coe:other"}));
}

TEST(ForumGateTest, WishedForBodyIsNoName) {
  EXPECT_EQ(Forums("They dream of an AI safety governance alliance."), (Strings{}));
}

TEST(ForumDefinitionTest, ShortNameOfANewBody) {
  const Strings forums = Forums(
      "The European Bridge Committee (\u2018the Committee\u2019) meets yearly. The Committee reports to the "
      "OECD.");
  EXPECT_EQ(forums, (Strings{"new:european-bridge-committee:other", "new:european-bridge-committee:other",
                             "oecd:other"}))
      << "where it is defined, and where it acts";
}

TEST(ForumDefinitionTest, ABodyOfTheDocumentIsNoBodyOfTheTable) {
  for (const std::string& forum :
       Forums("There is a body known as the \"Bridge Centennial Commission\" (referred to in this Act as the "
              "\"Commission\"). The Commission shall meet. A member of the Commission is paid.",
              "European Union")) {
    EXPECT_FALSE(forum.starts_with("ec:")) << forum;
  }
  EXPECT_EQ(Forums("The AI Centre of Excellence (AI CoE) advises. The AI CoE meets."), (Strings{}));
}

TEST(ForumNameTest, SmallVariantsOfKnownNames) {
  EXPECT_EQ(Forums("We work with the World Health Organisation."), (Strings{"who:partner"}));
  EXPECT_EQ(Forums("We work with the International Telecommunications Union."), (Strings{"itu:partner"}));
  EXPECT_EQ(Forums("We work with the International Labor Organization."), (Strings{"ilo:partner"}));
  EXPECT_EQ(Forums("We work with the World Food Program."), (Strings{"wfp:partner"}));
  EXPECT_EQ(Forums("We work with the Five Eyes partnership."), (Strings{"five-eyes:partner"}));
  EXPECT_EQ(
      Forums("It is done (such as within the International Organisation for Standardisation [ISO], OECD, and "
             "IEEE)."),
      (Strings{"iso:venue", "oecd:venue", "ieee:venue"}));
}

TEST(ForumNameTest, PartsOfNumbersAndArticlesAreNoBodies) {
  EXPECT_EQ(Forums("Regulation (EU) 2016/679 and Regulation (EC) No 300/2008 apply."), (Strings{}));
  EXPECT_EQ(Forums("UN CONSEILLER EST NOMME"), (Strings{}));
  EXPECT_EQ(Forums("UN Registration No. 12"), (Strings{}));
}

TEST(ForumHardCasesTest, AllThatCarryTheirContext) {
  CONCORD_NEED_SHARED();
  const std::string table = testing::ReadFileOrDie(testing::SharedDir() / "facts/forum_hard_cases.tsv");
  size_t cases = 0;
  bool header = true;
  for (const std::string_view line : Split(table, '\n')) {
    if (std::exchange(header, false) || Trim(line).empty()) continue;
    const auto cells = Split(line, '\t');
    ASSERT_GE(cells.size(), 3u) << line;
    // What counts only in a document of a certain issuer says so, and gets one.
    std::string_view issuer;
    if (cells[2].find("issuer is EU") != std::string_view::npos) issuer = "European Union";
    if (cells[2].find("= OECD") != std::string_view::npos) issuer = "OECD";
    std::vector<std::string> found, wanted;
    for (const std::string& forum : Forums(cells[0], issuer))
      found.push_back(forum.substr(0, forum.rfind(':')));
    for (const std::string_view id : Split(cells[1], ';')) {
      if (!id.empty()) wanted.emplace_back(id);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::sort(wanted.begin(), wanted.end());
    ++cases;
    // A row that only says whom a name does not mean leaves open whom it means.
    if (cells[1].empty() && cells[2] == "not European Commission") {
      EXPECT_EQ(std::count(found.begin(), found.end(), "ec"), 0) << line;
      continue;
    }
    EXPECT_EQ(found, wanted) << line;
  }
  EXPECT_GE(cases, 36u);
}

// A table of sentences of our own; see its head.
TEST(ForumCasesTest, HandWrittenSentences) {
  const std::string table =
      testing::ReadFileOrDie(testing::SourceDir() / "tests/ingest/cases/forum_cases.tsv");
  size_t cases = 0;
  bool header = true;
  for (const std::string_view line : Split(table, '\n')) {
    if (Trim(line).empty() || line.starts_with('#') || std::exchange(header, false)) continue;
    const auto cells = Split(line, '\t');
    ASSERT_EQ(cells.size(), 3u) << line;
    const Strings found = Forums(cells[0], cells[1]);
    Strings wanted;
    for (const std::string_view forum : Split(cells[2], ';')) {
      if (!forum.empty()) wanted.emplace_back(forum);
    }
    if (found.size() != wanted.size()) {
      ADD_FAILURE() << line << "\nfound " << ::testing::PrintToString(found);
      continue;
    }
    for (size_t i = 0; i < wanted.size(); ++i) {
      const bool any = wanted[i].find(':') == std::string::npos;
      EXPECT_EQ(any ? found[i].substr(0, found[i].rfind(':')) : found[i], wanted[i]) << line;
    }
    ++cases;
  }
  EXPECT_GE(cases, 100u);
}

}  // namespace
}  // namespace concord
