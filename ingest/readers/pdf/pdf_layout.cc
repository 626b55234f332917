#include "ingest/readers/pdf/pdf_layout.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>

#include "ingest/outline/marker.h"
#include "ingest/readers/pdf/pdf_bands.h"
#include "ingest/readers/pdf/pdf_furniture.h"

namespace concord {
namespace {

// A strip without text between two columns is at least as wide as nine tenths of a letter's height.
constexpr int32_t GutterWidth(int32_t size) { return size * 9 / 10; }

struct Gutter {
  int32_t left = 0, right = 0;
};

// The strips between the segments of a band.
std::vector<Gutter> GuttersOf(const PdfBand& band) {
  std::vector<Gutter> gutters;
  for (size_t i = 1; i < band.segments.size(); ++i) {
    const Gutter gutter{band.segments[i - 1].box.right, band.segments[i].box.left};
    if (gutter.right - gutter.left >= GutterWidth(band.size)) gutters.push_back(gutter);
  }
  return gutters;
}

// What the band leaves of the strips.
std::vector<Gutter> Narrow(const std::vector<Gutter>& gutters, const PdfBand& band) {
  std::vector<Gutter> left;
  for (Gutter gutter : gutters) {
    bool crossed = false;
    for (const PdfSegment& segment : band.segments) {
      if (segment.box.right <= gutter.left || segment.box.left >= gutter.right) continue;
      const bool from_left = segment.box.left < gutter.left;
      const bool from_right = segment.box.right > gutter.right;
      if (from_left == from_right) {
        crossed = true;  // goes through it, or stands in it
      } else if (from_left) {
        gutter.left = segment.box.right;
      } else {
        gutter.right = segment.box.left;
      }
    }
    if (!crossed && gutter.right - gutter.left >= GutterWidth(band.size)) left.push_back(gutter);
  }
  return left;
}

using Segments = std::vector<const PdfSegment*>;

// The lines of one column: segments that stand beside one another are one line.
class PageLayout {
 public:
  PageLayout(const PdfWords& words, std::string_view list, uint32_t page, int32_t body, uint32_t* columns,
             std::vector<PdfLine>* lines)
      : words_(words), list_(list), page_(page), body_(body), columns_(*columns), lines_(*lines) {}

  void Run(const PdfBands& bands) {
    const std::vector<PdfBand>& all = bands.level;
    size_t single = 0;  // bands from here on are lines of one column
    for (size_t i = 0; i < all.size();) {
      std::vector<Gutter> gutters = GuttersOf(all[i]);
      size_t end = i + 1, several = 1;
      if (!gutters.empty()) {
        for (; end < all.size(); ++end) {
          const PdfBand& band = all[end];
          const int32_t gap = band.box.top - all[end - 1].box.bottom;
          if (gap > 3 * all[end - 1].size || IsHeading(band)) break;
          if (band.segments.size() < 2 && gap > all[end - 1].size * 13 / 10) break;
          std::vector<Gutter> narrowed = Narrow(gutters, band);
          if (narrowed.empty() || narrowed.size() * 2 < gutters.size()) break;
          gutters = std::move(narrowed);
          several += band.segments.size() > 1 ? 1 : 0;
        }
      }
      if (gutters.empty() || several < 2) {
        ++i;
        continue;
      }
      if (AreHeadings(std::span(all).subspan(i, end - i))) {
        i = end;
        continue;
      }
      // A column to the right may begin higher than the first.
      size_t begin = i;
      while (begin > single && StandsBehind(all[begin - 1], all[begin], &gutters)) --begin;
      AddSingle(std::span(all).subspan(single, begin - single));
      std::vector<PdfBand> zone(all.begin() + static_cast<ptrdiff_t>(begin),
                                all.begin() + static_cast<ptrdiff_t>(end));
      if (const PdfBand heading = TakeHeading(&zone.front()); !heading.segments.empty())
        AddSingle({&heading, 1});
      if (zone.front().segments.empty()) zone.erase(zone.begin());
      AddZone(zone, gutters);
      single = i = end;
    }
    AddSingle(std::span(all).subspan(single));
    for (const PdfBand& band : bands.turned) AddSingle({&band, 1});
  }

 private:
  // Whether it begins with "1.2" or "4.5.1".
  bool IsDottedNumber(const PdfSegment& segment) const {
    const PdfWord& number = words_.words[segment.words.front()];
    const std::string_view text = list_.substr(number.at, number.length);
    return text.size() > 2 && text.find('.') != std::string_view::npos &&
           text.find_first_not_of("0123456789.") == std::string_view::npos;
  }
  // Bold, or clearly larger than the text
  bool StandsOut(const PdfSegment& segment) const {
    const bool bold = std::ranges::all_of(
        segment.words, [&](uint32_t word) { return words_.fonts[words_.words[word].font].bold; });
    return segment.size * 100 >= body_ * (bold ? 100 : 115);
  }
  // "4.5.2 Ropes" between the rows of two tables
  bool IsHeading(const PdfBand& band) const {
    return IsDottedNumber(band.segments.front()) &&
           std::ranges::all_of(band.segments, [&](const PdfSegment& segment) { return StandsOut(segment); });
  }

