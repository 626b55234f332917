#include "ingest/extractors/citations/translated_pinpoints.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/outline/marker.h"
#include "ingest/outline/unit_words.h"

namespace concord {
namespace {

constexpr size_t kMostPlaces = 32;  // of one list
constexpr size_t kMostParts = 4;    // "Absatz 1 Unterabsatz 2 Buchstabe a"

// Signs beyond ASCII that are no part of a word: apostrophe, blanks, quotation marks, ordinal, degree,
// section.
constexpr auto kSigns =
    std::to_array<std::string_view>({"\u2019", "\u00A0", "\u202F", "\u00AB", "\u00BB", "\u201C", "\u201D",
                                     "\u201E", "\u00BA", "\u00B0", "\u00A7"});

using PinpointLink = Pinpoint::Link;
// A word without the signs around it; where it stands.
struct PinpointWord {
  std::string_view text;  // with a full stop behind it, if there is one
  size_t start = 0, end = 0;
};

bool IsByteOfWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

class TranslatedPinpointReader {
 public:
  TranslatedPinpointReader(std::string_view text, Span block)
      : text_(text.substr(0, block.end)), at_(block.start) {}

  std::vector<Pinpoint> Run() {
    while (at_ < text_.size()) {
      const PinpointWord word = WordAt(at_);
      if (word.text.empty()) {
        at_ += std::max<size_t>(1, SignLength(at_));
        continue;
      }
      if (!Read(word)) at_ = word.end;
    }
    return std::move(found_);
  }

 private:
  std::string_view Rest(size_t at) const { return at < text_.size() ? text_.substr(at) : std::string_view(); }
  size_t SignLength(size_t at) const {
    const std::string_view* sign = FindSign(at);
    return sign == nullptr ? 1 : sign->size();
  }
  const std::string_view* FindSign(size_t at) const {
    const auto* found =
        std::ranges::find_if(kSigns, [&](std::string_view sign) { return Rest(at).starts_with(sign); });
    return found == kSigns.end() ? nullptr : found;
  }

  // "§" and "§§" are words too. Elisions end at their apostrophe: "l'article" has two words.
  PinpointWord WordAt(size_t at) const {
    if (Rest(at).starts_with("\u00A7")) {
      size_t end = at;
      while (Rest(end).starts_with("\u00A7")) end += 2;
      return {text_.substr(at, end - at), at, end};
    }
    size_t end = at;
    while (end < text_.size() && IsByteOfWord(text_[end]) && FindSign(end) == nullptr) ++end;
    if (end == at) return {};
    if (end < text_.size() && text_[end] == '.') return {text_.substr(at, end + 1 - at), at, end + 1};
    return {text_.substr(at, end - at), at, end};
  }
  static std::string_view Bare(std::string_view word) {
    return word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
  }

  bool TakeBlank(size_t* at) const {
    for (const std::string_view blank : {" ", "\n", "\u00A0", "\u202F"}) {
      if (Rest(*at).starts_with(blank)) return *at += blank.size(), true;
    }
    return false;
  }

  static NumberedUnit UnitOf(const PinpointWord& word) {
    if (word.text.starts_with("\u00A7")) return NumberedUnit::kSection;
    NumberedUnit unit = UnitInText(word.text);
    if (unit == NumberedUnit::kNone && word.text.ends_with('.')) unit = UnitInText(Bare(word.text));
    const bool cited =
        unit == NumberedUnit::kArticle || unit == NumberedUnit::kAnnex || unit == NumberedUnit::kRecital;
    return cited ? unit : NumberedUnit::kNone;
  }

