// The words of a PDF file with their places and fonts, as read from the output of the program concord-pdf.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_WORDS_H_
#define CONCORD_INGEST_READERS_PDF_PDF_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/source/source_text.h"

namespace concord {

// In tenths of a point, y downwards from the top of the page.
struct PdfBox {
  int32_t left = 0, top = 0, right = 0, bottom = 0;

  int32_t width() const { return right - left; }
  int32_t height() const { return bottom - top; }
  void Cover(const PdfBox& other);
  // Whether their middles are at one height, as for words of a line. Whole boxes say less: fonts differ in
  // how tall they claim to be, and lines that are set close together overlap.
  bool Beside(const PdfBox& other, int32_t size) const;
};

struct PdfWord {
  uint32_t at = 0, length = 0;  // of its text in the list of words
  PdfBox box;
  int32_t size = 0;  // of the font, in tenths of a point; never 0
  uint16_t font = 0;
  uint8_t turn = 0;    // quarters of a turn, clockwise
  bool glued = false;  // no blank before the next word
  bool apart = false;  // not part of the text: see pdf_apart.h
};

struct PdfPage {
  uint32_t number = 0;  // from 1
  int32_t width = 0, height = 0;
  uint32_t first = 0, last = 0;  // words
};

// What a font's name says about its appearance.
struct PdfFont {
  bool bold = false;
  bool italic = false;
  bool mono = false;
  bool symbol = false;  // its letters are little pictures
};

struct PdfEntry {  // of the table of contents that a viewer shows
  int level = 1;
  std::string title;
};

struct PdfWords {
  std::string title;  // the file's own
  std::vector<PdfPage> pages;
  std::vector<PdfFont> fonts;
  std::vector<PdfWord> words;
  std::vector<PdfEntry> entries;
  std::vector<uint32_t> missing;  // pages that could not be read
};

// Whether the bytes begin like a list of words.
bool IsPdfWordList(std::string_view bytes);

// Reads a list of words (pdf/README.md describes its form). A list that has no last line or is otherwise
// wrong is kInvalid with its place. If the list contains a refusal (the file needs a password or is damaged),
// it is passed on. O(bytes).
Result<PdfWords> ParsePdfWords(const SourceText& list);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_WORDS_H_
