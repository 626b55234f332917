#include "graph/rocks_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <map>
#include <string>
#include <system_error>
#include <thread>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/try.h"
#include "graph/keys.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

// Magic, log, bytes, first log, CRC of these; stores of earlier versions have no first log.
constexpr std::string_view kMagic = "concord2", kMagicWithoutFirst = "concord1";
constexpr size_t kMarkBytes = 36, kMarkBytesWithoutFirst = 28;

// RocksDB, db/log_format.h: blocks of 32 KiB; a record has a masked CRC of type and payload (4 bytes), the
// length of the payload (2), the type (1), all little-endian; what does not fit into a block is cut into
// fragments. A rest of a block in which no header fits is padding.
constexpr uint64_t kBlock = 32768;
constexpr uint64_t kHeader = 7;
constexpr unsigned char kFullRecord = 1, kLastFragment = 4;

uint32_t Unmasked(uint32_t masked) {
  const uint32_t turned = masked - 0xA282EAD8U;
  return (turned >> 17) | (turned << 15);
}

uint32_t Little(std::string_view bytes, size_t size) {
  uint32_t number = 0;
  for (size_t i = size; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

// The numbers of the logs in the folder, and their files.
std::map<uint64_t, fs::path> LogsOf(const fs::path& store) {
  std::map<uint64_t, fs::path> logs;
  std::error_code error;
  for (fs::directory_iterator entry(store, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.ends_with(".log")) continue;
    uint64_t number = 0;
    const char* end = name.data() + name.size() - 4;
    if (const auto read = std::from_chars(name.data(), end, number);
        read.ec == std::errc() && read.ptr == end)
      logs.emplace(number, entry->path());
  }
  return logs;
}

tl::unexpected<Error> Damaged(const fs::path& file, std::string_view what) {
  return Fail(
      ErrorCode::kCorrupt,
      fmt::format("the store's log {} is damaged: {}. Confirmed writes are missing, so the store is not "
                  "opened. Restore a "
                  "backup (`concord restore`), or give up everything after the damage (`concord repair`)",
                  file.string(), what));
}

// Whether the first `synced` bytes are whole records.
Result<void> VerifyLog(const fs::path& file, std::string_view log, uint64_t synced) {
  if (log.size() < synced) {
    return Damaged(file, fmt::format("it has {} bytes, and {} were written and synced", log.size(), synced));
  }
  for (uint64_t at = 0; at < synced;) {
    const uint64_t left = kBlock - at % kBlock;
    if (left < kHeader) {
      at += left;
      continue;
    }
    const auto bad = [&] {
      return Damaged(file, fmt::format("the record at byte {} is not what was written", at));
    };
    if (log.size() - at < kHeader) return bad();
    const std::string_view header = log.substr(at, kHeader);
    const uint32_t length = Little(header.substr(4), 2);
    const auto type = static_cast<unsigned char>(header[6]);
    if (type < kFullRecord || type > kLastFragment || kHeader + length > left ||
        log.size() - at < kHeader + length)
      return bad();
    if (Crc32c(log.substr(at + 6, 1 + length)) != Unmasked(Little(header, 4))) return bad();
    at += kHeader + length;
  }
  return {};
}

}  // namespace

uint32_t Crc32c(std::string_view bytes, uint32_t crc) {
  static const auto kTable = [] {
    std::array<uint32_t, 256> table{};
    for (uint32_t i = 0; i < 256; ++i) {
      uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0x82F63B78U : 0);
      table[i] = value;
    }
    return table;
  }();
  crc = ~crc;
  for (const char byte : bytes) crc = kTable[(crc ^ static_cast<unsigned char>(byte)) & 0xFF] ^ (crc >> 8);
  return ~crc;
}

Result<void> WriteSyncMark(const fs::path& store, SyncMark mark, bool create) {
  std::string bytes(kMagic);
  Append64(mark.log, &bytes);
  Append64(mark.bytes, &bytes);
  Append64(mark.first, &bytes);
  bytes += FixedKey().Add32(Crc32c(bytes)).view();
  const Descriptor file(
      open((store / kSyncMarkName).c_str(), O_WRONLY | O_CLOEXEC | (create ? O_CREAT : 0), 0666));
  if (file.is_open() &&
      pwrite(file.get(), bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()))
    return {};
  return Fail(ErrorCode::kStore, fmt::format("cannot write to the store's folder '{}': {}", store.string(),
                                             std::generic_category().message(errno)));
}

