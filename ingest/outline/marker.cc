#include "ingest/outline/marker.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpperLetter(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAlnum(char c) { return IsDigit(c) || IsLower(c) || IsUpperLetter(c); }
bool IsWide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Behind blanks and no-break spaces.
size_t SkipSpace(std::string_view text, size_t at) {
  for (;;) {
    if (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
      ++at;
    } else if (text.substr(at, 2) == "\u00A0") {
      at += 2;
    } else if (text.substr(at, 3) == "\u2003" || text.substr(at, 3) == "\u2002" ||
               text.substr(at, 3) == "\u2009" || text.substr(at, 3) == "\u202F" ||
               text.substr(at, 3) == "\u3000") {
      at += 3;
    } else {
      return at;
    }
  }
}

uint32_t ArabicValue(std::string_view text) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

uint32_t LetterIndex(char c) { return static_cast<uint32_t>((c | 32) - 'a' + 1); }

// a 1, z 26; then aa 27, bb 28 or aa 27, ab 28, as both are in use; 0 for longer words.
uint32_t LetterValue(std::string_view text) {
  if (text.size() == 1) return LetterIndex(text[0]);
  if (text.size() != 2) return 0;
  if (text[0] == text[1]) return 26 + LetterIndex(text[0]);
  return (text[0] | 32) == 'a' ? 26 + LetterIndex(text[1]) : 0;
}

constexpr std::string_view kLatinAdditions[] = {"bis",    "ter",     "quater",   "quinquies",
                                                "sexies", "septies", "octies",   "nonies",
                                                "novies", "decies",  "undecies", "duodecies"};

// Whether the letters behind a number say that it was put in later: "a", "A", "za", "AA", "bis".
bool IsAddition(std::string_view suffix) {
  if (suffix.empty()) return false;
  const bool lower = std::ranges::all_of(suffix, IsLower);
  if (!lower && !std::ranges::all_of(suffix, IsUpperLetter)) return false;
  if (suffix.size() == 1) return true;
  const std::string small = AsciiLower(suffix);
  if (std::ranges::find(kLatinAdditions, small) != std::end(kLatinAdditions)) return true;
  if (small == "st" || small == "nd" || small == "rd" || small == "th") return false;  // "1st"
  return suffix.size() == 2 && (small[0] == 'a' || small[0] == 'z' || small[0] == small[1]);
}

// The digits and the addition of "12a", "6AA", "8bis"; value 0 for anything else.
Reading NumberWithAddition(std::string_view token) {
  const size_t digits = std::min(token.find_first_not_of("0123456789"), token.size());
  if (digits == 0 || digits > 4 || digits == token.size() || !IsAddition(token.substr(digits))) return {};
  return {Alphabet::kArabic, ArabicValue(token.substr(0, digits)), token.substr(digits)};
}

// All readings of the digits or letters between the brackets.
std::array<Reading, 4> ReadingsOf(std::string_view token) {
  std::array<Reading, 4> readings{};
  if (token.empty()) return readings;
  if (std::ranges::all_of(token, IsDigit)) {
    readings[0] = {Alphabet::kArabic, token.size() <= 4 ? ArabicValue(token) : 0};
    return readings;
  }
  if (IsDigit(token[0])) {
    readings[0] = NumberWithAddition(token);
    return readings;
  }
  const bool lower = std::ranges::all_of(token, IsLower);
  if (!lower && !std::ranges::all_of(token, IsUpperLetter)) return readings;
  const uint32_t roman = RomanValue(token);
  const uint32_t letter = LetterValue(token);
  const Alphabet letters = lower ? Alphabet::kLower : Alphabet::kUpper;
  size_t n = 0;
  // Of single letters only i is more likely roman than not where nothing came before.
  const bool roman_first = token.size() > 1 || (token[0] | 32) == 'i';
  if (letter > 0 && !(roman > 0 && roman_first)) readings[n++] = {letters, letter};
  if (roman > 0) readings[n++] = {lower ? Alphabet::kLowerRoman : Alphabet::kUpperRoman, roman};
  if (letter > 0 && roman > 0 && roman_first) readings[n++] = {letters, letter};
  // "(iia)" behind "(ii)"
  if (token.size() >= 3 && token.size() <= 6 && roman == 0) {
    const uint32_t before = RomanValue(token.substr(0, token.size() - 1));
    if (before > 0)
      readings[n++] = {lower ? Alphabet::kLowerRoman : Alphabet::kUpperRoman, before,
                       token.substr(token.size() - 1)};
  }
  // "(aa)" behind "(a)", "(za)" behind "(z)"
  if ((token.size() == 2 || token.size() == 3) && roman == 0)
    readings[n++] = {letters, LetterIndex(token[0]), token.substr(1)};
  return readings;
}

