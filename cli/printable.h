// Text for a terminal, which counts in columns and obeys control characters.
#ifndef CONCORD_CLI_PRINTABLE_H_
#define CONCORD_CLI_PRINTABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

// One line: white space becomes single blanks, and nothing that a terminal obeys is left. Names of files,
// titles and keys could contain escape sequences, or characters that reverse the direction of later text (the
// overrides, embeddings and isolates of the bidirectional algorithm). Both are removed. Bytes that are not
// UTF-8 become "%FF".
std::string Printable(std::string_view text);

// The same for a text of several lines. Keeps line ends, tabs and blanks.
std::string PrintableLines(std::string_view text);

// At most `width` columns of `text`, with "…" where something was cut. Texts are cut at the end. Keys and
// other single words are cut in the middle: they are typed by their beginning and told apart by their end.
std::string Cut(const std::string& text, size_t width);

// "812 bytes", "17.7 kB", "1.2 MB".
std::string SizeText(uint64_t bytes);

// Adds blanks after the text, or before it, up to `width` columns.
std::string Pad(const std::string& text, size_t width, bool right);

// Breaks `text` into lines of at most `width` columns, at blanks. A longer word gets a line of its own.
// Returns at least one line.
std::vector<std::string> Wrap(const std::string& text, size_t width);

}  // namespace concord

#endif  // CONCORD_CLI_PRINTABLE_H_