  // "6", "6a", "IV"; for a part also "f", "f)" and "(f)".
  bool TakeNumber(size_t* at, bool part, std::string* number) const {
    size_t from = *at;
    const bool open = part && from < text_.size() && text_[from] == '(';
    if (open) ++from;
    size_t end = from;
    while (end < text_.size() && end < from + 4 && IsDigit(text_[end])) ++end;
    if (end > from) {
      if (end < text_.size() && IsDigit(text_[end])) return false;
      if (end + 1 < text_.size() && text_[end] == '/' && IsDigit(text_[end + 1])) return false;  // "2016/679"
      size_t letters = end;
      while (letters < text_.size() && text_[letters] >= 'a' && text_[letters] <= 'z') ++letters;
      const std::string_view ending = text_.substr(end, letters - end);
      number->assign(text_.substr(from, end - from));
      if (ending == "er" || ending == "re" || ending == "ter" || ending.size() > 2) {
        if (ending.size() > 2 && ending != "bis" && ending != "ter") return false;
        if (ending == "bis" || ending == "ter") number->append(ending);
      } else {
        number->append(ending);
      }
      end = letters;
      for (const std::string_view sign : {".\u00BA", "\u00BA", "\u00B0", ".o"}) {
        if (Rest(end).starts_with(sign)) {
          end += sign.size();
          break;
        }
      }
    } else {
      while (end < text_.size() && end < from + 5 && text_[end] >= 'A' && text_[end] <= 'Z') ++end;
      if (end > from) {
        if (RomanValue(text_.substr(from, end - from)) == 0 && !(end == from + 1)) return false;
      } else if (part) {
        while (end < text_.size() && end < from + 2 && text_[end] >= 'a' && text_[end] <= 'z') ++end;
        if (end == from) return false;
        // "aa" is a point, "du" a word.
        const bool closed = end < text_.size() && text_[end] == ')';
        if (end == from + 2 && text_[from] != text_[from + 1] && !closed) return false;
      } else {
        return false;
      }
      if (end < text_.size() && (IsByteOfWord(text_[end]) || IsDigit(text_[end])) &&
          !Rest(end).starts_with("\u00A0"))
        return false;
      number->assign(AsciiLower(text_.substr(from, end - from)));
    }
    if (open) {
      if (Rest(end).empty() || text_[end] != ')') return false;
      ++end;
    } else if (part && !Rest(end).empty() && text_[end] == ')') {
      ++end;
    }
    *at = end;
    return true;
  }

  // "(1)(a)" directly behind a number.
  void TakeLevels(size_t* at, std::string* path) const {
    for (int n = 0; n < 4; ++n) {
      size_t end = *at;
      if (Rest(end).empty() || text_[end] != '(') return;
      std::string number;
      if (!TakeNumber(&end, true, &number)) return;
      *path += "." + number;
      *at = end;
    }
  }

  // What joins two numbers: a comma, "und", "bis" (*range).
  bool TakeJoint(size_t* at, bool* range) const {
    size_t next = *at;
    *range = false;
    for (const std::string_view dash : {"-", "\u2013"}) {
      if (Rest(next).starts_with(dash) && next + dash.size() < text_.size() &&
          IsDigit(text_[next + dash.size()])) {
        *at = next + dash.size();
        return *range = true;
      }
    }
    const bool comma = Rest(next).starts_with(",");
    if (comma) ++next;
    if (!TakeBlank(&next)) return false;
    const PinpointWord word = WordAt(next);
    if (!word.text.empty() && IsConjunctionOfNumbers(word.text)) {
      *range = IsRangeWord(word.text);
      next = word.end;
      if (!TakeBlank(&next)) return false;
    } else if (!comma) {
      return false;
    }
    *at = next;
    return true;
  }

  static void AddRange(const std::string& first, const std::string& last, std::vector<std::string>* numbers) {
    const auto digits = [](const std::string& text) {
      return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, IsDigit);
    };
    if (digits(first) && digits(last)) {
      for (int n = std::stoi(first) + 1; n < std::stoi(last) && numbers->size() < kMostPlaces; ++n)
        numbers->push_back(std::to_string(n));
    } else if (first.size() == 1 && last.size() == 1 && first[0] >= 'a' && first[0] < last[0] &&
               last[0] <= 'z') {
      for (char c = static_cast<char>(first[0] + 1); c < last[0]; ++c) numbers->emplace_back(1, c);
    }
  }

  // "Absatz 1 und 2", "points a) et b)": the numbers behind a word for a part.
  bool TakePart(size_t* at, std::vector<std::string>* numbers) const {
    const PinpointWord word = WordAt(*at);
    if (word.text.empty() || (!IsReferenceWord(word.text) && !IsReferenceWord(Bare(word.text)))) return false;
    if (UnitOf(word) != NumberedUnit::kNone) return false;
    size_t next = word.end;
    std::string number;
    if (!TakeBlank(&next) || !TakeNumber(&next, true, &number)) return false;
    TakeLevels(&next, &number);
    numbers->push_back(number);
    while (numbers->size() < kMostPlaces) {
      size_t more = next;
      bool range = false;
      if (!TakeJoint(&more, &range)) break;
      // "Absatz 1 und Absatz 2"
      if (const PinpointWord again = WordAt(more); !again.text.empty() && again.text == word.text) {
        more = again.end;
        if (!TakeBlank(&more)) break;
      }
      std::string another;
      if (!TakeNumber(&more, true, &another)) break;
      // "et a", "e o": a word and no letter
      if (more < text_.size() && text_[more] == ' ' && another.size() == 1 && !IsDigit(another[0]) &&
          text_[more - 1] != ')' && IsConjunctionOfNumbers(another))
        break;
      if (range) AddRange(number, another, numbers);
      numbers->push_back(another);
      number = another;
      next = more;
    }
    *at = next;
    return true;
  }

