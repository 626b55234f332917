#include "ingest/language/glossary.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/ingest/extraction.h"
#include "tests/processor_time.h"

namespace concord {
namespace {

Glossary Read(std::string_view text, std::string_view issuer = {}) {
  Document document = testing::MakeDocument(text);
  document.metadata.issuer = issuer;
  return ReadGlossary(document, testing::BundledExtractors().lexicon());
}

// "meaning -> forum" of a defined name; "" when it is not defined.
std::string Meaning(const Glossary& glossary, const std::string& name) {
  const auto* terms = glossary.Find(name.substr(0, name.find(' ')));
  if (terms == nullptr) return "";
  for (const DefinedTerm& term : *terms) {
    if (term.name == name) return term.meaning + " -> " + term.forum;
  }
  return "";
}

TEST(GlossaryTest, AcronymBehindItsWords) {
  const Glossary glossary =
      Read("They ask the World Health Organization (WHO) and buy iron of good quality (IGQ).");
  EXPECT_EQ(Meaning(glossary, "WHO"), "World Health Organization -> who");
  EXPECT_EQ(Meaning(glossary, "IGQ"), "iron of good quality -> ");
}

// The other way: look at all terms, longest first.
TEST(GlossaryTest, LongestAtIsWhatAWalkOverAllFinds) {
  std::mt19937 random(11);
  const auto words = [&](size_t most) {
    std::string text = "A";
    for (size_t i = random() % most; i > 0; --i) {
      text += " -/ab"[random() % 5];
      text += "ab"[random() % 2];
    }
    return text;
  };
  for (int round = 0; round < 300; ++round) {
    Glossary glossary;
    TermsOfWord& those = glossary.terms["A"];
    for (uint32_t i = 0; i < 30; ++i) those.terms.push_back({words(6), std::to_string(i), "", {i, i + 1}});
    const std::vector<DefinedTerm> all = those.terms;
    those.Sort();
    for (int place = 0; place < 30; ++place) {
      const std::string text = words(8);
      const auto odd = [](const DefinedTerm& term) { return term.name.size() % 4 == 1; };
      const DefinedTerm* longest = nullptr;
      for (const DefinedTerm& term : all) {
        if (text.starts_with(term.name) && odd(term) &&
            (longest == nullptr || term.name.size() > longest->name.size()))
          longest = &term;
      }
      const DefinedTerm* found = glossary.LongestAt("A", text, odd);
      ASSERT_EQ(found == nullptr, longest == nullptr) << text;
      if (found != nullptr) {
        EXPECT_EQ(found->name + found->meaning, longest->name + longest->meaning) << text;
      }
    }
  }
}

TEST(GlossaryTest, ManyTermsOfOneWordTakeTimeInProportion) {
  const auto extract = [](int terms) {
    std::string text;
    for (int i = 0; i < terms; ++i)
      text += "The Office for Plan " + std::to_string(i) + " (the 'Agency " + std::to_string(i) +
              "') shall keep XYZ records of the Agency. Agency Agency Agency acts.\n";
    return [document = testing::MakeDocument(text)] { testing::Extract(document); };
  };
  EXPECT_LT(testing::ProcessorTimes(extract(500), extract(4000)), 24);
}

TEST(GlossaryTest, AcronymOfOtherWordsIsNone) {
  EXPECT_EQ(Meaning(Read("They like tea and cake (WHO)."), "WHO"), "");
}

TEST(GlossaryTest, QuotedShortNames) {
  EXPECT_EQ(Meaning(Read("The Office for Old Bridges (the \u201COffice\u201D) opens."), "Office"),
            "Office for Old Bridges -> ");
  EXPECT_EQ(Meaning(Read("A tool (hereinafter referred to as the \u2018Tool\u2019) helps."), "Tool"),
            "tool -> ");
  EXPECT_EQ(Meaning(Read("The Director of Rivers (in this section referred to as the ``Director'') acts."),
                    "Director"),
            "Director of Rivers -> ");
  EXPECT_EQ(
      Meaning(Read("The European Artificial Intelligence Office (the \u2018Office\u2019) opens."), "Office"),
      "European Artificial Intelligence Office -> ai-office");
}

TEST(GlossaryTest, IssuersComeWithThoseAboveThem) {
  const Glossary glossary = Read("A text.", "European Commission");
  EXPECT_TRUE(glossary.SpeaksFor("ec"));
  EXPECT_TRUE(glossary.SpeaksFor("eu"));
  EXPECT_FALSE(glossary.SpeaksFor("un"));
}

TEST(GlossaryTest, ActsAreBinding) {
  std::string act, policy;
  for (int i = 0; i < 10; ++i) {
    act += "The operator shall keep a log.\n";
    policy += "Operators should keep a log.\n";
  }
  EXPECT_EQ(Read(act).tone, Glossary::Tone::kBinding);
  EXPECT_EQ(Read(policy).tone, Glossary::Tone::kPolicy);
}

TEST(GlossaryTest, RecitalsEndAtTheEnactingFormula) {
  const Glossary glossary =
      Read("A title\nWhereas:\nBridges should last.\nHAS DECIDED AS FOLLOWS:\nBridges shall last.");
  EXPECT_FALSE(glossary.IsRecital(0));
  EXPECT_TRUE(glossary.IsRecital(1));
  EXPECT_TRUE(glossary.IsRecital(2));
  EXPECT_FALSE(glossary.IsRecital(3));
  EXPECT_FALSE(glossary.IsRecital(4));
}

TEST(GlossaryTest, ArticlesHoldNoRecitals) {
  const std::string_view opening = "Having regard to the tide, the ferryman shall wait.";
  Document document = testing::MakeDocument("A title\nHaving regard to the fog,\nHAVE AGREED:\n" +
                                            std::string(opening) + "\nBye.");
  Section article;
  article.parent = 0;
  article.kind = SectionKind::kArticle;
  document.sections.push_back(article);
  for (Block& block : document.blocks) {
    if (document.TextOf(block.span) == opening) block.section = 1;
  }
  const Glossary glossary = ReadGlossary(document, testing::BundledExtractors().lexicon());
  EXPECT_TRUE(glossary.IsRecital(1));
  EXPECT_FALSE(glossary.IsRecital(3));
  EXPECT_FALSE(glossary.IsRecital(4));
}

TEST(GlossaryTest, ATitleBelowTheTitleInAnotherLanguageNamesTheIssuer) {
  EXPECT_TRUE(Read("\u61B2\u7AE0\nCharter of the United Nations\nThe Council meets.").SpeaksFor("un"));
  EXPECT_FALSE(Read("A diary\nWe met the United Nations.\nIt rained.").SpeaksFor("un"));
}

TEST(GlossaryTest, TheLongFormOfANewBodyIsAName) {
  EXPECT_EQ(Meaning(Read("The Global Bridge Forum (the \u2018Forum\u2019) met."), "Global Bridge Forum"),
            "Global Bridge Forum -> new:global-bridge-forum");
}

TEST(GlossaryTest, UnclosedParenthesesAndOddBytesAreHarmless) {
  Read("((((((((");
  Read("(");
  Read("\u7B2C(\u7B2C)\u7B2C(the \u201C");
  Read(std::string(5000, '('));
}

TEST(GlossaryTest, LongFormThatBeginsWithSmallLetters) {
  EXPECT_EQ(Meaning(Read("It may appoint an ad hoc Bridge Commission (hereinafter referred to as the "
                         "Commission)."),
                    "Commission"),
            "ad hoc Bridge Commission -> ");
}

TEST(GlossaryTest, QuotedNameThatMeansABody) {
  const Glossary glossary = Read(
      "In this Part:\n(2) \"Authority\" means the International Seabed Authority;\n"
      "\"Lamp\" means the light of a port.");
  EXPECT_EQ(Meaning(glossary, "Authority"), "International Seabed Authority -> isa");
  EXPECT_EQ(Meaning(glossary, "Lamp"), "");
}

}  // namespace
}  // namespace concord
