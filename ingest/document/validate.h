// Checks what every reader promises about its Document. Tests and fuzzers call it on everything that they
// read; the program itself trusts its readers.
#ifndef CONCORD_INGEST_DOCUMENT_VALIDATE_H_
#define CONCORD_INGEST_DOCUMENT_VALIDATE_H_

#include <cstdint>

#include "base/result.h"
#include "ingest/document/document.h"

namespace concord {

// kInvalid with the first broken promise, else nothing. O(sections + blocks + text).
// - the text is UTF-8 without control characters other than LF and tab;
// - every span lies inside the text, both ends between characters;
// - the offsets cover the whole text and lead to bytes inside the source of `source_bytes` bytes, or
//   inside the parts of a container;
// - section 0 is the whole document; the others form a tree in reading order: a parent before its
//   children, a child inside its parent, no overlapping neighbours; paths are unique and without ':' and
//   '#';
// - blocks are in reading order, do not overlap and lie in their section; a lead comes before its item;
// - classifications and the rows of a mapping set lie in the text; the items of a framework are its own.
Result<void> CheckDocument(const Document& document, uint64_t source_bytes);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_VALIDATE_H_
