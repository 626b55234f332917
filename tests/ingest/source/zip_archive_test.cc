#include "ingest/source/zip_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <memory>

#include "tests/ingest/zip_maker.h"

namespace concord::testing {
namespace {

struct Opened {
  ReadLimits limits;
  std::string bytes;
  Result<ZipArchive> archive = Fail(ErrorCode::kNotFound, "not opened");
};

std::unique_ptr<Opened> Open(std::string bytes, ReadLimits limits = {}) {
  auto opened = std::make_unique<Opened>();
  opened->limits = limits;
  opened->bytes = std::move(bytes);
  opened->archive = ZipArchive::Open({"a.zip", opened->bytes, &opened->limits});
  return opened;
}

std::string ErrorOf(std::string bytes, ErrorCode code, ReadLimits limits = {}) {
  const auto opened = Open(std::move(bytes), limits);
  EXPECT_FALSE(opened->archive.has_value());
  if (opened->archive) return "";
  EXPECT_EQ(opened->archive.error().code, code) << opened->archive.error().ToString();
  return opened->archive.error().message;
}

// Packed by libarchive, as other programs pack.
std::string Packed(const std::string& name, const std::string& bytes) {
  std::string zip(bytes.size() + 4096, '\0');
  size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_open_memory(writer, zip.data(), zip.size(), &used);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, static_cast<int64_t>(bytes.size()));
  EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK);
  EXPECT_EQ(archive_write_data(writer, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  archive_entry_free(entry);
  EXPECT_EQ(archive_write_close(writer), ARCHIVE_OK);
  archive_write_free(writer);
  zip.resize(used);
  return zip;
}

TEST(ZipArchive, EntriesByName) {
  const auto opened =
      Open(MakeZip({{"word/a.xml", "first"}, {"folder/", ""}, {"b\\c.xml", "second"}, {"e", ""}}));
  ASSERT_TRUE(opened->archive.has_value()) << opened->archive.error().ToString();
  ZipArchive& archive = *opened->archive;
  EXPECT_EQ(archive.Read("word/a.xml").value_or("?"), "first");
  EXPECT_EQ(archive.Read("/Word/A.XML").value_or("?"), "first");  // OPC compares so
  EXPECT_EQ(archive.Read("b/c.xml").value_or("?"), "second");
  EXPECT_EQ(archive.Read("e").value_or("?"), "");
  EXPECT_FALSE(archive.Has("folder/"));
  const auto missing = archive.Read("word/z.xml");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.error().ToString(), "a.zip: word/z.xml: the zip archive has no such entry");
}

TEST(ZipArchive, PackedBytesComeBackInPieces) {
  std::string text;
  for (int i = 0; text.size() < 3'000'000; ++i) text += std::to_string(i * 7919) + " nets and ropes\n";
  const auto opened = Open(Packed("long.txt", text));
  ASSERT_TRUE(opened->archive.has_value());
  EXPECT_LT(opened->bytes.size(), text.size() / 3);
  std::string streamed;
  size_t pieces = 0;
  ASSERT_TRUE(opened->archive->Stream("long.txt", [&](std::string_view piece) {
    streamed += piece;
    ++pieces;
    return Result<void>();
  }));
  EXPECT_GT(pieces, 1U);
  EXPECT_EQ(streamed, text);
  // The one who takes may stop.
  const auto stopped = opened->archive->Stream(
      "long.txt", [](std::string_view) -> Result<void> { return Fail(ErrorCode::kUsage, "enough"); });
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().message, "enough");
}

TEST(ZipArchive, NamesThatLeadOutAreRefused) {
  for (const std::string name : {"../x", "a/../../x", "/etc/x", "..\\x", "C:\\x", "a/.."}) {
    EXPECT_NE(ErrorOf(MakeZip({{name, "x"}}), ErrorCode::kInvalid).find("outside of itself"),
              std::string::npos)
        << name;
  }
  EXPECT_TRUE(Open(MakeZip({{"a..b", "x"}, {"...", "x"}}))->archive.has_value());
}

TEST(ZipArchive, TwoEntriesOfOneNameAreRefused) {
  EXPECT_NE(ErrorOf(MakeZip({{"a.xml", "x"}, {"a.xml", "y"}}), ErrorCode::kInvalid)
                .find("two entries named 'a.xml'"),
            std::string::npos);
  ErrorOf(MakeZip({{"a.xml", "x"}, {"A.xml", "y"}}), ErrorCode::kInvalid);
}