// The bytes of "bis", "ter" ... behind a number, with the blank or hyphen before it: what was put in between
// two numbers. 0 when there is none.
size_t LatinAddition(std::string_view text) {
  const size_t start = text.starts_with('-') ? 1 : SkipSpace(text, 0);
  if (start == 0) return 0;
  for (const std::string_view addition : kLatinAdditions) {
    const size_t end = start + addition.size();
    if (StartsWithIgnoreCase(text.substr(start), addition) && (end == text.size() || !IsAlnum(text[end])))
      return end;
  }
  return 0;
}

// Behind the letters at the start of `text`, hyphens between them included; signs of punctuation are none.
size_t WordEnd(std::string_view text) {
  constexpr size_t kLongest = 48;
  size_t at = 0;
  while (at < text.size() && at < kLongest) {
    const char c = text[at];
    if (IsLower(c) || IsUpperLetter(c) ||
        (c == '-' && at > 0 && at + 1 < text.size() && !IsDigit(text[at + 1]))) {
      ++at;
      continue;
    }
    if (!IsWide(c)) break;
    size_t next = at;
    const char32_t code = NextCodePoint(text, &next);
    const bool digit = (code >= 0x660 && code <= 0x669) || (code >= 0x6F0 && code <= 0x6F9) ||
                       (code >= 0xFF10 && code <= 0xFF19) || (code >= 0x2160 && code <= 0x217F);
    if (!IsLetterOrDigit(code) || digit) break;
    at = next;
  }
  return at;
}

// Whether the word is all in capitals.
bool IsLoud(std::string_view word) {
  size_t capitals = 0;
  for (size_t at = 0; at < word.size();) {
    const char32_t c = NextCodePoint(word, &at);
    if (IsUpper(c)) {
      ++capitals;
    } else if (IsLetterOrDigit(c)) {
      return false;
    }
  }
  return capitals > 0;
}

// A capital, or a letter of a script that has none.
bool StartsAsTitle(std::string_view text) {
  if (text.empty()) return false;
  if (!IsWide(text[0])) return IsUpperLetter(text[0]);
  size_t at = 0;
  const char32_t c = NextCodePoint(text, &at);
  if (IsUpper(c)) return true;
  // Latin, Greek, Cyrillic and Armenian have small letters.
  return IsLetterOrDigit(c) && (c >= 0x590 || c < 0xC0);
}

// A number behind or before a word.
struct UnitNumber {
  size_t end = 0;    // 0: there is none
  std::string step;  // of the path: "4", "iv", "8-bis"
  Reading reading;
  bool word = false;  // "premier"
};

// Letters that look like those of roman numerals, and digits of other scripts, as ASCII; '\0' for others.
char PlainSign(char32_t c) {
  if (c >= 0x660 && c <= 0x669) return static_cast<char>('0' + (c - 0x660));
  if (c >= 0x6F0 && c <= 0x6F9) return static_cast<char>('0' + (c - 0x6F0));
  if (c >= 0xFF10 && c <= 0xFF19) return static_cast<char>('0' + (c - 0xFF10));
  switch (c) {
    case 0x399:  // Greek iota
    case 0x406:  // Ukrainian i
      return 'I';
    case 0x3A7:
    case 0x425:
      return 'X';
    default:
      return '\0';
  }
}

// Behind "1er", "1\u00BA", "1.\u00BA": the ending of an ordinal in digits.
size_t OrdinalEnding(std::string_view text) {
  for (const std::string_view ending :
       {".\u00BA", ".\u00B0", ".\u00AA", "\u00BA", "\u00B0", "\u00AA", "\u03BF", "er", "re", "\u00E8re"}) {
    if (text.starts_with(ending) && (text.size() == ending.size() || !IsAlnum(text[ending.size()])))
      return ending.size();
  }
  return 0;
}

