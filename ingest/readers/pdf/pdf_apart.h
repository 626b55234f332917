// What is printed on a page and is no part of its text: watermarks across the lines, numbers of lines.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_APART_H_
#define CONCORD_INGEST_READERS_PDF_PDF_APART_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/pdf/pdf_words.h"

namespace concord {

// Marks the words as `apart` and says what was found, in words for people; empty when there is nothing.
//
// A watermark is clearly larger than the body and stands slanted, or over lines of text, where no heading
// stands. Numbers of lines form a column beside the text, count by one with nearly each line (bills of the
// United States) or by five (of other parliaments and courts), and leave prose when they are gone: the rows
// of a table do not. O(words log words).
std::vector<std::string> MarkApart(std::string_view list, PdfWords* words);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_APART_H_
