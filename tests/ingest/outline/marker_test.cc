#include "ingest/outline/marker.h"

#include <gtest/gtest.h>

#include <string>

namespace concord {
namespace {

TEST(RomanValue, AllThatAreWellFormedAndNothingElse) {
  // Written out by places, independently of how it is read.
  const char* ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  const char* tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
  const char* hundreds[] = {"", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"};
  for (uint32_t n = 1; n < 4000; ++n) {
    const std::string roman =
        std::string(n / 1000, 'm') + hundreds[n / 100 % 10] + tens[n / 10 % 10] + ones[n % 10];
    ASSERT_EQ(RomanValue(roman), n) << roman;
  }
  for (const char* wrong : {"", "iiii", "vx", "ic", "iix", "mmmm", "a", "iV", "xiix", "vv"}) {
    EXPECT_EQ(RomanValue(wrong), 0U) << wrong;
  }
  EXPECT_EQ(RomanValue("XIV"), 14U);
}

TEST(ScanMarker, WhatIsANumber) {
  const struct {
    const char *text, *label, *step;
  } kCases[] = {
      {"(a) keep records;", "(a)", "a"},
      {"(iv) keep", "(iv)", "iv"},
      {"4. Providers shall", "4.", "4"},
      {"4) Providers", "4)", "4"},
      {"2.1 Scope", "2.1", "1"},
      {"2.1.Legal basis", "2.1.", "1"},
      {"Article 14", "Article 14", "art.14"},
      {"Article 14 - Human oversight", "Article 14", "art.14"},
      {"ARTICLE IV", "ARTICLE IV", "art.iv"},
      {"Article 8 bis", "Article 8 bis", "art.8-bis"},
      {"Article 8 ter. Quays", "Article 8 ter", "art.8-ter"},
      {"ARTICLE 8 QUATER", "ARTICLE 8 QUATER", "art.8-quater"},
      {"Article 8 - Bisons", "Article 8", "art.8"},
      {"Article 8 Terms", "Article 8", "art.8"},
      {"SEC. 222. MODIFICATION.", "SEC. 222", "sec.222"},
      {"Section 1.  Purpose.  We", "Section 1", "sec.1"},
      {"\u00A7 12-3. Duties.", "\u00A7 12-3", "sec.12-3"},
      {"CHAPTER III", "CHAPTER III", "chap.iii"},
      {"\u7B2C\u4E00\u689D", "\u7B2C\u4E00\u689D", "art.1"},
      {"\u7B2C\u5341\u4E8C\u6761 \u76EE\u7684", "\u7B2C\u5341\u4E8C\u6761", "art.12"},
      {"\u7B2C\u4E8C\u5341\u7AE0", "\u7B2C\u4E8C\u5341\u7AE0", "chap.20"},
      {"\u7B2C\u4E00\u767E\u96F6\u4E94\u689D Art. \u4E00\u767E\u96F6\u4E94",
       "\u7B2C\u4E00\u767E\u96F6\u4E94\u689D Art. \u4E00\u767E\u96F6\u4E94", "art.105"},
      {"ANNEX A", "ANNEX A", "annex.a"},
      {"A.1.2 Signs", "A.1.2", "2"},
      {"(za) ladders", "(za)", "za"},
      {"1a. The provider", "1a.", "1a"},
      {"1-bis. Il gestore", "1-bis.", "1-bis"},
      {"a-ter) una corda", "a-ter)", "a-ter"},
      {"2-A. The owner", "2-A.", "2-a"},
      {"Annex C (informative) Tables", "Annex C", "annex.c"},
      {"(6AA) The master", "(6AA)", "6aa"},
      {"\uFF08a\uFF09 keep", "\uFF08a\uFF09", "a"},
      {"\uFF08\u4E00\uFF09 keep", "\uFF08\u4E00\uFF09", "1"},
      {"\u4E8C\u3001\u804C\u8D23", "\u4E8C\u3001", "2"},
      {"GOVERN 1.1: Legal requirements", "GOVERN 1.1", "govern-1.1"},
  };
  for (const auto& [text, label, step] : kCases) {
    const auto marker = ScanMarker(text);
    ASSERT_TRUE(marker) << text;
    EXPECT_EQ(marker->label, label);
    EXPECT_EQ(marker->step, step);
  }
}

TEST(ScanMarker, WhatIsMereText) {
  for (const char* text :
       {"Article 5(1) of the Regulation", "Section 4 of the Act applies", "Article 6, paragraph 2",
        "1.5 per cent", "2024 was a year", "(see below)", "a provider", "(the \"Act\")", "Section headings",
        "Part of it", "e.g. this", "section 5. lower", "", "(", "Article", "title i am"}) {
    EXPECT_FALSE(ScanMarker(text)) << text;
  }
}

// The unit words of the Union's and the United Nations' languages, in the order that each writes them.
TEST(ScanMarker, UnitsInManyLanguages) {
  const struct {
    const char *text, *step;
  } kCases[] = {
      {"Artikel 1", "art.1"},
      {"ANHANG IV", "annex.iv"},
      {"Kapitel II", "chap.ii"},
      {"Abschnitt 2", "sec.2"},
      {"Erster Teil", "part.1"},
      {"\u00A7 12a", "sec.12a"},
      {"Article premier", "art.1"},
      {"Article 1er", "art.1"},
      {"CHAPITRE PREMIER", "chap.1"},
      {"ANNEXE II", "annex.ii"},
      {"TITRE III", "title.iii"},
      {"Art\u00EDculo 5.- Objeto", "art.5"},
      {"Art\u00EDculo 1.\u00BA Objeto", "art.1"},
      {"CAP\u00CDTULO II", "chap.ii"},
      {"Art\u00EDculo primero", "art.1"},
      {"Articolo 7", "art.7"},
      {"ALLEGATO I", "annex.i"},
      {"CAPO II", "chap.ii"},
      {"Artigo 3.\u00BA", "art.3"},
      {"Sec\u00E7\u00E3o 1", "sec.1"},
      {"Artikel 9", "art.9"},
      {"HOOFDSTUK I", "chap.i"},
      {"BIJLAGE II", "annex.ii"},
      {"Artikel 2", "art.2"},
      {"BILAG I", "annex.i"},
      {"Artikel 2", "art.2"},
      {"1 kap.", "chap.1"},
      {"5 \u00A7", "sec.5"},
      {"BILAGA III", "annex.iii"},
      {"1 artikla", "art.1"},
      {"I LUKU", "chap.i"},
      {"LIITE II", "annex.ii"},
      {"Artikkel 1", "art.1"},
      {"II PEAT\u00DCKK", "chap.ii"},
      {"I LISA", "annex.i"},
      {"1. pants", "art.1"},
      {"I NODA\u013BA", "chap.i"},
      {"I PIELIKUMS", "annex.i"},
      {"1 straipsnis", "art.1"},
      {"II SKYRIUS", "chap.ii"},
      {"I PRIEDAS", "annex.i"},
      {"I ANTRA\u0160TIN\u0116 DALIS", "title.i"},
      {"Artyku\u0142 1", "art.1"},
      {"Art. 4.", "art.4"},
      {"ROZDZIA\u0141 II", "chap.ii"},
      {"Za\u0142\u0105cznik nr 3", "annex.3"},
      {"\u010Cl\u00E1nek 1", "art.1"},
      {"P\u0158\u00CDLOHA I", "annex.i"},
      {"\u010C\u00C1ST PRVN\u00CD", "part.1"},
      {"\u010Cl\u00E1nok 1", "art.1"},
      {"PR\u00CDLOHA \u010D. 2", "annex.2"},
      {"1. cikk", "art.1"},
      {"II. FEJEZET", "chap.ii"},
      {"I. MELL\u00C9KLET", "annex.i"},
      {"ELS\u0150 R\u00C9SZ", "part.1"},
      {"12. \u00A7", "sec.12"},
      {"\u010Clen 1", "art.1"},
      {"1. \u010Dlen", "art.1"},
      {"POGLAVJE II", "chap.ii"},
      {"PRILOGA I", "annex.i"},
      {"1. \u010Dlen (predmet urejanja)", "art.1"},
      {"\u010Clanak 1.", "art.1"},
      {"POGLAVLJE I", "chap.i"},
      {"Articolul 1", "art.1"},
      {"CAPITOLUL II", "chap.ii"},
      {"SEC\u021AIUNEA 1", "sec.1"},
      {"\u0427\u043B\u0435\u043D 1", "art.1"},
      {"\u0413\u041B\u0410\u0412\u0410 II", "chap.ii"},
      {"\u0427\u043B. 4.", "art.4"},
      {"\u0386\u03C1\u03B8\u03C1\u03BF 1", "art.1"},
      {"\u0391\u03A1\u0398\u03A1\u039F 2", "art.2"},
      {"\u039A\u0395\u03A6\u0391\u039B\u0391\u0399\u039F \u0399\u0399", "chap.ii"},
      {"\u03A0\u0391\u03A1\u0391\u03A1\u03A4\u0397\u039C\u0391 \u0399", "annex.i"},
      {"Artikolu 1", "art.1"},
      {"ANNESS I", "annex.i"},
      {"Airteagal 1", "art.1"},
      {"CAIBIDIL II", "chap.ii"},
      {"\u0421\u0442\u0430\u0442\u044C\u044F 1", "art.1"},
      {"\u041F\u0440\u0438\u043B\u043E\u0436\u0435\u043D\u0438\u0435 \u2116 2", "annex.2"},
      {"\u0627\u0644\u0645\u0627\u062F\u0629 1", "art.1"},
      {"\u0627\u0644\u0645\u0627\u062F\u0629 \u0661\u0662", "art.12"},
      {"\u0627\u0644\u0645\u0627\u062F\u0629 \u0627\u0644\u0623\u0648\u0644\u0649", "art.1"},
      {"\u0645\u0627\u062F\u0629 (3)", "art.3"},
      {"\u7B2C\u4E09\u6761", "art.3"},
      {"\u7B2C12\u6761", "art.12"},
      {"\u9644\u4EF6\u4E8C", "annex.2"},
      {"\u7B2C\u4E8C\u6761\u4E4B\u4E00", "art.2-1"},
  };
  for (const auto& [text, step] : kCases) {
    const auto marker = ScanMarker(text);
    ASSERT_TRUE(marker) << text;
    EXPECT_NE(marker->unit, NumberedUnit::kNone) << text;
    EXPECT_EQ(marker->step, step) << text;
  }
}

// References at the start of a line are no headings, and other words are no units.
TEST(ScanMarker, TextInOtherLanguagesIsNoUnit) {
  for (const char* text : {"5. cikk (2) bekezd\u00E9se szerint", "1 artikla ja 2 artikla", "2 del Reglamento",
                           "Artikel 5 gilt nicht", "L'article 4 pr\u00E9voit", "Del 1 de enero",
                           "Teil des Ganzen", "Artikel f\u00FCr", "Alt genug", "Der Artikel 3", "One member",
                           "I part with it", "A provider shall", "Third parties shall"}) {
    const auto marker = ScanMarker(text);
    EXPECT_FALSE(marker && marker->unit != NumberedUnit::kNone) << text;
  }
}

TEST(ScanBareNumber, OnlyWhatAHeadingMayBeginWith) {
  EXPECT_EQ(ScanBareNumber("1 Introduction")->step, "1");
  EXPECT_EQ(ScanBareNumber("12 (Reserved)")->step, "12");
  EXPECT_EQ(ScanBareNumber("A Terms")->step, "a");
  for (const char* text :
       {"2024 in review", "1 introduction", "1", "AI Act", "Annex", "", "1.1 Scope", "12th Rule"}) {
    EXPECT_FALSE(ScanBareNumber(text)) << text;
  }
}

}  // namespace
}  // namespace concord
