#include "ingest/outline/contents_list.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/outline/line_forms.h"
#include "ingest/outline/marker.h"

namespace concord {
namespace {

constexpr size_t kMostLines = 3000;
constexpr size_t kLongestEntry = 260;
constexpr size_t kFewestEntries = 2;

// Without the dots and the page at its end: "1. Scope ........ 4".
std::string_view WithoutPage(std::string_view line, bool* page) {
  std::string_view rest = line;
  while (!rest.empty() && IsDigit(rest.back())) rest.remove_suffix(1);
  const bool digits = rest.size() < line.size() && line.size() - rest.size() <= 4;
  std::string_view words = rest;
  size_t dots = 0;
  while (!words.empty() && (words.back() == '.' || words.back() == ' ' || words.back() == '\t')) {
    dots += words.back() == '.' || words.back() == '\t';
    words.remove_suffix(1);
  }
  *page = digits && dots >= 2;
  return *page ? words : line;
}

std::string Letters(std::string_view text) {
  std::string folded = FoldForComparison(text);
  std::erase_if(folded, [](char c) { return c == '-'; });
  return folded;
}

struct Entry {
  std::string number, words;  // folded
  bool page = false, fits = false;
};

Entry EntryOf(std::string_view line) {
  Entry entry;
  line = WithoutPage(line, &entry.page);
  const auto marker = ScanMarker(line);
  std::string_view words = line;
  if (marker) {
    words = line.substr(std::min(marker->length, line.size()));
    entry.number = std::to_string(static_cast<int>(marker->unit)) + ":" + Slug(marker->step, 40);
  }
  entry.words = Letters(words);
  const std::string_view bare = words.ends_with('.') ? words.substr(0, words.size() - 1) : words;
  const bool short_enough = line.size() <= kLongestEntry;
  // "Sec. 101. Findings; sense of Congress." has a number and no verb of a sentence.
  entry.fits =
      short_enough && !StartsWithQuote(line) &&
      (entry.page ||
       (marker && marker->unit != NumberedUnit::kNone && words.find(". ") == std::string_view::npos) ||
       LooksLikeHeading(bare) || words.empty());
  return entry;
}

bool SameWords(const std::string& a, const std::string& b) {
  constexpr size_t kLeast = 12;  // a heading may be wrapped
  if (a == b) return !a.empty();
  const size_t shorter = std::min(a.size(), b.size());
  return shorter >= kLeast && a.compare(0, shorter, b, 0, shorter) == 0;
}

}  // namespace

bool AnnouncesContents(std::string_view line, bool* sentence) {
  static constexpr auto kHeadings = std::to_array<std::string_view>({"contents",
                                                                     "table of contents",
                                                                     "list of contents",
                                                                     "arrangement of sections",
                                                                     "arrangement of articles",
                                                                     "arrangement of clauses",
                                                                     "inhalt",
                                                                     "inhaltsverzeichnis",
                                                                     "inhaltsübersicht",
                                                                     "table des matières",
                                                                     "sommaire",
                                                                     "índice",
                                                                     "índice de contenidos",
                                                                     "indice",
                                                                     "sumário",
                                                                     "inhoud",
                                                                     "inhoudsopgave",
                                                                     "spis treści",
                                                                     "obsah",
                                                                     "tartalom",
                                                                     "cuprins",
                                                                     "innehåll",
                                                                     "indhold",
                                                                     "sisällys",
                                                                     "содержание",
                                                                     "оглавление",
                                                                     "съдържание",
                                                                     "περιεχόμενα",
                                                                     "目录",
                                                                     "目次"});
  constexpr size_t kLongest = 300;
  *sentence = false;
  if (line.empty() || line.size() > kLongest) return false;
  std::string_view bare = line;
  while (!bare.empty() && (bare.back() == ':' || bare.back() == '.' || bare.back() == '*'))
    bare.remove_suffix(1);
  while (!bare.empty() && (bare.front() == '*' || bare.front() == '#' || bare.front() == ' '))
    bare.remove_prefix(1);
  constexpr size_t kLongestHeading = 50;
  if (bare.size() <= kLongestHeading) {
    const std::string lower = ToLowerCase(bare);
    if (IsOneOf(lower, kHeadings)) return true;
  }
  if (!EndsAsLead(line)) return false;
  const std::string lower = AsciiLower(line);
  *sentence = (lower.find("table of contents") != std::string::npos ||
               lower.find("table of sections") != std::string::npos) &&
              lower.find("as follows") != std::string::npos && lower.find("amended") == std::string::npos;
  return *sentence;
}

size_t ContentsEnd(std::string_view text, size_t from, bool sentence) {
  std::unordered_map<std::string, std::vector<std::string>> seen;  // by number: the words behind it
  size_t entries = 0, pages = 0, lines = 0;
  size_t heading = std::string_view::npos;  // a line that is only a number, and belongs to the next
  for (size_t at = from; at < text.size() && lines < kMostLines;) {
    const size_t start = at;
    size_t end = std::min(text.find('\n', at), text.size());
    // The body may begin in the last line of the list.
    const size_t blank = std::min(text.find_first_not_of(" \t", at), end);
    const size_t inner = blank + InnerUnit(text.substr(blank, end - blank));
    const std::string_view line = Trim(text.substr(at, inner - at));
    at = inner < end ? inner : end + 1;
    if (line.empty()) continue;
    ++lines;
    const Entry entry = EntryOf(line);
    const size_t begins = std::min(start, heading);
    if (entry.words.empty() && !entry.number.empty()) {
      heading = begins;
      ++entries;
      continue;
    }
    heading = std::string_view::npos;
    if (const auto found = seen.find(entry.number); found != seen.end() && entries >= kFewestEntries) {
      const bool again = std::ranges::any_of(
          found->second, [&](const std::string& one) { return SameWords(one, entry.words); });
      if (again) return begins;
    }
    if (!entry.fits) {
      const bool list = entries >= kFewestEntries && (sentence || pages * 2 > entries);
      return list ? begins : from;
    }
    ++entries;
    pages += entry.page ? 1 : 0;
    seen[entry.number].push_back(entry.words);
  }
  return entries >= kFewestEntries && (sentence || pages * 2 > entries) ? text.size() : from;
}

}  // namespace concord
