#include "ingest/source/zip_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/text.h"

namespace concord {
namespace {

struct CloseArchive {
  void operator()(archive* open) const { archive_read_free(open); }
};
using Handle = std::unique_ptr<archive, CloseArchive>;

// The ratio is no matter before so much came out: a short text of one letter packs well.
constexpr uint64_t kUnpackGrace = 4 << 20;

constexpr std::string_view kEndRecord = "PK\x05\x06", kDirectoryEntry = "PK\x01\x02";

uint64_t LittleEndian(std::string_view bytes, size_t at, size_t size) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; ++i) value |= uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

// Where the directory begins, after the record at the archive's end; nullopt when there is none.
std::optional<uint64_t> FindDirectory(std::string_view bytes) {
  constexpr size_t kRecord = 22, kLongestComment = 0xFFFF;
  if (bytes.size() < kRecord) return std::nullopt;
  const size_t first = bytes.size() - std::min(bytes.size(), kRecord + kLongestComment);
  const size_t record = bytes.rfind(kEndRecord, bytes.size() - kRecord);
  if (record == std::string_view::npos || record < first) return std::nullopt;
  uint64_t start = LittleEndian(bytes, record + 16, 4);
  // Zip64 keeps it in a record of its own, which a locator before this one names.
  constexpr size_t kLocator = 20;
  if (start == 0xFFFFFFFF && record >= kLocator &&
      bytes.substr(record - kLocator).starts_with("PK\x06\x07")) {
    const uint64_t wide = LittleEndian(bytes, record - kLocator + 8, 8);
    if (wide > bytes.size() || bytes.size() - wide < 56) return std::nullopt;
    start = LittleEndian(bytes, wide + 48, 8);
  }
  if (start > record) return std::nullopt;
  return start;
}

// How many entries the directory really has, at most `limit` + 1: before libarchive makes a tree of them.
uint64_t CountEntries(std::string_view bytes, uint64_t start, uint64_t limit) {
  constexpr size_t kHeader = 46;
  uint64_t count = 0;
  while (count <= limit && bytes.size() - start >= kHeader &&
         bytes.substr(start).starts_with(kDirectoryEntry)) {
    const uint64_t length = kHeader + LittleEndian(bytes, start + 28, 2) +
                            LittleEndian(bytes, start + 30, 2) + LittleEndian(bytes, start + 32, 2);
    if (length > bytes.size() - start) break;
    start += length;
    ++count;
  }
  return count;
}

Handle OpenHandle(std::string_view bytes) {
  Handle handle(archive_read_new());
  if (handle == nullptr) return nullptr;
  archive_read_support_format_zip_seekable(handle.get());
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  // A fuzzer that must guess a checksum never meets what lies behind it.
  archive_read_set_format_option(handle.get(), "zip", "ignorecrc32", "1");
#endif
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return nullptr;
  return handle;
}

std::string_view ReasonOf(const Handle& handle) {
  const char* reason = archive_error_string(handle.get());
  return reason == nullptr ? std::string_view("no reason given") : std::string_view(reason);
}

std::string NameOf(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  std::string text = name == nullptr ? "" : name;
  std::ranges::replace(text, '\\', '/');  // written so by some programs
  return text;
}

bool LeadsOut(std::string_view name) {
  if (name.starts_with('/') || (name.size() > 1 && name[1] == ':')) return true;
  return std::ranges::any_of(Split(name, '/'), [](std::string_view step) { return step == ".."; });
}

std::string KeyOf(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  return AsciiLower(name);
}

}  // namespace

Error ZipArchive::ErrorIn(std::string_view name, ErrorCode code, std::string_view message) const {
  return {code,
          name.empty() ? std::string(message) : fmt::format("{}: {}", name, message),
          std::string(source_.path),
          0,
          0,
          0};
}

