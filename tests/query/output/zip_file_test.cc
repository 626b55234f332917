// Archives against what the format says, worked out by hand.
#include "query/output/zip_file.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

uint32_t At(std::string_view bytes, size_t at, size_t size) {
  uint32_t value = 0;
  for (size_t i = 0; i < size; ++i)
    value |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

TEST(ZipFile, AnEmptyArchiveIsItsEndRecord) {
  const auto bytes = ZipFile().Finish();
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->size(), 22U);
  EXPECT_EQ(bytes->substr(0, 4), "PK\x05\x06");
}

TEST(ZipFile, TheDirectoryPointsToTheEntries) {
  ZipFile file;
  file.Add("a/one.txt", "123456789");
  file.Add("two.txt", "");
  const auto bytes = std::move(file).Finish();
  ASSERT_TRUE(bytes);
  const size_t end = bytes->size() - 22;
  ASSERT_EQ(bytes->substr(end, 4), "PK\x05\x06");
  EXPECT_EQ(At(*bytes, end + 10, 2), 2U);
  size_t at = At(*bytes, end + 16, 4);
  EXPECT_EQ(at + At(*bytes, end + 12, 4), end);
  const std::string names[] = {"a/one.txt", "two.txt"}, texts[] = {"123456789", ""};
  const uint32_t remainders[] = {0xCBF43926U, 0U};  // the check value of CRC-32, and of nothing
  for (size_t i = 0; i < 2; ++i) {
    ASSERT_EQ(bytes->substr(at, 4), "PK\x01\x02");
    EXPECT_EQ(At(*bytes, at + 16, 4), remainders[i]);
    EXPECT_EQ(bytes->substr(at + 46, names[i].size()), names[i]);
    const size_t entry = At(*bytes, at + 42, 4);
    ASSERT_EQ(bytes->substr(entry, 4), "PK\x03\x04");
    EXPECT_EQ(At(*bytes, entry + 14, 4), remainders[i]);
    EXPECT_EQ(At(*bytes, entry + 18, 4), texts[i].size());
    EXPECT_EQ(bytes->substr(entry + 30, names[i].size()), names[i]);
    EXPECT_EQ(bytes->substr(entry + 30 + names[i].size(), texts[i].size()), texts[i]);
    at += 46 + names[i].size();
  }
}

TEST(ZipFile, TooManyEntriesAreRefused) {
  ZipFile file;
  for (int i = 0; i < 65536; ++i) file.Add("n" + std::to_string(i), "");
  const auto bytes = std::move(file).Finish();
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace concord
