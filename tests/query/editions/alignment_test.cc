// Editions that the test makes and changes itself: whatever it did must be found again.
#include "query/editions/alignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "query/editions/part_pairs.h"

namespace concord {
namespace {

using Parts = std::vector<EditionPart>;

EditionPart Part(std::string number, std::string heading, std::string text, int32_t parent = -1) {
  EditionPart part;
  part.key = number;
  part.number = std::move(number);
  part.parent = parent;
  part.text = heading.empty() ? std::move(text) : heading + " " + text;
  part.gist = std::move(heading);
  return part;
}

Parts Finished(Parts parts) {
  FinishParts(&parts);
  return parts;
}

// Sentences of invented words, of which the common ones are common.
class Author {
 public:
  explicit Author(uint32_t seed) : random_(seed) {}

  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  std::string Word() {
    constexpr std::string_view kSyllables[] = {"ba", "du", "ke", "lo", "mi", "na",
                                               "po", "ri", "su", "ta", "ve", "zo"};
    // The smaller of two numbers: the first hundreds of words come often, the last ones seldom.
    uint32_t n = std::min(Below(6000), Below(6000));
    std::string word;
    for (int i = 0; i < 4; ++i, n /= 12) word += kSyllables[n % 12];
    return word;
  }
  std::string Sentence(uint32_t words) {
    std::string text;
    for (uint32_t i = 0; i < words; ++i) text += (i == 0 ? "" : " ") + Word();
    return text + ".";
  }

 private:
  std::mt19937 random_;
};

Parts Invented(Author* author, uint32_t chapters, uint32_t articles) {
  Parts parts;
  for (uint32_t c = 1; c <= chapters; ++c) {
    const auto chapter = static_cast<int32_t>(parts.size());
    parts.push_back(Part("Chapter " + std::to_string(c), author->Sentence(3), ""));
    for (uint32_t i = 1; i <= articles; ++i) {
      parts.push_back(Part("Article " + std::to_string(c * 100 + i), "",
                           author->Sentence(12 + author->Below(10)) + " " + author->Sentence(14), chapter));
    }
  }
  return parts;
}

using Seen = std::tuple<int64_t, int64_t, Change>;
std::set<Seen> LinksOf(const Alignment& alignment) {
  std::set<Seen> seen;
  for (const PartLink& link : alignment.links) seen.emplace(link.a, link.b, link.change);
  return seen;
}

Change Mirrored(Change change) {
  switch (change) {
    case Change::kSplit:
      return Change::kMerged;
    case Change::kMerged:
      return Change::kSplit;
    case Change::kAdded:
      return Change::kRemoved;
    case Change::kRemoved:
      return Change::kAdded;
    default:
      return change;
  }
}

std::set<Seen> Mirrored(const std::set<Seen>& links) {
  std::set<Seen> mirrored;
  for (const auto& [a, b, change] : links) mirrored.emplace(b, a, Mirrored(change));
  return mirrored;
}

TEST(Alignment, EditionWithItselfIsAllUnchanged) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    Author author(seed);
    Parts parts = Invented(&author, 4, 8);
    // Texts that stand several times, and parts with a number alone.
    for (int i = 0; i < 5; ++i)
      parts.push_back(Part("9" + std::to_string(i), "", "The same words again.", 0));
    parts.push_back(Part("99", "", ""));
    parts.push_back(Part("98", "", "[Reserved]"));
    parts = Finished(std::move(parts));
    const Alignment alignment = AlignEditions(parts, parts);
    EXPECT_EQ(alignment.links.size(), parts.size());
    for (const PartLink& link : alignment.links) {
      EXPECT_EQ(link.a, link.b) << seed;
      EXPECT_EQ(link.change, Change::kUnchanged) << seed;
      EXPECT_EQ(link.similarity, 1) << seed;
    }
  }
}

// A new edition with changes of every kind, and the links that they should give.
struct Revision {
  Parts parts;
  std::set<Seen> truth;
};

Revision Revise(const Parts& before, Author* author) {
  Revision revision;
  std::map<int32_t, int32_t> moved;
  const auto add = [&](EditionPart part, int64_t from, Change change) {
    revision.truth.emplace(from, static_cast<int64_t>(revision.parts.size()), change);
    revision.parts.push_back(std::move(part));
  };
  for (uint32_t i = 0; i < before.size(); ++i) {
    EditionPart part = before[i];
    if (part.parent >= 0) part.parent = moved.at(part.parent);
    if (before[i].parent < 0) {
      moved[static_cast<int32_t>(i)] = static_cast<int32_t>(revision.parts.size());
      add(part, i, Change::kUnchanged);
      continue;
    }
    const size_t middle = part.text.find(". ") + 1;
    switch (author->Below(8)) {
      case 0:
        part.number = "Article " + std::to_string(5000 + i);
        add(part, i, Change::kRenumbered);
        break;
      case 1: {  // two words of some thirty
        for (int n = 0; n < 2; ++n) {
          const size_t at =
              part.text.find(' ', 1 + author->Below(static_cast<uint32_t>(part.text.size() - 40)));
          part.text.replace(at, part.text.find_first_of(" .", at + 1) - at, " " + author->Word());
        }
        add(part, i, Change::kReworded);
        break;
      }
      case 2: {
        EditionPart second = part;
        second.number += "bis";
        second.text = part.text.substr(middle + 1);
        part.text.resize(middle);
        add(part, i, Change::kSplit);
        add(second, i, Change::kSplit);
        break;
      }
      case 3:
        revision.truth.emplace(i, -1, Change::kRemoved);
        break;
      case 4:
        add(part, i, Change::kUnchanged);
        add(Part("Article " + std::to_string(7000 + i), "", author->Sentence(20), part.parent), -1,
            Change::kAdded);
        break;
      default:
        add(part, i, Change::kUnchanged);
    }
  }
  return revision;
}

