// Converts OSCAL from its JSON form to its XML form, according to the metaschema of the mapping model.
#ifndef CONCORD_QUERY_EXPORTERS_OSCAL_XML_H_
#define CONCORD_QUERY_EXPORTERS_OSCAL_XML_H_

#include <rapidjson/document.h>

#include <string>
#include <string_view>

namespace concord {

// The document with `name` as its root element. Flags become attributes, members of a list become sibling
// elements, prose becomes paragraphs. Recursion is as deep as the JSON, which its reader has bounded.
std::string OscalJsonAsXml(std::string_view name, const rapidjson::Value& model);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_OSCAL_XML_H_
