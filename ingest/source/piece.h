// Some text and its place in its source.
#ifndef CONCORD_INGEST_SOURCE_PIECE_H_
#define CONCORD_INGEST_SOURCE_PIECE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace concord {

// Some text of a paragraph and its place in source.text(). The text is these very bytes or, with a length, it
// represents this many bytes (an entity).
struct Piece {
  std::string_view text;
  uint64_t at = 0;
  std::optional<uint32_t> length = std::nullopt;
};
using Pieces = std::span<const Piece>;

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_PIECE_H_
