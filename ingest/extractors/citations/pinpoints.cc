#include "ingest/extractors/citations/pinpoints.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "ingest/extractors/citations/document_forms.h"

namespace concord {
namespace {

constexpr size_t kMaxPlaces = 64;  // of one list; a range beyond it is given by its ends
constexpr size_t kMaxLevels = 8;   // of "(a)(1)(i)..."
constexpr uint32_t kWindow = 400;  // bytes of the longest pinpoint

// A word for a unit of an act, and the step of a path that it makes.
struct UnitWord {
  std::string_view word, step;
};
constexpr auto kUnits = std::to_array<UnitWord>({
    {"article", "art"},  {"articles", "art"}, {"art.", "art"},       {"arts.", "art"},
    {"art", "art"},      {"section", "sec"},  {"sections", "sec"},   {"sec.", "sec"},
    {"secs.", "sec"},    {"annex", "annex"},  {"annexes", "annex"},  {"chapter", "chp"},
    {"chapters", "chp"}, {"part", "part"},    {"parts", "part"},     {"title", "title"},
    {"titles", "title"}, {"schedule", "sch"}, {"schedules", "sch"},  {"appendix", "app"},
    {"recital", "rec"},  {"recitals", "rec"}, {"clause", "clause"},  {"clauses", "clause"},
    {"rule", "rule"},    {"rules", "rule"},   {"regulation", "reg"}, {"regulations", "reg"},
    {"reg.", "reg"},     {"regs.", "reg"},    {"sch.", "sch"},       {"app.", "app"},
});
// Words for a part of a unit: "paragraph 2", "points (a) and (b)".
constexpr auto kParts = std::to_array<std::string_view>(
    {"paragraph",   "paragraphs",    "point",       "points", "subparagraph", "subparagraphs", "subsection",
     "subsections", "clause",        "clauses",     "indent", "item",         "items",         "letter",
     "letters",     "sub-paragraph", "sub-section", "para.",  "paras.",       "letter",        "number"});
constexpr auto kOrdinals =
    std::to_array<std::string_view>({"first", "second", "third", "fourth", "fifth", "sixth", "seventh",
                                     "eighth", "ninth", "last", "introductory"});

// By the first three letters of a word: whether a unit, a part or an ordinal begins with them. Spares most
// words the tables.
constexpr size_t kLetters = 26;
using Beginnings = std::array<bool, kLetters * kLetters * kLetters>;
constexpr size_t BeginningOf(std::string_view word) {
  size_t code = 0;
  for (size_t i = 0; i < 3; ++i) {
    const char c = i < word.size() ? word[i] : '\0';
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower < 'a' || lower > 'z') return SIZE_MAX;
    code = code * kLetters + static_cast<size_t>(lower - 'a');
  }
  return code;
}
constexpr Beginnings MakeBeginnings() {
  Beginnings beginnings{};
  for (const UnitWord& unit : kUnits) beginnings[BeginningOf(unit.word)] = true;
  for (const std::string_view part : kParts) beginnings[BeginningOf(part)] = true;
  for (const std::string_view ordinal : kOrdinals) beginnings[BeginningOf(ordinal)] = true;
  beginnings[BeginningOf("the")] = true;
  return beginnings;
}
constexpr Beginnings kBeginnings = MakeBeginnings();

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAlpha(char c) { return IsLower(c) || IsUpper(c); }

enum class LevelAlphabet : uint8_t { kDigits, kLatin };
LevelAlphabet AlphabetOf(std::string_view level) {
  return IsDigit(level.front()) ? LevelAlphabet::kDigits : LevelAlphabet::kLatin;
}

// "art.6", then "1", "a".
struct Place {
  std::string unit;
  std::vector<std::string> levels;

  std::string Path() const {
    std::string path = unit;
    for (const std::string& level : levels) path += (path.empty() ? "" : ".") + level;
    return AsciiLower(path);
  }
};

class Parser {
 public:
  Parser(std::string_view text, Span block) : text_(text.substr(0, block.end)), at_(block.start) {}

  std::vector<Pinpoint> Run() {
    const size_t end = text_.size();
    while (at_ < end) {
      const char c = text_[at_];
      const bool word = IsAlpha(c) || IsSign(at_);
      if (!word) {
        ++at_;
        continue;
      }
      const size_t start = at_;
      if ((start > 0 && IsWordByte(text_[start - 1])) || !CanBegin(start) || !Parse(start)) {
        at_ = std::max(at_, start);
        SkipWord();
      }
    }
    return std::move(found_);
  }

