// The arrays beside a second way to the same words: the walk of query/places/units.h, one node at a time.
#include "query/index/text_arrays.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "graph/store.h"
#include "query/index/acronym.h"
#include "query/index/postings.h"
#include "query/index/unit_index.h"
#include "query/places/units.h"
#include "query/text/reference_entry.h"
#include "tests/environment.h"
#include "tests/query/index/random_texts.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::RandomTexts;
using testing::TinyGraph;

// Stems of a text in their order.
std::vector<std::string> StemsOf(std::string_view text) {
  WordTable words;
  std::vector<std::string> stems;
  for (const TermId term : words.Read(text)) stems.push_back(words.Name(term));
  return stems;
}

struct RandomStore {
  explicit RandomStore(uint32_t seed) : store(NewMemoryStore()) {
    RandomTexts texts(seed);
    EXPECT_TRUE(store->Apply(texts.Bodies()));
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(store->Apply(texts.Work("work" + std::to_string(i))));
    snapshot = store->TakeSnapshot();
    arrays = *TextArrays::Load(*snapshot, ArraySource::kMade);
  }
  std::unique_ptr<GraphStore> store;
  std::unique_ptr<Snapshot> snapshot;
  std::shared_ptr<const TextArrays> arrays;
};

TEST(TextArraysTest, UnitsAreThoseOfTheWalkWithTheirWords) {
  for (uint32_t seed = 1; seed <= 25; ++seed) {
    const RandomStore random(seed);
    const TextArrays& arrays = *random.arrays;
    std::vector<std::map<std::string, uint32_t>> own(arrays.units().size()), above(arrays.units().size());
    for (TermId term = 0; term < arrays.terms(); ++term) {
      const std::string stem(arrays.Name(term));
      ForEachPosting(arrays.UnitPostings(term), [&](const Posting& p) { own[p.text][stem] = p.count; });
      ForEachPosting(arrays.EntryPostings(term), [&](const Posting& p) {
        for (uint32_t unit = arrays.entries()[p.text].first; unit < arrays.entries()[p.text].limit; ++unit)
          above[unit][stem] = p.count;
      });
    }
    UnitOptions options;
    options.documents = true;
    size_t at = 0;
    ASSERT_TRUE(ForEachUnit(*random.snapshot, options, [&](const TextUnit& unit) {
      EXPECT_LT(at, arrays.units().size());
      if (at >= arrays.units().size()) return false;
      const UnitRow& row = arrays.units()[at];
      EXPECT_EQ(std::tuple(row.node, row.version, row.document, static_cast<UnitKind>(row.kind)),
                std::tuple(unit.node, unit.version, unit.document, unit.kind))
          << unit.key;
      std::map<std::string, uint32_t> in_text, in_headings;
      for (const std::string& stem : StemsOf(unit.text)) ++in_text[stem];
      for (const std::string& stem : StemsOf(unit.headings)) ++in_headings[stem];
      EXPECT_EQ(own[at], in_text) << unit.key;
      EXPECT_EQ(above[at], in_headings) << unit.key;
      EXPECT_EQ(row.length, 2 * StemsOf(unit.text).size() + StemsOf(unit.headings).size()) << unit.key;
      ++at;
      return true;
    }));
    EXPECT_EQ(at, arrays.units().size());
  }
}

TEST(TextArraysTest, PlacesFollowThePassages) {
  for (uint32_t seed = 1; seed <= 25; ++seed) {
    const RandomStore random(seed);
    const TextArrays& arrays = *random.arrays;
    std::map<uint32_t, std::string> word_at;
    for (TermId term = 0; term < arrays.terms(); ++term) {
      uint32_t place = 0, count = 0;
      for (NumberReader reader(arrays.Places(term)); !reader.done(); ++count)
        word_at[place += reader.Next()] = arrays.Name(term);
      EXPECT_EQ(count, arrays.PlaceCount(term));
    }
    const auto words_in = [&](uint32_t begin, uint32_t end) {
      std::vector<std::string> words;
      for (auto at = word_at.lower_bound(begin); at != word_at.end() && at->first < end; ++at)
        words.push_back(at->second);
      return words;
    };
    // Every line that is no reference, below its headings.
    size_t passage = 0;
    UnitOptions options;
    options.measures = false;
    options.outside = true;
    ASSERT_TRUE(ForEachUnit(*random.snapshot, options, [&](const TextUnit& unit) {
      size_t at = 0;
      for (const TextSpan& span : unit.spans) {
        const std::string piece(unit.text.substr(at, span.end - span.start));
        at += piece.size() + 1;
        for (size_t begin = 0; begin < piece.size();) {
          const size_t end = std::min(piece.find('\n', begin), piece.size());
          const std::string line = piece.substr(begin, end - begin);
          if (!line.empty() && !IsReferenceEntry(line)) {
            EXPECT_LT(passage, arrays.passages().size());
            if (passage >= arrays.passages().size()) return false;
            const PassageRow& row = arrays.passages()[passage++];
            const HeadingRow& headings = arrays.headings()[row.headings];
            EXPECT_EQ(words_in(row.begin, row.end), StemsOf(line));
            EXPECT_EQ(words_in(headings.begin, headings.end), StemsOf(unit.headings));
            EXPECT_EQ(std::tuple(headings.section, headings.version), std::tuple(unit.node, unit.version));
            EXPECT_EQ(std::tuple(row.start, row.stop), std::tuple(span.start + begin, span.start + end));
          }
          begin = end + 1;
        }
      }
      return true;
    }));
    EXPECT_EQ(passage, arrays.passages().size());
  }
}

