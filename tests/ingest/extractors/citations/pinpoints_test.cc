#include "ingest/extractors/citations/pinpoints.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/processor_time.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;

Strings Locators(std::string_view text) {
  Strings all;
  for (const Pinpoint& pinpoint : FindPinpoints(text, {0, static_cast<uint32_t>(text.size())}))
    all.insert(all.end(), pinpoint.locators.begin(), pinpoint.locators.end());
  return all;
}
Pinpoint Only(std::string_view text) {
  const std::vector<Pinpoint> found = FindPinpoints(text, {0, static_cast<uint32_t>(text.size())});
  EXPECT_EQ(found.size(), 1U) << text;
  return found.empty() ? Pinpoint() : found[0];
}

TEST(PinpointsTest, EuropeanDrafting) {
  EXPECT_EQ(Locators("in Article 6(1)(a) to (c)"), (Strings{"art.6.1.a", "art.6.1.b", "art.6.1.c"}));
  EXPECT_EQ(Locators("under Article 2(1), (2) and (3)"), (Strings{"art.2.1", "art.2.2", "art.2.3"}));
  EXPECT_EQ(Locators("Articles 9 to 11 and 17"), (Strings{"art.9", "art.10", "art.11", "art.17"}));
  EXPECT_EQ(Locators("point (b) of the second subparagraph of Article 6(3)"), (Strings{"art.6.3.b"}));
  EXPECT_EQ(Locators("Article 4, points (1), (7) and (8),"), (Strings{"art.4.1", "art.4.7", "art.4.8"}));
  EXPECT_EQ(Locators("Article 5(1), first subparagraph, point (d)"), (Strings{"art.5.1.d"}));
  EXPECT_EQ(Locators("paragraphs 2 and 3 of Article 12"), (Strings{"art.12.2", "art.12.3"}));
  EXPECT_EQ(Locators("Annexes I and III"), (Strings{"annex.i", "annex.iii"}));
  EXPECT_EQ(Locators("Article 10a and Annex IV, point 2"), (Strings{"art.10a", "annex.iv.2"}));
  EXPECT_EQ(Locators("Article 6 (1) and (2)"), (Strings{"art.6.1", "art.6.2"}));
}

TEST(PinpointsTest, AmericanAndBritishDrafting) {
  EXPECT_EQ(Locators("subsection (b)(1) of section 12"), (Strings{"sec.12.b.1"}));
  EXPECT_EQ(Locators("\u00A7\u00A7 278g-3, 278g-3a and 278h-1"),
            (Strings{"sec.278g-3", "sec.278g-3a", "sec.278h-1"}));
  EXPECT_EQ(Locators("\u00A7 552a(e)(3)"), (Strings{"sec.552a.e.3"}));
  EXPECT_EQ(Locators("Sec. 1798.81.5"), (Strings{"sec.1798.81.5"}));
  EXPECT_EQ(Locators("paragraph 3(2) of Schedule 1"), (Strings{"sch.1.3.2"}));
  EXPECT_EQ(Locators("sections 3(1) and 5"), (Strings{"sec.3.1", "sec.5"}));
}

TEST(PinpointsTest, WhatCountsOrDatesIsNoPlace) {
  EXPECT_EQ(Locators("Regulation 2016/679 and Decision 5"), (Strings{}));
  EXPECT_EQ(Locators("in section 12, 400 boats"), (Strings{"sec.12"}));
  EXPECT_EQ(Locators("Article 5, 3 May 2021"), (Strings{"art.5"}));
  EXPECT_EQ(Locators("part of it, articles of clothing, an annex"), (Strings{}));
}

TEST(PinpointsTest, WhatStandsBehindSaysWhose) {
  using Link = Pinpoint::Link;
  EXPECT_EQ(Only("Article 6 of this Regulation").link, Link::kThis);
  EXPECT_EQ(Only("Article 6 of that Directive").link, Link::kThat);
  EXPECT_EQ(Only("Article 6 of that Directive").kind, "Directive");
  EXPECT_EQ(Only("Article 6(1) thereof").link, Link::kThat);
  EXPECT_EQ(Only("section 3 of the said Act").link, Link::kThat);
  EXPECT_EQ(Only("section 3 of such Act").link, Link::kThat);
  EXPECT_EQ(Only("Article 4 of the Convention shall").link, Link::kThe);
  EXPECT_EQ(Only("Article 4 of the Convention on Lamps").link, Link::kOf);
  EXPECT_EQ(Only("Article 5 GDPR").link, Link::kAcronym);
  EXPECT_EQ(Only("Ibid., Article 26(5), asks").link, Link::kBefore);
  EXPECT_EQ(Only("Id. \u00A7 4").link, Link::kBefore);
  EXPECT_EQ(Only("Article 7 shall apply").link, Link::kNone);
  EXPECT_EQ(Only("Article 7 in this case").link, Link::kOf);
}

TEST(PinpointsTest, TakesTimeInProportion) {
  for (const std::string_view word :
       {"point (a) of ", "Article 6(1), ", "Articles 1 to 60, ", "paragraph 2 of the "}) {
    std::string text;
    while (text.size() < 200'000) text += word;
    EXPECT_LT(
        testing::ProcessorTimes([&] { Locators(text.substr(0, text.size() / 8)); }, [&] { Locators(text); }),
        24)
        << word;
  }
}

TEST(PinpointsTest, ADashBehindALetterIsPartOfTheNumber) {
  EXPECT_EQ(Only("Section 1860D\u201314(a)(3) of the Act").locators, (Strings{"sec.1860d-14.a.3"}));
  EXPECT_EQ(Only("sections 9\u201311 of the Act").locators, (Strings{"sec.9", "sec.10", "sec.11"}));
}

TEST(PinpointsTest, ShortWordsOfBritishCitations) {
  EXPECT_EQ(Locators("under s. 12 of the Lamp Act 2001"), (Strings{"sec.12"}));
  EXPECT_EQ(Locators("ss. 14 and 15(2) of that Act"), (Strings{"sec.14", "sec.15.2"}));
  EXPECT_EQ(Locators("reg. 4(1) of the Lamp Regulations 2003"), (Strings{"reg.4.1"}));
  EXPECT_EQ(Locators("the boats. 12 of them, the ropes. A boat is"), (Strings{}));
}

}  // namespace
}  // namespace concord