 private:
  static bool IsWordByte(char c) { return IsAlpha(c) || IsDigit(c) || static_cast<unsigned char>(c) >= 0x80; }
  bool IsSign(size_t at) const { return text_.substr(at).starts_with("\xC2\xA7"); }

  bool CanBegin(size_t at) const {
    const size_t beginning = BeginningOf(text_.substr(at, 3));
    return beginning == SIZE_MAX ? IsSign(at) || ShortSection(at) > 0 : kBeginnings[beginning];
  }
  // The bytes of "s." and "ss." in front of a number.
  size_t ShortSection(size_t at) const {
    const std::string_view rest = text_.substr(at, 6);
    const size_t letters = rest.starts_with("s. ") ? 2 : rest.starts_with("ss. ") ? 3 : 0;
    return letters > 0 && letters + 1 < rest.size() && IsDigit(rest[letters + 1]) ? letters : 0;
  }
  void SkipWord() {
    const size_t start = at_;
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    if (at_ == start) ++at_;
  }

  // ---- the cursor: each taker moves `at` behind what it took, or leaves it

  std::string_view Rest(size_t at) const { return at < text_.size() ? text_.substr(at) : std::string_view(); }

  bool TakeBlank(size_t* at) const {
    const std::string_view rest = Rest(*at);
    if (rest.starts_with("\xC2\xA0")) return *at += 2, true;
    if (rest.starts_with("\xE2\x80\xAF")) return *at += 3, true;
    if (!rest.empty() && (rest[0] == ' ' || rest[0] == '\n')) return ++*at, true;
    return false;
  }

  // The word at `at`, with a dot that belongs to an abbreviation.
  std::string_view WordAt(size_t at) const {
    size_t end = at;
    while (end < text_.size() && end < at + 24 && (IsAlpha(text_[end]) || text_[end] == '-')) ++end;
    return text_.substr(at, end - at);
  }

  bool TakeWord(size_t* at, std::string_view word) const {
    const std::string_view there = WordAt(*at);
    if (!EqualsIgnoreCase(there, word)) return false;
    *at += there.size();
    return true;
  }
  // A blank and a word.
  bool TakeNext(size_t* at, std::string_view word) const {
    size_t next = *at;
    if (!TakeBlank(&next) || !TakeWord(&next, word)) return false;
    *at = next;
    return true;
  }

  bool TakeUnit(size_t* at, std::string* step) const {
    if (IsSign(*at)) {
      while (IsSign(*at)) *at += 2;
      TakeBlank(at);
      *step = "sec";
      return true;
    }
    // "s. 12", "ss. 14 and 15", as British acts are cited
    if (const size_t letters = ShortSection(*at); letters > 0) {
      *at += letters;
      TakeBlank(at);
      *step = "sec";
      return true;
    }
    const std::string_view word = WordAt(*at);
    for (const UnitWord& unit : kUnits) {
      std::string_view name = unit.word;
      const bool dotted = name.ends_with('.');
      if (dotted) name.remove_suffix(1);
      if (!EqualsIgnoreCase(word, name)) continue;
      size_t next = *at + word.size();
      if (dotted) {
        if (Rest(next).empty() || Rest(next)[0] != '.') continue;
        ++next;
      }
      if (!TakeBlank(&next)) continue;
      *at = next;
      *step = unit.step;
      return true;
    }
    return false;
  }

  bool TakePart(size_t* at) const {
    const std::string_view word = WordAt(*at);
    for (std::string_view part : kParts) {
      const bool dotted = part.ends_with('.');
      if (dotted) part.remove_suffix(1);
      if (!EqualsIgnoreCase(word, part)) continue;
      size_t next = *at + word.size();
      if (dotted && !Rest(next).empty() && Rest(next)[0] == '.') ++next;
      if (!TakeBlank(&next)) continue;
      *at = next;
      return true;
    }
    return false;
  }

