#include "ingest/outline/line_ends.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/facts/embedded.h"
#include "ingest/outline/unit_words.h"

namespace concord {
namespace {

// Without the signs around it, in small letters.
std::string Core(std::string_view word) {
  const auto is_sign = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  };
  while (!word.empty() && is_sign(word.front())) word.remove_prefix(1);
  while (!word.empty() && is_sign(word.back())) word.remove_suffix(1);
  return FoldForComparison(word);
}

uint64_t Hash(std::string_view word) { return std::hash<std::string_view>()(word); }

bool EndsSoft(std::string_view word) { return word.ends_with("\u00AD"); }

bool StartsWithLetter(std::string_view word) {
  size_t at = 0;
  if (word.empty()) return false;
  const char32_t c = NextCodePoint(word, &at);
  return IsLetterOrDigit(c) && !IsUpper(c) && (c < '0' || c > '9');
}

// "GOV-" and "ERN"
bool IsCapitals(std::string_view word) {
  return word.size() >= 3 && std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; }) &&
         word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'A' && word[1] <= 'Z';
}

// Whether datasets/vocabulary.tsv has the word.
bool IsVocabulary(std::string_view word) {
  static const std::unordered_set<std::string_view> vocabulary = [] {
    std::unordered_set<std::string_view> words;
    for (const EmbeddedFile& file : EmbeddedFiles()) {
      if (file.name != "vocabulary.tsv") continue;
      for (const std::string_view line : Split(file.bytes, '\n')) {
        const size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string_view::npos) continue;
        for (const std::string_view one : Split(line.substr(tab + 1), ';')) words.insert(one);
      }
    }
    return words;
  }();
  return vocabulary.contains(word);
}

bool IsAsciiAlnum(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "pre- and post-market" is no divided word.
bool IsAnd(std::string_view word) {
  return word == "and" || word == "or" || word == "und" || word == "oder" || word == "bzw.";
}

bool IsYear(std::string_view text) {
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return digits == 4 && (text.starts_with("19") || text.starts_with("20"));
}

// Capitals as in "ISO", "EN", "RFC"
bool IsAcronym(std::string_view word) {
  return word.size() >= 2 && word.size() <= 8 &&
         std::ranges::all_of(word, [](char c) { return (c >= 'A' && c <= 'Z') || c == '/'; });
}

}  // namespace

size_t HyphenAt(std::string_view word) {
  if (word.size() > 2 && word.ends_with('-') && !word.ends_with("--")) return 1;
  if (word.size() > 4 && word.ends_with("\u2010")) return 3;
  return 0;
}

bool IsBrokenBehindSign(std::string_view word, std::string_view next) {
  if (next.empty() || word.size() < 2 || IsAnd(next)) return false;
  const char before = word[word.size() - 2];
  if (word.ends_with('/')) return IsAsciiAlnum(before) && IsAsciiAlnum(next[0]);
  if (word.ends_with(':')) return IsDigit(before) && IsYear(next);
  if (HyphenAt(word) != 1) return false;
  const bool capital = next[0] >= 'A' && next[0] <= 'Z';
  return (IsDigit(next[0]) && IsAsciiAlnum(before)) || (IsDigit(before) && IsAsciiAlnum(next[0])) ||
         (capital && IsAsciiAlnum(before) && !(IsCapitals(word) && IsCapitals(next)));
}

bool EndsUnfinished(std::string_view line, std::string_view next) {
  constexpr size_t kShortest = 40, kShortestBeforeNumber = 8;
  const size_t last = line.rfind(' ');
  if (line.size() < kShortestBeforeNumber || last == std::string_view::npos || next.empty()) return false;
  const std::string_view word = line.substr(last + 1);
  if (IsUnfinishedWord(word)) return line.size() >= kShortest;
  if (!IsDigit(next[0])) return false;
  if (IsNumberSign(word)) return true;  // "Regulation (EU) No" and "910/2014"
  const size_t before = line.rfind(' ', last - 1);
  const std::string_view name =
      before == std::string_view::npos ? std::string_view() : line.substr(before + 1, last - before - 1);
  const bool number = std::ranges::all_of(word, IsDigit);
  const bool small = std::ranges::any_of(line, [](char c) { return c >= 'a' && c <= 'z'; });
  return (small && IsAcronym(word)) ||
         ((small || line.size() < kShortestBeforeNumber * 3) && number && IsAcronym(name));
}

void LineEnds::Learn(std::string_view word) { known_.insert(Hash(Core(word))); }

bool LineEnds::Known(std::string_view word) const { return known_.contains(Hash(Core(word))); }

bool LineEnds::KeepsHyphen(std::string_view word, std::string_view next) const {
  const std::string_view half = word.substr(0, word.size() - HyphenAt(word));
  const std::string whole = std::string(half) + std::string(next);
  if (Known(whole)) return false;
  if (Known(std::string(half) + "-" + std::string(next))) return true;
  // "state-of-the-" goes on with its last part; an acronym is not divided ("EU-wide").
  if (half.find('-') != std::string_view::npos || (IsCapitals(word) && !IsCapitals(next))) return true;
  const std::string first = Core(half), second = Core(next);
  if (IsVocabulary(Core(whole))) return false;
  if (IsVocabulary(first + "-" + second)) return true;
  const auto is_word = [&](std::string_view part, const std::string& core) {
    return part.size() >= 3 && (Known(part) || IsVocabulary(core));
  };
  if (!is_word(next, second)) return false;
  constexpr auto kPrefixes =
      std::to_array<std::string_view>({"pre", "post", "non", "self", "multi", "anti", "cross"});
  return is_word(half, first) || std::ranges::find(kPrefixes, first) != kPrefixes.end();
}

LineEnds::Join LineEnds::Of(std::string_view word, std::string_view next) const {
  if (IsBrokenBehindSign(word, next) || EndsSoft(word)) return Join::kGlued;
  const size_t hyphen = HyphenAt(word);
  if (hyphen == 0) return Join::kBlank;
  if (Known(std::string(word) + std::string(next))) return Join::kGlued;  // "COVID-19"
  if (!StartsWithLetter(next) && !(IsCapitals(word) && IsCapitals(next))) return Join::kBlank;
  if (IsAnd(next)) return Join::kBlank;
  return KeepsHyphen(word, next) ? Join::kGlued : Join::kWithoutHyphen;
}

}  // namespace concord
