// The title of a document as its text states it.
#ifndef CONCORD_INGEST_LANGUAGE_STATED_TITLE_H_
#define CONCORD_INGEST_LANGUAGE_STATED_TITLE_H_

#include <string>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/language/front_matter.h"

namespace concord {

struct StatedTitle {
  std::string title;      // white space collapsed; empty: the text has none
  Span span;              // of its words
  bool is_short = false;  // from "may be cited as"
};

// The short title that an act gives itself; else what stands behind "Subject:"; else the long title of an
// act; else the first line of the cover that can be one.
StatedTitle ReadStatedTitle(const DocumentFront& front);

// Whether a line can be a title: no letterhead, date, form ("A BILL"), printer's line or sentence.
bool IsTitleLine(std::string_view line);

// Whether a title is only the name of the file, or what a program calls a file without a title ("Microsoft
// Word - x").
bool IsFileName(std::string_view title, std::string_view path);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_STATED_TITLE_H_
