#include "ingest/readers/exchange/oscal_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/source/xml_tree.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 8> kModels = {"catalog",
                                                     "profile",
                                                     "component-definition",
                                                     "system-security-plan",
                                                     "assessment-plan",
                                                     "assessment-results",
                                                     "plan-of-action-and-milestones",
                                                     "mapping-collection"};

constexpr std::string_view kNamespace = "http://csrc.nist.gov/ns/oscal";

bool IsBlockMarkup(std::string_view name) {
  constexpr std::array<std::string_view, 13> kNames = {"p",  "h1", "h2", "h3",  "h4",    "h5",        "h6",
                                                       "ul", "ol", "li", "pre", "table", "blockquote"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool IsInlineMarkup(std::string_view name) {
  constexpr std::array<std::string_view, 13> kNames = {"em",  "strong", "i",   "b",  "code", "q",     "sub",
                                                       "sup", "a",      "img", "br", "span", "insert"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool IsText(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

// The characters of XML text or of an attribute's value that stands at `at`.
void AddXmlText(std::string_view raw, size_t at, PlacedText* text) {
  DecodeXmlText(
      raw,
      [&](std::string_view bytes) {
        text->Add(bytes, at);
        at += bytes.size();
      },
      [&](std::string_view bytes, char32_t character) {
        std::string decoded;
        AppendUtf8(character, &decoded);
        text->AddFor(decoded, at, static_cast<uint32_t>(bytes.size()));
        at += bytes.size();
      });
}

// XML prose as the Markdown that stands for it in JSON. Nesting is bounded by XmlTree.
class MarkdownWriter {
 public:
  PlacedText Take() { return std::move(text_); }

  void Block(pugi::xml_node node, const std::string& indent) {
    const std::string_view name = LocalName(node);
    if (name == "ul" || name == "ol") {
      for (const pugi::xml_node item : node.children()) {
        if (item.type() != pugi::node_element) continue;
        Own(item, indent + "* ");
        Item(item, indent + "  ");
      }
      Own(node, "\n");
    } else if (name == "table") {
      Table(node);
    } else if (name == "pre") {
      Own(node, "```\n");
      Verbatim(node);
      Own(node, "\n```\n\n");
    } else if (name == "blockquote") {
      for (const pugi::xml_node child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        Own(child, "> ");
        Inline(child);
        Own(child, "\n>\n");
      }
      Own(node, "\n");
    } else {
      if (name.size() == 2 && name[0] == 'h') Own(node, "# ");
      Inline(node);
      Own(node, "\n\n" + indent);
    }
  }

  void Inline(pugi::xml_node node) {
    for (const pugi::xml_node child : node.children()) {
      if (IsText(child)) {
        Text(child);
        continue;
      }
      const std::string_view name = LocalName(child);
      if (name == "insert") {
        Insert(child);
      } else if (name == "q") {
        Own(child, "\"");
        Inline(child);
        Own(child, "\"");
      } else if (child.type() == pugi::node_element) {
        Inline(child);
      }
    }
  }

  // The words as they are.
  void Verbatim(pugi::xml_node node) {
    for (const pugi::xml_node child : node.children()) {
      if (!IsText(child)) {
        Verbatim(child);
      } else if (child.type() == pugi::node_cdata) {
        text_.Add(child.value(), OffsetOf(child));
      } else {
        AddXmlText(child.value(), OffsetOf(child), &text_);
      }
    }
  }

 private:
  // An item: its words, then what is nested in it.
  void Item(pugi::xml_node item, const std::string& indent) {
    for (const pugi::xml_node child : item.children()) {
      if (IsText(child)) {
        Text(child);
      } else if (IsBlockMarkup(LocalName(child))) {
        if (LocalName(child) == "p") {
          Inline(child);
        } else {
          Own(child, "\n");
          Block(child, indent);
        }
      } else if (LocalName(child) == "insert") {
        Insert(child);
      } else {
        Inline(child);
      }
    }
    Own(item, "\n");
  }

  void Insert(pugi::xml_node node) {
    std::string id = XmlAttribute(node, "id-ref");
    if (id.empty()) id = XmlAttribute(node, "param-id");  // 1.0
    const auto length = static_cast<uint32_t>(LocalName(node).size());
    text_.AddFor(fmt::format("{{{{ insert: param, {} }}}}", id), OffsetOf(node), length);
  }

  void Table(pugi::xml_node table) {
    bool first = true;
    for (pugi::xml_node row = table.first_child(); row;) {
      if (LocalName(row) != "tr") {
        row = row.first_child() ? row.first_child() : NextOutside(row, table);
        continue;
      }
      size_t cells = 0;
      Own(row, "|");
      for (const pugi::xml_node cell : row.children()) {
        if (cell.type() != pugi::node_element) continue;
        Own(cell, " ");
        Inline(cell);
        Own(cell, " |");
        ++cells;
      }
      Own(row, "\n");
      if (std::exchange(first, false)) {
        Own(row, "|");
        for (size_t i = 0; i < cells; ++i) Own(row, "---|");
        Own(row, "\n");
      }
      row = NextOutside(row, table);
    }
    Own(table, "\n");
  }

  // Of the file: white space becomes a blank, what Markdown would take for markup is escaped.
  void Text(pugi::xml_node node) {
    size_t at = OffsetOf(node);
    const auto plain = [&](std::string_view bytes) {
      size_t start = 0;
      for (size_t i = 0; i < bytes.size();) {
        const char c = bytes[i];
        const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        const bool mark = std::string_view("\\`*_[]<>&#|~+-=.)!").find(c) != std::string_view::npos;
        if (!space && !mark) {
          ++i;
          continue;
        }
        text_.Add(bytes.substr(start, i - start), at + start);
        size_t end = i + 1;
        if (space) {
          while (end < bytes.size() && std::string_view(" \n\r\t").find(bytes[end]) != std::string_view::npos)
            ++end;
          text_.AddFor(" ", at + i, static_cast<uint32_t>(end - i));
        } else {
          text_.AddFor("\\", at + i, 0);
          text_.Add(bytes.substr(i, 1), at + i);
        }
        start = i = end;
      }
      text_.Add(bytes.substr(start), at + start);
      at += bytes.size();
    };
    if (node.type() == pugi::node_cdata) {
      plain(node.value());
      return;
    }
    DecodeXmlText(node.value(), plain, [&](std::string_view bytes, char32_t character) {
      std::string decoded;
      if (character < 0x80 && character > ' ' && character != 0x7F &&
          std::ispunct(static_cast<int>(character)) != 0)
        decoded = "\\";
      AppendUtf8(character < ' ' ? U' ' : character, &decoded);
      text_.AddFor(decoded, at, static_cast<uint32_t>(bytes.size()));
      at += bytes.size();
    });
  }

  void Own(pugi::xml_node node, std::string_view text) { text_.AddFor(text, OffsetOf(node), 0); }

  PlacedText text_;
};

// Elements into maps and scalars.
class XmlConverter {
 public:
  XmlConverter(const SourceText& source, DataTree* tree) : source_(source), tree_(*tree) {}

  Result<void> Run(pugi::xml_node root) {
    if (Result<void> opened = tree_.Open(DataNode::Kind::kMap, "", OffsetOf(root)); !opened) return opened;
    if (Result<void> read = Element(root); !read) return read;
    return tree_.Close(false);
  }

 private:
  static bool IsDeclaration(pugi::xml_attribute attribute) {
    const std::string_view name = attribute.name();
    return name.starts_with("xmlns") || name.starts_with("xsi:") || name.starts_with("xml:");
  }

  // Fields whose text is a line of markup; the others are plain strings, but for what has paragraphs.
  static bool IsMarkupLine(std::string_view name) {
    return name == "title" || name == "label" || name == "text" || name == "choice" || name == "purpose";
  }

  // Nesting is bounded by XmlTree.
  Result<void> Element(pugi::xml_node node) {
    const std::string_view key = tree_.Keep(std::string(LocalName(node)));
    const size_t at = OffsetOf(node);
    bool fields = false, blocks = false, words = false;
    for (const pugi::xml_attribute attribute : node.attributes()) fields |= !IsDeclaration(attribute);
    for (const pugi::xml_node child : node.children()) {
      const std::string_view name = LocalName(child);
      if (IsText(child)) {
        words |= !Trim(child.value()).empty();
      } else if (child.type() == pugi::node_element) {
        blocks |= IsBlockMarkup(name);
        words |= IsInlineMarkup(name);
        fields |= !IsBlockMarkup(name) && !IsInlineMarkup(name);
      }
    }
    if (!fields)
      return blocks || words ? tree_.AddPlaced(key, Prose(node, blocks), at) : tree_.AddNull(key, at);

    if (Result<void> opened = tree_.Open(DataNode::Kind::kMap, key, at); !opened) return opened;
    for (const pugi::xml_attribute attribute : node.attributes()) {
      if (IsDeclaration(attribute)) continue;
      if (Result<void> added = Attribute(node, attribute); !added) return added;
    }
    bool prose = false;
    for (const pugi::xml_node child : node.children()) {
      const std::string_view name = LocalName(child);
      Result<void> added;
      if (child.type() == pugi::node_element && !IsBlockMarkup(name) && !IsInlineMarkup(name)) {
        added = Element(child);
      } else if ((blocks || words) && !std::exchange(prose, true)) {
        added = tree_.AddPlaced(blocks ? "prose" : "value", Prose(node, blocks), at);
      }
      if (!added) return added;
    }
    return tree_.Close(false);
  }

  Result<void> Attribute(pugi::xml_node node, pugi::xml_attribute attribute) {
    // Where its value stands: the parser does not say, but it is in the tag.
    const std::string_view text = source_.text();
    const std::string_view name = attribute.name();
    size_t at = OffsetOf(node) + std::string_view(node.name()).size();
    for (const pugi::xml_attribute before : node.attributes()) {
      at = std::min(text.find(before.name(), at), text.size());
      at = std::min(text.find_first_of("\"'", at), text.size()) + 1;
      if (before == attribute) break;
      at += std::string_view(before.value()).size() + 1;
    }
    PlacedText placed;
    AddXmlText(attribute.value(), at, &placed);
    const size_t colon = name.find(':');
    const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    return tree_.AddPlaced(tree_.Keep(std::string(local)), std::move(placed), std::min(at, text.size()));
  }

  static PlacedText Prose(pugi::xml_node node, bool blocks) {
    MarkdownWriter writer;
    if (blocks) {
      for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_element && IsBlockMarkup(LocalName(child))) writer.Block(child, "");
      }
    } else if (IsMarkupLine(LocalName(node))) {
      writer.Inline(node);
    } else {
      writer.Verbatim(node);
    }
    return writer.Take();
  }

  const SourceText& source_;
  DataTree& tree_;
};

}  // namespace

bool IsOscalModel(std::string_view name) { return std::ranges::find(kModels, name) != kModels.end(); }

OscalForm GuessOscalForm(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with('<'))
    return head.find(kNamespace) != std::string_view::npos ? OscalForm::kXml : OscalForm::kNone;
  if (head.find("oscal-version") == std::string_view::npos) return OscalForm::kNone;
  for (const std::string_view model : kModels) {
    if (head.starts_with('{')) {
      if (head.find(fmt::format("\"{}\"", model)) != std::string_view::npos) return OscalForm::kJson;
    } else if (head.starts_with(fmt::format("{}:", model)) ||
               head.find(fmt::format("\n{}:", model)) != std::string_view::npos) {
      return OscalForm::kYaml;
    }
  }
  return OscalForm::kNone;
}

Result<std::unique_ptr<DataTree>> ReadOscalTree(const SourceText& source) {
  const std::string_view text = source.text();
  const std::string_view start = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (start.starts_with('{')) return DataTree::ParseJson(source);
  if (!start.starts_with('<')) return DataTree::ParseYaml(source);
  const auto xml = XmlTree::Parse(source);
  if (!xml) return tl::unexpected(xml.error());
  auto tree = std::make_unique<DataTree>(source);
  if (Result<void> read = XmlConverter(source, tree.get()).Run((*xml)->root()); !read) {
    return tl::unexpected(read.error());
  }
  return tree;
}

std::string_view OscalSingular(std::string_view plural) {
  // All that do not just end in -s.
  constexpr auto kOthers = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"parties", "party"},
      {"responsible-parties", "responsible-party"},
      {"activities", "activity"},
      {"associated-activities", "associated-activity"},
      {"capabilities", "capability"},
      {"responsibilities", "responsibility"},
      {"functions-performed", "function-performed"},
  });
  const auto other =
      std::ranges::find(kOthers, plural, &std::pair<std::string_view, std::string_view>::first);
  if (other != kOthers.end()) return other->second;
  if (plural.starts_with("include-") || plural.starts_with("exclude-") || plural.ends_with("ss"))
    return plural;
  return plural.ends_with('s') ? plural.substr(0, plural.size() - 1) : plural;
}

std::vector<DataNode> OscalItems(DataNode node, std::string_view name) {
  std::vector<DataNode> items;
  if (!node.is_map()) return items;
  for (const DataNode child : node) {
    if (child.is_list() && (child.key() == name || OscalSingular(child.key()) == name)) {
      for (const DataNode item : child) items.push_back(item);
    } else if (child.key() == name) {
      items.push_back(child);
    }
  }
  return items;
}

DataNode OscalProperty(DataNode node, std::string_view name) {
  DataNode any;
  for (const DataNode property : OscalItems(node, "prop")) {
    if (property.TextOf("name") != name) continue;
    if (!property.Find("class")) return property.Find("value");
    if (!any) any = property.Find("value");
  }
  return any;
}

}  // namespace concord