  // "the second subparagraph", "first and second sentences", "introductory wording".
  bool TakeOrdinalPart(size_t* at) const {
    size_t next = *at;
    if (TakeWord(&next, "the") && !TakeBlank(&next)) return false;
    for (int n = 0; n < 3; ++n) {
      const std::string_view word = WordAt(next);
      if (!IsOneOfIgnoreCase(word, kOrdinals)) return false;
      next += word.size();
      size_t more = next;
      if ((Rest(more).starts_with(", ") ? (more += 2, true) : TakeNext(&more, "and") && TakeBlank(&more)) &&
          IsOneOfIgnoreCase(WordAt(more), kOrdinals)) {
        next = more;
        continue;
      }
      break;
    }
    if (!TakeBlank(&next)) return false;
    static constexpr auto kNouns = std::to_array<std::string_view>(
        {"subparagraph", "subparagraphs", "paragraph", "paragraphs", "sentence", "sentences", "indent",
         "indents", "part", "wording", "phrase", "point"});
    const std::string_view noun = WordAt(next);
    if (!IsOneOfIgnoreCase(noun, kNouns)) return false;
    *at = next + noun.size();
    return true;
  }

  // "(1)", "(a)", "(iii)": the levels below a number.
  bool TakeLevels(size_t* at, std::vector<std::string>* levels) const {
    const size_t before = levels->size();
    while (levels->size() < before + kMaxLevels) {
      size_t open = *at;
      // "Article 6 (1)", as older acts have it.
      if (levels->size() == before && Rest(open).starts_with(" (") && Rest(open).size() > 3 &&
          (IsDigit(text_[open + 2]) || Rest(open + 3).starts_with(")")))
        ++open;
      if (open >= text_.size() || text_[open] != '(') break;
      size_t end = open + 1;
      while (end < text_.size() && end < open + 7 &&
             (IsAlpha(text_[end]) || IsDigit(text_[end]) || text_[end] == '.'))
        ++end;
      if (end == open + 1 || end >= text_.size() || text_[end] != ')') break;
      const std::string_view level = text_.substr(open + 1, end - open - 1);
      // "(EU)", "(note)": no level.
      const bool roman = level.find_first_not_of("ivxIVX") == std::string_view::npos;
      if (level.size() > 3 && !roman && !IsDigit(level[0])) break;
      if (level == "EU" || level == "EC" || level == "EEC" || level == "see" || level == "the" ||
          level == "as" || level == "or" || level == "and" || level == "in")
        break;
      levels->emplace_back(level);
      *at = end + 1;
    }
    return levels->size() > before;
  }

  static constexpr std::string_view kDash = "\xE2\x80\x93";

  // "1860D–14": behind a letter the dash of a printed act joins no range. Where the number goes on, or `end`.
  size_t DashInNumber(size_t start, size_t end) const {
    const size_t behind = end + kDash.size();
    return end > start + 2 && IsUpper(text_[end - 1]) && IsDigit(text_[end - 2]) &&
                   Rest(end).starts_with(kDash) && behind < text_.size() && IsDigit(text_[behind])
               ? behind
               : end;
  }

  // "6", "6a", "278g-3a", "1798.81.5", "IV", "A".
  bool TakeNumber(size_t* at, std::string_view step, std::string* number) const {
    size_t end = *at;
    if (end < text_.size() && IsDigit(text_[end])) {
      while (end < text_.size() && end < *at + 16) {
        const char c = text_[end];
        const bool next = end + 1 < text_.size() && (IsDigit(text_[end + 1]));
        if (IsDigit(c) || (IsAlpha(c) && end > *at) || ((c == '.' || c == '-') && next && end > *at)) {
          ++end;
        } else if (const size_t dash = DashInNumber(*at, end); dash > end) {
          end = dash;
        } else {
          break;
        }
      }
      // "Article 5bis" is one; "section 5th" and "article 20-year" are none.
      const std::string_view text = text_.substr(*at, end - *at);
      const size_t letters = text.size() - std::min(text.find_last_of("0123456789") + 1, text.size());
      if (letters > 4 || text.ends_with("th") || text.ends_with("st") || text.ends_with("nd")) return false;
      if (end < text_.size() && IsWordByte(text_[end]) && !Rest(end).starts_with(kDash)) return false;
      if (end + 1 < text_.size() && text_[end] == '/' && IsDigit(text_[end + 1])) return false;  // "2016/679"
      number->assign(text);
      if (const size_t dash = number->find(kDash); dash != std::string::npos)
        number->replace(dash, kDash.size(), "-");
      *at = end;
      return true;
    }
    while (end < text_.size() && end < *at + 8 && IsUpper(text_[end])) ++end;
    std::string_view text = text_.substr(*at, end - *at);
    if (text.empty() || (end < text_.size() && IsWordByte(text_[end]) && !IsDigit(text_[end]))) return false;
    const bool roman = text.find_first_not_of("IVXLC") == std::string_view::npos;
    const bool letter =
        text.size() == 1 && (step == "annex" || step == "sch" || step == "app" || step == "part");
    if (!roman && !letter) return false;
    // "Annex A1", "Annex II.3"
    while (end < text_.size() && end < *at + 10 &&
           (IsDigit(text_[end]) || (text_[end] == '.' && end + 1 < text_.size() && IsDigit(text_[end + 1]))))
      ++end;
    number->assign(text_.substr(*at, end - *at));
    *at = end;
    return true;
  }