TEST(TextArraysTest, TheSameGraphGivesTheSameBytes) {
  RandomTexts texts(7), again(7);
  const testing::TemporaryDir folder;
  auto on_disk = OpenStore(folder.path() / "s", OpenMode::kCreateIfMissing);
  ASSERT_TRUE(on_disk);
  const auto in_memory = NewMemoryStore();
  for (GraphStore* store : {on_disk->get(), in_memory.get()}) {
    RandomTexts some(7);
    ASSERT_TRUE(store->Apply(some.Bodies()));
    for (int i = 0; i < 12; ++i) ASSERT_TRUE(store->Apply(some.Work("work" + std::to_string(i))));
  }
  const auto a = kTextArrays.make(*(*on_disk)->TakeSnapshot(), nullptr);
  const auto b = kTextArrays.make(*in_memory->TakeSnapshot(), nullptr);
  ASSERT_TRUE(a && b);
  EXPECT_EQ((*a)->bytes(), (*b)->bytes());
}

TEST(TextArraysTest, ASectionOfTwoWholesEndsAndACircleToo) {
  TinyGraph graph;
  graph.Document("act", "act@1", "One heron. Two herons.")
      .Section("act@1:1", "act@1", "1", "", "One heron.")
      .Section("act@1:2", "act@1", "2", "", "Two herons.")
      .Edge("HAS_PART", "act@1:1", "act@1:2")
      .Edge("HAS_PART", "act@1:2", "act@1:1");
  const auto arrays = TextArrays::Load(graph.Take(), ArraySource::kMade);
  ASSERT_TRUE(arrays);
  EXPECT_EQ((*arrays)->units().size(), 3U) << "the title and each section once";
}

// BM25 as it is written in the books, in doubles, over the units of the walk.
TEST(UnitIndexTest, RanksAsTheFormulaSays) {
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    const RandomStore random(seed);
    struct Text {
      NodeId node;
      double length = 0, weight = 1;
      std::map<std::string, double> counts;
    };
    std::vector<Text> texts;
    ASSERT_TRUE(ForEachUnit(*random.snapshot, {}, [&](const TextUnit& unit) {
      Text& text = texts.emplace_back();
      text.node = unit.node;
      text.weight = unit.kind == UnitKind::kSection ? 0.9 : 1;
      for (const std::string& stem : StemsOf(unit.text)) text.counts[stem] += 1, text.length += 1;
      for (const std::string& stem : StemsOf(unit.headings)) text.counts[stem] += 0.5, text.length += 0.5;
      return true;
    }));
    double mean = 0;
    for (const Text& text : texts) mean += text.length / static_cast<double>(texts.size());
    mean = std::max(1.0, mean);
    std::map<NodeId, double> expected;
    const std::string question = "counting herons of a marsh, marshes and kangaroos";
    std::vector<std::string> stems = StemsOf(question);
    std::ranges::sort(stems);
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    for (const std::string& stem : stems) {
      double with = 0;
      for (const Text& text : texts) with += text.counts.contains(stem) ? 1 : 0;
      const double rarity = std::log(1 + (static_cast<double>(texts.size()) - with + 0.5) / (with + 0.5));
      for (const Text& text : texts) {
        if (!text.counts.contains(stem)) continue;
        const double count = text.counts.at(stem);
        expected[text.node] +=
            text.weight * rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * text.length / mean));
      }
    }
    UnitIndex index(random.arrays);
    UnitFilter filter;
    filter.section_weight = 0.9F;
    const auto found = index.Search(*random.snapshot, question, filter, SIZE_MAX);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->searched, texts.size());
    ASSERT_EQ(found->best.size(), expected.size());
    for (const UnitIndex::Hit& hit : found->best) {
      const UnitRow& row = random.arrays->units()[hit.unit];
      EXPECT_NEAR(hit.score, expected[row.node], 1e-4);
      double sum = 0;
      for (const UnitIndex::Share& share : index.Explain(hit)) sum += share.score;
      const bool section = static_cast<UnitKind>(row.kind) == UnitKind::kSection;
      EXPECT_NEAR(section ? 0.9 * sum : sum, hit.score, 1e-4) << "what it explains is the score";
    }
    for (size_t i = 1; i < found->best.size(); ++i) EXPECT_GE(found->best[i - 1].score, found->best[i].score);
  }
}

