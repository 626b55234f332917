#include "query/exporters/oscal_xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "query/output/xml_text.h"

namespace concord {
namespace {

// Flags by their names, wherever they stand.
constexpr auto kFlags = std::to_array<std::string_view>({"uuid",
                                                         "id",
                                                         "ns",
                                                         "class",
                                                         "group",
                                                         "href",
                                                         "rel",
                                                         "media-type",
                                                         "resource-fragment",
                                                         "id-ref",
                                                         "matching-rationale",
                                                         "method",
                                                         "status",
                                                         "scheme",
                                                         "algorithm",
                                                         "filename",
                                                         "generation-method",
                                                         "with-child-controls",
                                                         "pattern",
                                                         "system"});
// And those that are flags of some elements alone.
struct Flag {
  std::string_view element, name;
};
constexpr auto kFlagsOf = std::to_array<Flag>({
    {"prop", "name"},
    {"prop", "value"},
    {"source", "type"},
    {"target", "type"},
    {"source-resource", "type"},
    {"target-resource", "type"},
    {"party", "type"},
    {"address", "type"},
    {"telephone-number", "type"},
    {"action", "type"},
    {"action", "date"},
    {"qualifier", "subject"},
    {"qualifier", "predicate"},
    {"qualifier", "category"},
    {"responsible-party", "role-id"},
});

// The key whose value is the element's text.
struct Content {
  std::string_view element, key;
};
constexpr auto kContents = std::to_array<Content>({
    {"hash", "value"},
    {"base64", "value"},
    {"document-id", "identifier"},
    {"external-id", "id"},
    {"telephone-number", "number"},
    {"coverage", "target-coverage"},
});

constexpr auto kProse = std::to_array<std::string_view>({"remarks", "description", "mapping-description"});

std::string Singular(std::string_view plural) {
  if (plural == "matching") return std::string(plural);
  if (plural.ends_with("ies")) return std::string(plural.substr(0, plural.size() - 3)) + "y";
  if (plural == "hashes" || plural == "addresses") return std::string(plural.substr(0, plural.size() - 2));
  return std::string(plural.ends_with('s') && !plural.ends_with("ss") ? plural.substr(0, plural.size() - 1)
                                                                      : plural);
}

std::string Scalar(const rapidjson::Value& value) {
  if (value.IsString()) return {value.GetString(), value.GetStringLength()};
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  if (value.IsInt64()) return fmt::format("{}", value.GetInt64());
  return value.IsNumber() ? fmt::format("{}", value.GetDouble()) : std::string();
}

bool IsFlag(std::string_view element, std::string_view name) {
  const auto here = [&](const Flag& flag) { return flag.element == element && flag.name == name; };
  if (element == "external-id" && name == "id") return false;
  return IsOneOf(name, kFlags) || std::ranges::any_of(kFlagsOf, here);
}

class XmlWriter {
 public:
  std::string Take() { return std::move(out_); }

  void Element(std::string_view name, const rapidjson::Value& value, int depth, std::string_view more = "") {
    const std::string indent(static_cast<size_t>(depth) * 2, ' ');
    out_ += fmt::format("{}<{}{}", indent, name, more);
    if (!value.IsObject()) {
      out_ += '>';
      Text(name, Scalar(value));
      out_ += fmt::format("</{}>\n", name);
      return;
    }
    const auto content =
        std::ranges::find_if(kContents, [&](const Content& known) { return known.element == name; });
    std::string text;
    std::string inside = std::exchange(out_, {});
    std::string children;
    for (const auto& [key_value, part] : value.GetObject()) {
      const std::string_view key(key_value.GetString(), key_value.GetStringLength());
      if (content != kContents.end() && key == content->key) {
        text = XmlText(Scalar(part));
      } else if (part.IsArray()) {
        for (const auto& item : part.GetArray()) Element(Singular(key), item, depth + 1);
      } else if (!part.IsObject() && IsFlag(name, key)) {
        inside += fmt::format(" {}=\"{}\"", key, XmlAttribute(Scalar(part)));
      } else {
        Element(key, part, depth + 1);
      }
    }
    children = std::exchange(out_, std::move(inside));
    if (!text.empty()) {
      out_ += fmt::format(">{}</{}>\n", text, name);
    } else if (children.empty()) {
      out_ += "/>\n";
    } else {
      out_ += fmt::format(">\n{}{}</{}>\n", children, indent, name);
    }
  }

 private:
  // JSON has prose as Markdown, in which a backslash escapes punctuation.
  static std::string Unescaped(std::string_view text) {
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
      const bool escape = text[i] == '\\' && i + 1 < text.size() &&
                          std::ispunct(static_cast<unsigned char>(text[i + 1])) != 0;
      if (escape) ++i;
      plain += text[i];
    }
    return plain;
  }

  // Prose is paragraphs: what stands between empty lines.
  void Text(std::string_view name, std::string_view written) {
    const bool markup = IsOneOf(name, kProse) || name == "title";
    const std::string plain = markup ? Unescaped(written) : std::string(written);
    std::string_view text = plain;
    if (!IsOneOf(name, kProse)) {
      out_ += XmlText(text);
      return;
    }
    while (!text.empty()) {
      const size_t end = std::min(text.find("\n\n"), text.size());
      const std::string_view paragraph = Trim(text.substr(0, end));
      if (!paragraph.empty()) out_ += fmt::format("<p>{}</p>", XmlText(paragraph));
      text.remove_prefix(std::min(end + 2, text.size()));
    }
  }

  std::string out_;
};

}  // namespace

std::string OscalJsonAsXml(std::string_view name, const rapidjson::Value& model) {
  XmlWriter writer;
  writer.Element(name, model, 0, " xmlns=\"http://csrc.nist.gov/ns/oscal/1.0\"");
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + writer.Take();
}

}  // namespace concord