// `text` begins with the number.
UnitNumber ScanUnitNumber(std::string_view text) {
  UnitNumber found;
  std::string plain;  // in ASCII
  size_t end = 0;
  bool ascii = true;
  while (end < text.size() && end < 24) {
    const char c = text[end];
    if (IsWide(c)) {
      size_t next = end;
      const char32_t code = NextCodePoint(text, &next);
      if (code >= 0x2160 && code <= 0x216B && plain.empty()) {  // roman numerals as one sign
        constexpr std::string_view kRomans[] = {"I",   "II",   "III", "IV", "V",  "VI",
                                                "VII", "VIII", "IX",  "X",  "XI", "XII"};
        plain = kRomans[code - 0x2160];
        ascii = false;
        end = next;
        break;
      }
      const char sign = PlainSign(code);
      if (sign == '\0') break;
      plain += sign;
      ascii = false;
      end = next;
      continue;
    }
    const bool inner = (c == '.' || c == '-') && end + 1 < text.size() && IsAlnum(text[end + 1]) && end > 0;
    if (!IsAlnum(c) && !inner) break;
    plain += c;
    ++end;
  }
  // "1er" is no number that was put in.
  if (ascii && plain.size() > 2 && IsDigit(plain[plain.size() - 3]) &&
      (plain.ends_with("er") || plain.ends_with("re"))) {
    plain.resize(plain.size() - 2);
    end -= 2;
  }
  const bool digit = std::ranges::any_of(plain, IsDigit) && (IsDigit(plain[0]) || plain.size() > 2);
  const bool upper = !plain.empty() && std::ranges::all_of(plain, IsUpperLetter) &&
                     (RomanValue(plain) > 0 || plain.size() == 1);
  if (digit || upper) {
    found.end = end;
    found.step = AsciiLower(plain);
    if (upper) {
      const uint32_t roman = RomanValue(plain);
      found.reading = {Alphabet::kUpperRoman, roman > 0 ? roman : LetterValue(plain)};
    } else {
      const size_t digits = std::min(plain.find_first_not_of("0123456789"), plain.size());
      found.reading = {Alphabet::kArabic, ArabicValue(plain.substr(0, digits))};
      if (ascii && digits > 0 && digits < plain.size()) {
        std::string_view rest = text.substr(digits, end - digits);
        if (rest.starts_with('-') || rest.starts_with('.')) rest.remove_prefix(1);
        found.reading.suffix = rest;
      }
    }
    if (found.reading.value == 0) found.reading.value = 1;
    found.end += OrdinalEnding(text.substr(end));
    if (const size_t addition = LatinAddition(text.substr(found.end)); addition > 0) {
      const std::string_view word = Trim(text.substr(found.end, addition));
      found.step += "-" + AsciiLower(word);
      found.reading.suffix = word;
      found.end += addition;
    }
    return found;
  }
  const size_t word = WordEnd(text);
  if (const uint32_t value = OrdinalValue(text.substr(0, word)); value > 0) {
    found.end = word;
    found.step = std::to_string(value);
    found.reading = {Alphabet::kArabic, value};
    found.word = true;
    return found;
  }
  // "\u03A0\u03C1\u03BF\u03C3\u03AC\u03C1\u03C4\u03B7\u03BC\u03B1 \u0391": one capital of another alphabet
  size_t next = 0;
  const char32_t letter = word > 0 && word <= 2 ? NextCodePoint(text, &next) : 0;
  const char32_t first = letter >= 0x391 && letter <= 0x3A9   ? 0x391
                         : letter >= 0x410 && letter <= 0x42F ? 0x410
                                                              : 0;
  if (first != 0 && next == word) {
    const auto value = static_cast<uint32_t>(letter - first + 1);
    found.end = word;
    found.step = value <= 26 ? std::string(1, static_cast<char>('a' + value - 1)) : std::to_string(value);
    found.reading = {Alphabet::kUpper, value};
  }
  return found;
}