  // "1.2 Ropes" in larger type, with a box of text beside it: the heading is no cell. Moves it out of the
  // band.
  PdfBand TakeHeading(PdfBand* band) const {
    PdfBand heading;
    heading.size = band->size;
    if (!IsDottedNumber(band->segments.front()) || !StandsOut(band->segments.front())) return heading;
    while (!band->segments.empty() && StandsOut(band->segments.front())) {
      if (heading.segments.empty()) heading.box = band->segments.front().box;
      heading.box.Cover(band->segments.front().box);
      heading.segments.push_back(std::move(band->segments.front()));
      band->segments.erase(band->segments.begin());
    }
    return heading;
  }

  // "2.1" and, behind a wide blank, "Ropes", all in bold type: headings below one another, no table.
  bool AreHeadings(std::span<const PdfBand> bands) const {
    return std::ranges::all_of(bands, [&](const PdfBand& band) {
      if (band.segments.size() != 2 || band.segments[0].words.size() != 1) return false;
      const PdfWord& number = words_.words[band.segments[0].words[0]];
      const std::string_view text = list_.substr(number.at, number.length);
      constexpr size_t kLongest = 8;
      if (text.size() > kLongest || text.find_first_not_of("0123456789.") != std::string_view::npos)
        return false;
      return std::ranges::all_of(band.segments, [&](const PdfSegment& segment) {
        return std::ranges::all_of(segment.words,
                                   [&](uint32_t word) { return words_.fonts[words_.words[word].font].bold; });
      });
    });
  }

  // Is the upper band text right of the first gutter, close above the lower one?
  static bool StandsBehind(const PdfBand& upper, const PdfBand& lower, std::vector<Gutter>* gutters) {
    if (upper.segments[0].box.left < gutters->front().left ||
        lower.box.top - upper.box.bottom > upper.size * 13 / 10) {
      return false;
    }
    std::vector<Gutter> narrowed = Narrow(*gutters, upper);
    if (narrowed.size() != gutters->size()) return false;
    *gutters = std::move(narrowed);
    return true;
  }

  void AddSingle(std::span<const PdfBand> bands) {
    Segments segments;
    for (const PdfBand& band : bands) {
      for (const PdfSegment& segment : band.segments) segments.push_back(&segment);
    }
    AddColumn(segments, false);
  }

  void AddZone(std::span<const PdfBand> bands, const std::vector<Gutter>& gutters) {
    std::vector<Segments> columns(gutters.size() + 1);
    for (const PdfBand& band : bands) {
      for (const PdfSegment& segment : band.segments) {
        size_t column = 0;
        while (column < gutters.size() && segment.box.left >= gutters[column].right) ++column;
        columns[column].push_back(&segment);
      }
    }
    // Where a blank strip goes through all columns a row of the table may end.
    bool strips = false;
    std::vector<size_t> rows = RowsOf(bands, columns, &strips);
    bool prose = columns.size() <= 4;
    for (const Segments& column : columns) prose = prose && IsProse(column);
    // Prose in two columns that begin anew at the same heights, again and again, is a table all the same.
    if (prose && strips && rows.size() > 2) prose = !KeepsRows(bands, rows, gutters);
    if (prose) {
      for (const Segments& column : columns) AddColumn(column, false);
      return;
    }
    rows.push_back(bands.size());
    for (size_t row = 0; row + 1 < rows.size(); ++row) {
      std::vector<Segments> cells(columns.size());
      for (const PdfBand& band : bands.subspan(rows[row], rows[row + 1] - rows[row])) {
        for (const PdfSegment& segment : band.segments) {
          size_t column = 0;
          while (column < gutters.size() && segment.box.left >= gutters[column].right) ++column;
          cells[column].push_back(&segment);
        }
      }
      for (const Segments& cell : cells) AddColumn(cell, true);
    }
  }

  // The middle of a line, as thick as small letters are.
  static int32_t Upper(const PdfSegment& segment) { return Middle(segment) - segment.size * 3 / 10; }
  static int32_t Lower(const PdfSegment& segment) { return Middle(segment) + segment.size * 3 / 10; }
  static int32_t Middle(const PdfSegment& segment) { return (segment.box.top + segment.box.bottom) / 2; }

