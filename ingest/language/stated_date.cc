#include "ingest/language/stated_date.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

constexpr size_t kDateLine = 60;  // a line with a date, a place and little more
constexpr size_t kTitleBytes = 400;
constexpr size_t kReach = 140;  // bytes from a label to its date

class DateReader {
 public:
  DateReader(const DocumentFront& front, bool month_first)
      : front_(front), options_{.month_first = month_first} {}

  std::optional<WrittenDate> Read() const {
    if (auto date = OfTitle()) return date;
    if (auto date = Labelled("1")) return date;
    if (auto date = OfSignature()) return date;
    if (auto date = InBrackets()) return date;
    if (auto date = Labelled("2")) return date;
    if (auto date = Alone(front_.lines, options_)) return date;
    if (auto date = AtEndOfTitle()) return date;
    if (auto date = Alone(front_.last_lines, options_)) return date;
    if (auto date = Labelled("3")) return date;
    WrittenDateOptions month = options_;
    month.month_is_enough = true;
    return Alone(front_.lines, month);
  }

 private:
  // A date in a part of the text, with its place in the whole.
  std::optional<WrittenDate> In(std::string_view part, const WrittenDateOptions& options) const {
    auto date = FindWrittenDate(part, options);
    if (!date) return {};
    const uint32_t start = front_.SpanOf(part).start;
    date->span = {date->span.start + start, date->span.end + start};
    return date;
  }

  // "REGULATION (EU) 2031/417 ... / of 13 June 2031 / on lamps", "Executive Order 417 of May 5, 2031"
  std::optional<WrittenDate> OfTitle() const {
    constexpr size_t kTitleLines = 8;
    static constexpr auto kActs = std::to_array<std::string_view>(
        {"regulation (", "directive (", "decision (", "executive order ", "of ", "council ", "commission ",
         "loi n", "décret n", "gesetz ", "verordnung ", "ley ", "real decreto", "règlement (", "vom ", "du ",
         "de "});
    for (size_t i = 0; i < front_.lines.size() && i < kTitleLines; ++i) {
      const std::string_view line = front_.lines[i];
      if (line.size() > kTitleBytes) continue;
      const std::string lower = AsciiLower(line.substr(0, 24));
      const bool act =
          std::ranges::any_of(kActs, [&](std::string_view word) { return lower.starts_with(word); });
      if (!act) {
        if (auto date = OfNamedAct(line)) return date;
        if (auto date = OfNumberedLaw(line)) return date;
        continue;
      }
      if (auto date = In(line, options_)) return date;
      if (auto date = OfNumberedLaw(line)) return date;
    }
    return {};
  }

  // "Ley 3/2031, de 5 de diciembre, de ...": the number has the year.
  std::optional<WrittenDate> OfNumberedLaw(std::string_view line) const {
    constexpr size_t kDayAndMonth = 32;
    for (size_t at = line.find('/'); at != std::string_view::npos; at = line.find('/', at + 1)) {
      const std::string_view behind = line.substr(at + 1, 4 + kDayAndMonth);
      const size_t day = behind.find(" de ");
      if (behind.size() < 8 || behind[4] != ',' || day != 5 ||
          !std::ranges::all_of(behind.substr(0, 4), [](char c) { return IsDigit(c); }))
        continue;
      const std::string_view words = behind.substr(day + 4);
      const size_t end = std::min(words.find(','), words.size());
      auto date = FindWrittenDate(
          std::string(words.substr(0, end)) + " de " + std::string(behind.substr(0, 4)), options_);
      if (!date) continue;
      const uint32_t start = front_.SpanOf(words).start;
      date->span = {start, start + static_cast<uint32_t>(end)};
      return date;
    }
    return {};
  }

  // "Ordered this 8th day of February 2031", in running text too.
  std::optional<WrittenDate> OfSignature() const {
    constexpr size_t kMostWords = 28;  // bytes for "this the twenty-second"
    for (const bool at_end : {true, false}) {
      const std::string& lower = at_end ? front_.tail_lower : front_.head_lower;
      const std::string_view part = at_end ? front_.tail : front_.head;
      for (PhrasePlace place = FindPhrase(lower, "day of"); place;
           place = FindPhrase(lower, "day of", place.at + place.length)) {
        const size_t from = place.at - std::min(place.at, kMostWords);
        const size_t said = std::string_view(lower).substr(from, place.at - from).rfind("this ");
        if (said == std::string_view::npos) continue;
        const std::string_view nth =
            Trim(std::string_view(lower).substr(from + said, place.at - from - said));
        if (std::ranges::count(nth, ' ') > 2) continue;  // "this Act takes effect on the first day of"
        auto date = In(part.substr(from + said, kReach), options_);
        if (date && date->span.start - front_.SpanOf(part).start <= place.at) return date;
      }
    }
    return {};
  }