// What may stand behind the number of a heading, and not behind that of a mere reference: sets the length and
// whether it counts only in sequence. False: mere text. `end`: behind word and number.
bool ScanBehindUnit(std::string_view text, size_t end, bool loud, bool first, Marker* marker) {
  size_t at = end;
  bool mark = false;
  while (at < text.size() && (text[at] == '.' || text[at] == ':')) ++at, mark = true;
  if (text.substr(at).starts_with("\uFF1A")) at += 3, mark = true;  // a full-width colon, in translations
  const size_t after = SkipSpace(text, at);
  marker->length = after;
  if (after == text.size()) return true;
  const std::string_view rest = text.substr(after);
  for (const std::string_view dash : {"\u2014", "\u2013", "--", "-"}) {
    // "Art\u00EDculo 1.- Objeto" too, but "SEC. 2.--In general" has its heading behind the dash.
    if (rest.starts_with(dash) && (!mark || (after == at && dash == "-" && !rest.starts_with("--")))) {
      marker->length = SkipSpace(text, after + dash.size());
      return true;
    }
  }
  // "1. \u010Dlen (predmet urejanja)", but not "Article 5 (1) of ..."
  const bool title = first && rest.size() > 4 && rest[0] == '(' && !IsDigit(rest[1]) && rest.find(')') > 4;
  const bool opens = StartsAsTitle(rest) || rest[0] == '(' || rest[0] == '"' || rest.starts_with("\u201C");
  if (!mark && !loud && !opens) return false;
  // "Annex C (informative) Tables"
  const bool noted = marker->unit == NumberedUnit::kAnnex && rest[0] == '(' && rest.size() > 4 &&
                     IsLower(rest[1]) && IsLower(rest[2]) && IsLower(rest[3]);
  if (!mark && rest[0] == '(' && !title && !noted) return false;
  if (!mark && (rest[0] == ',' || rest[0] == ';')) return false;
  // "1. cikk szerint" goes on in small letters.
  if (first && !mark && !opens) return false;
  marker->weak = !mark && !loud && after - at < 2;
  return true;
}

Marker UnitMarker(std::string_view text, NumberedUnit unit, const UnitNumber& number, size_t end) {
  Marker marker;
  marker.unit = unit;
  marker.step = std::string(StepOf(unit)) + "." + number.step;
  marker.label = text.substr(0, end);
  marker.readings[0] = number.reading;
  return marker;
}

// "Article 14", "\u00A7 5", "Ann. No. 3", "Chapitre premier"
std::optional<Marker> ScanWordAndNumber(std::string_view text) {
  size_t word_end = 0;
  NumberedUnit unit = NumberedUnit::kNone;
  bool tight = false;  // its number may follow without a blank
  if (text.starts_with("\u00A7")) {
    unit = NumberedUnit::kSection;
    word_end = text.starts_with("\u00A7\u00A7") ? 4 : 2;
    tight = true;
  } else {
    if (!IsUpperLetter(text[0]) && !(IsWide(text[0]) && StartsAsTitle(text))) return std::nullopt;
    word_end = WordEnd(text);
    if (word_end == 0 || word_end == text.size()) return std::nullopt;
    if (text[word_end] == '.') {
      unit = UnitOfWord(text.substr(0, word_end + 1), false);
      if (unit == NumberedUnit::kNone) return std::nullopt;
      ++word_end;
      tight = true;
    } else {
      const size_t blank = SkipSpace(text, word_end);
      if (blank == word_end || blank == text.size()) return std::nullopt;
      unit = UnitOfWord(text.substr(0, word_end), false);
    }
  }
  if (unit == NumberedUnit::kNone) return std::nullopt;
  size_t start = SkipSpace(text, word_end);
  if (start == word_end && !tight) return std::nullopt;
  // "Annex No. 3"
  size_t sign = start + WordEnd(text.substr(start));
  if (text.substr(start).starts_with("\u2116")) sign = start + 3;
  if (sign < text.size() && (text[sign] == '.' || text.substr(sign, 2) == "\u00B0"))
    sign += text[sign] == '.' ? 1 : 2;
  if (sign > start && IsNumberSign(text.substr(start, sign - start))) start = SkipSpace(text, sign);
  const bool bracket = start < text.size() && text[start] == '(' &&
                       IsWide(text[0]);  // "\u0627\u0644\u0645\u0627\u062F\u0629 (1)"
  const UnitNumber number = ScanUnitNumber(text.substr(start + (bracket ? 1 : 0)));
  if (number.end == 0) return std::nullopt;
  size_t end = start + number.end + (bracket ? 1 : 0);
  if (bracket) {
    if (end >= text.size() || text[end] != ')') return std::nullopt;
    ++end;
  }
  Marker marker = UnitMarker(text, unit, number, end);
  const bool loud = tight && unit == NumberedUnit::kSection
                        ? text.starts_with("\u00A7") || IsLoud(text.substr(0, word_end))
                        : IsLoud(text.substr(0, word_end));
  if (!ScanBehindUnit(text, end, loud, false, &marker)) return std::nullopt;
  // "Part Two of it" goes on in small letters, "Part One" stands alone.
  if (number.word && marker.length < text.size() && !StartsAsTitle(text.substr(marker.length)) && !loud)
    return std::nullopt;
  return marker;
}

