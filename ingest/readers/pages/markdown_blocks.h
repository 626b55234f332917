// The Markdown of a single value (a description, a control's prose) as blocks without markup.
// ingest/readers/pages/markdown_reader.cc reads whole files of Markdown and also makes sections.
#ifndef CONCORD_INGEST_READERS_PAGES_MARKDOWN_BLOCKS_H_
#define CONCORD_INGEST_READERS_PAGES_MARKDOWN_BLOCKS_H_

#include <string>
#include <vector>

#include "ingest/document/document.h"
#include "ingest/document/document_builder.h"
#include "ingest/source/placed_text.h"

namespace concord {

struct MarkdownBlock {
  BlockKind kind = BlockKind::kParagraph;
  int depth = 0;  // of a list item: 1 is the outermost list; else 0
  PlacedText text;
};

// In the order of the text; none is empty. CommonMark with tables. Leaves out HTML and images, and keeps the
// words of links. Linear.
std::vector<MarkdownBlock> SplitMarkdown(const PlacedText& markdown);

// The words of one line of Markdown (a title).
PlacedText WithoutMarkup(const PlacedText& markdown);

// Writes blocks into the open section, the first with `number` before it (which is text, but not part of the
// block's span). List items belong to the block before their list if that ends with a colon, else to `lead`
// (a block, or -1); so does a first paragraph. Returns the last block if it ends with a colon, as opening
// words for the next text; otherwise -1.
int32_t WriteMarkdown(const std::vector<MarkdownBlock>& blocks, DocumentBuilder* builder, int32_t lead = -1,
                      const PlacedText& number = {});

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_MARKDOWN_BLOCKS_H_