  // What joins the members of a list; *range for "to".
  bool TakeJoint(size_t* at, bool* range, bool* comma) const {
    size_t next = *at;
    *range = *comma = false;
    const std::string_view rest = Rest(next);
    for (const std::string_view dash : {"-", "\xE2\x80\x93"}) {
      if (rest.starts_with(dash)) {
        *range = true;
        *at = next + dash.size();
        return true;
      }
    }
    if (rest.starts_with(",") || rest.starts_with(";")) {
      ++next;
      *comma = true;
    }
    const size_t behind = next;
    if (!TakeBlank(&next)) return false;
    size_t word = next;
    for (const std::string_view joint : {"and", "or", "to", "through", "and/or"}) {
      word = next;
      if (!TakeWord(&word, joint) || !TakeBlank(&word)) continue;
      *range = joint == "to" || joint == "through";
      // ", to" is a new clause.
      if (*range && behind != *at) return false;
      *at = word;
      return true;
    }
    if (Rest(next).starts_with("& ")) return *at = next + 2, true;
    if (behind == *at) return false;  // a blank alone joins nothing
    *at = next;
    return true;
  }

  static int ToInt(const std::string& digits) {
    int value = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
  }

  // Whatever lies between two places of one kind: "9 to 15", "(a) to (d)".
  static void Between(std::string_view first, std::string_view last, std::vector<std::string>* steps) {
    const int from = ToInt(std::string(first)), to = ToInt(std::string(last));
    if (from >= 0 && to > from && to - from < static_cast<int>(kMaxPlaces)) {
      for (int n = from + 1; n < to; ++n) steps->push_back(std::to_string(n));
    } else if (first.size() == 1 && last.size() == 1 && IsLower(first[0]) && IsLower(last[0])) {
      for (int c = first[0] + 1; c < last[0]; ++c) steps->emplace_back(1, static_cast<char>(c));
    }
  }

  void Add(Place place, bool range, std::vector<Place>* places) const {
    if (range && !places->empty()) {
      const Place before = places->back();
      std::vector<std::string> steps;
      if (place.levels.empty() && before.levels.empty()) {
        const size_t dot = place.unit.rfind('.'), dot_before = before.unit.rfind('.');
        Between(std::string_view(before.unit).substr(dot_before + 1),
                std::string_view(place.unit).substr(dot + 1), &steps);
        for (const std::string& step : steps) {
          if (places->size() < kMaxPlaces) places->push_back({place.unit.substr(0, dot + 1) + step, {}});
        }
      } else if (!place.levels.empty() && place.levels.size() == before.levels.size() &&
                 place.unit == before.unit) {
        Between(before.levels.back(), place.levels.back(), &steps);
        for (const std::string& step : steps) {
          Place between = place;
          between.levels.back() = step;
          if (places->size() < kMaxPlaces) places->push_back(std::move(between));
        }
      }
    }
    if (places->size() < kMaxPlaces) places->push_back(std::move(place));
  }

  // "(2)" behind "2(1)", "(c)" behind "6(1)(a)": the level of its kind goes on.
  static Place Sibling(const Place& before, const std::vector<std::string>& levels) {
    Place place{before.unit, before.levels};
    const LevelAlphabet alphabet = AlphabetOf(levels.front());
    while (!place.levels.empty() && AlphabetOf(place.levels.back()) != alphabet) place.levels.pop_back();
    if (!place.levels.empty()) place.levels.pop_back();
    place.levels.insert(place.levels.end(), levels.begin(), levels.end());
    return place;
  }