Result<ZipArchive> ZipArchive::Open(const Source& source) {
  ZipArchive opened(source);
  const auto fail = [&](ErrorCode code, std::string_view message) {
    return tl::unexpected(opened.ErrorIn("", code, message));
  };
  const ReadLimits& limits = *source.limits;
  if (source.bytes.size() > limits.max_file_bytes) {
    return fail(ErrorCode::kLimit, fmt::format("the file has {} bytes, the limit is {}", source.bytes.size(),
                                               limits.max_file_bytes));
  }
  const std::optional<uint64_t> directory = FindDirectory(source.bytes);
  if (!directory) {
    return fail(ErrorCode::kInvalid, "the zip archive is cut off: its directory, at the end, is not there");
  }
  const uint64_t count = CountEntries(source.bytes, *directory, limits.max_archive_entries);
  if (count > limits.max_archive_entries) {
    return fail(ErrorCode::kLimit,
                fmt::format("the zip archive has more than {} entries (limit max_archive_entries)",
                            limits.max_archive_entries));
  }
  if (count == 0)
    return fail(ErrorCode::kInvalid, "the zip archive has no entries where its directory should be");

  const Handle handle = OpenHandle(source.bytes);
  if (handle == nullptr) return fail(ErrorCode::kInvalid, "the zip archive cannot be opened");
  for (;;) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("the zip archive's directory is damaged: {}", ReasonOf(handle)));
    }
    const std::string name = NameOf(entry);
    if (LeadsOut(name)) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("the zip archive has an entry outside of itself, '{}'", name));
    }
    if (archive_entry_is_encrypted(entry) != 0) {
      return fail(ErrorCode::kUnsupported, fmt::format("'{}' in the zip archive is encrypted", name));
    }
    if (name.empty() || name.ends_with('/')) continue;
    if (!opened.names_.insert(KeyOf(name)).second) {
      return fail(ErrorCode::kInvalid, fmt::format("the zip archive has two entries named '{}'", name));
    }
  }
  return opened;
}

bool ZipArchive::Has(std::string_view name) const { return names_.contains(KeyOf(name)); }

Result<std::string> ZipArchive::Read(std::string_view name) {
  std::string bytes;
  const Result<void> read = Stream(name, [&bytes](std::string_view piece) {
    bytes += piece;
    return Result<void>();
  });
  if (!read) return tl::unexpected(read.error());
  return bytes;
}

Result<void> ZipArchive::Stream(std::string_view name, const Take& take) {
  const ReadLimits& limits = *source_.limits;
  const auto fail = [&](ErrorCode code, std::string_view message) {
    return tl::unexpected(ErrorIn(name, code, message));
  };
  const std::string key = KeyOf(name);
  if (!names_.contains(key)) {
    return fail(ErrorCode::kNotFound, "the zip archive has no such entry");
  }
  const Handle handle = OpenHandle(source_.bytes);
  if (handle == nullptr) return fail(ErrorCode::kInvalid, "the zip archive cannot be opened");
  archive_entry* entry = nullptr;
  for (;;) {
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      return fail(ErrorCode::kInvalid, fmt::format("cannot be found again: {}", ReasonOf(handle)));
    }
    if (KeyOf(NameOf(entry)) == key) break;
  }

  uint64_t size = 0;
  for (;;) {
    const void* piece = nullptr;
    size_t length = 0;
    int64_t offset = 0;
    const int status = archive_read_data_block(handle.get(), &piece, &length, &offset);
    if (status == ARCHIVE_EOF) return {};
    // A warning means a wrong size or checksum.
    if (status != ARCHIVE_OK) return fail(ErrorCode::kInvalid, fmt::format("damaged: {}", ReasonOf(handle)));
    size += length;
    unpacked_ += length;
    if (size > limits.max_entry_bytes) {
      return fail(ErrorCode::kLimit, fmt::format("more than {} bytes when unpacked (limit max_entry_bytes)",
                                                 limits.max_entry_bytes));
    }
    if (unpacked_ > limits.max_unpacked_bytes) {
      return fail(ErrorCode::kLimit,
                  fmt::format("with it, more than {} bytes are unpacked (limit max_unpacked_bytes)",
                              limits.max_unpacked_bytes));
    }
    // What libarchive has taken of the file so far tells nothing (it seeks): the whole file is the measure,
    // as no entry has more than that.
    if (unpacked_ > kUnpackGrace && unpacked_ / limits.max_unpack_ratio > source_.bytes.size()) {
      return fail(ErrorCode::kLimit,
                  fmt::format("unpacked to more than {} times the size of the file (limit max_unpack_ratio)",
                              limits.max_unpack_ratio));
    }
    if (length == 0) continue;
    if (Result<void> taken = take({static_cast<const char*>(piece), length}); !taken) return taken;
  }
}

bool IsZipWith(std::string_view bytes, std::string_view name_start) {
  constexpr size_t kLook = 64 << 10;
  if (!bytes.starts_with("PK\x03\x04")) return false;
  const std::string_view head = bytes.substr(0, kLook),
                         tail = bytes.substr(bytes.size() - std::min(bytes.size(), kLook));
  return head.find(name_start) != std::string_view::npos || tail.find(name_start) != std::string_view::npos;
}

}  // namespace concord