// "1. cikk", "I SADA\u013BA", "Erster Teil", "1 \u00A7"
std::optional<Marker> ScanNumberAndWord(std::string_view text) {
  const bool may = IsDigit(text[0]) || IsUpperLetter(text[0]) || (IsWide(text[0]) && StartsAsTitle(text));
  if (!may) return std::nullopt;
  const UnitNumber number = ScanUnitNumber(text);
  if (number.end == 0) return std::nullopt;
  size_t start = number.end;
  if (start < text.size() && text[start] == '.') ++start;
  const size_t word = SkipSpace(text, start);
  if (word == text.size() || (word == start && !text.substr(word).starts_with("\u00A7"))) return std::nullopt;
  size_t end = word + (text.substr(word).starts_with("\u00A7") ? 2 : WordEnd(text.substr(word)));
  if (end == word) return std::nullopt;
  NumberedUnit unit = UnitOfWord(text.substr(word, end - word), true);
  if (unit == NumberedUnit::kNone && end < text.size() && text[end] == '.') {
    unit = UnitOfWord(text.substr(word, end + 1 - word), true);
    if (unit != NumberedUnit::kNone) ++end;
  }
  if (unit == NumberedUnit::kNone && end < text.size() && text[end] == ' ') {
    const size_t second = end + 1 + WordEnd(text.substr(end + 1));  // "antra\u0161tin\u0117 dalis"
    unit = UnitOfWord(text.substr(word, second - word), true);
    if (unit != NumberedUnit::kNone) end = second;
  }
  if (unit == NumberedUnit::kNone) return std::nullopt;
  Marker marker = UnitMarker(text, unit, number, end);
  if (!ScanBehindUnit(text, end, IsLoud(text.substr(word, end - word)), true, &marker)) return std::nullopt;
  // "2 del Reglamento" is Spanish text, "2. del" a part in Slovenian.
  constexpr size_t kShortWord = 3;
  if (start == number.end && end - word <= kShortWord && marker.length < text.size() &&
      !text.substr(word).starts_with("\u00A7")) {
    return std::nullopt;
  }
  return marker;
}

// The value of numerals of Han script at the start of `text` (up to 9,999), and their bytes; 0 when there are
// none.
std::pair<uint32_t, size_t> HanNumber(std::string_view text) {
  constexpr std::string_view kDigits[] = {"\u4E00", "\u4E8C", "\u4E09", "\u56DB", "\u4E94",
                                          "\u516D", "\u4E03", "\u516B", "\u4E5D"};
  constexpr std::pair<std::string_view, uint32_t> kPowers[] = {
      {"\u5341", 10}, {"\u767E", 100}, {"\u5343", 1000}};
  uint32_t value = 0, digit = 0;
  size_t at = 0;
  while (at + 3 <= text.size() && at < 24) {
    const std::string_view c = text.substr(at, 3);
    const auto found = std::ranges::find(kDigits, c);
    const auto power = std::ranges::find(kPowers, c, [](const auto& entry) { return entry.first; });
    if (found != std::end(kDigits)) {
      digit = static_cast<uint32_t>(found - std::begin(kDigits)) + 1;
    } else if (power != std::end(kPowers)) {
      value += (digit == 0 ? 1 : digit) * power->second;
      digit = 0;
    } else if (c != "\u96F6" && c != "\u3007") {  // zero stands where a power is left out
      break;
    }
    at += 3;
  }
  return {value + digit, at};
}

// The same in digits, full-width ones too.
std::pair<uint32_t, size_t> AnyNumber(std::string_view text) {
  uint32_t value = 0;
  size_t at = 0;
  while (at < text.size() && at < 12) {
    size_t next = at;
    const char32_t c = NextCodePoint(text, &next);
    const char digit = c < 0x80 ? static_cast<char>(c) : PlainSign(c);
    if (!IsDigit(digit)) break;
    value = value * 10 + static_cast<uint32_t>(digit - '0');
    at = next;
  }
  return at > 0 ? std::pair(value, at) : HanNumber(text);
}

