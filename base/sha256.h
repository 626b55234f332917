// SHA-256 (FIPS 180-4), by OpenSSL.
#ifndef CONCORD_BASE_SHA256_H_
#define CONCORD_BASE_SHA256_H_

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace concord {

// 64 lower-case hex digits.
std::string Sha256Hex(std::string_view bytes);

// The same for bytes that come in pieces. For one thread.
class Sha256 {
 public:
  Sha256();

  void Update(std::string_view bytes);
  std::string Hex();  // of all bytes given; call nothing afterwards

 private:
  std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> context_;
};

}  // namespace concord

#endif  // CONCORD_BASE_SHA256_H_