  // The blank between the lines of the columns: a quarter of all is narrower.
  static int32_t UsualBlank(const std::vector<Segments>& columns) {
    std::vector<int32_t> blanks;
    for (const Segments& column : columns) {
      for (size_t i = 1; i < column.size(); ++i) blanks.push_back(Upper(*column[i]) - Lower(*column[i - 1]));
    }
    if (blanks.empty()) return 0;
    const auto quarter = blanks.begin() + static_cast<ptrdiff_t>(blanks.size() / 4);
    std::ranges::nth_element(blanks, quarter);
    return *quarter;
  }

  // A number alone, as in the last column of a table of contents.
  bool IsNumber(const PdfSegment& segment) const {
    if (segment.words.size() != 1) return false;
    const PdfWord& word = words_.words[segment.words[0]];
    const std::string_view text = list_.substr(word.at, word.length);
    return (text.size() <= 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) ||
           RomanValue(text) > 0;
  }

  // The first band of each row. Page numbers at the right end a row each; else a row begins below a blank
  // strip through all columns that is wider than between lines; without any, where the first column has text.
  // `strips`: whether there are such strips.
  std::vector<size_t> RowsOf(std::span<const PdfBand> bands, const std::vector<Segments>& columns,
                             bool* strips) const {
    std::vector<size_t> rows = {0};
    if (std::ranges::all_of(columns.back(), [&](const PdfSegment* s) { return IsNumber(*s); })) {
      for (size_t i = 1; i < bands.size(); ++i) {
        if (IsNumber(bands[i - 1].segments.back())) rows.push_back(i);
      }
      return rows;
    }
    const int32_t usual = UsualBlank(columns);
    int32_t lowest = Lower(bands[0].segments[0]);
    for (size_t i = 0; i < bands.size(); ++i) {
      int32_t upper = Upper(bands[i].segments[0]);
      for (const PdfSegment& segment : bands[i].segments) upper = std::min(upper, Upper(segment));
      if (i > 0 && upper - lowest > usual + bands[i].size / 4) rows.push_back(i);
      for (const PdfSegment& segment : bands[i].segments) lowest = std::max(lowest, Lower(segment));
    }
    *strips = rows.size() > 1;
    if (*strips) return rows;
    const int32_t left = columns[0].empty() ? 0 : columns[0][0]->box.left;
    for (size_t i = 1; i < bands.size(); ++i) {
      const PdfBand& band = bands[i];
      if (band.segments.size() > 1 && band.segments[0].box.left < left + band.size) rows.push_back(i);
    }
    return rows;
  }

  // Nearly full lines, several of them, with several words each.
  bool IsProse(const Segments& column) const {
    if (column.size() < 4) return false;
    int32_t left = column[0]->box.left, right = column[0]->box.right;
    size_t letters = 0;
    for (const PdfSegment* segment : column) {
      left = std::min(left, segment->box.left);
      right = std::max(right, segment->box.right);
      for (const uint32_t word : segment->words) letters += words_.words[word].length + 1;
    }
    size_t full = 0;
    for (const PdfSegment* segment : column) full += segment->box.width() * 4 >= (right - left) * 3 ? 1 : 0;
    return letters >= column.size() * 20 && full * 2 >= column.size();
  }

  // Rows in which each column begins, in one line.
  static bool KeepsRows(std::span<const PdfBand> bands, const std::vector<size_t>& rows,
                        const std::vector<Gutter>& gutters) {
    size_t kept = 0;
    for (const size_t row : rows) {
      const PdfBand& band = bands[row];
      bool all = band.segments.size() == gutters.size() + 1;
      for (const PdfSegment& segment : band.segments) {
        all = all && std::abs(Middle(segment) - Middle(band.segments[0])) <= band.size / 4;
      }
      kept += all ? 1 : 0;
    }
    return kept * 4 >= rows.size() * 3;
  }

  void AddColumn(const Segments& segments, bool cell) {
    if (segments.empty()) return;
    const uint32_t column = columns_++;
    const size_t first = lines_.size();
    for (const PdfSegment* segment : segments) {
      const bool beside = lines_.size() > first && lines_.back().box.Beside(segment->box, segment->size);
      if (!beside) {
        lines_.emplace_back();
        lines_.back().box = segment->box;
      }
      PdfLine& line = lines_.back();
      line.box.Cover(segment->box);
      line.words.insert(line.words.end(), segment->words.begin(), segment->words.end());
    }
    int32_t left = segments[0]->box.left, right = segments[0]->box.right;
    for (const PdfSegment* segment : segments) {
      left = std::min(left, segment->box.left);
      right = std::max(right, segment->box.right);
    }
    for (size_t i = first; i < lines_.size(); ++i) {
      PdfLine& line = lines_[i];
      line.page = page_;
      line.column = column;
      line.left = left;
      line.right = right;
      line.cell = cell;
      Describe(&line);
    }
  }

