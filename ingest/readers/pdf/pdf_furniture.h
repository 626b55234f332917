// Removes running heads, page numbers and the like, which are on pages but not part of the text.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_FURNITURE_H_
#define CONCORD_INGEST_READERS_PDF_PDF_FURNITURE_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_bands.h"

namespace concord {

// Removes from each page the lines at its upper and lower edge that also occur on other pages, at the same
// height and with the same words (numbers may differ): on three pages, or on a quarter of them if that is
// less. Also repeated turned text, and a bare page number at an edge. Returns on how many pages words were
// removed that are no page numbers. Linear in the lines.
size_t RemoveFurniture(const PdfWords& words, std::string_view list, std::vector<PdfBands>* pages);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_FURNITURE_H_
