// Text as it is written in XML.
#ifndef CONCORD_QUERY_OUTPUT_XML_TEXT_H_
#define CONCORD_QUERY_OUTPUT_XML_TEXT_H_

#include <string>
#include <string_view>

namespace concord {

// XML 1.0 has no way to write most control characters, nor U+FFFE and U+FFFF; they become U+FFFD.
// Appending says whether there was none of them.
std::string XmlText(std::string_view text);
bool AppendXmlText(std::string_view text, std::string* out);

// Where the next character begins that XML 1.0 has no way to write, from byte `from` on; npos without one.
size_t FindNonXml(std::string_view text, size_t from = 0);

// As the value of an attribute. Without references, an attribute loses its line ends when it is read.
std::string XmlAttribute(std::string_view text);
bool AppendXmlAttribute(std::string_view text, std::string* out);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_XML_TEXT_H_
