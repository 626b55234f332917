#include "ingest/source/xml_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

bool IsNameEnd(char c) {
  return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '<';
}

std::string_view NameAt(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && !IsNameEnd(text[end])) ++end;
  return text.substr(at, std::min<size_t>(end - at, 60));
}

// Behind the DOCTYPE that starts at `at`, with all that it declares; npos when it does not end.
size_t BehindDoctype(std::string_view text, size_t at) {
  int brackets = 0;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '<' && text.substr(at).starts_with("<!--")) {
      const size_t end = text.find("-->", at + 4);
      if (end == std::string_view::npos) return end;
      at = end + 2;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']') {
      --brackets;
    } else if (c == '>' && brackets <= 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// What can be said of a file before a tree is made of it: how deep and how large that would become, and
// what is open at the end. Leaves every other fault to the parser.
Result<void> CheckShape(const SourceText& source) {
  const std::string_view text = source.text();
  const auto fail = [&](ErrorCode code, std::string message, size_t at) {
    return tl::unexpected(source.ErrorAt(code, std::move(message), at));
  };
  std::vector<size_t> open;
  uint64_t elements = 0;
  size_t at = text.find('<');
  while (at != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    const auto behind = [&](std::string_view end) {
      const size_t found = text.find(end, at);
      return found == std::string_view::npos ? found : found + end.size();
    };
    size_t next;
    if (rest.starts_with("<!--")) {
      next = behind("-->");
    } else if (rest.starts_with("<![CDATA[")) {
      next = behind("]]>");
    } else if (rest.starts_with("<?")) {
      next = behind("?>");
    } else if (rest.starts_with("<!")) {
      next = BehindDoctype(text, at);
    } else {
      // A tag: its end is the first '>' that is in no attribute value.
      next = at + 1;
      char quote = 0;
      while (next < text.size() && (quote != 0 || text[next] != '>')) {
        if (quote != 0) {
          if (text[next] == quote) quote = 0;
        } else if (text[next] == '"' || text[next] == '\'') {
          quote = text[next];
        }
        ++next;
      }
      if (next == text.size()) {
        return fail(ErrorCode::kInvalid,
                    fmt::format("the file ends inside the tag <{}", NameAt(text, at + 1)), at);
      }
      ++next;
      if (rest.starts_with("</")) {
        if (!open.empty()) open.pop_back();
      } else if (text[next - 2] != '/') {
        open.push_back(at);
        if (open.size() > source.limits().max_depth) {
          return fail(
              ErrorCode::kLimit,
              fmt::format("elements are nested deeper than {} (limit max_depth)", source.limits().max_depth),
              at);
        }
      }
      if (++elements > XmlTree::kMaxElements) {
        return fail(ErrorCode::kLimit, fmt::format("more than {} elements", XmlTree::kMaxElements), at);
      }
    }
    if (next == std::string_view::npos) {
      return fail(ErrorCode::kInvalid, "a comment, CDATA section, DOCTYPE or instruction is never closed",
                  at);
    }
    at = text.find('<', next);
  }
  if (!open.empty()) {
    const Error from = source.ErrorAt(ErrorCode::kInvalid, "", open.back());
    return fail(ErrorCode::kInvalid,
                fmt::format("the file ends inside <{}>, which opens at line {}",
                            NameAt(text, open.back() + 1), from.line),
                text.size());
  }
  return {};
}

// The character that the reference at the start of `raw` (which begins with '&') stands for, and the length
// of the reference; length 0 when it is none that we know.
std::pair<char32_t, size_t> Reference(std::string_view raw) {
  // The longest that XML 1.0 allows is "&#x10FFFF;"; leading zeros are tolerated up to a limit.
  const size_t end = raw.substr(0, 16).find(';');
  if (end == std::string_view::npos) return {0, 0};
  const std::string_view name = raw.substr(1, end - 1);
  if (name == "amp") return {U'&', end + 1};
  if (name == "lt") return {U'<', end + 1};
  if (name == "gt") return {U'>', end + 1};
  if (name == "quot") return {U'"', end + 1};
  if (name == "apos") return {U'\'', end + 1};
  if (name.size() < 2 || name[0] != '#') return {0, 0};
  const bool hex = name[1] == 'x';
  uint32_t value = 0;
  const std::string_view digits = name.substr(hex ? 2 : 1);
  if (digits.empty()) return {0, 0};
  for (const char c : digits) {
    uint32_t digit;
    if (c >= '0' && c <= '9') {
      digit = static_cast<uint32_t>(c - '0');
    } else if (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      digit = static_cast<uint32_t>((c | 0x20) - 'a' + 10);
    } else {
      return {0, 0};
    }
    value = value * (hex ? 16 : 10) + digit;
    if (value > 0x10FFFF) return {0, 0};
  }
  const bool allowed = value == '\t' || value == '\n' || value == '\r' || (value >= 0x20 && value < 0xD800) ||
                       (value > 0xDFFF && value != 0xFFFE && value != 0xFFFF);
  return allowed ? std::pair<char32_t, size_t>{value, end + 1} : std::pair<char32_t, size_t>{0, 0};
}

std::string DecodeXml(std::string_view raw) {
  std::string value;
  DecodeXmlText(
      raw, [&value](std::string_view bytes) { value += bytes; },
      [&value](std::string_view, char32_t character) { AppendUtf8(character, &value); });
  return value;
}

}  // namespace

