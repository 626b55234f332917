// The text of a version in pieces, for callers that ask for many short spans.
#ifndef CONCORD_QUERY_PLACES_TEXT_WINDOW_H_
#define CONCORD_QUERY_PLACES_TEXT_WINDOW_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/place.h"

namespace concord {

// Keeps the piece that it read last. Spans of one version in rising order read each piece of the text about
// once; spans in any order are right, and slower. For one thread. The snapshot must outlive it.
class TextWindow {
 public:
  explicit TextWindow(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // The bytes of the span; fewer if the text ends before, none if there is no text. Valid until the next
  // call.
  Result<std::string_view> Of(NodeId version, TextSpan span);

 private:
  const Snapshot& snapshot_;
  NodeId version_ = 0;
  uint64_t from_ = 0, behind_ = 0;  // what bytes_ is, or would be if the text were long enough
  std::string bytes_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_TEXT_WINDOW_H_
