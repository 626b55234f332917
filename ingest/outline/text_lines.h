// Makes paragraphs from lines, for plain text and for pages of preformatted text.
#ifndef CONCORD_INGEST_OUTLINE_TEXT_LINES_H_
#define CONCORD_INGEST_OUTLINE_TEXT_LINES_H_

#include "ingest/outline/outline.h"

namespace concord {

// Joins wrapped lines, separates units that were run together, takes an early heading as the title (if the
// document has none yet), and passes everything to the outline. Stops if the builder has failed.
void ReadLines(Pieces pieces, DocumentBuilder* builder, Outline* outline);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_TEXT_LINES_H_
