#include "base/delimited.h"

namespace concord {

std::string_view Cell::Value(std::string* buffer) const {
  if (!quoted) return raw;
  const std::string_view inside = raw.substr(1, raw.size() - 2);
  if (!escaped) return inside;
  buffer->clear();
  for (size_t i = 0; i < inside.size(); ++i) {
    *buffer += inside[i];
    if (inside[i] == '"') ++i;  // the second of a pair
  }
  return *buffer;
}

DelimitedReader::DelimitedReader(std::string_view input, std::string_view source, DelimitedOptions options)
    : input_(input), source_(source), options_(options) {}

Result<bool> DelimitedReader::Next(std::vector<Cell>* row) {
  row->clear();
  const auto at_line_end = [this](size_t at) {
    return at == input_.size() || input_[at] == '\n' || input_[at] == '\r';
  };
  // Moves behind an LF, CR or CRLF at `at_`.
  const auto pass_line_end = [this] {
    if (at_ == input_.size()) return;
    at_ += input_[at_] == '\r' && at_ + 1 < input_.size() && input_[at_ + 1] == '\n' ? 2 : 1;
    ++next_line_;
  };

  // Empty lines and comments
  while (at_ < input_.size()) {
    if (options_.comment != '\0' && input_[at_] == options_.comment) {
      at_ = std::min(input_.find_first_of("\r\n", at_), input_.size());
    } else if (!at_line_end(at_)) {
      break;
    }
    pass_line_end();
  }
  if (at_ == input_.size()) return false;

  line_ = next_line_;
  for (;;) {
    Cell cell;
    const size_t start = at_;
    if (options_.quotes && at_ < input_.size() && input_[at_] == '"') {
      cell.quoted = true;
      for (++at_;; ++at_) {
        if (at_ == input_.size()) {
          at_ = input_.size();
          return tl::unexpected(
              ErrorAt(ErrorCode::kInvalid, "a quoted cell is never closed", source_, input_, start));
        }
        if (input_[at_] == '"') {
          if (at_ + 1 == input_.size() || input_[at_ + 1] != '"') break;
          cell.escaped = true;
          ++at_;
        } else if (input_[at_] == '\n' ||
                   (input_[at_] == '\r' && (at_ + 1 == input_.size() || input_[at_ + 1] != '\n'))) {
          ++next_line_;
        }
      }
      ++at_;
      if (!at_line_end(at_) && input_[at_] != options_.separator) {
        const size_t wrong = at_;
        at_ = input_.size();
        return tl::unexpected(ErrorAt(ErrorCode::kInvalid,
                                      "expected a separator or the end of the line behind the closing quote",
                                      source_, input_, wrong));
      }
    } else {
      while (!at_line_end(at_) && input_[at_] != options_.separator) ++at_;
    }
    cell.raw = input_.substr(start, at_ - start);
    row->push_back(cell);
    if (at_line_end(at_)) break;
    ++at_;  // the separator
  }
  pass_line_end();
  return true;
}

std::string QuoteCell(std::string_view value, char separator) {
  const std::string special = {separator, '"', '\r', '\n'};
  if (value.find_first_of(special) == std::string_view::npos) return std::string(value);
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace concord