  // "de l'", "der", "del": leads from a place to what it is in.
  bool TakeOf(size_t* at) const {
    size_t next = *at;
    bool any = false;
    for (int n = 0; n < 3; ++n) {
      size_t from = next;
      if (!any && !TakeBlank(&from)) return false;
      if (any) TakeBlank(&from);
      const PinpointWord word = WordAt(from);
      if (word.text.empty() || word.text.ends_with('.') || !IsOfWord(word.text)) break;
      next = word.end;
      if (Rest(next).starts_with("'")) ++next;
      if (Rest(next).starts_with("\u2019")) next += 3;
      any = true;
    }
    if (!any) return false;
    *at = next;
    return true;
  }

  bool Read(const PinpointWord& first) {
    size_t at = first.start;
    // "point f) de l'article 6": what stands in front, innermost first.
    std::vector<std::vector<std::string>> prefixes;
    for (int n = 0; n < 3; ++n) {
      std::vector<std::string> numbers;
      size_t next = at;
      if (!TakePart(&next, &numbers)) break;
      if (!TakeOf(&next)) {
        TakeBlank(&next);
        if (UnitOf(WordAt(next)) == NumberedUnit::kNone) break;
      }
      TakeBlank(&next);
      prefixes.push_back(std::move(numbers));
      at = next;
    }
    const PinpointWord word = WordAt(at);
    const NumberedUnit unit = word.text.empty() ? NumberedUnit::kNone : UnitOf(word);
    if (unit == NumberedUnit::kNone) return false;
    size_t next = word.end;
    TakeBlank(&next);
    std::string number;
    std::vector<std::string> paths;
    const std::string step(StepOf(unit));
    if (!TakeNumber(&next, false, &number)) return false;
    std::string path = step + "." + number;
    TakeLevels(&next, &path);
    paths.push_back(path);
    while (paths.size() < kMostPlaces) {
      size_t more = next;
      bool range = false;
      std::string another;
      if (!TakeJoint(&more, &range) || !TakeNumber(&more, false, &another)) break;
      if (Counts(more)) break;
      if (range) {
        std::vector<std::string> between;
        AddRange(number, another, &between);
        for (const std::string& one : between) paths.push_back(step + "." + one);
      }
      path = step + "." + another;
      TakeLevels(&more, &path);
      paths.push_back(path);
      number = another;
      next = more;
    }
    // ", Absatz 1 Buchstabe f"
    for (size_t n = 0; n < kMostParts; ++n) {
      size_t more = next;
      if (Rest(more).starts_with(",")) ++more;
      std::vector<std::string> numbers;
      if (!TakeBlank(&more) || !TakePart(&more, &numbers)) break;
      Below(numbers, &paths);
      next = more;
    }
    for (const auto& prefix : std::views::reverse(prefixes)) Below(prefix, &paths);
    Pinpoint pinpoint;
    pinpoint.span = {static_cast<uint32_t>(first.start), static_cast<uint32_t>(next)};
    for (std::string& one : paths) {
      std::string lower = AsciiLower(one);
      if (std::ranges::find(pinpoint.locators, lower) == pinpoint.locators.end())
        pinpoint.locators.push_back(std::move(lower));
    }
    pinpoint.capital = true;
    pinpoint.sign = first.text.starts_with("\u00A7");
    FindLink(next, &pinpoint);
    if (pinpoint.link == PinpointLink::kNone && HeadsUnit(first.start, next)) {
      at_ = next;
      return true;
    }
    if (!found_.empty()) {
      const std::string_view gap =
          Trim(text_.substr(found_.back().span.end, first.start - found_.back().span.end));
      found_.back().joined =
          found_.back().link == PinpointLink::kNone && (gap == "," || IsConjunctionOfNumbers(gap));
    }
    found_.push_back(std::move(pinpoint));
    at_ = next;
    return true;
  }

