// Turns lines into paragraphs and decides what kind of paragraph each is.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_PARAGRAPHS_H_
#define CONCORD_INGEST_READERS_PDF_PDF_PARAGRAPHS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_layout.h"

namespace concord {

struct PdfParagraph {
  enum class Kind : uint8_t {
    kText,
    kItem,   // begins with a bullet
    kTitle,  // of the whole document
    kHeading,
    kFootnote,
    kCell,
    kContents,  // a line of a printed table of contents
    kCode,
  };
  Kind kind = Kind::kText;
  int level = 0;                // of a heading, from 1; of an item, from 0
  std::vector<uint32_t> lines;  // indices
};

// A paragraph ends where the next line is farther away than usual, changes its font, or begins with a bullet
// or a number, or where the next word would have fitted. A paragraph that a page or column cuts continues
// after the footnotes. Headings are the entries of the file's own table of contents, and text that is larger
// than the body or bold throughout. Their levels come from that table, or else from the order of the sizes.
// O(words log words).
std::vector<PdfParagraph> MakeParagraphs(const PdfWords& words, std::string_view list,
                                         const std::vector<PdfLine>& lines);

// Whether it has a row of four dots or more, as between a heading and its page number.
bool IsLeader(std::string_view word);

// The text of a paragraph's lines, for comparison; `limit` bytes are enough.
std::string TextOf(const PdfParagraph& paragraph, const PdfWords& words, std::string_view list,
                   const std::vector<PdfLine>& lines, size_t limit);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_PARAGRAPHS_H_
