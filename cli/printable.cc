#include "cli/printable.h"

#include "base/text.h"
#include "base/unicode.h"

namespace concord {

std::string Printable(std::string_view text) {
  const std::string plain = CollapseSpace(text);
  std::string out;
  for (size_t at = 0; at < plain.size();) {
    const size_t from = at;
    const char32_t c = NextCodePoint(plain, &at);
    // C0, DEL and C1, which some terminals obey in UTF-8 too.
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    out += control ? " " : plain.substr(from, at - from);
  }
  return out;
}

std::string Cut(const std::string& text, size_t width) {
  if (DisplayWidth(text) <= width) return text;
  if (text.find(' ') == std::string::npos && text.size() < 1000) {
    size_t at = 0;
    while (at < text.size() && DisplayWidth(std::string_view(text).substr(at)) > width - 1) {
      NextCodePoint(text, &at);
    }
    return "…" + text.substr(at);
  }
  size_t at = 0, end = 0;
  while (at < text.size()) {
    NextCodePoint(text, &at);
    if (DisplayWidth(std::string_view(text).substr(0, at)) > width - 1) break;
    end = at;
  }
  return text.substr(0, end) + "…";
}

std::string Pad(const std::string& text, size_t width, bool right) {
  const size_t used = DisplayWidth(text);
  const std::string blanks(width > used ? width - used : 0, ' ');
  return right ? blanks + text : text + blanks;
}

std::vector<std::string> Wrap(const std::string& text, size_t width) {
  std::vector<std::string> lines(1);
  for (std::string_view word : Split(text, ' ')) {
    if (!lines.back().empty() && DisplayWidth(lines.back()) + 1 + DisplayWidth(word) > width)
      lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

}  // namespace concord
