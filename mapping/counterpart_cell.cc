#include "mapping/counterpart_cell.h"

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

// The words of datasets/counterpart_words.tsv of one class, folded.
Words WordsOf(std::string_view wanted) {
  Words words;
  for (const EmbeddedFile& file : MappingTables()) {
    DelimitedReader reader(file.bytes, file.name, {.separator = '\t', .quotes = false, .comment = '#'});
    std::vector<Cell> row;
    for (;;) {
      const Result<bool> more = reader.Next(&row);
      if (!more || !*more) break;
      if (row.size() < 3 || row[0].raw != wanted) continue;
      for (const std::string_view word : Split(row[2].raw, ';')) words.insert(FoldForComparison(word));
    }
  }
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

// "No direct mapping", "not mapped", "none identified", "no corresponding control found".
bool IsDenial(std::string_view folded) {
  static const Words denials = WordsOf("denial"), denied = WordsOf("denied");
  const std::vector<std::string_view> words = Split(folded, ' ');
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

bool HasDigit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "AC-2 (1)", "Article 5(1)", "GV.OC": short, of few words, with a digit or without small letters; no lone
// "(2)", which needs what stands before it.
bool LooksLikeId(std::string_view part) {
  constexpr size_t kLongest = 60;
  if (part.empty() || part.size() > kLongest || part.front() == '(' || part.front() == '.') return false;
  if (std::ranges::count(part, ' ') > 2) return false;
  if (HasDigit(part)) return true;
  const bool small = std::ranges::any_of(part, [](char c) { return c >= 'a' && c <= 'z'; });
  const bool capital = std::ranges::any_of(part, [](char c) { return c >= 'A' && c <= 'Z'; });
  return capital && !small && part.find(' ') == std::string_view::npos;
}

// "PR.AC-12" as "A.A-9": ids of one catalogue have one form.
std::string FormOf(std::string_view id) {
  std::string form;
  for (const char c : id) {
    const char kind = c >= '0' && c <= '9' ? '9' : (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? 'A' : c;
    if (form.empty() || form.back() != kind || (kind != '9' && kind != 'A')) form += kind;
  }
  return form;
}

bool IsMixedCode(std::string_view part) {
  const bool letter =
      std::ranges::any_of(part, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
  return letter && HasDigit(part) && LooksLikeId(part);
}

using Parts = std::vector<std::string>;

// "• R.2", "- R.3" of a list with an item a line.
std::string_view WithoutBullet(std::string_view part) {
  for (const std::string_view bullet : {"• ", "· ", "- ", "– ", "* "}) {
    if (part.starts_with(bullet)) return Trim(part.substr(bullet.size()));
  }
  return part;
}

// The parts between separators, each trimmed and without its bullet, empty ones left out.
Parts Cut(std::string_view cell, std::string_view separators) {
  Parts parts;
  for (size_t at = 0; at <= cell.size();) {
    const size_t end = std::min(cell.find_first_of(separators, at), cell.size());
    const std::string part = CollapseSpace(cell.substr(at, end - at));
    if (const std::string_view bare = WithoutBullet(part); !bare.empty()) parts.emplace_back(bare);
    at = end + 1;
  }
  return parts;
}

// "R.2 and R.3" as "R.2,R.3".
std::string WithoutAnd(std::string_view cell) {
  std::string text(cell);
  for (const std::string_view word : {" and ", " AND ", " & ", " + "}) {
    for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
      text.replace(at, word.size(), ",");
  }
  return text;
}

bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// "Art. 5, 6" is no list of ids: the second one needs what stands before the first.
bool AreIds(const Parts& parts) {
  return parts.size() > 1 && std::ranges::all_of(parts, [&](const std::string& part) {
           return PlaceholderIn(part) != Placeholder::kNone ||
                  (LooksLikeId(part) && IsLetter(part.front()) == IsLetter(parts.front().front()));
         });
}

Parts PartsOf(std::string_view cell) {
  const std::string listed = WithoutAnd(cell);
  if (Parts parts = Cut(listed, "\n\r;,|\v\f"); AreIds(parts)) return parts;
  if (Parts parts = Cut(cell, "\n\r;|\v\f"); AreIds(parts)) return parts;
  // Blanks and strokes stand inside ids too: only between ids of one form.
  for (const std::string_view separators : {" \t\n\r", "/"}) {
    Parts parts = Cut(cell, separators);
    if (parts.size() > 1 && std::ranges::all_of(parts, [&](const std::string& part) {
          return IsMixedCode(part) && FormOf(part) == FormOf(parts.front());
        }))
      return parts;
  }
  const std::string whole = CollapseSpace(cell);
  return {std::string(WithoutBullet(whole))};
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

Placeholder PlaceholderInCurie(std::string_view curie) {
  if (curie == kNoTermFound) return Placeholder::kNone;
  const size_t colon = curie.find(':');
  const std::string_view code = colon == std::string_view::npos ? curie : curie.substr(colon + 1);
  // NA and NO are Namibia and Norway.
  return colon != std::string_view::npos && code.size() <= 2 && !TrimMarks(code).empty()
             ? Placeholder::kNone
             : PlaceholderIn(code);
}

CounterpartCell ReadCounterpartCell(std::string_view cell) {
  CounterpartCell read;
  read.placeholder = PlaceholderIn(cell);
  if (read.placeholder != Placeholder::kNone) return read;
  for (std::string& part : PartsOf(cell)) {
    const Placeholder placeholder = PlaceholderIn(part);
    if (placeholder != Placeholder::kNone) {
      read.placeholder = placeholder;
    } else if (std::ranges::find(read.ids, part) == read.ids.end()) {
      read.ids.push_back(std::move(part));
    }
  }
  if (!read.ids.empty()) read.placeholder = Placeholder::kNone;
  return read;
}

bool SettlePlaceholders(Mapping* row) {
  bool nothing = false;
  for (std::string* id : {&row->subject_id, &row->object_id}) {
    if (id->empty()) continue;  // a literal
    switch (PlaceholderInCurie(*id)) {
      case Placeholder::kNone:
        break;
      case Placeholder::kOpen:
        return false;
      case Placeholder::kNothing:
        if (nothing) return false;
        nothing = true;
        *id = kNoTermFound;
        // Whatever relation stands beside it holds between no two items.
        row->predicate_id = "skos:relatedMatch";
        row->predicate_modifier.clear();
        break;
    }
  }
  return !nothing || row->subject_id != row->object_id;
}

}  // namespace concord
