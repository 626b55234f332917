// How many words of a source are in the document made from it. No reader may drop much of a file
// silently.
#ifndef CONCORD_INGEST_DOCUMENT_WORD_LOSS_H_
#define CONCORD_INGEST_DOCUMENT_WORD_LOSS_H_

#include <cstdint>
#include <string_view>

namespace concord {

// Counts runs of letters and digits, in any script.
uint64_t CountWords(std::string_view text);

// A lower bound for the words of a source that a person can read. Words in markup, scripts, comments, field
// names and addresses do not count. The first bytes distinguish markup (XML, HTML), JSON, lists of a PDF
// file's words and plain text. O(bytes).
uint64_t CountSourceWords(std::string_view source);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_WORD_LOSS_H_
