// Reads a stream line by line, with a limit on what one line may take in memory.
#ifndef CONCORD_BASE_LINE_READER_H_
#define CONCORD_BASE_LINE_READER_H_

#include <cstdint>
#include <iosfwd>
#include <string>

namespace concord {

// Borrows the stream. A line ends at LF or at the end of the stream; the LF, and a CR before it, are no part
// of it.
class LineReader {
 public:
  LineReader(std::istream& in, uint64_t max_line_bytes) : in_(in), max_line_bytes_(max_line_bytes) {}

  // The next line, valid until the next call; false at the end. Of a line that is too long only the front is
  // kept, and too_long() is true.
  bool Next();

  const std::string& line() const { return line_; }
  bool too_long() const { return too_long_; }
  uint64_t number() const { return number_; }  // of the line, from 1
  uint64_t offset() const { return offset_; }  // of its first byte, from where the reader began

 private:
  std::istream& in_;
  const uint64_t max_line_bytes_;
  std::string line_;
  bool too_long_ = false;
  uint64_t number_ = 0, offset_ = 0, next_offset_ = 0;
};

}  // namespace concord

#endif  // CONCORD_BASE_LINE_READER_H_