  // "6(1)(a) to (c), 9 and 15": the numbers behind the word for a unit.
  bool TakeNumbers(size_t* at, const std::string& step, std::vector<Place>* places) const {
    std::string number;
    if (!TakeNumber(at, step, &number)) return false;
    Place first{step + "." + number, {}};
    TakeLevels(at, &first.levels);
    Add(std::move(first), false, places);
    while (places->size() < kMaxPlaces) {
      size_t next = *at;
      bool range = false, comma = false;
      if (!TakeJoint(&next, &range, &comma)) break;
      std::vector<std::string> levels;
      if (next < text_.size() && text_[next] == '(') {
        if (places->back().levels.empty() || !TakeLevels(&next, &levels)) break;
        Add(Sibling(places->back(), levels), range, places);
      } else {
        if (!TakeNumber(&next, step, &number)) break;
        // "Article 5, 3 May 2021", "section 12, 400 boats": a number that counts.
        Place place{step + "." + number, {}};
        TakeLevels(&next, &place.levels);
        if (place.levels.empty() && Counts(next)) break;
        Add(std::move(place), range, places);
      }
      *at = next;
    }
    return true;
  }

  // Whether a plain word follows a bare number, so that it counts things or is a date.
  bool Counts(size_t at) const {
    size_t next = at;
    if (!TakeBlank(&next)) return Rest(at).starts_with("%");
    const std::string_view word = WordAt(next);
    static constexpr auto kFollow = std::to_array<std::string_view>(
        {"of",      "to",    "and",        "or",       "shall",     "may",  "must",  "should", "is",
         "are",     "in",    "for",        "as",       "on",        "with", "above", "below",  "hereof",
         "thereof", "apply", "applies",    "that",     "which",     "the",  "where", "by",     "thereto",
         "under",   "does",  "do",         "set",      "through",   "was",  "were",  "will",   "if",
         "when",    "also",  "concerning", "relating", "regarding", "at"});
    return !word.empty() && (word == "May" || !IsOneOfIgnoreCase(word, kFollow));  // "3 May 2021"
  }

  // "points (a), (b) and (c)", "paragraphs 2 and 3", "subsection (b)(1)": one list of levels each.
  bool TakeParts(size_t* at, std::vector<std::vector<std::string>>* parts) const {
    size_t next = *at;
    if (!TakePart(&next)) return false;
    const auto take_one = [&](size_t* from, std::vector<std::string>* levels) {
      std::string number;
      if (*from < text_.size() && IsDigit(text_[*from]) && TakeNumber(from, "", &number)) {
        levels->push_back(number);
        TakeLevels(from, levels);
        return true;
      }
      return *from < text_.size() && text_[*from] == '(' && TakeLevels(from, levels);
    };
    std::vector<std::string> levels;
    if (!take_one(&next, &levels)) return false;
    parts->push_back(levels);
    while (parts->size() < kMaxPlaces) {
      size_t more = next;
      bool range = false, comma = false;
      std::vector<std::string> another;
      if (!TakeJoint(&more, &range, &comma) || !take_one(&more, &another)) break;
      if (another.size() == 1 && IsDigit(another[0][0]) && text_[more - 1] != ')' && Counts(more)) break;
      const Place sibling = Sibling({"", parts->back()}, another);
      if (range) {
        std::vector<std::string> steps;
        Between(parts->back().back(), sibling.levels.back(), &steps);
        for (const std::string& step : steps) {
          std::vector<std::string> between = sibling.levels;
          between.back() = step;
          if (parts->size() < kMaxPlaces) parts->push_back(std::move(between));
        }
      }
      parts->push_back(sibling.levels);
      next = more;
    }
    *at = next;
    return true;
  }

  // Each place with each part of it.
  static std::vector<Place> Below(const std::vector<Place>& places,
                                  const std::vector<std::vector<std::string>>& parts) {
    std::vector<Place> below;
    for (const std::vector<std::string>& part : parts) {
      if (below.size() >= kMaxPlaces) break;
      Place place = places.back();
      place.levels.insert(place.levels.end(), part.begin(), part.end());
      below.push_back(std::move(place));
    }
    std::vector<Place> all(places.begin(), places.end() - 1);
    all.insert(all.end(), below.begin(), below.end());
    return all;
  }

