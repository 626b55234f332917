#include "query/places/text_window.h"

#include <algorithm>
#include <utility>

#include "base/try.h"

namespace concord {

Result<std::string_view> TextWindow::Of(NodeId version, TextSpan span) {
  // As long as the pieces in which the store on disk keeps a text, and beginning where they do.
  constexpr uint64_t kPiece = uint64_t{64} << 10;
  if (span.end <= span.start) return std::string_view();
  if (version != version_ || span.start < from_ || span.end > behind_) {
    const uint64_t from = span.start / kPiece * kPiece;
    const uint64_t behind = (span.end / kPiece + 1) * kPiece;
    version_ = 0;
    CONCORD_ASSIGN(bytes_, snapshot_.GetBlob(version, "text", from, behind - from));
    version_ = version;
    from_ = from;
    behind_ = behind;
  }
  const uint64_t at = std::min<uint64_t>(span.start - from_, bytes_.size());
  return std::string_view(bytes_).substr(at, span.end - span.start);
}

}  // namespace concord
