#include "mapping/placeholder.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "base/delimited.h"
#include "base/shorten.h"
#include "base/text.h"
#include "base/unicode.h"
#include "mapping/embedded.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

using Words = std::set<std::string, std::less<>>;

Words WordsOf(std::string_view wanted) {
  Words words;
  for (const std::string& word : CounterpartWords(wanted)) words.insert(FoldForComparison(word));
  return words;
}

bool IsNothing(std::string_view folded) {
  static const Words words = WordsOf("nothing");
  return words.contains(folded);
}

bool IsOpen(std::string_view folded) {
  static const Words words = WordsOf("open");
  return words.contains(folded);
}

// Marks that say nothing by themselves: dashes, dots, brackets, question marks.
bool IsMark(std::string_view character) {
  constexpr std::string_view kAscii = "-_.,;:*?!~=+()[]{}<>'\"|/\\";
  if (character.size() == 1) return kAscii.find(character[0]) != std::string_view::npos;
  // Hyphens and dashes, the ellipsis, the minus sign, quotation marks, no-break and zero-width blanks.
  constexpr auto kOthers =
      std::to_array<std::string_view>({"‐", "‑", "‒", "–",      "—",      "―",  "…",  "−", "“", "”", "‘",
                                       "’", "«", "»", "\u00A0", "\u200B", "－", "ー", "·", "•", "¿"});
  return std::ranges::find(kOthers, character) != kOthers.end();
}

std::string_view FirstCharacter(std::string_view text) {
  size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return text.substr(0, length);
}

std::string_view LastCharacter(std::string_view text) {
  return text.substr(CharacterStart(text, text.size() - 1));
}

std::string_view TrimMarks(std::string_view text) {
  for (std::string_view rest = text; !rest.empty(); rest = text) {
    const std::string_view first = FirstCharacter(rest), last = LastCharacter(rest);
    if (first == " " || IsMark(first))
      text.remove_prefix(first.size());
    else if (last == " " || IsMark(last))
      text.remove_suffix(last.size());
    else
      break;
  }
  return text;
}

// "No direct mapping", "not mapped", "none identified", "no corresponding control found", "not-applicable".
bool IsDenial(std::string_view folded) {
  static const Words denials = WordsOf("denial"), denied = WordsOf("denied");
  std::string spaced(folded);
  std::ranges::replace(spaced, '-', ' ');
  std::ranges::replace(spaced, '_', ' ');
  const std::vector<std::string_view> words = Split(spaced, ' ');
  if (words.size() < 2 || words.size() > 9 || !denials.contains(words[0])) return false;
  return std::all_of(words.begin() + 1, words.end(),
                     [](std::string_view word) { return denied.contains(TrimMarks(word)); });
}

// Begins with a word and has another one: no id.
bool IsProse(std::string_view folded) {
  size_t words = 0;
  for (const std::string_view part : Split(folded, ' ')) {
    const std::string_view word = TrimMarks(part);
    const bool letters =
        word.size() > 1 && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (words == 0 && !letters) return false;
    words += letters ? 1 : 0;
  }
  return words > 1;
}

}  // namespace

Placeholder PlaceholderIn(std::string_view cell) {
  constexpr size_t kLongest = 120;
  if (cell.size() > kLongest) return Placeholder::kNone;
  const std::string text = FoldForComparison(CollapseSpace(cell));
  const std::string_view bare = TrimMarks(text);
  if (bare.empty()) return Placeholder::kOpen;
  if (IsOpen(bare)) return Placeholder::kOpen;
  if (IsNothing(bare) || IsDenial(bare)) return Placeholder::kNothing;
  // "N/A - not applicable", "None (no mapping)", "None. See the note above".
  for (const std::string_view mark : {" - ", " – ", " — ", ": ", " (", ". ", "; ", ", "}) {
    const size_t at = bare.find(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view head = TrimMarks(bare.substr(0, at)),
                           rest = TrimMarks(bare.substr(at + mark.size()));
    // "No. 5 of the rules" is an item.
    const bool clear = head != "no" && head != "na" && IsNothing(head);
    if (IsNothing(head) && (IsNothing(rest) || IsDenial(rest))) return Placeholder::kNothing;
    if (clear && IsProse(rest)) return Placeholder::kNothing;
  }
  return Placeholder::kNone;
}

std::vector<std::string> CounterpartWords(std::string_view wanted) {
  std::vector<std::string> words;
  for (const EmbeddedFile& file : MappingTables()) {
    DelimitedReader reader(file.bytes, file.name, {.separator = '\t', .quotes = false, .comment = '#'});
    std::vector<Cell> row;
    for (;;) {
      const Result<bool> more = reader.Next(&row);
      if (!more || !*more) break;
      if (row.size() < 3 || row[0].raw != wanted) continue;
      for (const std::string_view word : Split(row[2].raw, ';')) words.emplace_back(word);
    }
  }
  return words;
}

Placeholder PlaceholderInCurie(std::string_view curie, bool codes_have_digits) {
  if (curie == kNoTermFound) return Placeholder::kNone;
  const size_t colon = curie.find(':');
  const std::string_view code = colon == std::string_view::npos ? curie : curie.substr(colon + 1);
  const bool country = colon != std::string_view::npos && code.size() <= 2 && !TrimMarks(code).empty();
  return country && !codes_have_digits ? Placeholder::kNone : PlaceholderIn(code);
}

}  // namespace concord
