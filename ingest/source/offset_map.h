// Maps places in a normalised text back to the bytes of the file from which it was read.
#ifndef CONCORD_INGEST_SOURCE_OFFSET_MAP_H_
#define CONCORD_INGEST_SOURCE_OFFSET_MAP_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/source/span.h"

namespace concord {

// A sequence of runs with rising text offsets. Inside a run with two equal lengths, bytes correspond one to
// one: they are the same, or a blank replaces other white space. In any other run (an entity, collapsed white
// space, a re-encoded character), the whole corresponds to the whole. Text that is not in the source (a blank
// between two table cells) has a run of source length 0.
class OffsetMap {
 public:
  // Appends a run. Joins it with the last one if both are one to one and adjacent in text and source.
  void Add(uint32_t text_length, uint64_t source_start, uint32_t source_length);

  // Appends all runs of another map of the same source.
  void Append(const OffsetMap& other);
  // Forgets the text from `text_size` on.
  void Truncate(uint32_t text_size);

  // The smallest stretch of source bytes that covers the span: [first, second).
  struct SourceSpan {
    uint64_t start = 0;
    uint64_t end = 0;
  };
  SourceSpan ToSource(Span span) const;

  // The map through `inner` first and then through this one, for readers that work on decoded bytes.
  OffsetMap After(const OffsetMap& decoding) const;

  size_t run_count() const { return runs_.size(); }
  uint32_t text_size() const { return text_size_; }

  // Compact bytes for the store, and back (kCorrupt for bytes that Encode did not write).
  std::string Encode() const;
  static Result<OffsetMap> Decode(std::string_view bytes);

  friend bool operator==(const OffsetMap&, const OffsetMap&) = default;

 private:
  struct Run {
    uint32_t text_start = 0;
    uint32_t text_length = 0;
    uint64_t source_start = 0;
    uint32_t source_length = 0;
    friend bool operator==(const Run&, const Run&) = default;
  };
  std::vector<Run> runs_;
  uint32_t text_size_ = 0;
};

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_OFFSET_MAP_H_
