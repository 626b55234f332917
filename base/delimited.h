// Tables as text: RFC 4180 with any one-byte separator. A cell knows the bytes that it came from, which
// no packaged reader tells, and which every fact that we read from a table must.
#ifndef CONCORD_BASE_DELIMITED_H_
#define CONCORD_BASE_DELIMITED_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

struct DelimitedOptions {
  char separator = '\t';
  bool quotes = true;   // a cell may stand in double quotes, doubled inside; false: quotes are plain bytes
  char comment = '\0';  // a line that starts with this byte is passed over; '\0': none
};

// One cell: `raw` is what stands in the file between the separators, quotes included.
struct Cell {
  std::string_view raw;
  bool quoted = false;
  bool escaped = false;  // has doubled quotes inside

  // The value; borrowed from the input unless it has doubled quotes, in which case `*buffer` holds it.
  std::string_view Value(std::string* buffer) const;
};

// Reads row by row; the input must outlive the reader and the cells. Lines end with LF, CRLF or CR.
class DelimitedReader {
 public:
  DelimitedReader(std::string_view input, std::string_view source, DelimitedOptions options);

  // False at the end of the input. An error (kInvalid, with line) is a quote that is never closed, or
  // bytes behind a closing quote. Empty lines are passed over.
  Result<bool> Next(std::vector<Cell>* row);

  uint64_t line() const { return line_; }  // at which the last row starts, from 1

 private:
  std::string_view input_;
  std::string source_;
  DelimitedOptions options_;
  size_t at_ = 0;
  uint64_t line_ = 0;
  uint64_t next_line_ = 1;
};

// A value as a cell: in double quotes, with those inside doubled, where it holds one, the separator or an end
// of line.
std::string QuoteCell(std::string_view value, char separator);

}  // namespace concord

#endif  // CONCORD_BASE_DELIMITED_H_
