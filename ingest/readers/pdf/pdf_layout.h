// Turns the words of pages into lines in the order in which a person reads them.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_LAYOUT_H_
#define CONCORD_INGEST_READERS_PDF_PDF_LAYOUT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_words.h"

namespace concord {

struct PdfLine {
  std::vector<uint32_t> words;  // from left to right
  PdfBox box;
  int32_t size = 0;             // of the font of most letters
  bool bold = false;            // all words
  bool mono = false;            // all words
  uint32_t page = 0;            // index in PdfWords::pages
  uint32_t column = 0;          // number of the column, table cell or turned line around it
  int32_t left = 0, right = 0;  // edges of the column
  bool cell = false;            // the column is a cell of a table
  bool footnote = false;
};

// The lines of all pages, without page furniture: lines at the top or bottom edge that repeat on other pages,
// apart from page numbers (on three pages or more; on two if the document has two or three). Columns are read
// one after the other, tables row by row; turned text comes at the end of its page. Footnotes are marked:
// smaller than the body, at the foot of a column, with a mark in front.
//
// A page is cut where blank strips go through several lines (gutters). The lines decide whether a part with
// gutters is columns or a table: columns are prose, and their lines have no common rows. Linear in the words,
// except for sorting each page. Tested by tests/ingest/readers/pdf/pdf_reader_test.cc.
std::vector<PdfLine> LayOut(const PdfWords& words, std::string_view list, size_t* furniture = nullptr);

// The size of the font of most letters.
int32_t BodySize(const PdfWords& words);

// "12", "*", "(3)": the mark before a footnote.
bool IsFootnoteMark(std::string_view text);

// The text of a line, with blanks between its words.
std::string TextOf(const PdfLine& line, const PdfWords& words, std::string_view list);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_LAYOUT_H_