// "\u7B2C\u5341\u4E8C\u689D" (article 12), also with the same number again in a Western way: "... Art.
// \u5341\u4E8C".
std::optional<Marker> ScanHan(std::string_view text) {
  struct HanUnit {
    std::string_view word;
    NumberedUnit unit;
  };
  constexpr HanUnit kUnits[] = {{"\u689D", NumberedUnit::kArticle}, {"\u6761", NumberedUnit::kArticle},
                                {"\u7AE0", NumberedUnit::kChapter}, {"\u7BC0", NumberedUnit::kSection},
                                {"\u8282", NumberedUnit::kSection}, {"\u7DE8", NumberedUnit::kPart},
                                {"\u7F16", NumberedUnit::kPart},    {"\u7BC7", NumberedUnit::kPart}};
  constexpr std::string_view kOrdinal = "\u7B2C", kAmong = "\u4E4B";
  for (const std::string_view annex : {"\u9644\u4EF6", "\u9644\u5F55", "\u9644\u9304", "\u9644\u8868"}) {
    if (!text.starts_with(annex)) continue;
    const size_t start = SkipSpace(text, annex.size());
    const auto [value, size] = AnyNumber(text.substr(start));
    if (value == 0) return std::nullopt;
    Marker marker;
    marker.unit = NumberedUnit::kAnnex;
    marker.label = text.substr(0, start + size);
    marker.step = "annex." + std::to_string(value);
    marker.readings[0] = {Alphabet::kArabic, value};
    size_t end = start + size;
    if (text.substr(end).starts_with("\uFF1A")) end += 3;
    if (end < text.size() && text[end] == ':') ++end;
    marker.length = SkipSpace(text, end);
    return marker;
  }
  if (!text.starts_with(kOrdinal)) return std::nullopt;
  const auto [value, size] = AnyNumber(text.substr(kOrdinal.size()));
  if (value == 0) return std::nullopt;
  size_t end = kOrdinal.size() + size;
  const auto* unit = std::ranges::find_if(
      kUnits, [&](const HanUnit& one) { return text.substr(end).starts_with(one.word); });
  if (unit == std::end(kUnits)) return std::nullopt;
  end += unit->word.size();
  Marker marker;
  marker.step = std::string(StepOf(unit->unit)) + "." + std::to_string(value);
  marker.readings[0] = {Alphabet::kArabic, value};
  // Article 12-1, which was put in behind article 12
  if (text.substr(end).starts_with(kAmong)) {
    const auto [added, length] = AnyNumber(text.substr(end + kAmong.size()));
    if (added > 0) {
      marker.step += "-" + std::to_string(added);
      marker.readings[0].suffix = text.substr(end, kAmong.size() + length);
      end += kAmong.size() + length;
    }
  }
  // "Article 5 provides" has no blank there.
  size_t after = SkipSpace(text, end);
  if (after == end && end < text.size()) return std::nullopt;
  constexpr std::string_view kAgain = "Art. ";
  if (text.substr(after).starts_with(kAgain)) {
    const size_t start = after + kAgain.size();
    const auto [again, length] = HanNumber(text.substr(start));
    if (again == value && start + length == text.size()) after = end = text.size();
  }
  marker.unit = unit->unit;
  marker.label = text.substr(0, end);
  marker.length = after;
  return marker;
}

// "\u4E00\u3001" and "\uFF08\u4E00\uFF09", and Western numbers in full-width brackets
std::optional<Marker> ScanWideList(std::string_view text) {
  constexpr std::string_view kOpen = "\uFF08", kClose = "\uFF09", kComma = "\u3001";
  const bool brackets = text.starts_with(kOpen);
  const size_t start = brackets ? kOpen.size() : 0;
  Marker marker;
  size_t end = start;
  while (brackets && end < text.size() && end - start < 6 && IsAlnum(text[end])) ++end;
  if (end > start) {
    const std::string_view token = text.substr(start, end - start);
    marker.readings = ReadingsOf(token);
    marker.step = AsciiLower(token);
  } else {
    const auto [value, size] = AnyNumber(text.substr(start));
    if (value == 0 || (!brackets && IsDigit(text[start]))) return std::nullopt;
    marker.readings[0] = {Alphabet::kHan, value};
    marker.step = std::to_string(value);
    end = start + size;
  }
  if (marker.readings[0].value == 0 || marker.readings[0].value > 999) return std::nullopt;
  const std::string_view close = brackets ? kClose : kComma;
  if (!text.substr(end).starts_with(close)) return std::nullopt;
  end += close.size();
  marker.wrap = brackets ? Wrap::kParens : Wrap::kDot;
  marker.label = text.substr(0, end);
  marker.length = SkipSpace(text, end);
  return marker;
}

