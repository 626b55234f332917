#include "ingest/outline/numbering.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace concord {
namespace {

struct UnitWord {
  std::string_view word, step;
  NumberedUnit unit;
};
// Longer words before their beginnings. With a dot they are abbreviations.
constexpr auto kUnitWords = std::to_array<UnitWord>({
    {"Division", "div", NumberedUnit::kDivision},
    {"Part", "part", NumberedUnit::kPart},
    {"Title", "title", NumberedUnit::kTitle},
    {"Subtitle", "subtitle", NumberedUnit::kSubtitle},
    {"Chapter", "chap", NumberedUnit::kChapter},
    {"Subchapter", "subchap", NumberedUnit::kSubchapter},
    {"Section", "sec", NumberedUnit::kSection},
    {"Sec.", "sec", NumberedUnit::kSection},
    {"\u00A7\u00A7", "sec", NumberedUnit::kSection},
    {"\u00A7", "sec", NumberedUnit::kSection},
    {"Article", "art", NumberedUnit::kArticle},
    {"Art.", "art", NumberedUnit::kArticle},
    {"Annex", "annex", NumberedUnit::kAnnex},
    {"Appendix", "annex", NumberedUnit::kAnnex},
    {"Schedule", "annex", NumberedUnit::kAnnex},
    {"Principle", "principle", NumberedUnit::kPrinciple},
});

int RankOf(NumberedUnit unit) {
  switch (unit) {
    case NumberedUnit::kAnnex:
      return 0;
    case NumberedUnit::kDivision:
      return 1;
    case NumberedUnit::kPart:
    case NumberedUnit::kTitle:
    case NumberedUnit::kSubtitle:
      return 2;
    case NumberedUnit::kChapter:
      return 3;
    case NumberedUnit::kSubchapter:
      return 4;
    case NumberedUnit::kSection:
    case NumberedUnit::kArticle:
      return 5;
    case NumberedUnit::kPrinciple:
    case NumberedUnit::kCode:
      return 6;
    case NumberedUnit::kNone:
      break;
  }
  return 7;
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpperLetter(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAlnum(char c) { return IsDigit(c) || IsLower(c) || IsUpperLetter(c); }

// Behind blanks and no-break spaces.
size_t SkipSpace(std::string_view text, size_t at) {
  for (;;) {
    if (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
      ++at;
    } else if (text.substr(at, 2) == "\u00A0") {
      at += 2;
    } else if (text.substr(at, 3) == "\u2003" || text.substr(at, 3) == "\u2002" ||
               text.substr(at, 3) == "\u202F" || text.substr(at, 3) == "\u3000") {
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

// a 1, z 26, aa 27 (also the style aa, bb, cc: b 2, bb 28), 0 for longer words.
uint32_t LetterValue(std::string_view text) {
  const auto index = [](char c) { return static_cast<uint32_t>((c | 32) - 'a' + 1); };
  if (text.size() == 1) return index(text[0]);
  if (text.size() == 2 && text[0] == text[1]) return 26 + index(text[0]);
  return 0;
}

// All readings of the digits or letters between the brackets.
std::array<Reading, 2> ReadingsOf(std::string_view token) {
  std::array<Reading, 2> readings{};
  if (token.empty()) return readings;
  if (std::ranges::all_of(token, IsDigit)) {
    readings[0] = {Alphabet::kArabic, token.size() <= 4 ? ArabicValue(token) : 0};
    return readings;
  }
  const bool lower = std::ranges::all_of(token, IsLower);
  if (!lower && !std::ranges::all_of(token, IsUpperLetter)) return readings;
  const uint32_t roman = RomanValue(token);
  const uint32_t letter = LetterValue(token);
  size_t n = 0;
  const Reading as_letter{lower ? Alphabet::kLower : Alphabet::kUpper, letter};
  // Of single letters only i, v and x are more likely roman than not where nothing came before.
  const bool roman_first = token.size() > 1 || (token[0] | 32) == 'i';
  if (letter > 0 && !(roman > 0 && roman_first)) readings[n++] = as_letter;
  if (roman > 0) readings[n++] = {lower ? Alphabet::kLowerRoman : Alphabet::kUpperRoman, roman};
  if (letter > 0 && roman > 0 && roman_first) readings[n++] = as_letter;
  return readings;
}

int ListOf(const Marker& marker, Alphabet alphabet) {
  if (marker.unit != NumberedUnit::kNone) return 1000 + static_cast<int>(marker.unit);
  return 1 + static_cast<int>(marker.wrap) * 16 + static_cast<int>(alphabet);
}

// The bytes of "bis", "ter" ... behind a number, with the blank before it: what was put in between two
// numbers. 0 when there is none.
size_t LatinAddition(std::string_view text) {
  constexpr std::string_view kAdditions[] = {"bis",     "ter",    "quater", "quinquies", "sexies",
                                             "septies", "octies", "nonies", "novies",    "decies"};
  const size_t start = SkipSpace(text, 0);
  if (start == 0) return 0;
  for (const std::string_view addition : kAdditions) {
    const size_t end = start + addition.size();
    if (StartsWithIgnoreCase(text.substr(start), addition) && (end == text.size() || !IsAlnum(text[end])))
      return end;
  }
  return 0;
}

std::optional<Marker> ScanUnit(std::string_view text) {
  for (const UnitWord& word : kUnitWords) {
    if (!StartsWithIgnoreCase(text, word.word)) continue;
    const bool symbol = word.word.starts_with("\u00A7");
    if (!symbol && !IsUpperLetter(text[0])) continue;
    size_t start = word.word.size();
    const size_t behind = SkipSpace(text, start);
    if (behind == start && !symbol && !word.word.ends_with('.')) continue;
    start = behind;
    size_t end = start;
    while (end < text.size() && end - start < 24 &&
           (IsAlnum(text[end]) ||
            ((text[end] == '.' || text[end] == '-') && end + 1 < text.size() && IsAlnum(text[end + 1])))) {
      ++end;
    }
    const std::string_view number = text.substr(start, end - start);
    const bool digit = std::ranges::any_of(number, IsDigit) && (IsDigit(number[0]) || number.size() > 2);
    const bool upper = !number.empty() && std::ranges::all_of(number, IsUpperLetter);
    if (!digit && !(upper && (RomanValue(number) > 0 || number.size() == 1))) continue;

    Marker marker;
    marker.unit = word.unit;
    marker.step = std::string(word.step) + "." + AsciiLower(number);
    if (const size_t addition = LatinAddition(text.substr(end)); addition > 0) {
      marker.step += "-" + AsciiLower(Trim(text.substr(end, addition)));
      end += addition;
    }
    marker.label = text.substr(0, end);
    marker.readings[0] = {Alphabet::kArabic, ArabicValue(number)};
    if (upper) {
      const uint32_t roman = RomanValue(number);
      marker.readings[0] = {Alphabet::kUpperRoman, roman > 0 ? roman : LetterValue(number)};
    }
    if (marker.readings[0].value == 0)
      marker.readings[0].value = ArabicValue(number.substr(0, number.find_first_not_of("0123456789")));
    if (marker.readings[0].value == 0) marker.readings[0].value = 1;

    // What may stand behind the number of a heading, and not behind that of a mere reference.
    const bool loud = std::ranges::none_of(text.substr(0, word.word.size()), IsLower);
    size_t at = end;
    bool mark = false;
    while (at < text.size() && (text[at] == '.' || text[at] == ':')) ++at, mark = true;
    if (text.substr(at).starts_with("\uFF1A")) at += 3, mark = true;  // a full-width colon, in translations
    const size_t after = SkipSpace(text, at);
    if (after == text.size()) {
      marker.length = after;
      return marker;
    }
    const std::string_view rest = text.substr(after);
    for (const std::string_view dash : {"\u2014", "\u2013", "--", "-"}) {
      if (!mark && rest.starts_with(dash)) {
        marker.length = SkipSpace(text, after + dash.size());
        return marker;
      }
    }
    const bool opens = IsUpperLetter(rest[0]) || rest[0] == '(' || rest[0] == '"' ||
                       static_cast<unsigned char>(rest[0]) >= 0x80;
    if (!mark && !loud && !opens) return std::nullopt;
    if (!mark && rest[0] == '(') return std::nullopt;  // "Article 5(1) of ..."
    if (!mark && (rest[0] == ',' || rest[0] == ';')) return std::nullopt;
    marker.weak = !mark && !loud && after - at < 2;
    marker.length = after;
    return marker;
  }
  return std::nullopt;
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

// "\u7B2C\u5341\u4E8C\u689D" (article 12), also with the same number again in a Western way: "... Art.
// \u5341\u4E8C".
std::optional<Marker> ScanHan(std::string_view text) {
  struct HanUnit {
    std::string_view word, step;
    NumberedUnit unit;
  };
  constexpr HanUnit kUnits[] = {{"\u689D", "art", NumberedUnit::kArticle},  {"\u6761", "art", NumberedUnit::kArticle},
                                {"\u7AE0", "chap", NumberedUnit::kChapter}, {"\u7BC0", "sec", NumberedUnit::kSection},
                                {"\u8282", "sec", NumberedUnit::kSection},  {"\u7DE8", "part", NumberedUnit::kPart},
                                {"\u7F16", "part", NumberedUnit::kPart}};
  constexpr std::string_view kOrdinal = "\u7B2C";
  if (!text.starts_with(kOrdinal)) return std::nullopt;
  const auto [value, size] = HanNumber(text.substr(kOrdinal.size()));
  if (value == 0) return std::nullopt;
  size_t end = kOrdinal.size() + size;
  const auto unit = std::ranges::find(kUnits, text.substr(end, 3), &HanUnit::word);
  if (unit == std::end(kUnits)) return std::nullopt;
  end += 3;
  // "Article 5 provides" has no blank there.
  size_t after = SkipSpace(text, end);
  if (after == end && end < text.size()) return std::nullopt;
  constexpr std::string_view kAgain = "Art. ";
  if (text.substr(after).starts_with(kAgain)) {
    const size_t start = after + kAgain.size();
    const auto [again, length] = HanNumber(text.substr(start));
    if (again == value && start + length == text.size()) after = end = text.size();
  }
  Marker marker;
  marker.unit = unit->unit;
  marker.label = text.substr(0, end);
  marker.step = std::string(unit->step) + "." + std::to_string(value);
  marker.readings[0] = {Alphabet::kArabic, value};
  marker.length = after;
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
  text = text.substr(0, 160);
  if (text.empty()) return std::nullopt;
  if (auto unit = ScanUnit(text)) return unit;
  if (auto han = ScanHan(text)) return han;
  if (auto code = ScanCode(text)) return code;

  Marker marker;
  const bool open = text[0] == '(' || text[0] == '[';
  const size_t start = open ? 1 : 0;
  size_t end = start;
  while (end < text.size() && end - start < 6 && IsAlnum(text[end])) ++end;
  std::string_view token = text.substr(start, end - start);
  if (token.empty() || end == text.size()) return std::nullopt;
  // "12a" is a number that was put in later.
  if (IsDigit(token[0]) && token.size() > 1 && IsLower(token.back())) {
    marker.readings[0] = {Alphabet::kArabic, ArabicValue(token.substr(0, token.size() - 1))};
  } else {
    marker.readings = ReadingsOf(token);
  }
  if (marker.readings[0].value == 0 || marker.readings[0].value > 999) return std::nullopt;

  if (open) {
    if (text[end] != (text[0] == '(' ? ')' : ']') || text[0] == '[') return std::nullopt;
    marker.wrap = Wrap::kParens;
    ++end;
  } else if (text[end] == ')') {
    marker.wrap = Wrap::kParen;
    ++end;
  } else if (text[end] == '.') {
    marker.wrap = Wrap::kDot;
    // 1.2.3, with or without a dot at the end
    size_t last = 0;
    while (IsDigit(token[0]) && end + 1 < text.size() && text[end] == '.' && IsDigit(text[end + 1])) {
      last = end + 1;
      for (end = last; end < text.size() && IsDigit(text[end]) && end - last < 4; ++end) {
      }
    }
    if (last > 0) {
      marker.wrap = Wrap::kNone;
      marker.prefix = text.substr(0, last - 1);
      token = text.substr(last, end - last);
      marker.readings = ReadingsOf(token);
      if (marker.readings[0].value > 999) return std::nullopt;  // 12.7.2024 is a date
    }
    if (end < text.size() && text[end] == '.') ++end;
  } else {
    return std::nullopt;
  }
  marker.label = text.substr(0, end);
  marker.step = AsciiLower(token);
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
    if (!IsUpperLetter(c) && c != '(' && c != '"' && static_cast<unsigned char>(c) < 0x80)
      return std::nullopt;
  }
  return marker;
}

bool Numbering::IsParagraph(size_t i) const {
  constexpr int kDotted = 1 + static_cast<int>(Wrap::kDot) * 16 + static_cast<int>(Alphabet::kArabic);
  return i > 0 && open_[i].list == kDotted && !open_[i].heading && open_[i - 1].unit == NumberedUnit::kArticle;
}

const Numbering::Counter* Numbering::FindCounter(size_t depth, int list) const {
  const std::vector<Counter>& counters = depth == 0 ? top_ : open_[depth - 1].counters;
  const auto found = std::ranges::find(counters, list, &Counter::list);
  return found == counters.end() ? nullptr : &*found;
}

Numbering::Place Numbering::Find(const Marker& marker, bool after_lead) const {
  Place place;
  place.accepted = true;
  place.reading = marker.readings[0];

  if (marker.unit != NumberedUnit::kNone) {
    // Inside whatever ranks above it; a unit of its own kind ends with it.
    size_t keep = open_.size();
    for (size_t i = 0; i < open_.size(); ++i) {
      const int rank = RankOf(open_[i].unit);
      const bool numbered = open_[i].unit != NumberedUnit::kNone;
      if (open_[i].unit == marker.unit || (numbered && rank > RankOf(marker.unit)) ||
          (!numbered && !open_[i].heading) || (marker.unit == NumberedUnit::kAnnex && !open_[i].heading)) {
        keep = i;
        break;
      }
    }
    place.keep = keep;
    if (marker.weak) {
      const Counter* counter = FindCounter(keep, ListOf(marker, Alphabet::kArabic));
      // Articles count on through chapters, so a parent without articles says nothing.
      place.accepted = counter == nullptr || marker.readings[0].value == counter->last + 1;
    }
    return place;
  }

  if (!marker.prefix.empty()) {
    for (size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1].number == marker.prefix) {
        place.keep = i;
        return place;
      }
    }
    // No parent of that number: beside others of its kind, else inside the innermost heading or unit.
    size_t keep = open_.size();
    for (size_t i = 0; i < open_.size(); ++i) {
      if (open_[i].list == ListOf(marker, Alphabet::kArabic)) {
        keep = i;
        break;
      }
    }
    while (keep > 0 && open_[keep - 1].unit == NumberedUnit::kNone && !open_[keep - 1].heading) --keep;
    place.keep = keep;
    return place;
  }

  // The next of a list that is open, the innermost first
  const auto continues = [&](const Reading& reading) -> std::optional<size_t> {
    if (reading.value < 2) return std::nullopt;
    for (size_t depth = open_.size() + 1; depth-- > 0;) {
      const Counter* counter = FindCounter(depth, ListOf(marker, reading.alphabet));
      if (counter != nullptr && counter->last + 1 == reading.value) return depth;
    }
    return std::nullopt;
  };
  // Beside a synthetic section, not inside it
  const auto restart_at = [&](size_t depth) {
    while (depth > 0 && open_[depth - 1].list == 0 && !open_[depth - 1].heading) --depth;
    place.keep = depth;
    place.restart = true;
    return place;
  };
  std::optional<Place> next;
  for (const Reading& reading : marker.readings) {
    const auto depth = continues(reading);
    if (depth && (!next || *depth > next->keep)) next = Place{*depth, true, false, reading};
  }
  // "(i)" behind "(h) ... the following:" is the first of a new list.
  const bool may_open = std::ranges::any_of(marker.readings, [](const Reading& r) { return r.value == 1; });
  if (next && !(may_open && after_lead && next->keep < open_.size())) return *next;

  // The same number may have come before in an open list: "12" and "12a".
  for (const Reading& reading : marker.readings) {
    if (reading.value != 1) continue;
    place.reading = reading;
    const int list = ListOf(marker, reading.alphabet);
    if (after_lead) {
      place.keep = open_.size();
      return place;
    }
    for (size_t depth = open_.size(); depth > 0; --depth) {
      if (open_[depth - 1].list != list) continue;
      // Its list is running: the new one needs a parent of its own, unless its parent cannot tell.
      return restart_at(depth - 1);
    }
    place.keep = open_.size();
    if (FindCounter(place.keep, list) != nullptr) return restart_at(place.keep);
    return place;
  }

  // A gap: the list of its kind with the largest number below it.
  for (const Reading& reading : marker.readings) {
    if (reading.value == 0) continue;
    for (size_t depth = open_.size() + 1; depth-- > 0;) {
      const Counter* counter = FindCounter(depth, ListOf(marker, reading.alphabet));
      if (counter != nullptr && counter->last <= reading.value) {
        place.keep = depth;
        place.reading = reading;
        return place;
      }
    }
  }
  // A list that begins in its middle (an excerpt). Large numbers at the start of a line are numbers,
  // and letters with a dot are initials.
  place.reading = marker.readings[0];
  place.keep = open_.size();
  place.accepted = marker.wrap == Wrap::kParens
                       ? place.reading.value <= 200
                       : place.reading.alphabet == Alphabet::kArabic && place.reading.value <= 30;
  return place;
}

void Numbering::Open(const Marker& marker, const Place& place) {
  open_.resize(place.keep);
  if (place.restart) open_.emplace_back();
  const int list = ListOf(marker, place.reading.alphabet);
  std::vector<Counter>& counters = open_.empty() ? top_ : open_.back().counters;
  const auto found = std::ranges::find(counters, list, &Counter::list);
  if (found == counters.end()) {
    counters.push_back({list, place.reading.value});
  } else {
    found->last = place.reading.value;
  }
  Level level;
  level.unit = marker.unit;
  level.list = list;
  level.number =
      marker.step.substr(marker.unit == NumberedUnit::kNone || marker.step.find('.') == std::string::npos
                             ? 0
                             : marker.step.find('.') + 1);
  if (!marker.prefix.empty()) level.number = marker.prefix + "." + level.number;
  open_.push_back(std::move(level));
}

void Numbering::OpenHeading(size_t keep, std::string_view number) {
  open_.resize(keep);
  open_.emplace_back();
  open_.back().heading = true;
  open_.back().number = number;
}

}  // namespace concord
