// Tables as text: RFC 4180 with any one-byte separator. Each cell knows its bytes in the input. No packaged
// reader gives these, and every fact that we read from a table needs them.
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
  bool quotes = true;   // cells may be in double quotes, inner quotes doubled; false: quotes are plain bytes
  char comment = '\0';  // lines that start with this byte are skipped; '\0': none
};

// One cell. `raw` is the text between the separators in the file, quotes included.
struct Cell {
  std::string_view raw;
  bool quoted = false;
  bool escaped = false;  // has doubled quotes inside

  // The value. Borrows from the input, unless the cell has doubled quotes; then `*buffer` holds the value.
  std::string_view Value(std::string* buffer) const;
};

// Reads row by row. The input must outlive the reader and the cells. Lines end with LF, CRLF or CR.
class DelimitedReader {
 public:
  DelimitedReader(std::string_view input, std::string_view source, DelimitedOptions options);

  // Returns false at the end of the input. Fails with kInvalid and the line for a quote that is never closed,
  // or for bytes after a closing quote. Skips empty lines.
  Result<bool> Next(std::vector<Cell>* row);

  uint64_t line() const { return line_; }  // the line on which the last row starts, from 1

 private:
  std::string_view input_;
  std::string source_;
  DelimitedOptions options_;
  size_t at_ = 0;
  uint64_t line_ = 0;
  uint64_t next_line_ = 1;
};

// Writes a value as a cell. If it contains a double quote, the separator or an end of line, the cell is in
// double quotes, with inner quotes doubled.
std::string QuoteCell(std::string_view value, char separator);

}  // namespace concord

#endif  // CONCORD_BASE_DELIMITED_H_