Result<std::unique_ptr<XmlTree>> XmlTree::Parse(const SourceText& source) {
  if (Result<void> shape = CheckShape(source); !shape) return tl::unexpected(shape.error());
  // White space between elements is kept: "<b>one</b> <i>two</i>" is two words.
  constexpr unsigned kNothingChanged = pugi::parse_minimal | pugi::parse_cdata | pugi::parse_ws_pcdata;
  const std::string_view text = source.text();
  auto tree = std::make_unique<XmlTree>();
  const pugi::xml_parse_result result =
      tree->document_.load_buffer(text.data(), text.size(), kNothingChanged, pugi::encoding_utf8);
  if (!result) {
    return tl::unexpected(source.ErrorAt(ErrorCode::kInvalid,
                                         fmt::format("not well-formed XML: {}", result.description()),
                                         static_cast<size_t>(result.offset)));
  }
  return tree;
}

std::string XmlRootTag(const Source& source) {
  std::string head(source.bytes.substr(0, 16 << 10));
  std::erase(head, '\0');  // UTF-16 has one beside each letter
  const std::string_view text = head;
  size_t at = text.find('<');
  // Only marks of encodings and white space stand before it.
  constexpr size_t kFarthest = 64;
  if (at > kFarthest) return {};
  while (at != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    size_t next;
    if (rest.starts_with("<!--")) {
      next = text.find("-->", at);
    } else if (rest.starts_with("<?")) {
      next = text.find("?>", at);
    } else if (rest.starts_with("<!")) {
      next = BehindDoctype(text, at);
    } else {
      return std::string(rest.substr(1, std::min(rest.find('>'), rest.size()) - 1));
    }
    at = next == std::string_view::npos ? next : text.find('<', next);
  }
  return {};
}

std::string_view XmlRootName(std::string_view tag) {
  const std::string_view name = NameAt(tag, 0);
  return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
}

size_t OffsetOf(pugi::xml_node node) {
  return static_cast<size_t>(std::max<ptrdiff_t>(node.offset_debug(), 0));
}

// Names and values still lie where they were parsed: nothing was changed or copied.
size_t OffsetOf(pugi::xml_node node, pugi::xml_attribute attribute) {
  return OffsetOf(node) + static_cast<size_t>(attribute.value() - node.name());
}

std::string_view LocalName(pugi::xml_node node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view LocalName(pugi::xml_attribute attribute) {
  const std::string_view name = attribute.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string XmlAttribute(pugi::xml_node node, std::string_view local_name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (LocalName(attribute) == local_name) return DecodeXml(attribute.value());
  }
  return {};
}

bool IsXmlText(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

std::string XmlValue(pugi::xml_node text) {
  return text.type() == pugi::node_pcdata ? DecodeXml(text.value()) : text.value();
}

std::string XmlTextBelow(pugi::xml_node top) {
  std::string text;
  for (pugi::xml_node node = top.first_child(); node;) {
    if (IsXmlText(node)) text += XmlValue(node);
    const pugi::xml_node child = node.first_child();
    node = child ? child : NextOutside(node, top);
  }
  return CollapseSpace(text);
}

pugi::xml_node XmlChild(pugi::xml_node parent, std::string_view local_name) {
  for (const pugi::xml_node child : parent) {
    if (LocalName(child) == local_name) return child;
  }
  return {};
}

pugi::xml_node XmlDescendant(pugi::xml_node top, std::string_view local_name) {
  for (pugi::xml_node node = top.first_child(); node;) {
    if (LocalName(node) == local_name) return node;
    const pugi::xml_node child = node.first_child();
    node = child ? child : NextOutside(node, top);
  }
  return {};
}

void DecodeXmlText(std::string_view raw, const std::function<void(std::string_view bytes)>& plain,
                   const std::function<void(std::string_view bytes, char32_t character)>& entity) {
  size_t start = 0;
  for (size_t at = raw.find('&'); at != std::string_view::npos; at = raw.find('&', at)) {
    const auto [character, length] = Reference(raw.substr(at));
    if (length == 0) {
      ++at;
      continue;
    }
    if (at > start) plain(raw.substr(start, at - start));
    entity(raw.substr(at, length), character);
    at += length;
    start = at;
  }
  if (start < raw.size()) plain(raw.substr(start));
}

pugi::xml_node NextOutside(pugi::xml_node node, pugi::xml_node top) {
  while (node && node != top) {
    if (const pugi::xml_node next = node.next_sibling()) return next;
    node = node.parent();
  }
  return {};
}

}  // namespace concord
