// Determines how deep the tree of an HTML page will be, and how wide its tags are, before it is built.
//
// Gumbo has no limit, and with thousands of open elements each tag costs as many steps: 40,000 of them take
// half a minute. So this scans the page once with the standard's stack of open elements (HTML standard,
// 13.2.4.2) in a simpler form. Where the simpler form differs from the standard, it keeps an element open. So
// it never reports less than the tree's depth, except for a factor of 4 (a cell may mean table body, row and
// cell).
//
// Gumbo also compares each attribute of a tag with all before it: 300,000 of them take minutes.
//
// Elements cost one step for each open element, of which there are at most `limit`.
#ifndef CONCORD_INGEST_READERS_PAGES_HTML_DEPTH_H_
#define CONCORD_INGEST_READERS_PAGES_HTML_DEPTH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace concord {

// The offset of the first tag below more than `limit` open elements; npos if there is none.
size_t FindDeeperTag(std::string_view html, size_t limit);

struct TagLimits {
  size_t depth = SIZE_MAX;
  size_t attributes = SIZE_MAX;
};
struct ExcessiveTag {
  size_t offset = 0;
  bool is_wide = false;  // it has more attributes; otherwise it is deeper
};
// The first tag that exceeds a limit. In one pass.
std::optional<ExcessiveTag> FindExcessiveTag(std::string_view html, const TagLimits& limits);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_DEPTH_H_