TEST(UnitIndexTest, QuotationMarksAskForWordsSideBySide) {
  TinyGraph graph;
  for (const auto& [key, text] :
       {std::pair("a", "A right to know."), std::pair("b", "To know is a right."), std::pair("c", "Know.")})
    graph.Document(key, std::string(key) + "@1", text)
        .Section(std::string(key) + "@1:1", std::string(key) + "@1", "1", "", text);
  const Snapshot& snapshot = graph.Take();
  UnitIndex index(*TextArrays::Load(snapshot, ArraySource::kMade));
  const auto count = [&](std::string_view question) {
    return index.Search(snapshot, question, {}, SIZE_MAX)->best.size();
  };
  EXPECT_EQ(count("right know"), 3U);
  EXPECT_EQ(count("\"right to know\""), 1U);
  EXPECT_EQ(count("\"right of know\""), 1U) << "one small word stands for another";
  EXPECT_EQ(count("\"right know\""), 0U);
  EXPECT_EQ(count("\"kangaroo\" right"), 0U);
}

// Documents with these titles, in this order.
class Titles {
 public:
  explicit Titles(const std::vector<std::string>& texts) {
    for (size_t i = 0; i < texts.size(); ++i)
      graph_.Node(std::string(1, static_cast<char>('A' + i / 26)) + static_cast<char>('a' + i % 26),
                  {"Document"}, {{"title", texts[i]}});
    snapshot_ = &graph_.Take();
    index_ = std::make_unique<UnitIndex>(*TextArrays::Load(*snapshot_, ArraySource::kMade));
  }
  std::vector<UnitIndex::Hit> Search(std::string_view question, size_t top, float coverage = 0) {
    UnitFilter filter;
    filter.measures = filter.sections = false;
    filter.documents = true;
    return index_->Search(*snapshot_, question, filter, top, coverage)->best;
  }

 private:
  TinyGraph graph_;
  const Snapshot* snapshot_ = nullptr;
  std::unique_ptr<UnitIndex> index_;
};

TEST(UnitIndexTest, RareWordsWeighMoreAndMarksAreFolded) {
  Titles titles({"the system reports to the system", "the system of the café", "system system system"});
  const auto hits = titles.Search("system cafe", 10);
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_EQ(hits[0].unit, 1U);
  EXPECT_FLOAT_EQ(hits[0].coverage, 1);
  EXPECT_LT(hits[1].coverage, 0.5);
  EXPECT_EQ(titles.Search("system cafe", 10, 0.9F).size(), 1U);
  EXPECT_TRUE(titles.Search("nothing", 10).empty());
  EXPECT_TRUE(titles.Search("the of", 10).empty()) << "stop words ask for nothing";
}

// "regardless of frontiers" is about no model, however rare a frontier is.
TEST(UnitIndexTest, ARareWordAloneIsNotTheQuestion) {
  std::vector<std::string> texts = {"Everyone may impart ideas regardless of frontiers",
                                    "Developers of frontier models shall report"};
  texts.resize(52, "A model shall be tested");
  Titles titles(texts);
  const auto hits = titles.Search("frontier models", 10, 0.6F);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].unit, 1U);
  EXPECT_FLOAT_EQ(hits[0].coverage, 1);
  // Without a threshold all that have a word are there, and say how much they have.
  for (const auto& hit : titles.Search("frontier models", 100)) {
    EXPECT_LE(hit.coverage, hit.unit == 1 ? 1.0F : 0.5F) << hit.unit;
  }
}

TEST(UnitIndexTest, EqualsStandInReadingOrder) {
  Titles titles(std::vector<std::string>(20, "same words"));
  const auto hits = titles.Search("words", 20);
  ASSERT_EQ(hits.size(), 20U);
  for (uint32_t i = 0; i < 20; ++i) EXPECT_EQ(hits[i].unit, i);
}

TEST(PostingsTest, NumbersComeBack) {
  LargeArray<char> bytes;
  const std::vector<uint32_t> numbers = {0, 1, 127, 128, 16383, 16384, 1U << 28U, UINT32_MAX};
  for (const uint32_t number : numbers) AppendNumber(number, &bytes);
  NumberReader reader({bytes.data(), bytes.size()});
  for (const uint32_t number : numbers) EXPECT_EQ(reader.Next(), number);
  EXPECT_TRUE(reader.done());
}

}  // namespace
}  // namespace concord
