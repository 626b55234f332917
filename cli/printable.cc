#include "cli/printable.h"

#include <fmt/format.h>

#include <iterator>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/unicode.h"

namespace concord {

namespace {

// C0, DEL and C1, which some terminals obey in UTF-8 too.
bool IsObeyed(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }
// U+202A to 202E and 2066 to 2069.
bool TurnsDirection(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

std::string Readable(std::string_view text) {
  return FindInvalidUtf8(text) == std::string_view::npos ? std::string(text) : WithReadableBytes(text);
}

std::string WithoutObeyed(const std::string& text, bool keep_lines) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t from = at;
    const char32_t c = NextCodePoint(text, &at);
    if (TurnsDirection(c)) continue;
    if (IsObeyed(c) && !(keep_lines && (c == '\n' || c == '\t'))) {
      out += ' ';
    } else {
      out.append(text, from, at - from);
    }
  }
  return out;
}

}  // namespace

std::string Printable(std::string_view text) {
  return WithoutObeyed(CollapseSpace(Readable(SpellParameters(text, Spelling::kTerminal))), false);
}

std::string PrintableLines(std::string_view text) {
  return WithoutObeyed(Readable(SpellParameters(text, Spelling::kTerminal)), true);
}

std::string Cut(const std::string& text, size_t width) {
  if (DisplayWidth(text) <= width) return text;
  if (text.find(' ') == std::string::npos && text.size() < 1000) {
    const size_t head = (width - 1) / 2, tail = width - 1 - head;
    size_t end = 0;
    for (size_t next = 0; DisplayWidth(std::string_view(text).substr(0, next)) <= head;) {
      end = next;
      NextCodePoint(text, &next);
    }
    size_t at = end;
    while (at < text.size() && DisplayWidth(std::string_view(text).substr(at)) > tail)
      NextCodePoint(text, &at);
    return text.substr(0, end) + "…" + text.substr(at);
  }
  size_t at = 0, end = 0;
  while (at < text.size()) {
    NextCodePoint(text, &at);
    if (DisplayWidth(std::string_view(text).substr(0, at)) > width - 1) break;
    end = at;
  }
  return text.substr(0, end) + "…";
}

std::string SizeText(uint64_t bytes) {
  if (bytes < 1000) return Counted(bytes, "byte");
  constexpr std::string_view kUnits[] = {"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  size_t unit = 0;
  for (; size >= 999.95 && unit + 1 < std::size(kUnits); ++unit) size /= 1000;
  return fmt::format("{:.1f} {}", size, kUnits[unit]);
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
