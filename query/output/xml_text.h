// Text as it stands in XML.
#ifndef CONCORD_QUERY_OUTPUT_XML_TEXT_H_
#define CONCORD_QUERY_OUTPUT_XML_TEXT_H_

#include <string>
#include <string_view>

namespace concord {

// XML 1.0 has no way to write most control characters, nor U+FFFE and U+FFFF; they become U+FFFD.
std::string XmlText(std::string_view text);

// As the value of an attribute, which loses its line ends when it is read unless they are references.
std::string XmlAttribute(std::string_view text);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_XML_TEXT_H_
