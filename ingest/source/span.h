// A piece of a document's normalised text.
#ifndef CONCORD_INGEST_SOURCE_SPAN_H_
#define CONCORD_INGEST_SOURCE_SPAN_H_

#include <compare>
#include <cstdint>

namespace concord {

// Bytes [start, end) of Document::text; both ends lie between characters.
struct Span {
  uint32_t start = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - start; }
  bool empty() const { return start == end; }
  bool Contains(Span other) const { return start <= other.start && other.end <= end; }
  bool Overlaps(Span other) const { return start < other.end && other.start < end; }
  auto operator<=>(const Span&) const = default;
};

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_SPAN_H_
