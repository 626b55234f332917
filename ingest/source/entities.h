// Character references of HTML and Markdown: "&amp;", "&#167;", "&#xA7;".
#ifndef CONCORD_INGEST_SOURCE_ENTITIES_H_
#define CONCORD_INGEST_SOURCE_ENTITIES_H_

#include <string>
#include <string_view>

namespace concord {

// The characters that `entity` (with "&" and ";") means; the entity itself if it is unknown.
std::string DecodeEntity(std::string_view entity);

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_ENTITIES_H_
