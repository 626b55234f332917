#include "base/shorten.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Shorten, CutsBetweenCharacters) {
  EXPECT_EQ(Shorten("harbour", 7), "harbour");
  EXPECT_EQ(Shorten("harbour", 4), "harb…");
  // "ü" is the bytes 2 and 3: a cut inside it goes before it.
  EXPECT_EQ(Shorten("häüfen", 4),
            "hä"
            "…");
  EXPECT_EQ(Shorten("häüfen", 5), "häü…");
  EXPECT_EQ(Shorten("ü", 1), "…");
  EXPECT_EQ(Shorten("", 0), "");
}

TEST(Shorten, CountsCharactersNotBytes) {
  EXPECT_EQ(ShortenToCharacters("häüfen", 6), "häüfen");
  EXPECT_EQ(ShortenToCharacters("häüfen", 5), "häüf…");
  EXPECT_EQ(ShortenToCharacters("häüfen", 1), "…");
  EXPECT_EQ(ShortenToCharacters("", 3), "");
}

TEST(Shorten, ACharacterStartsAtOrBeforeEveryByte) {
  const std::string text = "aü€😀";  // 1, 2, 3 and 4 bytes
  const size_t starts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (size_t at = 0; at < std::size(starts); ++at) EXPECT_EQ(CharacterStart(text, at), starts[at]) << at;
}

}  // namespace
}  // namespace concord
