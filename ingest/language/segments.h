// Splits blocks into the parts that can each be read alone: paragraphs, opening words, list items.
#ifndef CONCORD_INGEST_LANGUAGE_SEGMENTS_H_
#define CONCORD_INGEST_LANGUAGE_SEGMENTS_H_

#include <cstdint>
#include <vector>

#include "ingest/language/passage_tokens.h"
#include "ingest/language/sentences.h"
#include "ingest/language/text_stretch.h"

namespace concord {

// A block, or a part of one: the opening words of an enumeration within a paragraph ("shall: (a) inform ...;
// (b) keep ..."), or one of its items.
struct Segment {
  uint32_t block = 0;      // index in Document::blocks
  TokenRange tokens;       // without the item's number
  int32_t lead = -1;       // the segment with the opening words, or -1
  bool item = false;       // is in a list (with or without a known lead)
  bool has_items = false;  // other segments name it as their lead
};
std::vector<Segment> SplitSegments(const TextStretch& passage, const PassageTokens& text);

// Whether a block can state measures of this document: not a quotation, heading, footnote, recital, preamble
// or definition.
bool HoldsMeasures(const TextStretch& passage, uint32_t block);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_SEGMENTS_H_
