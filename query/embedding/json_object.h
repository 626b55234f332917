// The small JSON files of a model. Each is one object.
#ifndef CONCORD_QUERY_EMBEDDING_JSON_OBJECT_H_
#define CONCORD_QUERY_EMBEDDING_JSON_OBJECT_H_

#include <rapidjson/document.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/result.h"

namespace concord {

// Parses without recursion, because files may nest deeply. kInvalid, with the place, if it is not a JSON
// object. `what` says which file was expected.
inline Result<rapidjson::Document> ParseJsonObject(std::string_view json, std::string_view source,
                                                   std::string_view what) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject()) {
    return tl::unexpected(ErrorAt(ErrorCode::kInvalid, "expected a JSON object: a " + std::string(what),
                                  source, json, std::min(document.GetErrorOffset(), json.size())));
  }
  return document;
}

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_JSON_OBJECT_H_
