// Finds which paragraphs of a PDF file are headings, and their levels.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_HEADINGS_H_
#define CONCORD_INGEST_READERS_PDF_PDF_HEADINGS_H_

#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_paragraphs.h"

namespace concord {

// Sets kind and level of the paragraphs of kind kText that are the title or a heading. O(text).
void FindHeadings(const PdfWords& words, std::string_view list, const std::vector<PdfLine>& lines,
                  std::vector<PdfParagraph>* paragraphs);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_HEADINGS_H_
