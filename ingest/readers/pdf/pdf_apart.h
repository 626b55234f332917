// Finds what is printed on a page but not part of its text: watermarks across the lines, line numbers.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_APART_H_
#define CONCORD_INGEST_READERS_PDF_PDF_APART_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_words.h"

namespace concord {

// Marks the words as `apart` and describes what was found, for people; empty if there is nothing.
//
// A watermark is clearly larger than the body and is slanted, or lies over lines of text, where no heading
// would be. Line numbers form a column beside the text. They count by one with nearly each line (bills of the
// United States) or by five (other parliaments and courts), and what remains without them is prose; the
// remaining rows of a table are not. O(words log words).
std::vector<std::string> MarkApart(std::string_view list, PdfWords* words);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_APART_H_
