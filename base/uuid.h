// Universally unique identifiers that are derived from names (RFC 4122, version 5).
#ifndef CONCORD_BASE_UUID_H_
#define CONCORD_BASE_UUID_H_

#include <string>
#include <string_view>

namespace concord {

// Of the name within the namespace of URLs: the same name has the same identifier everywhere. Lower case.
std::string UuidOfName(std::string_view name);

// Whether the text is one of version 4 or 5, of either case: what OSCAL allows.
bool IsUuid(std::string_view text);

}  // namespace concord

#endif  // CONCORD_BASE_UUID_H_
