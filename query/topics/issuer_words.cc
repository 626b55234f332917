#include "query/topics/issuer_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "query/topics/passages.h"

namespace concord {
namespace {

// What a quote holds at most, about.
constexpr size_t kMostQuote = 400;
// A title or the line of a letterhead is not longer; running text mostly is.
constexpr size_t kTitle = 250, kRunning = 400;
// Behind so many bytes of the head there are no titles of the work itself any more.
constexpr size_t kTitles = 2500;
// From a verb of issuing to the name: "adopted at its 41st session by the ...".
constexpr size_t kVerbReach = 90;

enum Rank { kNone, kKept, kSpeaking, kSigned, kTitled, kAdopted, kEnacted };

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsLetter(char c) {
  return IsUpper(c) || IsLower(c) || IsDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

template <size_t kSize>
bool BeginsWithAny(std::string_view text, const std::array<std::string_view, kSize>& some) {
  return std::ranges::any_of(some, [&](std::string_view one) { return text.starts_with(one); });
}

// The place behind the last of these words in `text`, or npos.
template <size_t kSize>
size_t EndOfLast(std::string_view text, const std::array<std::string_view, kSize>& some) {
  size_t end = std::string_view::npos;
  for (const std::string_view one : some) {
    const size_t at = text.rfind(one);
    if (at != std::string_view::npos && (end == std::string_view::npos || at + one.size() > end))
      end = at + one.size();
  }
  return end;
}

constexpr auto kIssuedBy = std::to_array<std::string_view>(
    {"adopted", "approved", "issued", "published", "released", "prepared", "developed", "drafted", "produced",
     "presented", "submitted", "proclaimed", "promulgated", "endorsed", "enacted", "signed", "ordained",
     "made"});
constexpr auto kIssues = std::to_array<std::string_view>(
    {"adopt",   "has adopted",   "have adopted", "have agreed", "issue",    "has issued", "publish",
     "release", "present",       "proclaim",     "recommend",   "decide",   "declare",    "announce",
     "launch",  "has developed", "has prepared", "enact",       "do enact", "resolve",    "affirm",
     "hereby",  "calls ",        "endorse",      "welcome",     "agree"});
constexpr auto kCiting = std::to_array<std::string_view>(
    {"having",    "recall",    "noting",    "considering", "reaffirm",   "bearing",
     "recogni",   "convinced", "guided",    "taking",      "whereas",    "in accordance",
     "pursuant",  "conscious", "aware",     "underlin",    "acting",     "mindful",
     "believing", "emphasi",   "welcoming", "acknowledg",  "commending", "desir",
     "concerned", "in light",  "see ",      "based on",    "by virtue"});
constexpr auto kDivisions =
    std::to_array<std::string_view>({"article", "section", "chapter", "part ", "annex", "title ", "recital"});
constexpr auto kStatements = std::to_array<std::string_view>(
    {"statement", "declaration", "communique", "communiqu\xC3\xA9", "recommendation", "resolution",
     "decision", "regulation", "directive", "report", "guidelines", "principles", "strategy"});
constexpr auto kSpeaks =
    std::to_array<std::string_view>({"will ", "is committed", "are committed", "commits", "supports",
                                     "has established", "seeks to", "believes"});
constexpr auto kPassive = std::to_array<std::string_view>({" was ", " were ", " is ", " been "});
constexpr auto kThisWork = std::to_array<std::string_view>({"this ", "the present ", "the following"});

// Where the name stands as words of their own, at `from` or behind it.
size_t FindName(std::string_view text, std::string_view name, size_t from) {
  for (size_t at = text.find(name, from); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const size_t end = at + name.size();
    if ((at == 0 || !IsLetter(text[at - 1])) && (end == text.size() || !IsLetter(text[end]))) return at;
  }
  return std::string_view::npos;
}

// The begin of the clause around `at`: behind the end of a sentence, or where a printed preamble begins its
// next recital ("in the world,Recalling ...", "purposes, Have agreed").
size_t ClauseBegin(std::string_view line, size_t at) {
  for (size_t i = at; i > 0; --i) {
    const char before = line[i - 1];
    if (before == ',' && IsUpper(line[i])) return i;
    if (before != ' ' || i < 2 || !(IsUpper(line[i]) || line[i] == '(')) continue;
    const char stop = line[i - 2];
    if (stop == ';' || stop == ':' || stop == '!' || stop == '?') return i;
    if (stop == '.' && i > 3 && (IsLower(line[i - 3]) || IsDigit(line[i - 3]))) return i;
  }
  return 0;
}

// Without "(a)", "1." and the like, and "The".
std::string_view WithoutMarker(std::string_view text) {
  text = Trim(text);
  constexpr size_t kMarker = 6;
  const size_t blank = text.find(' ');
  if (blank < kMarker && !text.empty() &&
      (text[0] == '(' || text[blank - 1] == '.' || text[blank - 1] == ')'))
    text = Trim(text.substr(blank));
  return text;
}

bool IsCapitals(std::string_view text) { return std::ranges::none_of(text, IsLower); }

// The line, and what is known about it before a name is looked for.
struct Line {
  std::string_view text;
  std::string lower;
  TextPart part = TextPart::kHead;
  bool titles = false;  // may still be a title
};

Rank RankOf(const Line& line, size_t at, size_t end) {
  const size_t begin = ClauseBegin(line.text, at);
  const std::string_view lower = line.lower;
  const std::string_view clause = WithoutMarker(lower.substr(begin, at - begin));
  const size_t stop = std::min(lower.find_first_of(".;", end), lower.size());
  const std::string_view behind = lower.substr(end, stop - end);
  const std::string_view whole = lower.substr(begin, stop - begin);

  if (whole.find("deposited with") != std::string_view::npos ||
      whole.find("depositar") != std::string_view::npos)
    return kKept;
  if (line.part == TextPart::kWhole || BeginsWithAny(clause, kCiting)) return kNone;
  const bool division = BeginsWithAny(WithoutMarker(lower), kDivisions);
  const bool subject =
      clause.empty() || clause == "the" || clause == "we, the" || clause == "we, members of the";

  if (lower.find("enact") != std::string_view::npos && line.text.size() <= kRunning) return kEnacted;
  if (subject && !division) {
    std::string_view next = Trim(behind);
    while (!next.empty() && (next.front() == ',' || next.front() == ' ')) next.remove_prefix(1);
    const bool signs = line.text.size() <= kTitle && begin == 0;
    const bool opens = signs && Trim(line.text).ends_with(',');
    if (opens && (next.empty() || IsCapitals(line.text))) return kEnacted;
    if (BeginsWithAny(next, kIssues)) return kAdopted;
    if (line.part == TextPart::kHead && BeginsWithAny(next, kSpeaks)) return kSpeaking;
  }
  // "... adopted on 2 May by the council", of this work.
  const std::string_view before = lower.substr(begin, at - begin);
  const size_t skipped = before.size() - std::min(before.size(), kVerbReach);
  const size_t verb = EndOfLast(before.substr(skipped), kIssuedBy);
  if (verb != std::string_view::npos && !division &&
      before.substr(skipped + verb).find(" by ") != std::string_view::npos) {
    constexpr size_t kSubject = 100;  // "The Convention on Nets was adopted"
    const std::string_view work = before.substr(0, before.substr(0, skipped + verb).rfind(' ') + 1);
    const bool passive =
        std::ranges::any_of(kPassive, [&](std::string_view word) { return work.ends_with(word); });
    const bool this_work = std::ranges::any_of(
        kThisWork, [&](std::string_view word) { return work.find(word) != std::string_view::npos; });
    if (BeginsWithAny(clause, kIssuedBy) || (work.size() <= kSubject && (passive || this_work)))
      return kAdopted;
  }
  if (line.part == TextPart::kFoot) {
    const bool imprint = lower.starts_with("for the ") || lower.starts_with("published by") ||
                         lower.starts_with("publisher") || lower.find("\xC2\xA9") != std::string_view::npos ||
                         lower.find("copyright") != std::string_view::npos;
    return imprint && line.text.size() <= kTitle ? kSigned : kNone;
  }
  if (!line.titles || division) return kNone;
  return line.text.size() <= kTitle / 2 ||
                 (line.text.size() <= kTitle && EndOfLast(line.lower, kStatements) != std::string_view::npos)
             ? kTitled
             : kNone;
}

}  // namespace

std::optional<IssuerWords> FindIssuerWords(std::string_view text, TextPart part,
                                           std::span<const std::string> names) {
  std::optional<IssuerWords> best;
  bool titles = part == TextPart::kHead;
  for (size_t from = 0; from < text.size();) {
    const size_t limit = std::min(text.find('\n', from), text.size());
    Line line{text.substr(from, limit - from), {}, part, titles};
    const size_t start = from;
    from = limit + 1;
    const std::string_view bare = Trim(line.text);
    if (bare.empty()) continue;
    // Running text ends the titles, but for an abstract in between nothing does.
    line.titles = titles && start < kTitles && bare.back() != '.' && bare.back() != ';';
    if (bare.size() > kRunning) titles = false;
    for (const std::string& name : names) {
      if (name.size() < 2) continue;
      std::string capitals;
      if (name.find(' ') != std::string::npos || IsCapitals(line.text)) {
        for (const char c : name) capitals += IsLower(c) ? static_cast<char>(c - 'a' + 'A') : c;
      }
      for (const std::string_view form : {std::string_view(name), std::string_view(capitals)}) {
        if (form.empty()) continue;
        for (size_t at = FindName(line.text, form, 0); at != std::string_view::npos;
             at = FindName(line.text, form, at + 1)) {
          if (line.lower.empty()) line.lower = AsciiLower(line.text);
          const Rank rank = RankOf(line, at, at + form.size());
          if (rank == kNone || (best && best->rank >= rank)) continue;
          size_t begin = ClauseBegin(line.text, at);
          TextSpan quote = SentencesAround(line.text, at, kMostQuote);
          if (begin > quote.start && line.text.size() > kMostQuote) quote.start = begin;
          if (quote.start > at || quote.end <= at) continue;
          best = IssuerWords{{start + quote.start, start + quote.end}, at - quote.start, rank};
        }
      }
    }
  }
  return best;
}

}  // namespace concord