TEST(Alignment, FindsAgainWhatTheTestChanged) {
  size_t right = 0, all = 0;
  for (uint32_t seed = 1; seed <= 30; ++seed) {
    Author author(seed);
    const Parts before = Invented(&author, 5, 12);
    const Revision after = Revise(before, &author);
    const std::set<Seen> found = LinksOf(AlignEditions(Finished(before), Finished(after.parts)));
    for (const Seen& link : after.truth) right += found.contains(link) ? 1 : 0;
    all += std::max(after.truth.size(), found.size());
  }
  EXPECT_GE(static_cast<double>(right), 0.99 * static_cast<double>(all)) << right << " of " << all;
}

TEST(Alignment, MirroredEditionsGiveTheMirroredAnswer) {
  for (uint32_t seed = 1; seed <= 30; ++seed) {
    Author author(seed);
    const Parts before = Finished(Invented(&author, 5, 12));
    const Parts after = Finished(Revise(before, &author).parts);
    EXPECT_EQ(LinksOf(AlignEditions(after, before)), Mirrored(LinksOf(AlignEditions(before, after)))) << seed;
  }
}

TEST(Alignment, PlaceholdersAreBelievedInBothDirections) {
  const Parts before = Finished({Part("1", "Boats", "Every boat carries a lamp."),
                                 Part("2", "Quays", "A quay is swept each morning."),
                                 Part("3", "Ropes", "Ropes are coiled before dusk.")});
  const Parts after = Finished(
      {Part("01", "", "[Withdrawn: incorporated into 4 and 5]"), Part("02", "", "[Withdrawn]"),
       Part("03", "Ropes", "Ropes are coiled before dusk."), Part("4", "Craft", "Vessels show a light."),
       Part("5", "Lights", "A signal burns at night.")});
  const std::set<Seen> expected = {
      {0, 3, Change::kSplit}, {0, 4, Change::kSplit}, {1, -1, Change::kRemoved}, {2, 2, Change::kUnchanged}};
  const Alignment alignment = AlignEditions(before, after);
  EXPECT_EQ(LinksOf(alignment), expected);
  for (const PartLink& link : alignment.links) {
    EXPECT_EQ(link.note, link.a == 2 ? -1 : link.a) << "the placeholder that says so";
  }
  EXPECT_EQ(alignment.of_a[0].front().part, 3U);
  EXPECT_EQ(LinksOf(AlignEditions(after, before)), Mirrored(expected));
}

TEST(Alignment, ProseThatSpeaksOfDeletionIsNoPlaceholder) {
  Parts parts =
      Finished({Part("1", "", "Deleted files are overwritten within 4 days."), Part("2", "", "Reserved."),
                Part("3", "", "Repealed: see 4."), Part("4", "", "Withdrawn consent ends the processing.")});
  EXPECT_FALSE(parts[0].withdrawn);
  EXPECT_TRUE(parts[1].withdrawn);
  EXPECT_TRUE(parts[2].withdrawn);
  EXPECT_EQ(parts[2].successors, std::vector<uint32_t>{3});
  EXPECT_FALSE(parts[3].withdrawn);
}

TEST(Alignment, NumbersAreEqualWhateverThePrinterAdds) {
  EXPECT_EQ(PlainNumber("PR.AC-01"), PlainNumber("pr.ac-1"));
  EXPECT_EQ(PlainNumber("Article 5."), "article.5");
  EXPECT_EQ(PlainNumber("(a)"), "a");
  EXPECT_EQ(PlainNumber("10"), "10");
  EXPECT_NE(PlainNumber("1.1"), PlainNumber("11"));
}

// One part that holds every word, above thousands that it resembles.
TEST(Alignment, ALongPartAmongManyShortOnesCostsNoSquare) {
  Author author(3);
  Parts parts = {Part("1", "", author.Sentence(100'000))};
  for (int i = 2; i < 3000; ++i) parts.push_back(Part(std::to_string(i), "", author.Sentence(20), 0));
  parts = Finished(std::move(parts));
  const Alignment alignment = AlignEditions(parts, parts);
  for (const PartLink& link : alignment.links) EXPECT_EQ(link.change, Change::kUnchanged);
}

// Ten times as many parts take some ten times as long; quadratic would be a hundred.
// What an alignment costs is the pairs that it looks at: a bounded number for each part, however many there
// are.
TEST(Alignment, LooksAtFewPairsForEachPart) {
  for (const uint32_t chapters : {50U, 200U, 500U}) {
    Author author(7);
    const Parts before = Finished(Invented(&author, chapters, 20));
    const Parts after = Finished(Revise(before, &author).parts);
    const PartPairs pairs(before, after);
    EXPECT_GE(pairs.all().size(), before.size() / 2) << "hardly anything is compared";
    // Beside the best of either side come those of the same place and the same text.
    EXPECT_LE(pairs.all().size(), (PartPairs::kMostPartners + 2) * (before.size() + after.size()))
        << chapters;
  }
}

}  // namespace
}  // namespace concord
