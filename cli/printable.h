// Text on its way to a terminal, which counts in columns and obeys control characters.
#ifndef CONCORD_CLI_PRINTABLE_H_
#define CONCORD_CLI_PRINTABLE_H_

#include <string>
#include <string_view>
#include <vector>

namespace concord {

// One line: white space as single blanks, and nothing that a terminal obeys. Names of files, titles and keys
// could carry escape sequences, or characters that turn the direction of what stands behind them (the
// overrides, embeddings and isolates of the bidirectional algorithm); both are left out. Bytes that are no
// UTF-8 become "%FF".
std::string Printable(std::string_view text);

// The same for a text of several lines, whose line ends, tabs and blanks stay.
std::string PrintableLines(std::string_view text);

// At most `width` columns of `text`, with "…" where something was cut: the end of words, but the
// beginning of a key, whose last part tells it from its neighbours.
std::string Cut(const std::string& text, size_t width);

// Blanks behind it, or before it, up to `width` columns.
std::string Pad(const std::string& text, size_t width, bool right);

// Words of `text` in lines of at most `width` columns; a longer word has a line of its own. One line at
// least.
std::vector<std::string> Wrap(const std::string& text, size_t width);

}  // namespace concord

#endif  // CONCORD_CLI_PRINTABLE_H_