// GOVERN 1.1, MAP 2.3:, GV-1.1-001: capitals and a number with a dot.
std::optional<Marker> ScanCode(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && end < 12 && IsUpperLetter(text[end])) ++end;
  if (end < 2 || end == text.size() || (text[end] != ' ' && text[end] != '-')) return std::nullopt;
  const size_t start = end + 1;
  size_t dots = 0;
  for (end = start; end < text.size() && end - start < 16; ++end) {
    const bool inner =
        (text[end] == '.' || text[end] == '-') && end + 1 < text.size() && IsDigit(text[end + 1]);
    if (!IsDigit(text[end]) && !inner) break;
    dots += text[end] == '.' ? 1 : 0;
  }
  if (dots == 0 || !IsDigit(text[start])) return std::nullopt;
  Marker marker;
  marker.unit = NumberedUnit::kCode;
  marker.label = text.substr(0, end);
  marker.step = AsciiLower(marker.label);
  std::ranges::replace(marker.step, ' ', '-');
  marker.readings[0] = {Alphabet::kArabic, 1};
  while (end < text.size() && (text[end] == ':' || text[end] == '.')) ++end;
  marker.length = SkipSpace(text, end);
  if (marker.length == end && end < text.size()) return std::nullopt;
  return marker;
}

}  // namespace

uint32_t RomanValue(std::string_view text) {
  struct Part {
    std::string_view letters;
    uint32_t value;
  };
  constexpr auto kParts = std::to_array<Part>({{"m", 1000},
                                               {"cm", 900},
                                               {"d", 500},
                                               {"cd", 400},
                                               {"c", 100},
                                               {"xc", 90},
                                               {"l", 50},
                                               {"xl", 40},
                                               {"x", 10},
                                               {"ix", 9},
                                               {"v", 5},
                                               {"iv", 4},
                                               {"i", 1}});
  if (text.empty() || text.size() > 15) return 0;
  const std::string lower = AsciiLower(text);
  if (lower != text && std::ranges::any_of(text, IsLower)) return 0;
  uint32_t value = 0;
  std::string_view rest = lower;
  for (const Part& part : kParts) {
    while (rest.starts_with(part.letters)) {
      value += part.value;
      rest.remove_prefix(part.letters.size());
    }
  }
  if (!rest.empty() || value > 3999) return 0;
  // Well formed is what the value itself would be written as.
  std::string canonical;
  uint32_t left = value;
  for (const Part& part : kParts) {
    for (; left >= part.value; left -= part.value) canonical += part.letters;
  }
  return canonical == lower ? value : 0;
}

