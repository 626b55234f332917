// A page as gumbo's tree, walked without recursion.
#ifndef CONCORD_INGEST_READERS_PAGES_HTML_TREE_H_
#define CONCORD_INGEST_READERS_PAGES_HTML_TREE_H_

#include <gumbo.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/outline/outline.h"
#include "ingest/source/source_text.h"

namespace concord {

// Uses no more stack for a deep page than for a flat one.
struct GumboDeleter {
  void operator()(GumboOutput* page) const;
};
using HtmlTree = std::unique_ptr<GumboOutput, GumboDeleter>;

// Fails with kLimit if elements nest absurdly deep, because each tag costs gumbo a step for each open
// element. The tree borrows the source's text.
Result<HtmlTree> ParseHtml(const SourceText& source);

// What an element does to the text around it.
enum class HtmlRole : uint8_t {
  kInline,
  kBlock,
  kSkipped,
  kHeading,
  kItem,
  kList,
  kRow,
  kCell,
  kBreak,
  kPre,
  kQuote,
  kNote
};
HtmlRole HtmlRoleOf(const GumboNode& element);

// "" when the element has no such attribute.
std::string_view AttributeOf(const GumboNode& element, const char* name);
bool HasClass(const GumboNode& element, std::string_view name);
// The children of a document or an element.
const GumboVector& ChildrenOf(const GumboNode& node);

// The text of a text node with the places of its bytes in `source`. Texts that are not in the source (decoded
// entities) are kept in *storage, which must not lose elements while the pieces are used.
void AppendPieces(const GumboNode& text, std::string_view source, std::deque<std::string>* storage,
                  std::vector<Piece>* pieces);

// All text below a node, for titles and for classification; at most about `limit` bytes.
std::string TextBelow(const GumboNode& node, size_t limit);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_TREE_H_
