// Finds the language of a text and of its parts.
//
// Rules for English would find nonsense in French, so every section has a language: its own if the file or
// the letters say so, else its parent's, else the document's. Detection uses Debian's libcld2, but first
// looks for English function words, so that most texts do not need the library.
#ifndef CONCORD_INGEST_LANGUAGE_LANGUAGE_H_
#define CONCORD_INGEST_LANGUAGE_LANGUAGE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/document/document.h"

namespace concord {

// BCP 47: "en", "fr", "zh-Hant"; empty if the text is too short or mixed. `text` must be valid UTF-8; only
// its first 64 KiB are read. Several threads may call this at once.
std::string DetectLanguage(std::string_view text);

// Fills metadata.language if neither file nor manifest says it, and the language of
// sections that clearly differ from their surroundings. Keeps what the file says if it is a
// language tag, in its usual form ("en" for "en-en", "el" for "gr"). Linear in the number
// of blocks.
void MarkLanguages(Document* document);

// The language of a section: its own, its nearest parent's, the document's; empty: unknown.
std::string_view LanguageOf(const Document& document, uint32_t section);

// The language of a block: its section's, but English if a section in another language contains a block of
// English sentences, as in bilingual editions.
std::string_view LanguageOfBlock(const Document& document, uint32_t block);

// Whether rules for English may read the block: it is English, or its language is unknown.
bool IsEnglish(const Document& document, uint32_t block);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_LANGUAGE_H_
