#include "ingest/outline/unit_words.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/delimited.h"
#include "base/text.h"
#include "base/unicode.h"
#include "ingest/facts/embedded.h"

namespace concord {
namespace {

struct UnitName {
  std::string_view name;  // in the column `unit`
  NumberedUnit unit;
  std::string_view step;
  int rank;
};
constexpr UnitName kUnits[] = {
    {"", NumberedUnit::kNone, "", 9},
    {"book", NumberedUnit::kBook, "book", 1},
    {"division", NumberedUnit::kDivision, "div", 2},
    {"part", NumberedUnit::kPart, "part", 3},
    {"title", NumberedUnit::kTitle, "title", 3},
    {"subtitle", NumberedUnit::kSubtitle, "subtitle", 3},
    {"chapter", NumberedUnit::kChapter, "chap", 4},
    {"subchapter", NumberedUnit::kSubchapter, "subchap", 5},
    {"section", NumberedUnit::kSection, "sec", 6},
    {"subsection", NumberedUnit::kSubsection, "subsec", 6},
    {"article", NumberedUnit::kArticle, "art", 6},
    {"annex", NumberedUnit::kAnnex, "annex", 0},
    {"principle", NumberedUnit::kPrinciple, "principle", 7},
    {"recital", NumberedUnit::kRecital, "rec", 7},
    {"", NumberedUnit::kCode, "", 7},
};

// The key of a word: without case and accents. Nearly all words are ASCII.
std::string Key(std::string_view word) {
  const bool ascii = std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? AsciiLower(word) : FoldForComparison(word);
}

struct Tables {
  std::unordered_map<std::string, NumberedUnit> behind, before;
  std::unordered_map<std::string, uint32_t> ordinals;
  std::unordered_map<std::string, NumberedUnit> plurals;
  std::unordered_set<std::string> signs, references, conjunctions, ranges, unfinished, of, that, own;
  std::vector<std::string> amendments;  // beginnings of words
};

Tables Load() {
  Tables tables;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (file.name != "units.tsv") continue;
    DelimitedReader reader(file.bytes, file.name, {.separator = '\t', .quotes = false, .comment = '#'});
    std::vector<Cell> row;
    for (;;) {
      const Result<bool> more = reader.Next(&row);
      if (!more || !*more) break;
      if (row.size() < 4) continue;
      const std::vector<std::string_view> words = Split(row[3].raw, ';');
      const std::string_view name = row[0].raw;
      if (name == "ordinal") {
        for (size_t i = 0; i < words.size(); ++i) {
          for (const std::string_view form : Split(words[i], '|'))
            tables.ordinals.try_emplace(Key(form), static_cast<uint32_t>(i + 1));
        }
        continue;
      }
      if (name == "amendment") {
        for (const std::string_view word : words) tables.amendments.push_back(Key(word));
        continue;
      }
      const std::pair<std::string_view, std::unordered_set<std::string>*> sets[] = {
          {"reference", &tables.references},
          {"number-sign", &tables.signs},
          {"conjunction", &tables.conjunctions},
          {"range", &tables.ranges},
          {"unfinished", &tables.unfinished},
          {"of", &tables.of},
          {"that", &tables.that},
          {"own", &tables.own}};
      const auto* set = std::ranges::find(
          sets, name, &std::pair<std::string_view, std::unordered_set<std::string>*>::first);
      if (set != std::end(sets)) {
        for (const std::string_view word : words) set->second->insert(Key(word));
        continue;
      }
      const auto* unit = std::ranges::find(kUnits, name, &UnitName::name);
      if (unit == std::end(kUnits) || unit->unit == NumberedUnit::kNone) continue;  // the header too
      if (row[2].raw == "plural") {
        for (const std::string_view word : words) tables.plurals.try_emplace(Key(word), unit->unit);
        continue;
      }
      for (const std::string_view word : words) {
        (row[2].raw == "before" ? tables.before : tables.behind).try_emplace(Key(word), unit->unit);
        tables.references.insert(Key(word));
      }
    }
  }
  return tables;
}

const Tables& TablesOf() {
  static const Tables tables = Load();
  return tables;
}

constexpr size_t kLongestWord = 48;

}  // namespace

int RankOf(NumberedUnit unit) { return kUnits[static_cast<size_t>(unit)].rank; }
std::string_view StepOf(NumberedUnit unit) { return kUnits[static_cast<size_t>(unit)].step; }

NumberedUnit UnitOfWord(std::string_view word, bool before) {
  if (word.empty() || word.size() > kLongestWord) return NumberedUnit::kNone;
  const auto& table = before ? TablesOf().before : TablesOf().behind;
  const auto found = table.find(Key(word));
  return found == table.end() ? NumberedUnit::kNone : found->second;
}

NumberedUnit UnitInText(std::string_view word) {
  constexpr size_t kEndings = 2;  // letters: "Artikels", "artículos"
  if (word.size() > kLongestWord) return NumberedUnit::kNone;
  if (const auto found = TablesOf().plurals.find(Key(word)); found != TablesOf().plurals.end())
    return found->second;
  for (size_t cut = 0; cut <= kEndings && word.size() > cut + 2; ++cut) {
    if (cut > 0 && (word.size() < cut + 5 || static_cast<unsigned char>(word[word.size() - cut]) >= 0x80))
      break;
    const NumberedUnit unit = UnitOfWord(word.substr(0, word.size() - cut), false);
    if (unit != NumberedUnit::kNone) return unit;
  }
  return NumberedUnit::kNone;
}

bool IsOfWord(std::string_view word) {
  return !word.empty() && word.size() <= 12 && TablesOf().of.contains(Key(word));
}
bool IsThatWord(std::string_view word) {
  return !word.empty() && word.size() <= kLongestWord && TablesOf().that.contains(Key(word));
}
bool IsOwnWord(std::string_view word) {
  return !word.empty() && word.size() <= kLongestWord && TablesOf().own.contains(Key(word));
}

uint32_t OrdinalValue(std::string_view word) {
  if (word.empty() || word.size() > kLongestWord) return 0;
  const auto found = TablesOf().ordinals.find(Key(word));
  return found == TablesOf().ordinals.end() ? 0 : found->second;
}

bool IsNumberSign(std::string_view word) {
  return !word.empty() && word.size() <= 12 && TablesOf().signs.contains(Key(word));
}

bool IsConjunctionOfNumbers(std::string_view word) {
  return !word.empty() && word.size() <= 12 && TablesOf().conjunctions.contains(Key(word));
}

bool IsRangeWord(std::string_view word) {
  return !word.empty() && word.size() <= 12 && TablesOf().ranges.contains(Key(word));
}

bool IsUnfinishedWord(std::string_view word) {
  constexpr size_t kLongest = 12;
  // A capital may be a letter ("Annex A") or the end of a title.
  if (word.empty() || word.size() > kLongest || (word[0] >= 'A' && word[0] <= 'Z')) return false;
  return TablesOf().unfinished.contains(Key(word));
}

bool PutsIn(std::string_view text) {
  const std::string key = Key(text);
  return std::ranges::any_of(TablesOf().amendments, [&](const std::string& stem) {
    for (size_t at = key.find(stem); at != std::string::npos; at = key.find(stem, at + 1)) {
      const bool inside = at > 0 && key[at - 1] >= 'a' && key[at - 1] <= 'z';
      if (!inside) return true;
    }
    return false;
  });
}

bool IsReferenceWord(std::string_view word) {
  return !word.empty() && word.size() <= kLongestWord && TablesOf().references.contains(Key(word));
}

}  // namespace concord
