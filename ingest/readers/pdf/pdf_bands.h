// The first step of a page's layout: finds words that follow one another, and segments that are side by side.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_BANDS_H_
#define CONCORD_INGEST_READERS_PDF_PDF_BANDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_words.h"

namespace concord {

// Words of one line with only blanks between them.
struct PdfSegment {
  std::vector<uint32_t> words;
  PdfBox box;
  int32_t size = 0;  // of its largest font
};

// Segments that are side by side, from left to right.
struct PdfBand {
  std::vector<PdfSegment> segments;
  PdfBox box;
  int32_t size = 0;

  std::string Text(const PdfWords& words, std::string_view list) const;
};

struct PdfBands {
  std::vector<PdfBand> level;   // from top to bottom
  std::vector<PdfBand> turned;  // text that runs up or down the page, each line separately
};

// Whether it is one sign before an item of a list.
bool IsPdfBullet(std::string_view text);

// A number or bullet and the text beside it are one segment, so that a list is not a table. Sorts; otherwise
// linear in the words of the page.
PdfBands BandsOf(const PdfWords& words, std::string_view list, const PdfPage& page);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_BANDS_H_
