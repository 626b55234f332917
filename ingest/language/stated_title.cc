#include "ingest/language/stated_title.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "ingest/language/body_names.h"
#include "ingest/language/written_date.h"

namespace concord {
namespace {

constexpr size_t kTitleBytes = 400;  // a longer line is no title

using Quotes = std::pair<std::string_view, std::string_view>;
constexpr auto kQuotes = std::to_array<Quotes>({{"\u2018\u2018", "\u2019\u2019"},
                                                {"\u201C", "\u201D"},
                                                {"\u201E", "\u201C"},
                                                {"\u00AB", "\u00BB"},
                                                {"\u2018", "\u2019"},
                                                {"``", "''"},
                                                {"\"", "\""},
                                                {"'", "'"}});

StatedTitle TitleOf(const DocumentFront& front, std::string_view words) {
  return {CollapseSpace(words), front.SpanOf(words), false};
}

// "this Act may be cited": of the document. "This title may be cited as" in a divided act names a part of it.
bool NamesTheWork(std::string_view before) {
  const size_t sentence = before.rfind(". ");
  if (sentence != std::string_view::npos) before = before.substr(sentence);
  for (const FrontPhrase& phrase : FrontPhrases("short-title-of")) {
    if (before.find(phrase.words) != std::string_view::npos) return true;
  }
  return before.find("this ") == std::string_view::npos;
}

// The name behind "may be cited as": in quotation marks, else to the end of the sentence.
std::string_view NameBehind(std::string_view rest) {
  rest = Trim(rest);
  while (rest.starts_with(':') || rest.starts_with(',') || rest.starts_with("--"))
    rest = Trim(rest.substr(1));
  if (StartsWithIgnoreCase(rest, "the ")) rest = Trim(rest.substr(4));
  std::string_view name;
  for (const auto& [open, close] : kQuotes) {
    if (!rest.starts_with(open)) continue;
    const size_t end = rest.find(close, open.size());
    if (end != std::string_view::npos) name = rest.substr(open.size(), end - open.size());
    break;
  }
  if (name.empty()) name = rest.substr(0, rest.find_first_of(".;\n"));
  name = Trim(name);
  while (!name.empty() && (name.back() == '.' || name.back() == ',')) name.remove_suffix(1);
  return name;
}

// The name that "may be cited as" gives in a part of the text. `any`: also to a part of the work, where that
// part is all that there is ("This title may be cited as" at the beginning).
StatedTitle ShortTitleIn(const DocumentFront& front, std::string_view part, std::string_view lower,
                         bool any) {
  for (const FrontPhrase& formula : FrontPhrases("short-title")) {
    const PhrasePlace place = FindPhrase(lower, formula.words);
    if (!place) continue;
    constexpr size_t kBefore = 90, kBehind = 300, kFirst = 1200;
    const size_t from = place.at - std::min(place.at, kBefore);
    const bool whole = NamesTheWork(CollapseSpace(lower.substr(from, place.at - from)));
    if (any ? place.at > kFirst : !whole) continue;
    const auto start = static_cast<size_t>(part.data() - front.text.data());
    const std::string_view name = NameBehind(front.text.substr(start + place.at + place.length, kBehind));
    constexpr size_t kLeast = 6, kMost = 200;
    if (name.size() < kLeast || name.size() > kMost || name[0] < 'A' || name[0] > 'Z') continue;
    StatedTitle title = TitleOf(front, name);
    title.is_short = true;
    return title;
  }
  return {};
}

// In American acts at the beginning, in British ones at the end.
StatedTitle ShortTitle(const DocumentFront& front) {
  for (const bool any : {false, true}) {
    if (StatedTitle title = ShortTitleIn(front, front.head, front.head_lower, any); !title.title.empty())
      return title;
    if (any) break;
    if (StatedTitle title = ShortTitleIn(front, front.tail, front.tail_lower, any); !title.title.empty())
      return title;
  }
  return {};
}

// A line with those that go on with it, until one ends the sentence.
std::string_view WithNextLines(const DocumentFront& front, size_t index) {
  std::string_view all = front.lines[index];
  for (size_t i = index + 1; i < front.lines.size() && !all.ends_with('.') && !all.ends_with(':'); ++i) {
    const std::string_view next = front.lines[i];
    const std::string lower = AsciiLower(next);
    if (lower.starts_with("be it ") || lower.starts_with("the people of") || lower.starts_with("section 1"))
      break;
    const Span whole{front.SpanOf(all).start, front.SpanOf(next).end};
    if (whole.size() > kTitleBytes) break;
    all = front.text.substr(whole.start, whole.size());
  }
  return all;
}

StatedTitle LabelledTitle(const DocumentFront& front) {
  constexpr size_t kLookedAt = 12;
  for (size_t i = 0; i < front.lines.size() && i < kLookedAt; ++i) {
    const std::string_view line = front.lines[i];
    const std::string lower = AsciiLower(line.substr(0, 40));
    for (const FrontPhrase& label : FrontPhrases("title-label")) {
      if (!lower.starts_with(label.words)) continue;
      std::string_view value = Trim(line.substr(label.words.size()));
      if (value.empty() && i + 1 < front.lines.size()) value = front.lines[i + 1];
      if (value.size() >= 4 && value.size() <= kTitleBytes) return TitleOf(front, value);
    }
  }
  return {};
}

// "AN ACT relating to lamps", "To light the lamps of harbours, and for other purposes."
StatedTitle LongTitle(const DocumentFront& front) {
  for (size_t i = 0; i < front.lines.size(); ++i) {
    const std::string_view line = front.lines[i];
    if (line.size() > 2 * kTitleBytes) continue;
    const std::string lower = CollapseSpace(AsciiLower(line));
    const bool bare = (lower == "an act" || lower == "a bill") && i + 1 < front.lines.size();
    if (StartsWithFrontPhrase(lower, "long-title")) {
      const std::string_view all = WithNextLines(front, i);
      if (all.size() <= kTitleBytes) return TitleOf(front, all);
    }
    const size_t next = bare ? i + 1 : i;
    const std::string after = AsciiLower(front.lines[next].substr(0, 40));
    const bool aim =
        after.starts_with("to ") || after.starts_with("relating to ") || after.starts_with("concerning ");
    if (!aim) continue;
    std::string_view all = WithNextLines(front, next);
    if (bare && lower == "an act") {  // "AN ACT" and "relating to lamps." are one title
      const Span whole{front.SpanOf(line).start, front.SpanOf(all).end};
      all = front.text.substr(whole.start, whole.size());
    }
    const std::string words = CollapseSpace(AsciiLower(all));
    const bool ends = std::ranges::any_of(FrontPhrases("long-title-end"),
                                          [&](const FrontPhrase& end) { return words.ends_with(end.words); });
    if ((bare || ends) && all.size() <= kTitleBytes) return TitleOf(front, all);
  }
  return {};
}

// "REGULATION (EU) 2031/417 ..." with the lines "of 13 June 2031" and "on lamps in harbours" below it.
StatedTitle UnionTitle(const DocumentFront& front) {
  constexpr size_t kLookedAt = 8;
  static constexpr auto kActs =
      std::to_array<std::string_view>({"regulation (", "directive (", "decision (", "commission ", "council ",
                                       "joint ", "règlement (", "verordnung (", "reglamento ("});
  static constexpr auto kGoesOn = std::to_array<std::string_view>(
      {"of ", "on ", "laying ", "amending ", "establishing ", "concerning ", "supplementing ", "repealing ",
       "as regards ", "implementing ", "setting ", "correcting ", "du ", "relatif ", "vom ", "zur ", "über ",
       "de "});
  const auto begins = [](std::string_view line, std::span<const std::string_view> words) {
    return std::ranges::any_of(words,
                               [&](std::string_view word) { return StartsWithIgnoreCase(line, word); });
  };
  for (size_t i = 0; i + 1 < front.lines.size() && i < kLookedAt; ++i) {
    if (!begins(front.lines[i], kActs) || front.lines[i].ends_with('.')) continue;
    size_t last = i;
    while (last + 1 < front.lines.size() && begins(front.lines[last + 1], kGoesOn)) ++last;
    const Span whole{front.SpanOf(front.lines[i]).start, front.SpanOf(front.lines[last]).end};
    if (last > i && whole.size() <= 2 * kTitleBytes)
      return TitleOf(front, front.text.substr(whole.start, whole.size()));
  }
  return {};
}

StatedTitle CoverTitle(const DocumentFront& front) {
  constexpr size_t kLookedAt = 12;
  for (size_t i = 0; i < front.lines.size() && i < kLookedAt; ++i) {
    const bool more = i + 1 < front.lines.size();
    if (IsTitleLine(front.lines[i]) && !(more && IsLetterheadLine(front.lines[i])))
      return TitleOf(front, front.lines[i]);
  }
  // A part of an act that begins with its heading: "(c) Reports.--The Board ..."
  std::string_view heading = front.first_heading;
  while (!heading.empty() && (heading.back() == '-' || heading.back() == '.' || heading.back() == ' '))
    heading.remove_suffix(1);
  while (heading.ends_with("\u2014")) heading.remove_suffix(3);
  if (heading.ends_with('.')) heading.remove_suffix(1);
  constexpr size_t kLeast = 6;
  if (heading.size() >= kLeast && heading.size() <= kTitleBytes) return TitleOf(front, heading);
  return {};
}

}  // namespace

bool IsTitleLine(std::string_view line) {
  if (line.size() < 6 || line.size() > kTitleBytes || line[0] == '[') return false;
  if (line[0] >= 'a' && line[0] <= 'z' && line.find(' ') != std::string_view::npos)
    return false;  // goes on with something
  // "(a) General": an item; "(Trial) Measures" is a title.
  constexpr size_t kNumber = 4;
  if (line[0] == '(' && line.find(')') <= kNumber) return false;
  const std::string lower = AsciiLower(line);
  if (StartsWithFrontPhrase(lower, "no-title")) return false;
  if (lower.find(" congress") != std::string::npos && lower.size() < 40) return false;  // "118th Congress"
  if (lower.find(" session") != std::string::npos && lower.size() < 60) return false;   // "1st Session"
  if (lower.find("legislature") != std::string::npos && lower.size() < 70) return false;
  constexpr int kWords = 14;
  const bool capitals = std::ranges::none_of(line, [](char c) { return c >= 'a' && c <= 'z'; });
  if (line.ends_with('.') && std::ranges::count(line, ' ') > kWords && !capitals)
    return false;  // running text
  // "Owners shall ring the bell."
  if (line.ends_with('.') && !capitals &&
      (lower.find(" shall ") != std::string::npos || lower.find(" must ") != std::string::npos))
    return false;
  if (lower.starts_with("\u201Csec") || lower.starts_with("\"sec") || lower.starts_with("``"))
    return false;  // of another act
  if (line.ends_with(':') || line.ends_with(',') || line.ends_with('-') || line.ends_with(';') ||
      line.ends_with("\u2014"))
    return false;
  // "S T A T E   O F": a letterhead in spaced letters.
  size_t words = 0, single = 0;
  for (const std::string_view word : Split(line, ' ')) {
    words += word.empty() ? 0 : 1;
    single += word.size() == 1 ? 1 : 0;
  }
  if (single >= 5 && 2 * single > words) return false;
  // A date, a number, a file name.
  size_t letters = 0, digits = 0;
  for (const char c : line) {
    letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    digits += IsDigit(c);
  }
  if (letters < 5 || digits * 2 > letters) return false;
  constexpr size_t kDateLine = 40;
  return !(line.size() < kDateLine && FindWrittenDate(line, {.month_is_enough = true}));
}

bool IsFileName(std::string_view title, std::string_view path) {
  const std::string lower = AsciiLower(title);
  for (const std::string_view program :
       {"microsoft word - ", "microsoft powerpoint - ", "untitled", "powerpoint presentation"}) {
    if (lower.starts_with(program)) return true;
  }
  // "draft_v3.docx"
  const size_t dot = lower.rfind('.');
  static constexpr auto kEndings =
      std::to_array<std::string_view>({"doc", "docx", "dotx", "pdf", "txt", "md", "html", "htm", "xml",
                                       "json", "odt", "rtf", "pptx", "xlsx", "indd", "tex"});
  if (dot != std::string::npos && IsOneOf(std::string_view(lower).substr(dot + 1), kEndings)) return true;
  const size_t slash = path.rfind('/');
  const std::string name = Slug(slash == std::string_view::npos ? path : path.substr(slash + 1));
  const std::string slug = Slug(title);
  return !slug.empty() && slug.size() >= 4 && name.starts_with(slug) &&
         title.find(' ') == std::string_view::npos;
}

StatedTitle ReadStatedTitle(const DocumentFront& front) {
  for (const auto read : {ShortTitle, LabelledTitle, UnionTitle, LongTitle, CoverTitle}) {
    if (StatedTitle title = read(front); !title.title.empty()) return title;
  }
  return {};
}

}  // namespace concord