std::optional<Marker> ScanMarker(std::string_view text) {
  constexpr size_t kFarthest = 160;
  if (text.size() > kFarthest) {
    size_t end = kFarthest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  if (text.empty()) return std::nullopt;
  const char first = text[0];
  if (IsUpperLetter(first) || IsWide(first)) {
    if (auto unit = ScanWordAndNumber(text)) return unit;
    if (auto unit = ScanNumberAndWord(text)) return unit;
    if (IsWide(first)) {
      if (auto han = ScanHan(text)) return han;
      return ScanWideList(text);
    }
    if (auto code = ScanCode(text)) return code;
  } else if (IsDigit(first)) {
    if (auto unit = ScanNumberAndWord(text)) return unit;
  }

  Marker marker;
  const bool open = text[0] == '(' || text[0] == '[';
  const size_t start = open ? 1 : 0;
  size_t end = start;
  while (end < text.size() && end - start < 8 && IsAlnum(text[end])) ++end;
  std::string_view token = text.substr(start, end - start);
  if (token.empty() || end == text.size()) return std::nullopt;
  marker.readings = ReadingsOf(token);
  // "1 bis.", "a ter)": put in behind 1 and a
  std::string_view added;
  const bool plain = std::ranges::all_of(token, IsDigit) || token.size() == 1;
  size_t addition = plain ? LatinAddition(text.substr(end)) : 0;
  // "2-A." behind "2."
  const bool lettered = IsDigit(token[0]) && text[end] == '-' && end + 2 < text.size() &&
                        IsUpperLetter(text[end + 1]) && (text[end + 2] == '.' || text[end + 2] == ')');
  if (addition == 0 && plain && lettered) addition = 2;
  if (addition > 0 && end + addition < text.size() &&
      (text[end + addition] == '.' || text[end + addition] == ')')) {
    const size_t from = text[end] == '-' ? end + 1 : SkipSpace(text, end);
    end += addition;
    added = text.substr(from, end - from);
    for (Reading& one : marker.readings) {
      if (one.value > 0) one.suffix = added;
    }
  }
  const Reading& reading = marker.readings[0];
  if (reading.value == 0 || reading.value > 999) return std::nullopt;
  // Two letters may be a word, "5G" a thing.
  const bool letters = !IsDigit(token[0]);
  marker.weak = (letters && token.size() > 1 && token[0] != token[1] && RomanValue(token) == 0) ||
                (!letters && !reading.suffix.empty() && IsUpperLetter(reading.suffix[0]));

  if (open) {
    if (text[end] != (text[0] == '(' ? ')' : ']') || text[0] == '[') return std::nullopt;
    marker.wrap = Wrap::kParens;
    ++end;
  } else if (text[end] == ')') {
    marker.wrap = Wrap::kParen;
    ++end;
  } else if (text[end] == '.') {
    marker.wrap = Wrap::kDot;
    // 1.2.3 and A.1.2, with or without a dot at the end
    size_t last = 0;
    const bool annexed = token.size() == 1 && IsUpperLetter(token[0]);
    while (added.empty() && (IsDigit(token[0]) || annexed) && end + 1 < text.size() && text[end] == '.' &&
           IsDigit(text[end + 1])) {
      last = end + 1;
      for (end = last; end < text.size() && IsDigit(text[end]) && end - last < 4; ++end) {
      }
    }
    if (last > 0) {
      marker.wrap = Wrap::kNone;
      marker.prefix = AsciiLower(text.substr(0, last - 1));
      // "2.1a" was put in behind "2.1".
      const bool letter =
          end + 1 < text.size() && IsLower(text[end]) && (text[end + 1] == ' ' || text[end + 1] == '.');
      if (letter) ++end;
      token = text.substr(last, end - last);
      marker.readings = ReadingsOf(token);
      marker.weak = false;
      if (marker.readings[0].value > 999) return std::nullopt;  // 12.7.2024 is a date
    }
    if (end < text.size() && text[end] == '.') ++end;
  } else {
    return std::nullopt;
  }
  marker.label = text.substr(0, end);
  marker.step = AsciiLower(token);
  if (!added.empty()) marker.step += "-" + AsciiLower(added);
  marker.length = SkipSpace(text, end);
  // A number is set off from its text: "1.5 per cent" passes, "3.x" and "e.g." do not.
  // A list's number that a program wrote may stand right before a capital ("2.1.Legal basis").
  if (marker.length == end && end < text.size() && marker.wrap != Wrap::kParens) {
    const bool glued = IsDigit(text[0]) && text[end - 1] == '.' && end + 1 < text.size() &&
                       IsUpperLetter(text[end]) && IsLower(text[end + 1]);
    if (!glued) return std::nullopt;
  }
  if (marker.wrap == Wrap::kNone && marker.length < text.size()) {
    const char c = text[marker.length];
    if (!IsUpperLetter(c) && c != '(' && c != '"' && !IsWide(c)) return std::nullopt;
  }
  return marker;
}

std::optional<Marker> ScanBareNumber(std::string_view heading) {
  size_t end = 0;
  while (end < heading.size() && IsDigit(heading[end]) && end < 4) ++end;
  const bool letter = end == 0 && !heading.empty() && IsUpperLetter(heading[0]);
  if (letter) end = 1;
  if (end == 0 || end > 3) return std::nullopt;
  const size_t length = SkipSpace(heading, end);
  const std::string_view rest = heading.substr(length);
  if (length == end || rest.empty()) return std::nullopt;
  if (!StartsAsTitle(rest) && rest[0] != '(' && rest[0] != '"' && !rest.starts_with("\u201C"))
    return std::nullopt;
  Marker marker;
  marker.label = heading.substr(0, end);
  marker.step = AsciiLower(marker.label);
  marker.length = length;
  marker.weak = true;
  marker.readings[0] = letter ? Reading{Alphabet::kUpper, LetterIndex(heading[0])}
                              : Reading{Alphabet::kArabic, ArabicValue(marker.label)};
  return marker;
}

}  // namespace concord
