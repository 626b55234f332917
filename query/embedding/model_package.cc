#include "query/embedding/model_package.h"

#include <archive.h>
#include <archive_entry.h>
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <system_error>

#include "base/file_replacement.h"
#include "base/text.h"
#include "base/try.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

constexpr long kConnectSeconds = 20;
constexpr long kStalledSeconds = 60;  // without a byte
constexpr long kMostRedirections = 5;

tl::unexpected<Error> FailAt(ErrorCode code, std::string message, std::string_view source) {
  return tl::unexpected(Error{code, std::move(message), std::string(source), 0, 0, 0});
}

struct Received {
  std::string bytes;
  bool too_long = false;
};

// Called by libcurl; another number than `size` ends the transfer.
size_t Receive(char* bytes, size_t, size_t size, void* into) {
  auto* received = static_cast<Received*>(into);
  received->too_long = received->bytes.size() + size > kMaxPackageBytes;
  if (received->too_long) return 0;
  received->bytes.append(bytes, size);
  return size;
}

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct CloseArchive {
  void operator()(archive* open) const { archive_read_free(open); }
};
using Handle = std::unique_ptr<archive, CloseArchive>;

bool LeadsOut(std::string_view name) {
  return name.empty() || name.starts_with('/') || name.find('\\') != std::string_view::npos ||
         std::ranges::any_of(Split(name, '/'), [](std::string_view step) { return step == ".."; });
}

Result<uint64_t> WriteEntry(archive* open, const fs::path& target, std::string_view source, uint64_t limit) {
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  CONCORD_ASSIGN(FileReplacement file, FileReplacement::Open(target));
  uint64_t size = 0;
  while (true) {
    const void* piece = nullptr;
    size_t length = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(open, &piece, &length, &offset);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK) {
      const char* reason = archive_error_string(open);
      return FailAt(ErrorCode::kInvalid,
                    fmt::format("the package is damaged: {}", reason == nullptr ? "no reason given" : reason),
                    source);
    }
    size += length;
    if (size > limit)
      return FailAt(ErrorCode::kLimit,
                    fmt::format("the package unpacks to more than {} bytes", kMaxUnpackedBytes), source);
    CONCORD_TRY(file.Write({static_cast<const char*>(piece), length}));
  }
  CONCORD_TRY(file.Commit());
  return size;
}

}  // namespace

Result<std::string> FetchPackage(const std::string& url) {
  if (!StartsWithIgnoreCase(url, "https://") && !StartsWithIgnoreCase(url, "http://"))
    return Fail(ErrorCode::kUsage,
                fmt::format("'{}' is no address of a package; it should begin with https://", url));
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, CloseCurl> owned(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (owned == nullptr) return FailAt(ErrorCode::kIo, "libcurl cannot be started", url);
  CURL* curl = owned.get();
  Received received;
  char said[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirections);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Receive);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &received);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, said);
  const CURLcode code = curl_easy_perform(curl);
  if (received.too_long)
    return FailAt(ErrorCode::kLimit, fmt::format("the package has more than {} bytes", kMaxPackageBytes),
                  url);
  if (code != CURLE_OK) {
    return FailAt(
        ErrorCode::kIo,
        fmt::format("the package cannot be fetched: {}", said[0] != '\0' ? said : curl_easy_strerror(code)),
        url);
  }
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200)
    return FailAt(ErrorCode::kIo,
                  fmt::format("the package cannot be fetched: the server answers with {}", status), url);
  return std::move(received.bytes);
}

Result<void> UnpackPackage(std::string_view bytes, std::string_view source, const fs::path& folder) {
  const Handle handle(archive_read_new());
  if (handle == nullptr) return FailAt(ErrorCode::kIo, "libarchive cannot be started", source);
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_format_tar(handle.get());
  const auto damaged = [&] {
    const char* reason = archive_error_string(handle.get());
    return FailAt(
        ErrorCode::kInvalid,
        fmt::format("expected a tar archive, with or without gzip: {}", reason == nullptr ? "" : reason),
        source);
  };
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return damaged();
  uint64_t unpacked = 0;
  for (size_t entries = 0;; ++entries) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF) return {};
    if (status != ARCHIVE_OK) return damaged();
    if (entries == kMaxPackageEntries)
      return FailAt(ErrorCode::kLimit,
                    fmt::format("the package has more than {} entries", kMaxPackageEntries), source);
    const char* named = archive_entry_pathname(entry);
    const std::string name = named == nullptr ? "" : named;
    if (LeadsOut(name))
      return FailAt(ErrorCode::kInvalid, fmt::format("the name '{}' in the package leads out of it", name),
                    source);
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) continue;
    CONCORD_ASSIGN(const uint64_t size,
                   WriteEntry(handle.get(), folder / name, source, kMaxUnpackedBytes - unpacked));
    unpacked += size;
  }
}

}  // namespace concord