TEST(ZipArchive, EncryptedEntriesAreRefused) {
  EXPECT_NE(
      ErrorOf(MakeZip({{"a.xml", "0123456789abcdef", true}}), ErrorCode::kUnsupported).find("encrypted"),
      std::string::npos);
}

TEST(ZipArchive, CutOffAnywhereItIsRefused) {
  const std::string whole = MakeZip({{"a.xml", "0123456789"}, {"b.xml", "abc"}});
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(Open(whole.substr(0, size))->archive.has_value()) << size;
  }
  EXPECT_NE(ErrorOf(whole.substr(0, 60), ErrorCode::kInvalid).find("cut off"), std::string::npos);
}

TEST(ZipArchive, DamagedEntriesAreRefusedWhenTheyAreRead) {
  const auto opened = Open(MakeZip({{"good", "good"}, {"bad", "bad", false, true}}));
  ASSERT_TRUE(opened->archive.has_value());
  EXPECT_TRUE(opened->archive->Read("good").has_value());
  const auto bad = opened->archive->Read("bad");
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().code, ErrorCode::kInvalid);
  EXPECT_NE(bad.error().message.find("bad: damaged"), std::string::npos) << bad.error().message;
}

TEST(ZipArchive, ManyEntriesAreRefusedBeforeTheyAreRead) {
  std::vector<ZipEntry> entries;
  for (int i = 0; i < 101; ++i) entries.push_back({"e" + std::to_string(i), ""});
  ReadLimits limits;
  limits.max_archive_entries = 100;
  EXPECT_NE(ErrorOf(MakeZip(entries), ErrorCode::kLimit, limits).find("max_archive_entries"),
            std::string::npos);
  entries.pop_back();
  EXPECT_TRUE(Open(MakeZip(entries), limits)->archive.has_value());
}

TEST(ZipArchive, ABombStopsAtTheLimitThatItMeetsFirst) {
  const std::string zip = Packed("bomb", std::string(64 << 20, 'a'));
  ASSERT_LT(zip.size(), 200'000U);
  const auto message = [&](const ReadLimits& limits) {
    const auto opened = Open(zip, limits);
    if (!opened->archive) return std::string("not opened");
    uint64_t seen = 0;
    const auto read = opened->archive->Stream("bomb", [&](std::string_view piece) {
      seen += piece.size();
      return Result<void>();
    });
    EXPECT_LT(seen, 40U << 20);
    if (read) return std::string("read");
    EXPECT_EQ(read.error().code, ErrorCode::kLimit);
    return read.error().message;
  };
  ReadLimits limits;
  EXPECT_NE(message(limits).find("max_unpack_ratio"), std::string::npos);
  limits.max_unpack_ratio = 10'000;
  limits.max_entry_bytes = 1 << 20;
  EXPECT_NE(message(limits).find("max_entry_bytes"), std::string::npos);
  limits.max_entry_bytes = 1 << 30;
  limits.max_unpacked_bytes = 32 << 20;
  EXPECT_NE(message(limits).find("max_unpacked_bytes"), std::string::npos);
}

TEST(ZipArchive, AllThatIsUnpackedCountsTogether) {
  ReadLimits limits;
  limits.max_unpacked_bytes = 1000;
  const auto opened = Open(MakeZip({{"a", std::string(600, 'a')}}), limits);
  ASSERT_TRUE(opened->archive.has_value());
  EXPECT_TRUE(opened->archive->Read("a").has_value());
  EXPECT_FALSE(opened->archive->Read("a").has_value());
}

TEST(ZipArchive, NoArchive) {
  ErrorOf("", ErrorCode::kInvalid);
  ErrorOf("PK\x03\x04 and then nothing", ErrorCode::kInvalid);
  ErrorOf(std::string("PK\x05\x06") + std::string(18, '\0'), ErrorCode::kInvalid);
  std::string lying = MakeZip({{"a", "x"}});
  lying[lying.size() - 6] = '\x01';  // the directory is said to begin one byte later
  EXPECT_FALSE(Open(lying)->archive.has_value());
}

}  // namespace
}  // namespace concord::testing
