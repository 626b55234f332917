#include "ingest/extractors/citations/translated_pinpoints.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/processor_time.h"

namespace concord {
namespace {

using Link = Pinpoint::Link;
using Strings = std::vector<std::string>;

std::vector<Pinpoint> Find(std::string_view text) {
  return FindTranslatedPinpoints(text, {0, static_cast<uint32_t>(text.size())});
}
Strings Locators(std::string_view text) {
  Strings all;
  for (const Pinpoint& pinpoint : Find(text))
    all.insert(all.end(), pinpoint.locators.begin(), pinpoint.locators.end());
  return all;
}
Link LinkOf(std::string_view text) {
  const std::vector<Pinpoint> found = Find(text);
  EXPECT_EQ(found.size(), 1U) << text;
  return found.empty() ? Link::kNone : found[0].link;
}

TEST(TranslatedPinpointsTest, PartsInTheOrderOfEachLanguage) {
  EXPECT_EQ(Locators("nach Artikel 6 Absatz 1 Buchstabe f der Verordnung"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("gem. Art. 6 Abs. 1 lit. f DSGVO"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("l'article 6, paragraphe 1, point f), du r\u00E8glement"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("l\u2019article 6, paragraphe 1"), (Strings{"art.6.1"}));
  EXPECT_EQ(Locators("el art\u00EDculo 6, apartado 1, letra f), del Reglamento"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("la letra f) del apartado 1 del art\u00EDculo 6"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("dell'articolo 6, paragrafo 1, lettera f), del regolamento"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("artikel 6, lid 1, onder f), van de verordening"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("art. 6 ust. 1 lit. f) rozporz\u0105dzenia"), (Strings{"art.6.1.f"}));
  EXPECT_EQ(Locators("\u00A7 3 Abs. 4 des Gesetzes"), (Strings{"sec.3.4"}));
}

// The second byte of a quotation mark was taken for the beginning of a word.
TEST(TranslatedPinpointsTest, AQuotationMarkBeforeThePlaceIsNoPartOfItsWord) {
  for (const char* mark : {"\u201E", "\u201C", "\u00AB", "\u00BB"})
    EXPECT_EQ(Locators(std::string(mark) + "Artikel 6 Absatz 1 der Verordnung"), Strings{"art.6.1"}) << mark;
}

TEST(TranslatedPinpointsTest, Lists) {
  EXPECT_EQ(Locators("Artikel 9 bis 11 und 17"), (Strings{"art.9", "art.10", "art.11", "art.17"}));
  EXPECT_EQ(Locators("les articles 13 et 14 du m\u00EAme r\u00E8glement"), (Strings{"art.13", "art.14"}));
  EXPECT_EQ(Locators("Artikel 6 Absatz 1 Buchstaben a, b und c"),
            (Strings{"art.6.1.a", "art.6.1.b", "art.6.1.c"}));
  EXPECT_EQ(Locators("gli articoli 5 e 7 e l'allegato II"), (Strings{"art.5", "art.7", "annex.ii"}));
  EXPECT_EQ(Locators("los art\u00EDculos 3, 5 y 9"), (Strings{"art.3", "art.5", "art.9"}));
}

TEST(TranslatedPinpointsTest, WhatStandsBehindSaysWhose) {
  EXPECT_EQ(LinkOf("Artikel 6 der Verordnung (EU) 2031/7"), Link::kOf);
  EXPECT_EQ(LinkOf("art. 6 rozporz\u0105dzenia (UE) 2031/7"), Link::kOf);
  EXPECT_EQ(LinkOf("Artikel 9 der genannten Verordnung gilt"), Link::kThat);
  EXPECT_EQ(LinkOf("l'article 9 dudit r\u00E8glement s'applique"), Link::kThat);
  EXPECT_EQ(LinkOf("el art\u00EDculo 9 de dicho Reglamento"), Link::kThat);
  EXPECT_EQ(LinkOf("Artikel 9 dieser Verordnung"), Link::kThis);
  EXPECT_EQ(LinkOf("l'article 9 du pr\u00E9sent r\u00E8glement"), Link::kThis);
  EXPECT_EQ(LinkOf("Art. 9 DSGVO"), Link::kAcronym);
  EXPECT_EQ(LinkOf("Artikel 9 gilt."), Link::kNone);
}

TEST(TranslatedPinpointsTest, MereTextHasNoPlace) {
  EXPECT_EQ(Locators("Die Artikel sind gut, 5 Artikel auch, Artikelserie 3"), (Strings{}));
  EXPECT_EQ(Locators("der Verordnung (EU) 2016/679"), (Strings{}));
  EXPECT_EQ(Locators("Anlage der Lampen"), (Strings{}));
  EXPECT_EQ(Locators("quanto segue: Articolo 1 Finalita' Le lampade"), (Strings{}));
}

TEST(TranslatedPinpointsTest, LongTextsTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "Artikel 6 Absatz 1 und 2, ";
  EXPECT_LT(
      testing::ProcessorTimes([&] { Locators(text.substr(0, text.size() / 8)); }, [&] { Locators(text); }),
      32.0);
}

}  // namespace
}  // namespace concord
