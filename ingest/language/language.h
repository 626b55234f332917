// In which language a text and its parts are written.
//
// Rules that read English would find nonsense in French, so every section has a language: its own where the
// file or the letters say so, else its parent's, else the document's. Detection is Debian's libcld2 behind a
// look for English function words, which spares most texts the library.
#ifndef CONCORD_INGEST_LANGUAGE_LANGUAGE_H_
#define CONCORD_INGEST_LANGUAGE_LANGUAGE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/document/document.h"

namespace concord {

// BCP 47: "en", "fr", "zh-Hant"; empty when the text is too short or mixed to tell. `text` is valid UTF-8; no
// more than its first 64 KiB are read. Threads may call it side by side.
std::string DetectLanguage(std::string_view text);

// Fills metadata.language where neither file nor manifest said it, and the language of sections that surely
// speak another than what is around them. Keeps what the file says, when that is a language tag, in its usual
// form
// ("en" for "en-en", "el" for "gr"). Linear in the number of blocks.
void MarkLanguages(Document* document);

// The language of a section: its own, its nearest parent's, the document's; empty: unknown.
std::string_view LanguageOf(const Document& document, uint32_t section);

// The language of a block: its section's, but English where a section of another language holds a block of
// English sentences, as bilingual editions do.
std::string_view LanguageOfBlock(const Document& document, uint32_t block);

// Whether rules for English may read the block: it is English, or nobody knows.
bool IsEnglish(const Document& document, uint32_t block);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_LANGUAGE_H_
