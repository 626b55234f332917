#include "query/output/xml_text.h"

#include <array>

namespace concord {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Bytes that cannot always stand as they are. 0xEF begins U+FFFE and U+FFFF, and much else.
constexpr std::array<bool, 256> SpecialBytes(std::string_view also) {
  std::array<bool, 256> special = {};
  for (size_t byte = 0; byte < 0x20; ++byte) special[byte] = byte != '\t' && byte != '\n';
  for (const unsigned char byte : {'&', '<', '>', '"'}) special[byte] = true;
  for (const char byte : also) special[static_cast<unsigned char>(byte)] = true;
  special[0xEF] = true;
  return special;
}

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

// Most of a text is copied in long pieces.
void Append(std::string_view text, const std::array<bool, 256>& special, std::string* out) {
  size_t from = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (!special[static_cast<unsigned char>(text[at])]) continue;
    size_t length = 1;
    if (text[at] == kReplacement[0]) {
      if (!IsNoncharacter(text, at)) continue;
      length = 3;
    }
    out->append(text, from, at - from);
    *out += ReferenceOf(text[at]);
    at += length - 1;
    from = at + 1;
  }
  out->append(text, from, text.size() - from);
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

void AppendXmlText(std::string_view text, std::string* out) {
  static constexpr auto kSpecial = SpecialBytes("");
  Append(text, kSpecial, out);
}

void AppendXmlAttribute(std::string_view text, std::string* out) {
  static constexpr auto kSpecial = SpecialBytes("\t\n");
  Append(text, kSpecial, out);
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
