// Bodies that are sent compressed.
#ifndef CONCORD_SERVER_HTTP_ENCODING_H_
#define CONCORD_SERVER_HTTP_ENCODING_H_

#include <string>
#include <string_view>

#include "server/http_message.h"

namespace concord {

// Whether a client with this Accept-Encoding takes gzip (RFC 9110, 12.5.3): "gzip;q=0" does not.
bool TakesGzip(std::string_view accept_encoding);

// As gzip (RFC 1952). The same input always gives the same bytes.
std::string Gzip(std::string_view bytes);

// Compresses the body in place if the client accepts it and it saves enough.
void Encode(const HttpRequest& request, HttpResponse* response);

// Whether If-None-Match names this weak entity tag (RFC 9110, 13.1.2), or any.
bool MatchesTag(std::string_view if_none_match, std::string_view tag);

}  // namespace concord

#endif  // CONCORD_SERVER_HTTP_ENCODING_H_
