#include "ingest/readers/pdf/pdf_furniture.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "ingest/outline/marker.h"
#include "ingest/readers/pdf/pdf_layout.h"

namespace concord {
namespace {

constexpr size_t kEdge = 4;          // lines at an edge that may be furniture
constexpr int32_t kSameHeight = 80;  // lines that differ by less, in tenths of a point, stand at one height

// The words with numbers, small romans included, as '#'.
std::string Pattern(std::string_view text) {
  std::string pattern;
  for (std::string_view word : Split(text, ' ')) {
    if (!pattern.empty()) pattern += ' ';
    if (word.size() <= 6 && RomanValue(word) > 0) {
      pattern += '#';
      continue;
    }
    for (const char c : word) {
      const bool digit = c >= '0' && c <= '9';
      if (digit && pattern.ends_with('#')) continue;
      pattern += digit ? '#' : c;
    }
  }
  return pattern;
}

// "12", "- 12 -", "Page 3 of 12"
bool IsPageNumber(std::string_view pattern) {
  return pattern == "#" || pattern == "- # -" || pattern == "\u2013 # \u2013" || pattern == "Page #" ||
         pattern == "page #" || pattern == "Page # of #" || pattern == "# of #" || pattern == "#/#" ||
         pattern == "# / #" || pattern == "| #" || pattern == "# |";
}

// A numbered paragraph or a duty, of which only the numbers differ from page to page: text of the document
// that repeats itself, and no head or foot.
bool IsText(std::string_view text, std::string_view pattern) {
  constexpr std::ptrdiff_t kFewestBlanks = 6;
  if (std::ranges::count(text, ' ') < kFewestBlanks || pattern.find('#') == std::string_view::npos ||
      StartsWithIgnoreCase(pattern, "page ") || pattern.ends_with('#'))
    return false;
  const auto marker = ScanMarker(text);
  if (marker && marker->unit == NumberedUnit::kNone && marker->wrap != Wrap::kNone) return true;
  if (pattern.starts_with('#')) return false;
  return text.find(" shall ") != std::string_view::npos || text.find(" must ") != std::string_view::npos;
}

struct Candidate {
  size_t page = 0;
  int32_t height = 0;  // of its middle
};

std::string_view WordText(const PdfWords& words, std::string_view list, uint32_t index) {
  return list.substr(words.words[index].at, words.words[index].length);
}

bool EndsSentence(std::string_view word) {
  while (!word.empty() && std::string_view(")]\"'").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  if (word.ends_with("\u201D") || word.ends_with("\u2019")) word.remove_suffix(3);
  return word.empty() || std::string_view(".;:!?").find(word.back()) != std::string_view::npos;
}

// Whether the text below a line at the top of a page begins anew: no sentence of the page before goes on.
bool BeginsAnew(const std::vector<PdfBands>& pages, size_t page, size_t line, const PdfWords& words,
                std::string_view list) {
  const std::vector<PdfBand>& bands = pages[page].level;
  if (line + 1 >= bands.size()) return true;
  const std::string_view first = WordText(words, list, bands[line + 1].segments[0].words[0]);
  const bool lower = !first.empty() && first[0] >= 'a' && first[0] <= 'z';
  if (lower && !ScanMarker(bands[line + 1].Text(words, list))) return false;
  if (page == 0) return true;
  // The last line of the page before that is no page number or foot.
  const std::vector<PdfBand>& above = pages[page - 1].level;
  const int32_t height = words.pages[page - 1].height;
  for (size_t i = above.size(); i-- > 0;) {
    const std::string text = above[i].Text(words, list);
    if (IsPageNumber(Pattern(text)) || above[i].box.top > height * 92 / 100) continue;
    const uint32_t last = above[i].segments.back().words.back();
    // A heading or a row of a table may end a page too: it has no small letter to go on with.
    return EndsSentence(WordText(words, list, last)) ||
           above[i].box.width() * 2 < words.pages[page - 1].width;
  }
  return true;
}

// Lines at the top of pages that count on ("ANNEX I", "ANNEX II"; "Form 1", "Form 2") are headings and no
// furniture where the text below each begins anew. A running head has the same number on several pages, or
// stands above text that goes on.
std::unordered_set<std::string> CountedHeadings(
    const PdfWords& words, std::string_view list, const std::vector<PdfBands>& pages,
    const std::vector<std::vector<std::string>>& patterns,
    const std::unordered_map<std::string, std::vector<Candidate>>& seen) {
  std::unordered_set<std::string> counted;
  const int32_t body = BodySize(words);
  for (const auto& [pattern, places] : seen) {
    if (places.size() < 2 || pattern.find('#') == std::string::npos || pattern.starts_with('|') ||
        IsPageNumber(pattern) || std::ranges::count(pattern, '#') > 1)
      continue;
    size_t lines = 0, anew = 0, same = 0;
    bool looks = std::ranges::count(pattern, ' ') <= 1;  // "Form 2"
    std::string before;
    for (const Candidate& place : places) {
      const PdfBands& page = pages[place.page];
      for (size_t i = 0; i < std::min(page.level.size(), kEdge); ++i) {
        if (patterns[place.page][i] != pattern || page.level[i].box.top > words.pages[place.page].height / 5)
          continue;
        const std::string text = page.level[i].Text(words, list);
        ++lines;
        looks = looks || page.level[i].size * 100 >= body * 110;
        same += text == before ? 1 : 0;
        anew += BeginsAnew(pages, place.page, i, words, list) ? 1 : 0;
        before = text;
      }
    }
    const bool unit = [&] {
      const auto marker = ScanMarker(before);
      return marker && marker->unit != NumberedUnit::kNone && marker->unit != NumberedUnit::kCode;
    }();
    if (lines < 2 || same > 0) continue;
    if (unit ? anew * 4 >= lines * 3 : looks && anew == lines) counted.insert(pattern);
  }
  return counted;
}

}  // namespace

size_t RemoveFurniture(const PdfWords& words, std::string_view list, std::vector<PdfBands>* pages) {
  // For each pattern, where it stands; pages rise.
  std::unordered_map<std::string, std::vector<Candidate>> seen;
  const auto edge_lines = [&](const PdfBands& page, auto&& visit) {
    const size_t count = page.level.size();
    for (size_t i = 0; i < std::min(count, kEdge); ++i) visit(i);
    for (size_t i = std::max(count, kEdge) - kEdge; i < count; ++i) {
      if (i >= kEdge) visit(i);
    }
  };
  const auto middle = [](const PdfBand& band) { return (band.box.top + band.box.bottom) / 2; };
  std::vector<std::vector<std::string>> patterns(pages->size());  // of the lines that were visited
  for (size_t p = 0; p < pages->size(); ++p) {
    const PdfBands& page = (*pages)[p];
    patterns[p].resize(page.level.size());
    edge_lines(page, [&](size_t i) {
      patterns[p][i] = Pattern(page.level[i].Text(words, list));
      seen[patterns[p][i]].push_back({p, middle(page.level[i])});
    });
    for (const PdfBand& band : page.turned) seen["|" + Pattern(band.Text(words, list))].push_back({p, 0});
  }
  const std::unordered_set<std::string> counted = CountedHeadings(words, list, *pages, patterns, seen);
  const int32_t body = BodySize(words);
  const size_t needed = pages->size() <= 3 ? 2 : 3;
  size_t changed = 0;  // pages

  for (size_t p = 0; p < pages->size(); ++p) {
    PdfBands& page = (*pages)[p];
    const int32_t height = words.pages[p].height;
    // How many other pages have it too; a few beside it are enough to look at, for heads change by chapter.
    const auto comes_again = [&](const std::string& pattern, int32_t at) {
      const std::vector<Candidate>& all = seen[pattern];
      const auto here = std::ranges::lower_bound(all, p, {}, &Candidate::page);
      const auto first = here - std::min<ptrdiff_t>(here - all.begin(), 40);
      const auto last = here + std::min<ptrdiff_t>(all.end() - here, 40);
      size_t count = 0, before = pages->size();
      for (auto i = first; i != last; ++i) {
        if (std::abs(i->height - at) >= kSameHeight || i->page == before) continue;
        before = i->page;
        ++count;
      }
      return count;
    };
    std::vector<bool> drop(page.level.size());
    const auto from_edge = [&](bool top) {
      const auto line = [&](size_t n) { return top ? n : page.level.size() - 1 - n; };
      size_t count = 0;  // of lines to drop, with one among them that changes from page to page
      for (size_t n = 0; n < std::min(page.level.size(), kEdge); ++n) {
        const PdfBand& band = page.level[line(n)];
        const std::string& pattern = patterns[p][line(n)];
        // A head stands in the upper fifth of the page, a foot in the lower one.
        if (top ? band.box.top > height / 5 : band.box.bottom < height * 4 / 5) break;
        if (IsText(band.Text(words, list), pattern)) break;
        const bool number = n == 0 && IsPageNumber(pattern) && pages->size() > 1;
        // Large letters with a number are rather headings of chapters that begin pages.
        const bool heading = band.size * 100 > body * 115 && pattern.find('#') != std::string::npos;
        const bool counts = top && counted.contains(pattern) && BeginsAnew(*pages, p, line(n), words, list);
        if (number || (!heading && !counts && comes_again(pattern, middle(band)) >= needed)) {
          drop[line(n)] = true;
          count = n + 1;
        } else if (n > 0) {
          break;  // one line that changes may stand outermost, no more
        }
      }
      // What is not set apart from the text belongs to it: the head of a table that goes on.
      for (; count > 0 && count < page.level.size(); --count) {
        const PdfBand& last = page.level[line(count - 1)];
        const PdfBand& next = page.level[line(count)];
        const int32_t blank = top ? next.box.top - last.box.bottom : last.box.top - next.box.bottom;
        if (blank * 10 >= 6 * std::min(last.size, next.size) || IsPageNumber(patterns[p][line(count - 1)]))
          break;
        drop[line(count - 1)] = false;
      }
    };
    from_edge(true);
    from_edge(false);
    std::vector<PdfBand> kept;
    bool any = false;
    for (size_t i = 0; i < page.level.size(); ++i) {
      if (!drop[i]) kept.push_back(std::move(page.level[i]));
      any = any || (drop[i] && !IsPageNumber(patterns[p][i]));
    }
    page.level = std::move(kept);
    const size_t turned = std::erase_if(page.turned, [&](const PdfBand& band) {
      return comes_again("|" + Pattern(band.Text(words, list)), 0) >= needed;
    });
    changed += any || turned > 0 ? 1 : 0;
  }
  return changed;
}

}  // namespace concord