  // "An Act to light lamps. [3rd March 2031]": when a British act was assented to.
  std::optional<WrittenDate> InBrackets() const {
    constexpr size_t kLongest = 32, kShortest = 9;
    for (size_t open = front_.head.find('['); open != std::string_view::npos;
         open = front_.head.find('[', open + 1)) {
      const std::string_view inside = front_.head.substr(open + 1, kLongest);
      const size_t close = inside.find(']');
      if (close == std::string_view::npos || close < kShortest ||
          inside.substr(0, close).find(' ') == std::string_view::npos)
        continue;
      auto date = In(inside.substr(0, close), options_);
      if (date && date->span.size() + 2 >= close) return date;
    }
    return {};
  }

  // "Statement on Lamps - 9 April 2031", "... Attending the Lamp Summit, 1-2 November 2031", "Lamps (9 April
  // 2031)": the end of one of the first lines.
  std::optional<WrittenDate> AtEndOfTitle() const {
    constexpr size_t kTitleLines = 3;
    for (size_t i = 0; i < front_.lines.size() && i < kTitleLines; ++i) {
      const std::string_view line = front_.lines[i];
      if (line.size() > kTitleBytes) continue;
      auto date = In(line, options_);
      if (!date) continue;
      const size_t start = date->span.start - front_.SpanOf(line).start;
      const std::string_view before = Trim(line.substr(0, start));
      const std::string_view behind = Trim(line.substr(start + date->span.size()));
      const bool parted = before.ends_with(',') || before.ends_with('-') || before.ends_with('(') ||
                          before.ends_with('|') || before.ends_with("\u2013") || before.ends_with("\u2014");
      if (parted && (behind.empty() || behind == ")" || behind == ".")) return date;
    }
    return {};
  }

  // "Lamp Order No. 7 of 13 May 2031": a title with a word for acts, and "of" right before its date.
  std::optional<WrittenDate> OfNamedAct(std::string_view line) const {
    const std::string lower = ToLowerCase(line);
    const bool act = std::ranges::any_of(Split(lower, ' '), [](std::string_view word) {
      return std::ranges::any_of(FrontPhrases("act-word"),
                                 [&](const FrontPhrase& phrase) { return phrase.words == word; });
    });
    if (!act) return {};
    if (line.ends_with('.') && lower.starts_with("the ")) return {};  // a sentence about it
    auto date = In(line, options_);
    if (!date) return {};
    const std::string before =
        ToLowerCase(line.substr(0, date->span.start - front_.SpanOf(line).start)) + "|";
    // "Resolution adopted by the Assembly on 26 October 2031"
    if (before.ends_with(" on |") && before.find(" adopted ") != std::string::npos) return date;
    if (StartsWithFrontPhrase(before, "amends") || before.find(" amend") != std::string::npos) return {};
    for (const FrontPhrase& of : FrontPhrases("act-date")) {
      if (before.ends_with(" " + of.words + " |")) return date;
    }
    return {};
  }

  std::optional<WrittenDate> Labelled(std::string_view rank) const {
    for (const FrontPhrase& label : FrontPhrases("dated")) {
      if (label.value != rank) continue;
      for (const bool at_end : {false, true}) {
        const std::string& lower = at_end ? front_.tail_lower : front_.head_lower;
        const std::string_view part = at_end ? front_.tail : front_.head;
        int looked = 0;
        constexpr int kMostPlaces = 6;
        for (PhrasePlace place = FindPhrase(lower, label.words); place && looked < kMostPlaces;
             place = FindPhrase(lower, label.words, place.at + place.length), ++looked) {
          if (!Begins(part, place.at)) continue;
          // "INTRODUCED BY" and many names: the rest of the line.
          const size_t reach = rank == "3" ? 4 * kReach : kReach;
          std::string_view behind = part.substr(place.at + place.length, reach);
          if (rank != "3") behind = behind.substr(0, std::min(StopIn(behind), behind.find(';')));
          if (const size_t line = behind.find('\n', std::min<size_t>(behind.size(), 2));
              line != std::string_view::npos && rank != "1")
            behind = behind.substr(0, line);
          auto date = In(behind, options_);
          if (date && !IsAbout(behind.substr(0, date->span.start - front_.SpanOf(behind).start))) return date;
        }
      }
    }
    return {};
  }

  // Where a sentence ends; "Dec. 23" goes on.
  static size_t StopIn(std::string_view text) {
    size_t at = text.find(". ");
    for (; at != std::string_view::npos; at = text.find(". ", at + 1)) {
      const size_t blank = text.substr(0, at).find_last_of(" [(\n:");
      const size_t word = blank == std::string_view::npos ? 0 : blank + 1;
      if (MonthOfName(ToLowerCase(text.substr(word, at - word))) == 0) break;
    }
    return at;
  }

