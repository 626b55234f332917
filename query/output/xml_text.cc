#include "query/output/xml_text.h"

#include <cstdint>

#include "query/output/find_byte.h"

namespace concord {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Bytes that cannot always stand as they are. 0xEF begins U+FFFE and U+FFFF, and much else.
constexpr auto kSpecialInText = [](uint8_t c) {
  return ((c < 0x20) & (c != '\t') & (c != '\n')) | (c == '&') | (c == '<') | (c == '>') | (c == '"') |
         (c == 0xEF);
};
constexpr auto kSpecialInAttribute = [](uint8_t c) {
  return (c < 0x20) | (c == '&') | (c == '<') | (c == '>') | (c == '"') | (c == 0xEF);
};

// U+FFFE or U+FFFF.
bool IsNoncharacter(std::string_view text, size_t at) {
  const std::string_view character = text.substr(at, 3);
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

std::string_view ReferenceOf(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";  // a reader would make it a line feed
    default:
      return kReplacement;
  }
}

// Most of a text is copied in long pieces. Whether each character could be written.
template <typename Special>
bool Append(std::string_view text, Special special, std::string* out) {
  bool exact = true;
  size_t from = 0;
  for (size_t at = FindByte(text, 0, special); at < text.size(); at = FindByte(text, at, special)) {
    size_t length = 1;
    if (text[at] == kReplacement[0]) {
      length = 3;
      if (!IsNoncharacter(text, at)) {
        ++at;
        continue;
      }
    }
    out->append(text, from, at - from);
    const std::string_view reference = ReferenceOf(text[at]);
    exact = exact && reference.data() != kReplacement.data();
    *out += reference;
    at += length;
    from = at;
  }
  out->append(text, from, text.size() - from);
  return exact;
}

}  // namespace

size_t FindNonXml(std::string_view text, size_t from) {
  for (size_t at = from; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') return at;
    if (byte == 0xEF && IsNoncharacter(text, at)) return at;
  }
  return std::string_view::npos;
}

bool AppendXmlText(std::string_view text, std::string* out) { return Append(text, kSpecialInText, out); }

bool AppendXmlAttribute(std::string_view text, std::string* out) {
  return Append(text, kSpecialInAttribute, out);
}

std::string XmlText(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  AppendXmlText(text, &out);
  return out;
}

std::string XmlAttribute(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  AppendXmlAttribute(text, &out);
  return out;
}

}  // namespace concord
