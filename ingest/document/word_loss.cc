#include "ingest/document/word_loss.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace concord {
namespace {

// What a byte does to a run of letters: every byte of a source is asked.
enum class ByteKind : uint8_t { kParts, kWord, kSignOfThree, kSignOfTwo };
constexpr std::array<ByteKind, 256> MakeByteKinds() {
  std::array<ByteKind, 256> kinds{};
  for (size_t byte = 0; byte < kinds.size(); ++byte) {
    const bool word = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                      (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
    // General punctuation (E2 80 xx), no-break spaces and soft hyphens (C2 xx) part words.
    kinds[byte] = byte == 0xE2   ? ByteKind::kSignOfThree
                  : byte == 0xC2 ? ByteKind::kSignOfTwo
                  : word         ? ByteKind::kWord
                                 : ByteKind::kParts;
  }
  return kinds;
}
constexpr std::array<ByteKind, 256> kByteKinds = MakeByteKinds();

// Elements whose text nobody reads, or that tell what stands elsewhere too.
constexpr auto kPassedOver = std::to_array<std::string_view>(
    {"script",   "style",     "template",       "noscript",     "svg",         "nav",
     "button",   "select",    "textarea",       "footer",       "iframe",      "object",
     "head",     "aside",     "header",         "form",         "instrtext",   "deltext",
     "meta",     "metadata",  "identification", "ukm:metadata", "math",        "del",
     "movefrom", "fldsimple", "docpr",          "posoffset",    "delinstrtext"});

// By the first letter; spares most tags the table.
bool MayBePassedOver(std::string_view name) {
  static constexpr uint32_t kFirst = [] {
    uint32_t letters = 0;
    for (const std::string_view one : kPassedOver) letters |= uint32_t{1} << (one[0] - 'a');
    return letters;
  }();
  if (name.empty()) return false;
  const char first = name[0] >= 'A' && name[0] <= 'Z' ? static_cast<char>(name[0] - 'A' + 'a') : name[0];
  return first >= 'a' && first <= 'z' && ((kFirst >> (first - 'a')) & 1) != 0;
}

std::string_view NameAt(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && std::string_view(" \t\r\n/>").find(text[end]) == std::string_view::npos) ++end;
  return text.substr(at, end - at);
}

// Behind the end tag of the element that begins at `at`, inner ones of the name included.
size_t BehindElement(std::string_view text, size_t at, std::string_view name) {
  size_t depth = 0;
  while (at < text.size()) {
    const size_t open = text.find('<', at);
    if (open == std::string_view::npos) break;
    const bool end = text.substr(open).starts_with("</");
    const std::string_view found = NameAt(text, open + (end ? 2 : 1));
    const size_t close = text.find('>', open);
    if (close == std::string_view::npos) break;
    at = close + 1;
    if (!EqualsIgnoreCase(found, name)) continue;
    if (end) {
      if (--depth == 0) return at;
    } else if (text[close - 1] != '/') {
      ++depth;
    } else if (depth == 0) {
      return at;
    }
  }
  return text.size();
}

uint64_t CountMarkup(std::string_view text) {
  uint64_t words = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t open = std::min(text.find('<', at), text.size());
    words += CountWords(text.substr(at, open - at));
    if (open == text.size()) break;
    const std::string_view rest = text.substr(open);
    if (rest.starts_with("<!--")) {
      const size_t end = text.find("-->", open);
      at = end == std::string_view::npos ? text.size() : end + 3;
      continue;
    }
    std::string_view name = NameAt(text, open + 1);
    const size_t colon = name.find(':');
    const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    const bool passed =
        local.size() <= 16 && MayBePassedOver(local) &&
        std::ranges::any_of(kPassedOver, [&](std::string_view one) { return EqualsIgnoreCase(one, local); });
    if (passed) {
      at = BehindElement(text, open, name);
      continue;
    }
    const size_t close = text.find('>', open);
    at = close == std::string_view::npos ? text.size() : close + 1;
  }
  return words;
}

// Values with a blank inside: others are identifiers, addresses, codes.
uint64_t CountJson(std::string_view text) {
  uint64_t words = 0;
  for (size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at)) {
    size_t end = at + 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    end = std::min(end, text.size());
    const std::string_view value = text.substr(at + 1, end - at - 1);
    size_t next = end + 1;
    while (next < text.size() &&
           (text[next] == ' ' || text[next] == '\n' || text[next] == '\t' || text[next] == '\r'))
      ++next;
    const bool key = next < text.size() && text[next] == ':';
    if (!key && value.find(' ') != std::string_view::npos) words += CountWords(value);
    at = std::min(end + 1, text.size());
  }
  return words;
}

// Markdown, tables, YAML: without addresses, tags, and the names of fields at the start of lines.
uint64_t CountPlain(std::string_view text) {
  uint64_t words = 0;
  for (const std::string_view line : Split(text, '\n')) {
    std::string_view rest = Trim(line);
    if (rest.starts_with("- ")) rest.remove_prefix(2);
    const size_t field =
        std::min(rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789"),
                 rest.size());
    if (field > 0 && field < rest.size() && rest[field] == ':') rest.remove_prefix(field + 1);
    for (std::string_view token : Split(rest, ' ')) {
      if (const size_t link = token.find("]("); link != std::string_view::npos) token = token.substr(0, link);
      if (const size_t tag = token.find('<'); tag != std::string_view::npos) token = token.substr(0, tag);
      if (token.find("://") != std::string_view::npos || token.find('=') != std::string_view::npos) continue;
      words += CountWords(token);
    }
  }
  return words;
}

}  // namespace

uint64_t CountWords(std::string_view text) {
  uint64_t words = 0;
  bool inside = false;
  for (size_t i = 0; i < text.size(); ++i) {
    ByteKind kind = kByteKinds[static_cast<unsigned char>(text[i])];
    if (kind > ByteKind::kWord) {
      const size_t behind = kind == ByteKind::kSignOfThree ? 2 : 1;
      const bool sign = i + behind < text.size();
      kind = sign ? ByteKind::kParts : ByteKind::kWord;
      if (sign) i += behind;
    }
    const bool word = kind == ByteKind::kWord;
    words += word && !inside ? 1 : 0;
    inside = word;
  }
  return words;
}

uint64_t CountSourceWords(std::string_view source) {
  const size_t first = source.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return 0;
  if (source[first] == '<') return CountMarkup(source);
  if (source[first] == '{' || source[first] == '[') return CountJson(source);
  if (source.starts_with("concord-pdf ")) return 0;  // what is left out of it is furniture, and told
  return CountPlain(source);
}

}  // namespace concord
