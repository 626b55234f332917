#include "base/sha256.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

// Examples of FIPS 180-4's companion "SHA-256" (NIST, Cryptographic Standards and Guidelines).
TEST(Sha256, PublishedExamples) {
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesGiveWhatTheWholeGives) {
  const std::string text(1000, 'q');
  Sha256 digest;
  for (size_t at = 0; at < text.size(); at += 7) digest.Update(std::string_view(text).substr(at, 7));
  EXPECT_EQ(digest.Hex(), Sha256Hex(text));
}

}  // namespace
}  // namespace concord
