// Running heads, page numbers and the like: what stands on pages and is no part of the text.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_FURNITURE_H_
#define CONCORD_INGEST_READERS_PDF_PDF_FURNITURE_H_

#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_bands.h"

namespace concord {

// Takes from each page the lines at its upper and lower edge that stand at the same height of other pages too
// with the same words, numbers apart: of three pages, or of a quarter of them where that is less. Also turned
// text that comes again, and a bare page number at an edge. Linear in the lines.
void RemoveFurniture(const PdfWords& words, std::string_view list, std::vector<PdfBands>* pages);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_FURNITURE_H_