  void Describe(PdfLine* line) const {
    if (words_.words[line->words[0]].turn == 0) {
      std::ranges::stable_sort(line->words, {}, [&](uint32_t word) { return words_.words[word].box.left; });
    }
    std::map<int32_t, size_t> sizes;
    line->bold = line->mono = true;
    for (const uint32_t index : line->words) {
      const PdfWord& word = words_.words[index];
      const PdfFont& font = words_.fonts[word.font];
      sizes[word.size] += word.length;
      if (font.symbol) continue;
      line->bold = line->bold && font.bold;
      line->mono = line->mono && font.mono;
    }
    line->size = std::ranges::max_element(sizes, {}, [](const auto& size) { return size.second; })->first;
    // Small capitals: their first letters say how large the line is.
    if (sizes.size() == 2 && sizes.begin()->first * 100 >= sizes.rbegin()->first * 65) {
      const bool capitals = std::ranges::all_of(line->words, [&](uint32_t index) {
        const std::string_view text = list_.substr(words_.words[index].at, words_.words[index].length);
        return std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
      });
      if (capitals) line->size = sizes.rbegin()->first;
    }
  }

  const PdfWords& words_;
  std::string_view list_;
  uint32_t page_;
  int32_t body_;  // size of its letters
  uint32_t& columns_;
  std::vector<PdfLine>& lines_;
};

// Marks the footnotes among the lines of a page: in each column, from the foot upwards, lines smaller than
// the body, as far as the topmost that begins with a mark. A page all of whose text is small has none.
void MarkFootnotes(std::span<PdfLine> lines, const PdfWords& words, std::string_view list, int32_t body) {
  const auto is_small = [&](const PdfLine& line) { return line.size * 100 <= body * 93; };
  if (std::ranges::all_of(lines, is_small)) return;
  const int32_t half = words.pages[lines[0].page].height * 4 / 10;
  for (size_t end = lines.size(); end > 0;) {
    size_t start = end;
    while (start > 0 && lines[start - 1].column == lines[end - 1].column) --start;
    size_t first = end;
    while (first > start && is_small(lines[first - 1]) && lines[first - 1].box.top > half &&
           !lines[first - 1].cell)
      --first;
    const auto has_mark = [&](const PdfLine& line) {
      const PdfWord& word = words.words[line.words[0]];
      return IsFootnoteMark(list.substr(word.at, word.length));
    };
    while (first < end && !has_mark(lines[first])) ++first;
    for (size_t i = first; i < end; ++i) lines[i].footnote = true;
    end = start;
  }
}

}  // namespace

std::vector<PdfLine> LayOut(const PdfWords& words, std::string_view list, size_t* furniture) {
  std::vector<PdfBands> pages;
  pages.reserve(words.pages.size());
  for (const PdfPage& page : words.pages) pages.push_back(BandsOf(words, list, page));
  const size_t changed = RemoveFurniture(words, list, &pages);
  if (furniture != nullptr) *furniture = changed;

  const int32_t body = BodySize(words);
  std::vector<PdfLine> lines;
  uint32_t columns = 0;
  for (size_t i = 0; i < pages.size(); ++i) {
    const size_t first = lines.size();
    PageLayout(words, list, static_cast<uint32_t>(i), body, &columns, &lines).Run(pages[i]);
    if (lines.size() > first) MarkFootnotes(std::span(lines).subspan(first), words, list, body);
    pages[i] = {};
  }
  return lines;
}

int32_t BodySize(const PdfWords& words) {
  std::unordered_map<int32_t, uint64_t> letters;
  for (const PdfWord& word : words.words) {
    if (!word.apart) letters[word.size] += word.length;
  }
  std::pair<uint64_t, int32_t> best{0, 100};
  for (const auto& [size, count] : letters) best = std::max(best, {count, size});
  return best.second;
}

bool IsFootnoteMark(std::string_view text) {
  if (text.starts_with('*') || text.starts_with("\u2020") || text.starts_with("\u2021"))
    return text.size() <= 4;
  if (text.starts_with('(') || text.starts_with('[')) text.remove_prefix(1);
  while (!text.empty() && std::string_view(")]").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return !text.empty() && text.size() <= 3 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string TextOf(const PdfLine& line, const PdfWords& words, std::string_view list) {
  std::string text;
  for (const uint32_t word : line.words) {
    if (!text.empty()) text += ' ';
    text += list.substr(words.words[word].at, words.words[word].length);
  }
  return text;
}

}  // namespace concord
