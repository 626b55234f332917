// Promises of the whole set: spans, order, passages, long input, threads.
#include "ingest/extractors/extractor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/ingest/extraction.h"
#include "tests/processor_time.h"

namespace concord {
namespace {

// Text of the grammar that the extractors look at, at random.
std::string RandomText(uint32_t seed, size_t words) {
  static const std::vector<std::string> kWords = {"The Board",
                                                  "shall",
                                                  "should",
                                                  "may",
                                                  "not",
                                                  "inform",
                                                  "developers",
                                                  "of",
                                                  "AI systems",
                                                  "the OECD",
                                                  "and",
                                                  ",",
                                                  ";",
                                                  ":",
                                                  ".",
                                                  "\n",
                                                  "\n- ",
                                                  "(a)",
                                                  "(b)",
                                                  "(i)",
                                                  "which",
                                                  "that",
                                                  "if",
                                                  "with",
                                                  "under",
                                                  "establish",
                                                  "the United Nations",
                                                  "Principles",
                                                  "we call on",
                                                  "to",
                                                  "be encouraged to",
                                                  "\u201C",
                                                  "\u201D",
                                                  "(",
                                                  ")",
                                                  "\u2014",
                                                  "ISO/IEC 27001",
                                                  "Ministry of Rivers",
                                                  "(WHO)",
                                                  "including",
                                                  "\u7B2C\u516D",
                                                  "caf\u00E9",
                                                  "'s",
                                                  "France",
                                                  "will",
                                                  "have",
                                                  "is",
                                                  "hereby",
                                                  "by"};
  std::mt19937 random(seed);
  std::string text;
  for (size_t i = 0; i < words; ++i) text += kWords[random() % kWords.size()] + " ";
  return text;
}

bool BetweenCharacters(const std::string& text, uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

template <typename Items>
void ExpectSorted(const Items& items) {
  EXPECT_TRUE(std::is_sorted(items.begin(), items.end(),
                             [](const auto& a, const auto& b) { return a.span < b.span; }));
}

TEST(ExtractorSetTest, SpansLieInTheTextAndListsAreInOrder) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    const Document document = testing::MakeDocument(RandomText(seed, 300));
    const Findings findings = testing::Extract(document);
    const auto check = [&](Span span) {
      ASSERT_LE(span.start, span.end);
      ASSERT_LE(span.end, document.text.size());
      EXPECT_TRUE(BetweenCharacters(document.text, span.start) && BetweenCharacters(document.text, span.end));
    };
    for (const Measure& measure : findings.measures) {
      check(measure.span);
      EXPECT_FALSE(measure.span.empty());
      for (const Span span : {measure.action, measure.object, measure.condition, measure.trigger})
        check(span);
      for (const Span span : measure.addressees) check(span);
      EXPECT_EQ(measure.addressees.empty(), measure.addressee_source == AddresseeSource::kNone);
      EXPECT_LT(measure.lead, static_cast<int32_t>(findings.measures.size()));
      EXPECT_TRUE(measure.object.empty() || measure.span.Contains(measure.object));
    }
    for (const ActorMention& actor : findings.actors) check(actor.span);
    for (const ForumMention& forum : findings.forums) check(forum.span), check(forum.trigger);
    for (size_t i = 1; i < findings.forums.size(); ++i)
      EXPECT_FALSE(findings.forums[i - 1].span.Overlaps(findings.forums[i].span));
    for (size_t i = 1; i < findings.actors.size(); ++i)
      EXPECT_FALSE(findings.actors[i - 1].span.Overlaps(findings.actors[i].span));
    ExpectSorted(findings.measures);
    ExpectSorted(findings.actors);
    ExpectSorted(findings.forums);
  }
}

TEST(ExtractorSetTest, PassagesCoverAllBlocksOnceAndNeverPartAList) {
  std::string text;
  for (int i = 0; i < 4000; ++i)
    text += i % 7 == 0 ? "The regulator of all old bridges and rivers shall:\n"
                       : "- keep a register of bridges and of rivers;\n";
  const Document document = testing::MakeDocument(text);
  size_t next = 0, passages = 0;
  testing::BundledExtractors().Extract(document, [&](const TextStretch& passage, Findings) {
    EXPECT_EQ(passage.first_block, next);
    next = passage.last_block;
    ++passages;
    for (size_t b = passage.first_block; b < passage.last_block; ++b) {
      EXPECT_TRUE(document.blocks[b].lead < 0 ||
                  static_cast<size_t>(document.blocks[b].lead) >= passage.first_block);
    }
  });
  EXPECT_EQ(next, document.blocks.size());
  EXPECT_GT(passages, 0u);
}

// Sections that stand for themselves give the same alone and beside others.
TEST(ExtractorSetTest, WholeAndPiecesAgree) {
  const std::vector<std::string> pieces = {
      "The regulator shall keep a register. It shall publish the register.",
      "Providers should work with the OECD and UNESCO.",
      "We call on governments to:\n- build bridges;\n- mend old bridges."};
  std::vector<std::string> alone, together;
  Document whole;
  whole.sections.emplace_back();
  for (int round = 0; round < 1200; ++round) {
    const std::string& piece = pieces[static_cast<size_t>(round) % pieces.size()];
    for (const std::string& measure : round < 3 ? testing::Measures(piece) : std::vector<std::string>())
      alone.push_back(measure);
    const Document part = testing::MakeDocument(piece + "\n");
    const auto base = static_cast<uint32_t>(whole.text.size());
    const auto first = static_cast<int32_t>(whole.blocks.size());
    Section section;
    section.parent = 0;
    section.span = {base, base + static_cast<uint32_t>(part.text.size())};
    whole.sections.push_back(section);
    for (Block block : part.blocks) {
      block.span = {block.span.start + base, block.span.end + base};
      block.section = static_cast<uint32_t>(whole.sections.size()) - 1;
      if (block.lead >= 0) block.lead += first;
      whole.blocks.push_back(block);
    }
    whole.text += part.text;
  }
  whole.sections[0].span = {0, static_cast<uint32_t>(whole.text.size())};
  const Findings findings = testing::Extract(whole);
  ASSERT_EQ(findings.measures.size(), alone.size() * 400);
  for (size_t i = 0; i < findings.measures.size(); ++i) {
    EXPECT_TRUE(alone[i % alone.size()].ends_with(whole.TextOf(findings.measures[i].span))) << i;
  }
}

TEST(ExtractorSetTest, ThreadsShareTheSet) {
  const std::string text = RandomText(3, 3000);
  const Document document = testing::MakeDocument(text);
  const std::string expected = PrintFindings(document, testing::Extract(document));
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& out : found)
    threads.emplace_back([&] { out = PrintFindings(document, testing::Extract(document)); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : found) EXPECT_EQ(out, expected);
}

// Twice the text may not take much more than twice the time: four times would be a square.
TEST(ExtractorSetTest, LongOddInputTakesLinearTime) {
  const std::vector<std::string> patterns = {"a",
                                             "may ( shall, if which the Commission and develop ",
                                             "((((",
                                             "The UN, OECD and WHO shall, ",
                                             "shall: (a) develop x; (b) share y: (i) use z; ",
                                             "and establish, ",
                                             "of the ",
                                             "\u201C\u201D`` '' ",
                                             "that that which if ",
                                             "The Board of ",
                                             "shall keep ",
                                             "AI Act ",
                                             "A/RES/1 ",
                                             "Article 1( "};
  for (const std::string& pattern : patterns) {
    std::string text;
    while (text.size() < 400'000) text += pattern;
    const auto run = [](const std::string& input) {
      const Document document = testing::MakeDocument(input);
      const std::chrono::duration<double> time = testing::ProcessorTime([&] { testing::Extract(document); });
      return time.count();
    };
    run(text.substr(0, 1000));
    const double once = run(text), twice = run(text + text);
    EXPECT_LT(twice, 3.2 * once + 0.2) << pattern;
  }
}

TEST(ExtractorTableTest, RowsHaveNamesAndFunctions) {
  for (const Extractor& extractor : Extractors()) {
    EXPECT_FALSE(extractor.name.empty());
    EXPECT_NE(extractor.extract, nullptr);
  }
}

TEST(PrintFindingsTest, OneLineForEachInTheOrderOfTheText) {
  const Document document = testing::MakeDocument("The regulator shall work with the OECD.");
  EXPECT_EQ(PrintFindings(document, testing::Extract(document)),
            "0-38 measure obligation do explicit [The regulator] \"The regulator shall work with the OECD\"\n"
            "4-13 actor role:regulator regulator \"regulator\"\n"
            "34-38 forum oecd partner \"OECD\"\n");
}

// An analyst's edit of modality.tsv changes what is found.
TEST(ExtractorSetTest, CuesComeFromTheTable) {
  DatasetFiles files = BundledDatasets();
  files["modality.tsv"] += "obligation\tbinding\tparticiple\ten\tadjured\n";
  auto facts = Facts::Load(files);
  ASSERT_TRUE(facts.has_value()) << facts.error().ToString();
  auto set = ExtractorSet::Create(*facts);
  ASSERT_TRUE(set.has_value()) << set.error().ToString();
  const Document document = testing::MakeDocument("Owners are adjured to light the lamps.");
  EXPECT_TRUE(testing::Extract(document).measures.empty()) << "the bundled table does not know the word";
  std::vector<Modality> found;
  (*set)->Extract(document, [&](const TextStretch&, const Findings& findings) {
    for (const Measure& measure : findings.measures) found.push_back(measure.modality);
  });
  EXPECT_EQ(found, std::vector<Modality>{Modality::kObligation});
}

TEST(ExtractorSetTest, UnknownFormOfACueIsNamed) {
  DatasetFiles files = BundledDatasets();
  files["modality.tsv"] += "obligation\tbinding\tadverb\ten\tshall\n";
  auto facts = Facts::Load(files);
  ASSERT_TRUE(facts.has_value());
  const auto set = ExtractorSet::Create(*facts);
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().source, "modality.tsv");
  EXPECT_NE(set.error().message.find("'adverb'"), std::string::npos);
}

}  // namespace
}  // namespace concord
