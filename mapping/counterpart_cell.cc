#include "mapping/counterpart_cell.h"

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

using Parts = std::vector<std::string>;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool HasDigit(std::string_view text) { return std::ranges::any_of(text, IsDigit); }

// Full-width characters, blanks that do not break, invisible characters and hyphens of word processors.
// Returns the text as it was if it is not in ASCII then.
std::string InAscii(std::string_view text) {
  std::string plain;
  for (size_t at = 0; at < text.size();) {
    char32_t c = NextCodePoint(text, &at);
    if (c >= U'\uFF01' && c <= U'\uFF5E') c -= 0xFEE0;
    if (c == U'\u00AD' || c == U'\u200B' || c == U'\u200C' || c == U'\u200D' || c == U'\u2060' ||
        c == U'\uFEFF')
      continue;
    if (c == U'\u2010' || c == U'\u2011') c = U'-';
    // "AC–2" is an id; "3.1–3.4" is a range.
    if (c == U'\u2013' || c == U'\u2212') {
      const char before = plain.empty() ? ' ' : plain.back(), behind = at < text.size() ? text[at] : ' ';
      const bool inside = (IsLetter(before) && (IsLetter(behind) || IsDigit(behind))) ||
                          (IsDigit(before) && IsLetter(behind));
      if (inside) c = U'-';
    }
    if (c >= 0x80 && IsSpace(c)) c = U' ';
    if (c >= 0x80) return std::string(text);
    plain += static_cast<char>(c);
  }
  return plain;
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

// "PR.AC-12" as "A.A-9", "5.2.11" as "9.9": ids of one catalogue have one form. Without what refines them:
// "AC-2(1)" as "A-9".
std::string FormOf(std::string_view id) {
  std::string form;
  for (const char c : Trim(id.substr(0, id.find('(')))) {
    const char kind = IsDigit(c) ? '9' : IsLetter(c) ? 'A' : c;
    if (form.empty() || form.back() != kind || (kind != '9' && kind != 'A')) form += kind;
    while (form.ends_with(".9.9")) form.resize(form.size() - 2);
  }
  return form;
}

// Letters and digits, or numbers with a dot between them.
bool IsCode(std::string_view part) {
  if (!HasDigit(part) || !LooksLikeId(part)) return false;
  return std::ranges::any_of(part, IsLetter) || FormOf(part) == "9.9";
}

// The first word has three letters or more, and no digit: no part of an id.
bool IsName(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_of(" ,;:/-)"));
  return word.size() >= 3 && !HasDigit(word) && std::ranges::all_of(word, [](char c) {
           return IsLetter(c) || static_cast<unsigned char>(c) >= 0x80;
         });
}

// "AC-2: Account management", "R.1 - Ropes are checked", "R.1 (Ropes)", "R.1 Ropes are checked": the id.
std::string_view WithoutName(std::string_view part) {
  for (const std::string_view mark : {": ", " - ", " – ", " — ", " | "}) {
    const size_t at = part.find(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view head = Trim(part.substr(0, at));
    if (IsCode(head) && IsName(Trim(part.substr(at + mark.size())))) return head;
  }
  const size_t blank = part.find(' ');
  if (blank == std::string_view::npos) return part;
  const std::string_view head = part.substr(0, blank), rest = Trim(part.substr(blank));
  if (!IsCode(head)) return part;
  if (rest.starts_with('(') && rest.ends_with(')') && IsName(rest.substr(1)) && !HasDigit(rest)) return head;
  const bool divided = head.find_first_of(".-") != std::string_view::npos;
  const bool name = IsName(rest) && rest.find(' ') != std::string_view::npos && !HasDigit(rest);
  return divided && name && IsDigit(head.back()) ? head : part;
}

// "[R.2]", "“R.2”", "R.2*": brackets, quotation marks and marks of footnotes around a code.
std::string_view WithoutMarks(std::string_view part) {
  std::string_view bare = part;
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair("(", ")"), std::pair("\"", "\""),
                                    std::pair("'", "'"), std::pair("“", "”"), std::pair("‘", "’")}) {
    const std::string_view first = open, last = close;
    if (bare.size() <= first.size() + last.size() || !bare.starts_with(first) || !bare.ends_with(last))
      continue;
    bare = Trim(bare.substr(first.size(), bare.size() - first.size() - last.size()));
    break;
  }
  for (const std::string_view mark : {"*", "†", "‡"}) {
    while (bare.ends_with(mark)) bare.remove_suffix(mark.size());
  }
  bare = Trim(bare);
  return IsCode(bare) ? bare : part;
}

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
    const std::string part = CollapseSpace(InAscii(cell.substr(at, end - at)));
    if (const std::string_view bare = WithoutMarks(WithoutBullet(part)); !bare.empty())
      parts.emplace_back(bare);
    at = end + 1;
  }
  return parts;
}

