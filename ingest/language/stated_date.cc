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
    if (auto date = Labelled("2")) return date;
    if (auto date = Alone(front_.lines, options_)) return date;
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
        continue;
      }
      if (auto date = In(line, options_)) return date;
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
    auto date = In(line, options_);
    if (!date) return {};
    const std::string before =
        ToLowerCase(line.substr(0, date->span.start - front_.SpanOf(line).start)) + "|";
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
          if (rank != "3") behind = behind.substr(0, std::min(behind.find(". "), behind.find(';')));
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

  // A label stands at the beginning of a line or with a capital: "the Act was adopted on ..." is about
  // another text.
  static bool Begins(std::string_view part, size_t at) {
    if (at == 0 || part[at - 1] == '\n' || part[at - 1] == '[' || part[at - 1] == '(') return true;
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

  // A line that is a date, with a place or a label at most.
  std::optional<WrittenDate> Alone(const std::vector<std::string_view>& lines,
                                   const WrittenDateOptions& options) const {
    for (const std::string_view line : lines) {
      if (line.size() > kDateLine) continue;
      auto date = In(line, options);
      if (!date) continue;
      // What else the line says: "Geneva,", "Version 2,", "(as of)".
      const size_t start = date->span.start - front_.SpanOf(line).start;
      const std::string rest = AsciiLower(std::string(line.substr(0, start)) + " " +
                                          std::string(line.substr(start + date->span.size())));
      size_t words = 0;
      for (const std::string_view word : Split(rest, ' ')) words += word.size() > 1 ? 1 : 0;
      // "5 Ramadan 1452, corresponding to 13 May 2031": another calendar beside ours
      const bool calendars = StartsWithFrontPhrase(rest, "same-day") ||
                             std::ranges::any_of(FrontPhrases("same-day"), [&](const FrontPhrase& phrase) {
                               return rest.find(phrase.words) != std::string::npos;
                             });
      const size_t most_words = calendars ? 7 : 3;
      if (words > most_words) continue;
      const bool term = std::ranges::any_of(
          std::to_array<std::string_view>({"not later", "until", "before", "after", "expires", "repealed",
                                           "effective", "beginning", "through", "amended", "by "}),
          [&](std::string_view word) { return rest.find(word) != std::string::npos; });
      if (!term) return date;
    }
    return {};
  }

  const DocumentFront& front_;
  const WrittenDateOptions options_;
};

}  // namespace

std::optional<WrittenDate> ReadStatedDate(const DocumentFront& front, bool month_first) {
  return DateReader(front, month_first).Read();
}

}  // namespace concord
