// SHA-256 (FIPS 180-4), by OpenSSL.
#ifndef CONCORD_BASE_SHA256_H_
#define CONCORD_BASE_SHA256_H_

#include <string>
#include <string_view>

namespace concord {

// 64 lower-case hex digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace concord

#endif  // CONCORD_BASE_SHA256_H_
