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

// Some text that a file spells in another way, and the place of each of its bytes in the file's text().
struct SpelledText {
  std::string text;
  OffsetMap offsets;
};

// Appends it unchanged to the open block.
void AppendSpelled(const SpelledText& spelled, DocumentBuilder* builder);

// Appends it as blocks of `kind`. Each element that begins a line in a browser begins a block; an item of a
// list is a list item. Text without tags is one block. So is text that cannot be read as HTML (elements
// nested absurdly deep), including its tags.
void AppendHtmlText(const SpelledText& spelled, const SourceText& source, BlockKind kind,
                    DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_TEXT_H_
