// Which language a text is in, and that nothing but English is read by the rules for English.
#include "ingest/language/language.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/environment.h"
#include "tests/ingest/extraction.h"

namespace concord {
namespace {

constexpr std::string_view kEnglish =
    "The keeper of the harbour shall light the lamps at dusk and shall keep a record of the ships that pass.";
constexpr std::string_view kFrench =
    "Le gardien du port doit allumer les lampes à la tombée de la nuit et tenir un registre des navires qui "
    "passent devant la jetée, sauf les jours de grande tempête.";
constexpr std::string_view kSpanish =
    "El guardián del puerto debe encender las lámparas al anochecer y llevar un registro de los barcos que "
    "pasan "
    "delante del muelle, salvo los días de gran tormenta.";
constexpr std::string_view kGerman =
    "Der Wärter des Hafens muss die Lampen bei Einbruch der Dunkelheit anzünden und ein Verzeichnis der "
    "Schiffe "
    "führen, die an der Mole vorbeifahren.";

TEST(DetectLanguage, SentencesOfFourLanguages) {
  EXPECT_EQ(DetectLanguage(kEnglish), "en");
  EXPECT_EQ(DetectLanguage(kFrench), "fr");
  EXPECT_EQ(DetectLanguage(kSpanish), "es");
  EXPECT_EQ(DetectLanguage(kGerman), "de");
}

TEST(DetectLanguage, SaysNothingOfNumbersAndNames) {
  EXPECT_EQ(DetectLanguage(""), "");
  EXPECT_EQ(DetectLanguage("12.4 | 13.5 | 17 | 22/2024 | A-3 | B-4"), "");
}

TEST(MarkLanguages, ASectionOfAnotherLanguageSaysSo) {
  Document document;
  document.sections.resize(3);
  document.sections[1].parent = document.sections[2].parent = 0;
  const auto add = [&](uint32_t section, std::string_view text) {
    Block block;
    block.section = section;
    block.span.start = static_cast<uint32_t>(document.text.size());
    document.text += text;
    block.span.end = static_cast<uint32_t>(document.text.size());
    document.text += '\n';
    document.blocks.push_back(block);
  };
  add(1, kEnglish);
  add(1, kEnglish);
  add(1, kEnglish);
  add(1, kEnglish);
  add(2, kFrench);
  MarkLanguages(&document);
  EXPECT_EQ(document.metadata.language, "en");
  EXPECT_EQ(document.sections[1].language, "");
  EXPECT_EQ(document.sections[2].language, "fr");
  EXPECT_TRUE(IsEnglish(document, 0));
  EXPECT_FALSE(IsEnglish(document, 4));
}

TEST(MarkLanguages, WhatTheFileSaysStandsAndAddressesAreNoTags) {
  Document document = testing::MakeDocument(kFrench);
  document.metadata.language = "oc";
  MarkLanguages(&document);
  EXPECT_EQ(document.metadata.language, "oc");
  document.metadata.language = "http://example.org/authority/language/fra";
  MarkLanguages(&document);
  EXPECT_EQ(document.metadata.language, "fr");
}

TEST(MarkLanguages, TagsInTheirUsualForm) {
  for (const auto& [said, tag] : std::vector<std::pair<std::string, std::string>>{{"en-en", "en"},
                                                                                  {"gr", "el"},
                                                                                  {"esp", "es"},
                                                                                  {"EN", "en"},
                                                                                  {"fra", "fr"},
                                                                                  {"en_US", "en-US"},
                                                                                  {"zh-Hant", "zh-Hant"}}) {
    Document document = testing::MakeDocument(kEnglish);
    document.metadata.language = said;
    MarkLanguages(&document);
    EXPECT_EQ(document.metadata.language, tag) << said;
  }
}

// A bilingual edition keeps both languages in one section.
TEST(LanguageOfBlock, EnglishBetweenTheLinesOfAnother) {
  Document document = testing::MakeDocument("第一條 燈塔看守人應於黃昏點燈。\n" + std::string(kEnglish));
  document.metadata.language = "zh-TW";
  EXPECT_EQ(LanguageOfBlock(document, 0), "zh-TW");
  EXPECT_EQ(LanguageOfBlock(document, 1), "en");
}

}  // namespace
}  // namespace concord
