#include "ingest/outline/line_forms.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.h"
#include "ingest/outline/marker.h"
#include "ingest/outline/unit_words.h"

namespace concord {
namespace {

bool EndsWithAny(std::string_view text, std::span<const std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

bool StartsWithAny(std::string_view text, std::span<const std::string_view> starts) {
  return std::ranges::any_of(starts,
                             [&](std::string_view start) { return StartsWithIgnoreCase(text, start); });
}

constexpr auto kCitations =
    std::to_array<std::string_view>({"having regard", "on a proposal from", "after transmission of the draft",
                                     "acting in accordance with the ordinary"});
// Participles with which resolutions give their reasons; sentences that act may begin with them too, but do
// not end in a comma.
constexpr auto kReasons =
    std::to_array<std::string_view>({"recogni",        "recalling",     "noting",
                                     "acknowledging",  "considering",   "reaffirming",
                                     "affirming",      "mindful",       "convinced",
                                     "aware",          "conscious",     "bearing in mind",
                                     "desiring",       "desirous",      "emphasi",
                                     "stressing",      "welcoming",     "concerned",
                                     "deeply",         "underlining",   "underscoring",
                                     "guided by",      "taking note",   "taking into account",
                                     "expressing",     "in view of",    "having considered",
                                     "having in mind", "believing",     "determined",
                                     "resolved to",    "encouraged by", "highlighting",
                                     "observing",      "realizing",     "seeking",
                                     "appreciating",   "agreeing",      "acting"});
constexpr auto kEnacting =
    std::to_array<std::string_view>({"have adopted", "has adopted", "have agreed", "hereby", "be it enacted",
                                     "do enact as follows", "has decided"});

// Whether a sentence ends before the end of the text; "vs. " ends none.
bool EndsSentenceInside(std::string_view text) {
  for (size_t at = text.find(". "); at != std::string_view::npos; at = text.find(". ", at + 1)) {
    const size_t blank = text.rfind(' ', at);
    const size_t start = blank == std::string_view::npos ? 0 : blank + 1;
    const std::string_view word = text.substr(start, at - start);
    if (word != "vs" && word != "cf" && word != "No") return true;
  }
  return false;
}

}  // namespace

bool EndsAsLead(std::string_view text) {
  constexpr auto kEnds = std::to_array<std::string_view>({":", "\u2014", "--", "\u2013", ":*", ":**"});
  return EndsWithAny(text, kEnds);
}

bool EndsInModal(std::string_view text) {
  constexpr auto kModals =
      std::to_array<std::string_view>({" shall", " must", " should", " will", " may", " shall not"});
  return EndsWithAny(text, kModals);
}

bool AllCapitals(std::string_view text) {
  size_t capitals = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
  }
  return capitals >= 2;
}

bool StartsWithQuote(std::string_view text) {
  return text.starts_with('"') || text.starts_with("\u201C") || text.starts_with("\u201E") ||
         text.starts_with("\u00AB") || text.starts_with("``") || text.starts_with("\u2018\u2018") ||
         text.starts_with("\u201D") || (text.starts_with("\u00BB") && text.size() > 2 && text[2] != ' ');
}

bool StartsWithSingleQuote(std::string_view text) {
  return text.starts_with("\u2018") || text.starts_with("\u201A") ||
         (text.starts_with('\'') && !text.starts_with("''"));
}

bool EndsWithQuote(std::string_view text) {
  text = text.substr(text.size() - std::min<size_t>(text.size(), 16));
  if (text.ends_with("and")) text.remove_suffix(3);
  while (!text.empty() && std::string_view(".,;: ").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  constexpr auto kEnds = std::to_array<std::string_view>({"\"", "\u201D", "''", "\u2019\u2019"});
  return EndsWithAny(text, kEnds);
}

bool EndsWithSingleQuote(std::string_view text) {
  while (!text.empty() && std::string_view(".,;: ").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text.ends_with("\u2019") || text.ends_with('\'');
}

bool RefersAcross(std::string_view line, std::string_view next) {
  if (next.empty() || line.empty()) return false;
  // "section 4(b)(2)" and "(A) of the Code": the rest of one number
  if (next[0] == '(' && line.ends_with(')')) {
    const size_t blank = line.rfind(' ');
    const auto marker = ScanMarker(next);
    const bool small =
        marker && marker->length < next.size() && next[marker->length] >= 'a' && next[marker->length] <= 'z';
    if (small && blank != std::string_view::npos && IsDigit(line[blank + 1])) {
      std::string_view before = line.substr(0, blank);
      const size_t word = before.rfind(' ');
      if (IsReferenceWord(word == std::string_view::npos ? before : before.substr(word + 1))) return true;
    }
  }
  // From its end: conjunctions and numbers, as far as a word that names parts.
  constexpr size_t kFarthest = 12;
  bool number = false, joined = false;
  for (size_t words = 0; words < kFarthest && !line.empty(); ++words) {
    const size_t blank = line.rfind(' ');
    std::string_view word = blank == std::string_view::npos ? line : line.substr(blank + 1);
    line = blank == std::string_view::npos ? std::string_view() : line.substr(0, blank);
    while (line.ends_with(' ')) line.remove_suffix(1);
    if (word.empty()) continue;
    const std::string_view with_dot = word;
    const bool comma = word.ends_with(',');
    if (comma) word.remove_suffix(1);
    while (word.starts_with('(') && word.find(')') == std::string_view::npos) word.remove_prefix(1);
    if (IsConjunctionOfNumbers(word)) {
      joined = true;
      continue;
    }
    if (IsReferenceWord(word) || IsReferenceWord(with_dot)) return words == 0 || number || joined;
    // A number of a reference: "(a)", "3(2)", "16", "IV", "2b"
    const bool letter = word.size() <= 3 && word.ends_with(')');  // "a)"
    const bool plain =
        word.size() <= 10 && word.find_first_of(".;:") == std::string_view::npos &&
        (letter || word.find_first_of("0123456789(") != std::string_view::npos || RomanValue(word) > 0);
    if (!plain || (words == 0 && !comma)) return false;  // the sentence went on with something else
    number = true;
    joined = joined || comma;
  }
  return false;
}

bool BeginsUnit(std::string_view line, std::string_view next) {
  const auto marker = ScanMarker(next);
  if (!marker || line.empty() || RefersAcross(line, next)) return false;
  const bool ended =
      std::string_view(".;:!?").find(line.back()) != std::string_view::npos || EndsAsLead(line);
  const bool item = line.ends_with("; and") || line.ends_with("; or") || line.ends_with(", and") ||
                    line.ends_with(", or") || line.ends_with(',');
  return ended || (item && !marker->weak);
}

size_t InnerUnit(std::string_view text) {
  for (size_t at = 1; at < text.size();) {
    // One blank between words is no place to look at.
    while (at < text.size() && text[at] != '\t' && text[at] != 'S' && text[at] != 'T' &&
           (text[at] != ' ' || text[at - 1] != ' '))
      ++at;
    if (at == text.size()) break;
    if (text[at] == ' ') --at;
    if (text[at] == 'S' || text[at] == 'T') {
      const std::string_view rest = text.substr(at, 12);
      const bool section = rest.starts_with("SEC. ") || rest.starts_with("SECTION ");
      const char mark = text[at - 1];
      const bool ended = std::string_view(".,;\"\x9D").find(mark) != std::string_view::npos;
      // "LAMPSSEC. 101. LIGHT": behind the capitals of a title
      const bool title = mark >= 'A' && mark <= 'Z' && rest.starts_with("SEC. ");
      if (((section && (ended || title)) || (rest.starts_with("TITLE ") && mark == '.')) &&
          ScanMarker(text.substr(at)))
        return at;
      ++at;
      continue;
    }
    const size_t end = std::min(text.find_first_not_of(" \t", at), text.size());
    const bool wide = end - at >= 4 || (text[at] == '\t' && at > 0);
    const char before = text[at - 1];
    const bool ended =
        before == '.' || before == ';' || before == ':' || before == ',' || before == '-' || before == 'd';
    if (wide && ended && end < text.size() && ScanMarker(text.substr(end))) return end;
    at = std::max(end, at + 1);
  }
  return text.size();
}

int QuoteBalance(std::string_view text, int open) {
  constexpr std::string_view kMarks = "\"`'\xE2\xC2";  // the first bytes of all of them
  if (text.find_first_of(kMarks) == std::string_view::npos) return 0;
  // In German the mark that opens in English closes.
  const bool low = text.find("\u201E") != std::string_view::npos;
  int balance = 0;
  // Swedish and Finnish open with the mark that closes in English, Danish with the one that closes in French.
  const auto opens = [&](size_t at, size_t size) {
    const bool front = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
    return front && open + balance <= 0 && at + size < text.size() && text[at + size] != ' ' &&
           std::string_view(".,;:)").find(text[at + size]) == std::string_view::npos;
  };
  for (size_t at = text.find_first_of(kMarks); at < text.size(); at = text.find_first_of(kMarks, at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == '"') {
      balance += (open + balance) > 0 ? -1 : 1;
    } else if (rest.starts_with("``") || rest.starts_with("\u201E") || rest.starts_with("\u00AB") ||
               (rest.starts_with("\u201C") && !low) || (rest.starts_with("\u201D") && opens(at, 3)) ||
               (rest.starts_with("\u00BB") && opens(at, 2))) {
      // "text\u00AB" closes what "\u00BBtext" opened.
      const bool closes =
          rest.starts_with("\u00AB") && open + balance > 0 && at > 0 && text[at - 1] != ' ' &&
          (at + 2 >= text.size() || std::string_view(" .,;:)").find(text[at + 2]) != std::string_view::npos);
      balance += closes ? -1 : 1;
    } else if (rest.starts_with("''") || rest.starts_with("\u201D") || rest.starts_with("\u00BB") ||
               (rest.starts_with("\u201C") && low)) {
      --balance;
      at += rest[0] == '\'' ? 1 : 0;
    }
  }
  return balance;
}

bool OpensQuote(std::string_view text) {
  if (text.find_first_of("\"`\xE2\xC2") == std::string_view::npos || QuoteBalance(text, 0) <= 0) return false;
  size_t mark = text.rfind('"');
  for (const std::string_view one : {"\u201C", "\u201E", "\u00AB", "``"}) {
    const size_t at = text.rfind(one);
    if (at != std::string_view::npos && (mark == std::string_view::npos || at > mark)) mark = at;
  }
  if (mark == std::string_view::npos) return false;
  constexpr size_t kNear = 40;
  return PutsIn(text.substr(mark - std::min(mark, kNear), std::min(mark, kNear)));
}

bool AnnouncesQuote(std::string_view text) {
  const std::string_view tail = text.substr(text.size() - std::min<size_t>(text.size(), 160));
  if (!EndsAsLead(text)) {
    // "After section 11 insert", without a sign
    const size_t blank = text.rfind(' ');
    return blank != std::string_view::npos && PutsIn(text.substr(blank));
  }
  const std::string lower = AsciiLower(tail);
  return lower.find("following") != std::string::npos || lower.find("as follows") != std::string::npos ||
         lower.find("to read") != std::string::npos || PutsIn(tail);
}

bool IsPunctuation(std::string_view text) {
  return text.find_first_not_of(".,;:)-_*= ") == std::string_view::npos;
}

bool Amends(std::string_view text) {
  return PutsIn(text.substr(text.size() - std::min<size_t>(text.size(), 160)));
}

bool IsCitation(std::string_view text) { return StartsWithAny(text, kCitations); }

bool IsReason(std::string_view text) {
  while (!text.empty() && (text.front() == '*' || text.front() == '_')) text.remove_prefix(1);
  if (StartsWithIgnoreCase(text, "whereas") || IsCitation(text)) return true;
  while (!text.empty() && (text.back() == '*' || text.back() == '_' || text.back() == ' '))
    text.remove_suffix(1);
  return StartsWithAny(text, kReasons) &&
         (text.ends_with(',') || text.ends_with(';') || text.ends_with(", and"));
}

bool Enacts(std::string_view text) {
  if (text.size() > 300) return false;
  const std::string lower = AsciiLower(text);
  return std::ranges::any_of(kEnacting,
                             [&](std::string_view words) { return lower.find(words) != std::string::npos; });
}

bool IsDefinitions(std::string_view heading) {
  const std::string lower = AsciiLower(heading.substr(0, 60));
  return lower.starts_with("definition") || lower.find("and definitions") != std::string::npos ||
         lower.starts_with("key definition");
}

size_t RunInHeading(std::string_view text, bool sentence) {
  const std::string_view head = text.substr(0, 160);
  for (const std::string_view dash : {".\u2014", ".--", ".\u2013"}) {
    const size_t at = head.find(dash);
    if (at != std::string_view::npos && at > 0 && head.find_first_of(";:") > at) return at + dash.size();
  }
  if (!sentence) return 0;
  const size_t stop = head.substr(0, 90).find(". ");
  if (stop == std::string_view::npos || stop == 0 || stop + 2 >= text.size()) return 0;
  return std::ranges::count(head.substr(0, stop), ' ') <= 9 ? stop + 1 : 0;
}

bool IsSentence(std::string_view text) {
  constexpr size_t kLongestHeading = 250, kFewestWords = 6;
  if (text.size() > kLongestHeading) return true;
  const auto words = static_cast<size_t>(std::ranges::count(text, ' ')) + 1;
  constexpr auto kWideEnds = std::to_array<std::string_view>({"\u3002", "\uFF1B", "\uFF1A"});
  if (EndsWithAny(text, kWideEnds)) return true;  // Han script has no blanks to count by
  if (words < kFewestWords) return false;
  constexpr auto kEnds = std::to_array<std::string_view>({".", ";", ",", "; and", "; or", ", and", ", or"});
  if (EndsWithAny(text, kEnds) || EndsAsLead(text)) return true;
  for (const std::string_view verb : {" shall ", " must ", " may not ", " is required to "}) {
    if (text.find(verb) != std::string_view::npos) return true;
  }
  return false;
}

bool IsNumberedSentence(std::string_view text) {
  const auto marker = ScanMarker(text);
  if (!marker || marker->weak || marker->unit != NumberedUnit::kNone) return false;
  const std::string_view words = text.substr(marker->length);
  return (words.ends_with('.') || words.ends_with(';')) && IsSentence(words);
}

bool LooksLikeHeading(std::string_view text) {
  if (text.empty() || text.size() > 120) return false;
  constexpr std::string_view kSentenceEnds = ".,;:!";
  if (kSentenceEnds.find(text.back()) != std::string_view::npos || EndsAsLead(text) || EndsInModal(text))
    return false;
  // The full stop, semicolon and colon of Han script
  constexpr auto kWideEnds = std::to_array<std::string_view>({"\u3002", "\uFF1B", "\uFF1A"});
  if (EndsWithAny(text, kWideEnds)) return false;
  const char first = text.front();
  const bool opens = (first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80 ||
                     (first >= '0' && first <= '9');
  if (!opens || StartsWithQuote(text) || EndsSentenceInside(text)) return false;
  if (std::ranges::count(text, ' ') > 14) return false;
  for (const std::string_view verb : {" shall ", " must ", " will ", " should ", "http"}) {
    if (text.find(verb) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace concord
