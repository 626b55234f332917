#include "ingest/readers/pdf/pdf_bands.h"

#include <algorithm>
#include <utility>

#include "ingest/outline/marker.h"
#include "ingest/readers/pdf/pdf_layout.h"

namespace concord {
namespace {

// Between two words of a line there is less than this, in tenths of the font's size; lines set to full width
// included.
constexpr int32_t kWidestBlank = 9;
// So far from its text a number or a bullet may stand, likewise.
constexpr int32_t kFarthestMark = 60;

bool IsMark(std::string_view text, const PdfFont& font) {
  if (IsPdfBullet(text) || (font.symbol && text.size() <= 3)) return true;
  if (text.size() > 12) return false;
  const auto marker = ScanMarker(std::string(text) + " x");
  return marker && marker->unit == NumberedUnit::kNone && marker->length == text.size() + 1;
}

// Does the word go on with the segment, whose last word is `last`?
bool Follows(const PdfSegment& segment, const PdfWord& last, const PdfWord& word) {
  if (last.turn != word.turn) return false;
  const int32_t size = std::max(last.size, word.size);
  if (word.turn % 2 == 1) {
    // Turned by a quarter: lines run along y.
    const int32_t shared = std::min(last.box.right, word.box.right) - std::max(last.box.left, word.box.left);
    return shared * 2 >= std::min(last.box.width(), word.box.width());
  }
  const int32_t gap = word.turn == 2 ? last.box.left - word.box.right : word.box.left - last.box.right;
  return segment.box.Beside(word.box, size) && last.box.Beside(word.box, size) && gap * 10 >= -5 * size &&
         gap * 10 <= kWidestBlank * size;
}

// Puts together neighbours that a blank, or a mark and its text, keep apart.
void JoinNeighbours(const PdfWords& words, std::string_view list, PdfBand* band) {
  std::ranges::stable_sort(band->segments, {}, [](const PdfSegment& segment) { return segment.box.left; });
  std::vector<PdfSegment> joined;
  for (PdfSegment& segment : band->segments) {
    if (!joined.empty()) {
      PdfSegment& before = joined.back();
      const int32_t size = std::max(before.size, segment.size);
      const int32_t gap = segment.box.left - before.box.right;
      bool mark = false;
      if (joined.size() == 1 && before.words.size() == 1 && gap * 10 <= kFarthestMark * size) {
        const PdfWord& word = words.words[before.words[0]];
        mark = IsMark(list.substr(word.at, word.length), words.fonts[word.font]);
      }
      if (mark || gap * 10 <= kWidestBlank * size) {
        before.words.insert(before.words.end(), segment.words.begin(), segment.words.end());
        before.box.Cover(segment.box);
        before.size = size;
        continue;
      }
    }
    joined.push_back(std::move(segment));
  }
  band->segments = std::move(joined);
}

}  // namespace

std::string PdfBand::Text(const PdfWords& words, std::string_view list) const {
  std::string text;
  for (const PdfSegment& segment : segments) {
    for (const uint32_t index : segment.words) {
      const PdfWord& word = words.words[index];
      if (!text.empty()) text += ' ';
      text += list.substr(word.at, word.length);
    }
  }
  return text;
}

bool IsPdfBullet(std::string_view text) {
  for (const std::string_view bullet :
       {"-", "*", "\u2022", "\u2013", "\u25E6", "\u25AA", "\u25CF", "\u00B7", "\uF0B7", "o", "\u25CB",
        "\u25A0", "\u2023", "\u27A2", "\u2713", "\uF0A7", "\uF0D8"}) {
    if (text == bullet) return true;
  }
  return false;
}

PdfBands BandsOf(const PdfWords& words, std::string_view list, const PdfPage& page) {
  PdfBands bands;
  std::vector<PdfSegment> segments;
  const PdfWord* last = nullptr;
  for (uint32_t i = page.first; i < page.last; ++i) {
    const PdfWord& word = words.words[i];
    if (word.apart) continue;
    std::vector<PdfBand>& turned = bands.turned;
    if (last != nullptr && last->turn == word.turn) {
      PdfSegment& open = word.turn == 0 ? segments.back() : turned.back().segments.back();
      if (Follows(open, *last, word)) {
        open.words.push_back(i);
        open.box.Cover(word.box);
        open.size = std::max(open.size, word.size);
        if (word.turn != 0) turned.back().box = open.box;
        last = &word;
        continue;
      }
    }
    PdfSegment segment{{i}, word.box, word.size};
    if (word.turn == 0) {
      segments.push_back(std::move(segment));
    } else {
      turned.push_back({{std::move(segment)}, word.box, word.size});
    }
    last = &word;
  }

  std::ranges::stable_sort(
      segments, {}, [](const PdfSegment& s) { return std::pair(s.box.top + s.box.bottom, s.box.left); });
  for (PdfSegment& segment : segments) {
    // A few bands back, so that a tall letter between two lines does not hide the lower one.
    PdfBand* beside = nullptr;
    for (size_t back = 0; back < std::min<size_t>(bands.level.size(), 4) && beside == nullptr; ++back) {
      PdfBand& band = bands.level[bands.level.size() - 1 - back];
      // The first segment stands for the band, which else would grow down the page with each one.
      const int32_t size = std::max(band.segments[0].size, segment.size);
      if (band.segments[0].box.Beside(segment.box, size)) beside = &band;
    }
    if (beside == nullptr) {
      bands.level.push_back({{}, segment.box, segment.size});
      beside = &bands.level.back();
    }
    beside->box.Cover(segment.box);
    beside->size = std::max(beside->size, segment.size);
    beside->segments.push_back(std::move(segment));
  }
  for (PdfBand& band : bands.level) JoinNeighbours(words, list, &band);
  return bands;
}

}  // namespace concord
