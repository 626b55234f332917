// An XML file as a tree whose texts and attributes are still the bytes of the file. For readers of XML
// formats only.
//
// The parser (pugixml) is told to change nothing: no entities, no line ends, no white space. So every text
// node is a stretch of the decoded file, and a reader that decodes it with DecodeXmlText knows the source of
// each character. Entities that a DOCTYPE declares are never expanded (they stay as written), so a file
// cannot grow. DecodeXmlText knows only the five of XML 1.0 and numeric ones.
#ifndef CONCORD_INGEST_SOURCE_XML_TREE_H_
#define CONCORD_INGEST_SOURCE_XML_TREE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/source/source_text.h"

namespace concord {

// Never changes after Parse.
class XmlTree {
 public:
  // Fails with line and offset: kInvalid for XML that is not well-formed (names the elements that are open at
  // the end of the file), kLimit for nesting deeper than limits->max_depth or more than kMaxElements
  // elements. Nesting is counted before the tree is built, so that an absurd file costs nothing.
  static Result<std::unique_ptr<XmlTree>> Parse(const SourceText& source);

  // A node takes about 60 bytes, so 16 million take a gigabyte.
  static constexpr uint64_t kMaxElements = 16'000'000;

  pugi::xml_node root() const { return document_.document_element(); }

 private:
  pugi::xml_document document_;
};

// The start tag of the root, for format detection: "akn:akomaNtoso xmlns:akn=..." without its brackets; "" if
// the first 16 KiB contain none. UTF-16 is read as if it were ASCII.
std::string XmlRootTag(const Source& source);
// The local name at the start of such a tag.
std::string_view XmlRootName(std::string_view tag);

// Where the node's name or text begins in SourceText::text().
size_t OffsetOf(pugi::xml_node node);

// Where the attribute's value begins.
size_t OffsetOf(pugi::xml_node node, pugi::xml_attribute attribute);

// Without the namespace's prefix. Akoma Ntoso alone occurs with `akn:`, without it, and in five namespaces.
std::string_view LocalName(pugi::xml_node node);
std::string_view LocalName(pugi::xml_attribute attribute);

// The value of the attribute with that local name, entities decoded; "" if there is none.
std::string XmlAttribute(pugi::xml_node node, std::string_view local_name);

// Whether it is text: character data or a CDATA section.
bool IsXmlText(pugi::xml_node node);
// The text of such a node, entities decoded.
std::string XmlValue(pugi::xml_node text);
// All text below a node, entities decoded, white space collapsed.
std::string XmlTextBelow(pugi::xml_node top);

// The first child, or the first element below `top` in the order of the file, with that local name; null if
// there is none.
pugi::xml_node XmlChild(pugi::xml_node parent, std::string_view local_name);
pugi::xml_node XmlDescendant(pugi::xml_node top, std::string_view local_name);

// Calls `plain` with each stretch of literal text, and `entity` with the character of each entity and its
// bytes. A reference that is unknown, or to a character that XML does not allow, is literal text.
void DecodeXmlText(std::string_view raw, const std::function<void(std::string_view bytes)>& plain,
                   const std::function<void(std::string_view bytes, char32_t character)>& entity);

// The next node in the order of the file that is not below `node`, within `top`; null at the end.
// With first_child() it walks a tree of any depth without recursion.
pugi::xml_node NextOutside(pugi::xml_node node, pugi::xml_node top);

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_XML_TREE_H_
