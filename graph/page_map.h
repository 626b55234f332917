// Maps places in a version's text to pages of its source: the blob `pages` (docs/store-format.md). Ingest
// writes it and queries read it.
#ifndef CONCORD_GRAPH_PAGE_MAP_H_
#define CONCORD_GRAPH_PAGE_MAP_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// A rectangle on a page, in tenths of a point from its upper left corner.
struct PageBox {
  uint32_t page = 0;  // from 1
  int32_t left = 0, top = 0, right = 0, bottom = 0;
  friend bool operator==(const PageBox&, const PageBox&) = default;
};

// The boxes of the words of a text. Starts rise, and a word extends to the start of the next one. Empty for a
// source without pages.
class PageMap {
 public:
  // Adds the word that starts at byte `text_start`. Ignores a word that does not start after the last one.
  void Add(uint32_t text_start, const PageBox& box);

  bool empty() const { return words_.empty(); }
  size_t size() const { return words_.size(); }

  // The boxes of bytes [start, end): one for each line, in the order of the text.
  std::vector<PageBox> Boxes(uint64_t start, uint64_t end) const;
  // The page of the byte at `start`, or 0.
  uint32_t PageOf(uint64_t start) const;

  // Compact bytes for the store, and back. Decode fails with kCorrupt for bytes that Encode did not write.
  std::string Encode() const;
  static Result<PageMap> Decode(std::string_view bytes);

  friend bool operator==(const PageMap&, const PageMap&) = default;

 private:
  struct Word {
    uint32_t start = 0;
    PageBox box;
    friend bool operator==(const Word&, const Word&) = default;
  };
  size_t Find(uint64_t start) const;  // the last word that starts at or before it, or size()

  std::vector<Word> words_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_PAGE_MAP_H_
