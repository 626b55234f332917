// How many words of a source are in the document that was made of it: no reader drops much of a file in
// silence.
#ifndef CONCORD_INGEST_DOCUMENT_WORD_LOSS_H_
#define CONCORD_INGEST_DOCUMENT_WORD_LOSS_H_

#include <cstdint>
#include <string_view>

namespace concord {

// Runs of letters and digits, of any script.
uint64_t CountWords(std::string_view text);

// The words of a source that a person reads there, counted from below: what stands in markup, scripts,
// comments, names of fields and addresses does not count. Markup (XML, HTML), JSON, lists of a PDF file's
// words and plain text are told apart by their first bytes. O(bytes).
uint64_t CountSourceWords(std::string_view source);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_WORD_LOSS_H_
