// A text that consists of pieces of a file, each with its place there: a JSON string without its escapes, the
// words of an XML element without its tags.
#ifndef CONCORD_INGEST_SOURCE_PLACED_TEXT_H_
#define CONCORD_INGEST_SOURCE_PLACED_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/source/piece.h"

namespace concord {

// Owns its text. Places are offsets of SourceText::text().
class PlacedText {
 public:
  void Add(std::string_view text, uint64_t at);                            // exactly these bytes are at `at`
  void AddFor(std::string_view text, uint64_t at, uint32_t length);        // represents those bytes
  void AddPart(const PlacedText& other, size_t start, size_t end = kEnd);  // other.text()[start, end)

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  // The pieces of text()[start, end), which borrow from this object. If a piece represents other bytes and is
  // cut, it still represents all of them.
  std::vector<Piece> Pieces(size_t start = 0, size_t end = kEnd) const;

  static constexpr size_t kEnd = std::string::npos;

 private:
  struct Run {
    size_t start = 0;  // in text_; it ends where the next one starts
    uint64_t at = 0;
    uint32_t length = kExact;
  };
  static constexpr uint32_t kExact = UINT32_MAX;  // as long as the text: the very bytes

  std::string text_;
  std::vector<Run> runs_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_PLACED_TEXT_H_