  // A label stands at the beginning of a line or with a capital: "the Act was adopted on ..." is about
  // another text.
  static bool Begins(std::string_view part, size_t at) {
    if (at == 0 || part[at - 1] == '\n' || part[at - 1] == '[' || part[at - 1] == '(') return true;
    // "These terms were last revised on"
    const std::string_view before = part.substr(0, at);
    const size_t line = before.rfind('\n');
    const std::string_view words = line == std::string_view::npos ? before : before.substr(line + 1);
    if ((words.ends_with(" was ") || words.ends_with(" were ")) &&
        (StartsWithIgnoreCase(words, "this ") || StartsWithIgnoreCase(words, "these ")) &&
        words.find(". ") == std::string_view::npos)
      return true;
    return part[at] < 'a' || part[at] > 'z';
  }
  // "Adopted Regulation (EU) 2031/417 of 5 May 2031": of what was adopted.
  static bool IsAbout(std::string_view between) {
    const std::string lower = AsciiLower(between);
    for (const std::string_view word :
         {"regulation", "directive", "convention", " act", "before ", "after ", "until ", "later than"}) {
      if (lower.find(word) != std::string::npos) return true;
    }
    return false;
  }

  // A line that is a date, with a place or a label at most; "By J. Lamp | March 9, 2031 | Fens": or a part of
  // it.
  std::optional<WrittenDate> Alone(const std::vector<std::string_view>& lines,
                                   const WrittenDateOptions& options) const {
    for (const std::string_view line : lines) {
      if (auto date = AloneIn(line, options)) return date;
      if (line.size() > kTitleBytes) continue;
      for (const std::string_view mark : {" | ", " / ", " \u00B7 ", " \u2022 "}) {
        size_t from = 0;
        for (size_t at = line.find(mark); from > 0 || at != std::string_view::npos;
             at = line.find(mark, from)) {
          const std::string_view piece = line.substr(from, std::min(at, line.size()) - from);
          if (auto date = AloneIn(piece, options)) return date;
          if (at == std::string_view::npos) break;
          from = at + mark.size();
        }
      }
    }
    return {};
  }

  std::optional<WrittenDate> AloneIn(std::string_view line, const WrittenDateOptions& options) const {
    // Signs of Han script are words.
    const bool han = !line.empty() && static_cast<unsigned char>(line[0]) >= 0xE3;
    if (line.size() > (han ? 3 * kDateLine : kDateLine)) return {};
    auto date = In(line, options);
    if (!date) return {};
    // What else the line says: "Geneva,", "Version 2,", "(as of)".
    const size_t start = date->span.start - front_.SpanOf(line).start;
    const std::string rest = AsciiLower(std::string(line.substr(0, start)) + " " +
                                        std::string(line.substr(start + date->span.size())));
    size_t words = 0;
    for (const std::string_view word : Split(rest, ' '))
      words += word.size() > 1 && std::ranges::none_of(word, [](char c) { return IsDigit(c); }) ? 1 : 0;
    // "5 Ramadan 1452, corresponding to 13 May 2031": another calendar beside ours
    const bool calendars = StartsWithFrontPhrase(rest, "same-day") ||
                           std::ranges::any_of(FrontPhrases("same-day"), [&](const FrontPhrase& phrase) {
                             return rest.find(phrase.words) != std::string::npos;
                           });
    const size_t most_words = calendars || IsPlace(line.substr(0, start)) ? 7 : 3;
    if (words > most_words) return {};
    const bool term = std::ranges::any_of(
        std::to_array<std::string_view>({"not later", "until", "before", "after", "expires", "repealed",
                                         "effective", "beginning", "through", "amended", "by "}),
        [&](std::string_view word) { return rest.find(word) != std::string::npos; });
    return term ? std::nullopt : date;
  }

  // "Lampeville, Republic of Fens,": capitals and small links up to a comma.
  static bool IsPlace(std::string_view before) {
    before = Trim(before);
    if (!before.ends_with(',')) return false;
    return std::ranges::all_of(Split(before, ' '), [](std::string_view word) {
      return word.empty() || (word[0] >= 'A' && word[0] <= 'Z') ||
             static_cast<unsigned char>(word[0]) >= 0x80 || word == "of" || word == "and" || word == "the";
    });
  }

  const DocumentFront& front_;
  const WrittenDateOptions options_;
};

}  // namespace

std::optional<WrittenDate> ReadStatedDate(const DocumentFront& front, bool month_first) {
  return DateReader(front, month_first).Read();
}

}  // namespace concord