  // "of the", "of", "in", "to".
  bool TakeOf(size_t* at) const {
    size_t next = *at;
    if (!TakeBlank(&next)) return false;
    for (const std::string_view word : {"of", "to", "in", "under"}) {
      size_t behind = next;
      if (TakeWord(&behind, word) && TakeBlank(&behind)) return *at = behind, true;
    }
    return false;
  }

  bool Parse(size_t start) {
    size_t at = start;
    // What stands in front: "point (b) of the second subparagraph of", innermost first.
    std::vector<std::vector<std::vector<std::string>>> prefixes;
    std::string step;
    for (int n = 0; n < 4; ++n) {
      std::vector<std::vector<std::string>> parts;
      size_t next = at;
      if (TakeParts(&next, &parts)) {
        if (!TakeOf(&next)) break;
        prefixes.push_back(std::move(parts));
      } else if (TakeOrdinalPart(&next)) {
        if (!TakeOf(&next)) break;
      } else {
        break;
      }
      at = next;
    }
    // "rule 5", "clause 3": a part without a unit behind it may be one.
    if (!TakeUnit(&at, &step)) return false;
    std::vector<Place> places;
    const size_t numbers = at;
    if (!TakeNumbers(&at, step, &places)) return false;
    if (at - start > kWindow) return false;
    // "Regulation 5" is a unit of an instrument; "Regulation 2016/679" and "regulations 3" are none.
    if (step == "reg" && (places.size() == 1 && places[0].levels.empty() &&
                          (text_[numbers] == '1' || text_[numbers] == '2') && at - numbers >= 4))
      return false;
    TakeTail(&at, &places);
    for (auto prefix = prefixes.rbegin(); prefix != prefixes.rend(); ++prefix)
      places = Below(places, *prefix);

    Pinpoint pinpoint;
    pinpoint.span = {static_cast<uint32_t>(start), static_cast<uint32_t>(at)};
    for (const Place& place : places) {
      std::string path = place.Path();
      if (std::ranges::find(pinpoint.locators, path) == pinpoint.locators.end())
        pinpoint.locators.push_back(std::move(path));
    }
    pinpoint.capital = IsUpper(text_[start]) || !prefixes.empty();
    pinpoint.sign = IsSign(start);
    FindLink(at, &pinpoint);
    if (!found_.empty()) Join(&found_.back(), start);
    found_.push_back(std::move(pinpoint));
    at_ = at;
    return true;
  }

  // ", point (a)", ", paragraphs 2 and 3", ", first subparagraph", " et seq."
  void TakeTail(size_t* at, std::vector<Place>* places) const {
    for (int n = 0; n < 4; ++n) {
      size_t next = *at;
      if (Rest(next).starts_with(",")) ++next;
      if (!TakeBlank(&next)) return;
      std::vector<std::vector<std::string>> parts;
      if (TakeParts(&next, &parts)) {
        *places = Below(*places, parts);
      } else if (!TakeOrdinalPart(&next)) {
        return;
      }
      *at = next;
    }
  }

  // "Article 5 and Annex II of ...": what is said behind the last holds for those before it.
  void Join(Pinpoint* before, size_t start) const {
    if (before->link != Pinpoint::Link::kNone) return;
    const std::string_view gap = Trim(text_.substr(before->span.end, start - before->span.end));
    before->joined = gap == "," || gap == "and" || gap == "or" || gap == ", and" || gap == "and/or" ||
                     gap == "as well as" || gap == "and in" || gap == "and of";
  }

