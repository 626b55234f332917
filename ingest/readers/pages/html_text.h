// HTML inside a string of another format: the paragraphs of a summary in a CDATA section, or with its tags
// escaped.
#ifndef CONCORD_INGEST_READERS_PAGES_HTML_TEXT_H_
#define CONCORD_INGEST_READERS_PAGES_HTML_TEXT_H_

#include <string>
#include <string_view>

#include "ingest/document/document_builder.h"
#include "ingest/source/offset_map.h"
#include "ingest/source/source_text.h"

namespace concord {

// Some text that a file spells in another way, and where each byte of it stands in the file's text().
struct SpelledText {
  std::string text;
  OffsetMap offsets;
};

// Appends it as it stands to the open block.
void AppendSpelled(const SpelledText& spelled, DocumentBuilder* builder);

// Appends it as blocks of `kind`: each element that begins a line in a browser begins one, an item of a list
// is a list item. Text without tags is one block; so is what cannot be read as HTML (elements nested absurdly
// deep), tags and all.
void AppendHtmlText(const SpelledText& spelled, const SourceText& source, BlockKind kind,
                    DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_TEXT_H_
