// Paragraphs out of lines: what plain text and pages of preformatted text have in common.
#ifndef CONCORD_INGEST_OUTLINE_TEXT_LINES_H_
#define CONCORD_INGEST_OUTLINE_TEXT_LINES_H_

#include "ingest/outline/outline.h"

namespace concord {

// Joins wrapped lines, parts units that were run together, takes an early heading for the title (when the
// document has none yet) and hands all to the outline. Stops when the builder has failed.
void ReadLines(Pieces pieces, DocumentBuilder* builder, Outline* outline);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_TEXT_LINES_H_
