// The description of the HTTP API as OpenAPI 3.1: every query, every listing, the query language, exports.
#ifndef CONCORD_SERVER_OPENAPI_H_
#define CONCORD_SERVER_OPENAPI_H_

#include <string>

namespace concord {

std::string OpenApiDocument();

}  // namespace concord

#endif  // CONCORD_SERVER_OPENAPI_H_
