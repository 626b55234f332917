// Universally unique identifiers derived from names (RFC 4122, version 5).
#ifndef CONCORD_BASE_UUID_H_
#define CONCORD_BASE_UUID_H_

#include <string>
#include <string_view>

namespace concord {

// In the namespace of URLs and in lower case. The same name gives the same UUID everywhere.
std::string UuidOfName(std::string_view name);

// Whether the text is a UUID of version 4 or 5, in upper or lower case. These are the ones that OSCAL allows.
bool IsUuid(std::string_view text);

}  // namespace concord

#endif  // CONCORD_BASE_UUID_H_