std::optional<SyncMark> ReadSyncMark(const fs::path& store) {
  // A writer may be in the midst of overwriting it.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const Result<std::string> bytes = ReadFile(store / kSyncMarkName, kMarkBytes);
    if (!bytes) continue;
    const bool has_first = bytes->size() == kMarkBytes && bytes->starts_with(kMagic);
    if (!has_first && (bytes->size() != kMarkBytesWithoutFirst || !bytes->starts_with(kMagicWithoutFirst)))
      continue;
    const std::string_view told = std::string_view(*bytes).substr(0, bytes->size() - 4);
    if (Read32(bytes->data() + told.size()) != Crc32c(told)) continue;
    return SyncMark{Read64(bytes->data() + 8), Read64(bytes->data() + 16),
                    has_first ? Read64(bytes->data() + 24) : 0};
  }
  return std::nullopt;
}

namespace {

Result<void> VerifyLogsOnce(const fs::path& store) {
  const std::optional<SyncMark> mark = ReadSyncMark(store);
  if (!mark || mark->log == 0) return {};
  const std::map<uint64_t, fs::path> logs = LogsOf(store);
  // Once all its records are in tables a log goes, and a later one is there.
  if (logs.empty() || logs.rbegin()->first < mark->log) {
    return Damaged(store / fmt::format("{:06}.log", mark->log), "it is missing");
  }
  for (const auto& [number, path] : logs) {
    if (number < mark->first) continue;
    if (number > mark->log) break;
    // Not through ReadFile, which wants a file to stand still: a writer may add to the log.
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open() && errno == ENOENT) continue;  // gone meanwhile
    std::string bytes;
    std::array<char, 1 << 16> block{};
    ssize_t count = 0;
    while (file.is_open() && (number < mark->log || bytes.size() < mark->bytes) &&
           (count = read(file.get(), block.data(), block.size())) != 0) {
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) break;
      bytes.append(block.data(), static_cast<size_t>(count));
    }
    if (!file.is_open() || count < 0) {
      return Fail(ErrorCode::kStore, fmt::format("cannot read the store's log {}: {}", path.string(),
                                                 std::generic_category().message(errno)));
    }
    CONCORD_TRY(VerifyLog(path, bytes, number < mark->log ? bytes.size() : mark->bytes));
  }
  return {};
}

}  // namespace

Result<void> VerifyLogs(const fs::path& store) {
  // A writer may make and remove logs while they are listed; damage stays.
  constexpr int kTries = 3;
  for (int attempt = 1;; ++attempt) {
    Result<void> verified = VerifyLogsOnce(store);
    if (verified || attempt == kTries) return verified;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Result<void> VerifyManifest(const fs::path& store) {
  constexpr uint64_t kMaxBytes = uint64_t{1} << 32;
  const Result<std::string> current = ReadFile(store / "CURRENT", kMarkBytes);
  if (!current) return {};  // RocksDB says what is wrong
  const fs::path path = store / current->substr(0, current->find('\n'));
  const Result<std::string> read = ReadFile(path, kMaxBytes);
  if (!read) return {};  // likewise; or a writer adds to it
  const std::string_view manifest = *read;
  for (uint64_t at = 0; at < manifest.size();) {
    const uint64_t left = kBlock - at % kBlock;
    if (left < kHeader) {
      at += left;
      continue;
    }
    if (manifest.size() - at < kHeader) return {};  // torn
    const std::string_view header = manifest.substr(at, kHeader);
    const uint64_t length = Little(header.substr(4), 2);
    if (kHeader + length <= manifest.size() - at) {
      at += kHeader + length;
      continue;
    }
    // The checksum of what stands behind the header, byte by byte: one that is right ends the record.
    const std::string_view rest = manifest.substr(at + kHeader);
    uint32_t crc = Crc32c(header.substr(6, 1));
    for (size_t i = 0; i <= rest.size(); ++i) {
      if (i > 0) crc = Crc32c(rest.substr(i - 1, 1), crc);
      if (crc != Unmasked(Little(header, 4))) continue;
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("the store's manifest {} is damaged: the record at byte {} has another length "
                              "than was written; restore a backup (concord restore)",
                              path.string(), at));
    }
    return {};  // torn
  }
  return {};
}

}  // namespace concord
