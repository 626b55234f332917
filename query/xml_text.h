// Text as it stands in XML.
#ifndef CONCORD_QUERY_XML_TEXT_H_
#define CONCORD_QUERY_XML_TEXT_H_

#include <string>
#include <string_view>

namespace concord {

// XML 1.0 has no way to write most control characters; they become U+FFFD.
std::string XmlText(std::string_view text);

}  // namespace concord

#endif  // CONCORD_QUERY_XML_TEXT_H_
