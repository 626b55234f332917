#include "server/zip_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <map>

namespace concord::testing {
namespace {

// What another program reads from an archive: texts by name, in no order.
std::map<std::string, std::string> Unpack(const std::string& bytes) {
  std::map<std::string, std::string> files;
  archive* reader = archive_read_new();
  archive_read_support_format_zip(reader);
  EXPECT_EQ(archive_read_open_memory(reader, bytes.data(), bytes.size()), ARCHIVE_OK);
  archive_entry* entry = nullptr;
  while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
    std::string& text = files[archive_entry_pathname(entry)];
    char buffer[8192];
    la_ssize_t count = 0;
    while ((count = archive_read_data(reader, buffer, sizeof(buffer))) > 0)
      text.append(buffer, static_cast<size_t>(count));
    EXPECT_EQ(count, 0) << archive_error_string(reader);  // also a wrong check sum
  }
  archive_read_free(reader);
  return files;
}

TEST(ZipStream, AnotherReaderFindsTheFiles) {
  std::string bytes, numbers;
  for (int i = 0; i < 100'000; ++i) numbers += std::to_string(i) + "\n";
  ZipStream zip([&](std::string_view piece) {
    bytes += piece;
    return true;
  });
  EXPECT_TRUE(zip.Write("nodes.csv", "a,b\n"));
  EXPECT_TRUE(zip.Write("nodes.csv", "1,2\n"));
  EXPECT_TRUE(zip.Write("notes/empty.md", ""));
  for (size_t from = 0; from < numbers.size(); from += 1000)
    EXPECT_TRUE(zip.Write("numbers.txt", std::string_view(numbers).substr(from, 1000)));
  EXPECT_TRUE(zip.Finish());
  EXPECT_EQ(Unpack(bytes),
            (std::map<std::string, std::string>{
                {"nodes.csv", "a,b\n1,2\n"}, {"notes/empty.md", ""}, {"numbers.txt", numbers}}));
  EXPECT_LT(bytes.size(), numbers.size());
}

TEST(ZipStream, ItEndsWhenTheClientHasLeft) {
  int pieces = 0;
  ZipStream zip([&](std::string_view) { return ++pieces < 2; });
  EXPECT_TRUE(zip.Write("a", "x"));
  EXPECT_FALSE(zip.Finish());
}

}  // namespace
}  // namespace concord::testing
