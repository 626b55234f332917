#include "ingest/language/body_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/language/front_matter.h"

namespace concord {
namespace {

constexpr size_t kNameBytes = 120;
constexpr size_t kMostWords = 12;

// Letters in front of and behind which signs stand.
std::string_view Bare(std::string_view word) {
  while (!word.empty() && std::string_view("(\"'*_").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  while (!word.empty() && std::string_view(".,;:)\"'*_|").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

bool StartsUpper(std::string_view word) {
  size_t at = 0;
  return !word.empty() && IsUpper(NextCodePoint(word, &at));
}

// "of", "des", "für": words between the capitals of a name.
bool IsLight(const std::string& lower) {
  return std::ranges::any_of(FrontPhrases("name-filler"),
                             [&](const FrontPhrase& phrase) { return phrase.words == lower; });
}

enum class BodyWord : uint8_t { kNone, kCapitals, kSmall, kEnding };

// Whether the word is one like "Ministry", and whether its language writes the rest of the name in small
// letters.
BodyWord BodyWordOf(const std::string& lower) {
  for (const FrontPhrase& phrase : FrontPhrases("body-word")) {
    if (phrase.words == lower) return phrase.value == "small" ? BodyWord::kSmall : BodyWord::kCapitals;
  }
  constexpr size_t kLeast = 3;  // letters in front of the ending
  for (const FrontPhrase& phrase : FrontPhrases("body-ending")) {
    if (lower.size() >= phrase.words.size() + kLeast && lower.ends_with(phrase.words))
      return BodyWord::kEnding;
  }
  return BodyWord::kNone;
}

bool HasDigit(std::string_view word) { return std::ranges::any_of(word, IsDigit); }

size_t Determiner(std::string_view text) {
  for (const FrontPhrase& phrase : FrontPhrases("determiner")) {
    if (StartsWithIgnoreCase(text, phrase.words)) return phrase.words.size();
  }
  return 0;
}

}  // namespace

bool IsBodyName(std::string_view name) {
  if (name.size() < 6 || name.size() > kNameBytes) return false;
  bool body = false, small_words = false, may_be_small = false;
  size_t words = 0;
  for (const std::string_view one : Split(name, ' ')) {
    const std::string_view word = Bare(one);
    if (word.empty()) continue;
    ++words;
    if (HasDigit(word) || word.find('"') != std::string_view::npos) return false;
    const std::string lower = ToLowerCase(word);
    const BodyWord kind = BodyWordOf(lower);
    const bool capital = StartsUpper(word);
    if (words == 1 && !capital) return false;
    // "Sosiaali- ja terveysministeriö"
    if (kind == BodyWord::kEnding || (kind != BodyWord::kNone && capital)) {
      body = true;
      may_be_small = may_be_small || kind != BodyWord::kCapitals;
    }
    if (!capital && !IsLight(lower)) small_words = true;
  }
  return body && words >= 2 && words <= kMostWords && (!small_words || may_be_small);
}

std::string_view BodyNameAt(std::string_view text) {
  text = text.substr(0, std::min(text.find('\n'), kNameBytes));
  while (!text.empty() && std::string_view(" :\t*_").find(text[0]) != std::string_view::npos)
    text.remove_prefix(1);
  text.remove_prefix(Determiner(text));
  size_t end = 0, words = 0;
  for (size_t at = 0; at < text.size() && words < kMostWords;) {
    const size_t stop = std::min(text.find(' ', at), text.size());
    const std::string_view raw = text.substr(at, stop - at), word = Bare(raw);
    if (word.empty() || HasDigit(word) || raw[0] == '(' || raw[0] == '"') break;
    const std::string lower = ToLowerCase(word);
    if (words > 0 && MonthOfName(lower) > 0) break;
    const bool capital = StartsUpper(word);
    if (capital) {
      end = static_cast<size_t>(word.data() - text.data()) + word.size();
    } else if (!IsLight(lower)) {
      break;
    }
    ++words;
    // "Ministry of Lamps, Harbourtown"; "U.S." goes on
    const bool ends = std::string_view(",.;:|").find(raw.back()) != std::string_view::npos;
    if (ends && !(raw.back() == '.' && word.find('.') != std::string_view::npos)) break;
    at = stop + 1;
  }
  if (IsBodyName(text.substr(0, end))) return text.substr(0, end);
  // In small letters, to the end of the line or of the part.
  const std::string_view part = Trim(text.substr(0, text.find_first_of(",.;(|")));
  return IsBodyName(part) ? part : std::string_view();
}

bool IsLetterheadLine(std::string_view line) {
  constexpr size_t kLongest = 100, kFewWords = 5;
  if (line.size() > kLongest || line.size() < 6 ||
      std::string_view(":,.;").find(line.back()) != std::string_view::npos)
    return false;
  line.remove_prefix(Determiner(line));
  std::vector<std::string> words;
  for (const std::string_view one : Split(line, ' ')) {
    const std::string_view word = Bare(one);
    if (word.empty()) continue;
    if (HasDigit(word)) return false;
    words.push_back(ToLowerCase(word));
  }
  const auto is_title_word = [](const std::string& word) {
    return std::ranges::any_of(FrontPhrases("title-word"),
                               [&](const FrontPhrase& phrase) { return phrase.words == word; });
  };
  if (words.size() < 2 || IsLight(words[0]) || std::ranges::any_of(words, is_title_word)) return false;
  // "Board to Inspect Lamps" heads the law that makes it.
  if (std::ranges::find(words, "to") != words.end()) return false;
  if (words.size() <= kFewWords && StartsWithFrontPhrase(ToLowerCase(line), "place-opening")) return true;
  if (!IsBodyName(line)) return false;
  for (size_t i = 0; i < words.size(); ++i) {
    if (BodyWordOf(words[i]) == BodyWord::kNone) continue;
    if (i == 0 || i + 1 == words.size() || IsLight(words[i + 1])) return true;
  }
  return false;
}

}  // namespace concord
