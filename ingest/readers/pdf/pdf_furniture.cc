#include "ingest/readers/pdf/pdf_furniture.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "ingest/outline/numbering.h"
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

struct Candidate {
  size_t page = 0;
  int32_t height = 0;  // of its middle
};

}  // namespace

void RemoveFurniture(const PdfWords& words, std::string_view list, std::vector<PdfBands>* pages) {
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
  const int32_t body = BodySize(words);
  const size_t needed = pages->size() <= 3 ? 2 : 3;

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
        const bool number = n == 0 && IsPageNumber(pattern) && pages->size() > 1;
        // Large letters with a number are rather headings of chapters that begin pages.
        const bool heading = band.size * 100 > body * 115 && pattern.find('#') != std::string::npos;
        if (number || (!heading && comes_again(pattern, middle(band)) >= needed)) {
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
    for (size_t i = 0; i < page.level.size(); ++i) {
      if (!drop[i]) kept.push_back(std::move(page.level[i]));
    }
    page.level = std::move(kept);
    std::erase_if(page.turned, [&](const PdfBand& band) {
      return comes_again("|" + Pattern(band.Text(words, list)), 0) >= needed;
    });
  }
}

}  // namespace concord