  void FindLink(size_t at, Pinpoint* pinpoint) const {
    using Link = Pinpoint::Link;
    const auto put = [&](Link link, size_t end, std::string_view kind = {}) {
      pinpoint->link = link;
      pinpoint->link_end = static_cast<uint32_t>(end);
      pinpoint->kind = kind;
    };
    put(Link::kNone, at);
    if (FollowsIbid(pinpoint->span.start)) return put(Link::kBefore, at);
    size_t next = at;
    if (TakeNext(&next, "thereof") || TakeNext(&next, "thereto")) return put(Link::kThat, next);
    if (TakeNext(&next, "hereof") || TakeNext(&next, "hereto")) return put(Link::kThis, next);
    if (TakeNext(&next, "above") || TakeNext(&next, "below")) return put(Link::kThis, at);
    next = at;
    if (Rest(next).starts_with(", of ")) ++next;
    size_t of = next;
    if (!TakeOf(&of)) {
      next = at;
      const size_t name = TakeBlank(&next) ? next : at;
      const std::string_view word = WordAt(name);
      const auto capitals = std::ranges::count_if(word, IsUpper);
      if (name != at && word.size() >= 3 && capitals >= 2 && static_cast<size_t>(capitals) * 2 >= word.size())
        put(Link::kAcronym, name);
      return;
    }
    size_t word = of;
    // "in that case", "in the Union": no act.
    const auto kind_at = [&](size_t from) -> std::string_view {
      size_t kind = from;
      for (int n = 0; n < 3; ++n) {
        const std::string_view one = WordAt(kind);
        if (one.empty()) return {};
        if (IsKind(one)) return one;
        static constexpr auto kBetween = std::to_array<std::string_view>(
            {"implementing", "delegated", "framework", "council", "same", "said", "above-mentioned",
             "aforementioned", "latter", "former", "executive", "basic", "model"});
        if (!IsOneOfIgnoreCase(one, kBetween)) return {};
        kind += one.size();
        if (!TakeBlank(&kind)) return {};
      }
      return {};
    };
    if (TakeWord(&word, "this") && TakeBlank(&word))
      return put(kind_at(word).empty() ? Link::kOf : Link::kThis, of);
    word = of;
    for (const std::string_view that : {"that", "those", "such", "said", "the said", "the same",
                                        "the aforementioned", "the above-mentioned", "the latter"}) {
      word = of;
      bool all = true;
      for (const std::string_view part : Split(that, ' ')) {
        all = all && TakeWord(&word, part) && TakeBlank(&word);
      }
      if (!all) continue;
      const std::string_view kind = kind_at(word);
      if (kind.empty()) break;
      return put(Link::kThat, static_cast<size_t>(kind.data() - text_.data()) + kind.size(), kind);
    }
    word = of;
    if (TakeWord(&word, "the") && TakeBlank(&word)) {
      const std::string_view one = WordAt(word);
      const size_t end = word + one.size();
      // Nothing but the kind: no capital and no number behind it.
      size_t behind = end;
      const bool more = TakeBlank(&behind) && behind < text_.size() &&
                        (IsUpper(text_[behind]) || IsDigit(text_[behind]) || text_[behind] == '(' ||
                         Rest(behind).starts_with("on ") || Rest(behind).starts_with("of ") ||
                         Rest(behind).starts_with("for "));
      if (IsKind(one) && !more) return put(Link::kThe, end, one);
    }
    put(Link::kOf, of);
  }

  static bool IsKind(std::string_view word) {
    std::string capital(word);
    if (capital.empty()) return false;
    if (IsLower(capital[0])) capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
    if (capital.size() > 3 && capital.ends_with('s') &&
        IsInstrument(std::string_view(capital).substr(0, capital.size() - 1)))
      return true;
    return IsInstrument(capital) || capital == "Law" || capital == "Decision" || capital == "Order" ||
           capital == "Resolution" || capital == "Title" || capital == "Code" || capital == "Document" ||
           capital == "Memorandum" || capital == "Instrument";
  }

  // "Ibid., ", "id. ": the act that was named last.
  bool FollowsIbid(size_t start) const {
    std::string_view before = text_.substr(start > 12 ? start - 12 : 0, std::min<size_t>(start, 12));
    before = Trim(before);
    while (!before.empty() && (before.back() == ',' || before.back() == '.' || before.back() == ':'))
      before.remove_suffix(1);
    if (before.ends_with(" at")) before.remove_suffix(3);
    while (!before.empty() && (before.back() == ',' || before.back() == '.')) before.remove_suffix(1);
    for (const std::string_view word :
         {"ibidem", "ibid", "idem", "Ibidem", "Ibid", "Idem", "IBID", " id", "Id"}) {
      if (!before.ends_with(word)) continue;
      const size_t left = before.size() - word.size();
      return word[0] == ' ' || left == 0 || !IsWordByte(before[left - 1]);
    }
    return false;
  }

  std::string_view text_;
  size_t at_;
  std::vector<Pinpoint> found_;
};

}  // namespace

std::vector<Pinpoint> FindPinpoints(std::string_view text, Span block) { return Parser(text, block).Run(); }

}  // namespace concord