// "R.2 and R.3" as "R.2,R.3"; so are the commas and semicolons of other scripts.
std::string WithoutAnd(std::string_view cell) {
  static const std::vector<std::string> words = CounterpartWords("joining");
  std::string text(cell), lower = AsciiLower(text);
  const auto replace = [&](std::string_view what) {
    for (size_t at = lower.find(what); at != std::string::npos; at = lower.find(what, at + 1)) {
      text.replace(at, what.size(), ",");
      lower.replace(at, what.size(), ",");
    }
  };
  for (const std::string& word : words) replace(" " + word + " ");
  for (const std::string_view mark : {"，", "；", "、"}) replace(mark);
  return text;
}

// "Art. 5, 6" is no list of ids: the second one needs what stands before the first.
bool AreIds(const Parts& parts) {
  char first = '\0';
  for (const std::string& part : parts) {
    if (PlaceholderIn(part) != Placeholder::kNone) continue;
    if (!LooksLikeId(WithoutName(part))) return false;
    if (first == '\0') first = part.front();
    if (IsLetter(part.front()) != IsLetter(first)) return false;
  }
  return parts.size() > 1;
}

// "AC-2 (1)" is one word.
Parts WordsOf(std::string_view cell, std::string_view separators) {
  Parts words;
  for (std::string& word : Cut(cell, separators)) {
    if (word.front() == '(' && !words.empty()) {
      words.back() += " " + word;
    } else {
      words.push_back(std::move(word));
    }
  }
  return words;
}

Parts PartsOf(std::string_view cell) {
  const std::string listed = WithoutAnd(cell);
  if (Parts parts = Cut(listed, "\n\r;,|\v\f"); AreIds(parts)) return parts;
  if (Parts parts = Cut(cell, "\n\r;|\v\f"); AreIds(parts)) return parts;
  // Blanks and strokes stand inside ids too: only between ids of one form.
  for (const std::string_view separators : {" \t\n\r", "/"}) {
    Parts parts = WordsOf(cell, separators);
    if (parts.size() > 1 && std::ranges::all_of(parts, [&](const std::string& part) {
          return IsCode(part) && FormOf(part) == FormOf(parts.front());
        }))
      return parts;
  }
  const std::string whole = CollapseSpace(InAscii(cell));
  return {std::string(WithoutMarks(WithoutBullet(whole)))};
}

}  // namespace

CounterpartCell ReadCounterpartCell(std::string_view cell) {
  CounterpartCell read;
  read.placeholder = PlaceholderIn(cell);
  if (read.placeholder != Placeholder::kNone) return read;
  for (const std::string& part : PartsOf(cell)) {
    const Placeholder placeholder = PlaceholderIn(part);
    const std::string_view id = WithoutName(part);
    if (placeholder != Placeholder::kNone) {
      read.placeholder = placeholder;
    } else if (std::ranges::find(read.ids, id) == read.ids.end()) {
      read.ids.emplace_back(id);
    }
  }
  if (!read.ids.empty()) read.placeholder = Placeholder::kNone;
  return read;
}

std::vector<std::string> CuriesIn(std::string_view curie) {
  const size_t colon = curie.find(':');
  if (curie == kNoTermFound || colon == std::string_view::npos || colon == 0 ||
      curie.find("://") != std::string_view::npos)
    return {std::string(curie)};
  // A stroke alone is a part of many codes.
  if (curie.find_first_of(" ,;|\n\r", colon) == std::string_view::npos) return {std::string(curie)};
  const std::string prefix(curie.substr(0, colon + 1));
  // Without the prefixes of the others, they are ids as in any cell.
  std::string codes(curie.substr(colon + 1));
  for (size_t at = codes.find(prefix); at != std::string::npos; at = codes.find(prefix, at)) {
    const bool begins = at > 0 && std::string_view(" ,;|\n\r/").find(codes[at - 1]) != std::string_view::npos;
    if (begins) {
      codes.erase(at, prefix.size());
    } else {
      at += prefix.size();
    }
  }
  const std::vector<std::string> ids = ReadCounterpartCell(codes).ids;
  const bool listed = codes.find_first_of(",;|\n\r") != std::string::npos;
  if (ids.empty() || (ids.size() == 1 && !listed)) return {std::string(curie)};
  std::vector<std::string> curies;
  for (const std::string& id : ids) curies.push_back(prefix + id);
  return curies;
}

bool SettlePlaceholders(Mapping* row, bool subject_codes_have_digits, bool object_codes_have_digits) {
  bool nothing = false;
  for (std::string* id : {&row->subject_id, &row->object_id}) {
    if (id->empty()) continue;  // a literal
    const bool digits = id == &row->subject_id ? subject_codes_have_digits : object_codes_have_digits;
    switch (PlaceholderInCurie(*id, digits)) {
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
