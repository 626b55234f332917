// What every reader promises about the Document that it returns, as a function. Tests and fuzzers call it on
// all that they read; the program itself trusts its readers.
#ifndef CONCORD_INGEST_DOCUMENT_VALIDATE_H_
#define CONCORD_INGEST_DOCUMENT_VALIDATE_H_

#include <cstdint>

#include "base/result.h"
#include "ingest/document/document.h"

namespace concord {

// kInvalid with the first promise that is broken, else nothing:
// - the text is UTF-8 without control characters other than LF and tab;
// - every span lies inside the text, both ends between characters;
// - the offsets cover the whole text and lead to bytes inside the source of `source_bytes` bytes, or inside
//   the parts of a container;
// - section 0 is the whole document; the others form a tree in reading order: a parent before its children,
//   a child inside its parent, neighbours side by side; paths are unique and without ':' and '#';
// - blocks stand in reading order, do not overlap and lie in their section; a lead stands before its item;
// - classifications and the rows of a mapping set lie in the text; the items of a framework are its own.
// O(sections + blocks + text).
Result<void> CheckDocument(const Document& document, uint64_t source_bytes);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_VALIDATE_H_
