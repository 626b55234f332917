#include "base/line_reader.h"

#include <istream>

namespace concord {

bool LineReader::Next() {
  line_.clear();
  too_long_ = false;
  offset_ = next_offset_;
  std::streambuf* const bytes = in_.rdbuf();
  constexpr auto kEnd = std::char_traits<char>::eof();
  int c = bytes->sbumpc();
  if (c == kEnd) {
    in_.setstate(std::ios::eofbit);
    return false;
  }
  for (; c != kEnd && c != '\n'; c = bytes->sbumpc()) {
    ++next_offset_;
    if (line_.size() < max_line_bytes_) {
      line_ += static_cast<char>(c);
    } else {
      too_long_ = true;
    }
  }
  if (c == '\n') ++next_offset_;
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  ++number_;
  return true;
}

}  // namespace concord
