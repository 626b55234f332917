// How deep the tree of an HTML page will be, before anybody makes it.
//
// Gumbo has no limit, and with thousands of open elements each tag costs as many steps: 40,000 of them take
// half a minute. So the page is walked once with the standard's stack of open elements (HTML
// standard, 13.2.4.2) in a simpler form. Where the simpler form and the standard differ, this one keeps an
// element open: it never says less than the tree's depth, but for a factor of 4 (a cell stands for table
// body, row and cell).
//
// Elements cost one step for each open element, of which there are at most `limit`.
#ifndef CONCORD_INGEST_READERS_PAGES_HTML_DEPTH_H_
#define CONCORD_INGEST_READERS_PAGES_HTML_DEPTH_H_

#include <cstddef>
#include <string_view>

namespace concord {

// The offset of the first tag that more than `limit` open elements stand above; npos when there is none.
size_t FindDeeperTag(std::string_view html, size_t limit);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_DEPTH_H_