  // "... quanto segue: Articolo 1 Finalita'": a heading within the paragraph.
  bool HeadsUnit(size_t start, size_t end) const {
    const std::string_view before = Trim(text_.substr(0, start));
    const bool begins =
        before.empty() || before.ends_with('.') || before.ends_with(':') || before.ends_with('|');
    size_t behind = end;
    if (!begins || !TakeBlank(&behind) || behind >= text_.size()) return false;
    return text_[behind] >= 'A' && text_[behind] <= 'Z';
  }

  // The last of the places has each of the parts.
  static void Below(const std::vector<std::string>& numbers, std::vector<std::string>* paths) {
    const std::string last = paths->back();
    paths->pop_back();
    for (const std::string& number : numbers) {
      if (paths->size() < kMostPlaces) paths->push_back(last + "." + number);
    }
  }

  // "Artikel 5, 3. Mai": a number that counts something.
  bool Counts(size_t at) const {
    if (Rest(at).starts_with("%")) return true;
    if (Rest(at).starts_with(".") && Rest(at).size() > 2 && text_[at + 1] == ' ')
      return IsByteOfWord(text_[at + 2]) && FoldCase(text_.substr(at + 2, 1)) != text_.substr(at + 2, 1);
    return false;
  }

  // Which act the place is in, by the words behind it.
  void FindLink(size_t at, Pinpoint* pinpoint) const {
    const auto put = [&](PinpointLink link, size_t end) {
      pinpoint->link = link;
      pinpoint->link_end = static_cast<uint32_t>(end);
    };
    put(PinpointLink::kNone, at);
    size_t next = at;
    if (Rest(next).starts_with(", ")) ++next;
    size_t of = next;
    const bool led = TakeOf(&of);
    if (!led) of = next;
    size_t from = of;
    TakeBlank(&from);
    const PinpointWord word = WordAt(from);
    // Of cases without a preposition: "dieser Verordnung", "niniejszego rozporz\u0105dzenia"
    const bool near = next == at || led;
    if (near && !word.text.empty() && IsOwnWord(word.text)) return put(PinpointLink::kThis, of);
    if (near && !word.text.empty() && IsThatWord(word.text)) {
      size_t kind = word.end;
      TakeBlank(&kind);
      const PinpointWord noun = WordAt(kind);
      if (!noun.text.empty() && !NumberFollows(noun.end))
        return put(PinpointLink::kThat, Bare(noun.text).size() + kind);
    }
    if (Numbered(of)) return put(PinpointLink::kOf, of);
    if (led) return put(PinpointLink::kOf, of);
    if (next != at) return;
    size_t name = at;
    if (!TakeBlank(&name)) return;
    const std::string_view bare = Bare(WordAt(name).text);
    const auto capitals = std::ranges::count_if(bare, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (bare.size() >= 2 && capitals >= 2 && static_cast<size_t>(capitals) * 2 >= bare.size())
      put(PinpointLink::kAcronym, name);
  }
  bool NumberFollows(size_t at) const {
    size_t next = at;
    return TakeBlank(&next) && next < text_.size() && (IsDigit(text_[next]) || text_[next] == '(');
  }

  // "rozporz\u0105dzenia (UE) 2016/679", "direktiivin 95/46/EY": the number of an act within a few words.
  bool Numbered(size_t at) const {
    constexpr size_t kFar = 64;
    size_t words = 0;
    for (size_t i = at; i < text_.size() && i < at + kFar && words < 5; ++i) {
      const char c = text_[i];
      if (c == ' ' || c == '\n') ++words;
      if (c == ',' || c == ';' || c == ':') return false;
      if (c == '(')
        return i + 1 < text_.size() && !(text_[i + 1] >= 'a' && text_[i + 1] <= 'z') &&
               !IsDigit(text_[i + 1]);
      if (c == '/' && i > at && IsDigit(text_[i - 1]) && i + 1 < text_.size() && IsDigit(text_[i + 1]))
        return true;
    }
    return false;
  }

  std::string_view text_;
  size_t at_;
  std::vector<Pinpoint> found_;
};

}  // namespace

std::vector<Pinpoint> FindTranslatedPinpoints(std::string_view text, Span block) {
  return TranslatedPinpointReader(text, block).Run();
}

}  // namespace concord
