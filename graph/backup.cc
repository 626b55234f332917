#include "graph/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/folder_sync.h"
#include "base/try.h"
#include "graph/rocks_database.h"
#include "graph/rocks_log.h"
#include "graph/rocks_moment.h"
#include "graph/store.h"
#include "graph/verify.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

// What the source has when it is read, synced. The size.
Result<uint64_t> CopyFile(const fs::path& from, const fs::path& to) {
  const Descriptor in(open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in.is_open()) return FailAt(from, "read", errno);
  Descriptor out(open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!out.is_open()) return FailAt(to, "write", errno);
  std::array<char, 1 << 16> block{};
  uint64_t size = 0;
  while (true) {
    const ssize_t count = read(in.get(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return FailAt(from, "read", errno);
    if (count == 0) break;
    for (ssize_t at = 0; at < count;) {
      const ssize_t written = write(out.get(), block.data() + at, static_cast<size_t>(count - at));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return FailAt(to, "write", errno);
      at += written;
    }
    size += static_cast<uint64_t>(count);
  }
  if (fsync(out.get()) != 0 || out.Close() != 0) return FailAt(to, "write", errno);
  return size;
}

bool IsTable(const fs::path& file) { return file.extension() == ".sst"; }
bool IsLog(const fs::path& file) { return file.extension() == ".log"; }

// The mark before the logs, so that no log is shorter than it says; the logs last.
int OrderOf(const fs::path& file) {
  return file == kSyncMarkName ? 0 : IsTable(file) ? 1 : IsLog(file) ? 3 : 2;
}

// Files of the store; not its lock, temporary ones, nor the folder of a bulk load.
Result<std::vector<fs::path>> FilesOf(const fs::path& store) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(store, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    std::error_code gone;
    const fs::path name = entry->path().filename();
    if (entry->is_regular_file(gone) && name != "LOCK" && name.extension() != ".dbtmp") files.push_back(name);
  }
  if (error) return FailAt(store, "list", error.value());
  std::ranges::stable_sort(files, {}, OrderOf);
  return files;
}

// One try; a writer that changes the tables meanwhile makes it fail or the copy useless. Tables that are in
// `to` already are complete or will be copied again by the next try, as their sizes differ.
Result<void> CopyOnce(const fs::path& from, const fs::path& to, const fs::path& earlier,
                      BackupReport* report) {
  CONCORD_ASSIGN(const std::vector<fs::path> files, FilesOf(from));
  report->files = files.size();
  for (const fs::path& file : files) {
    std::error_code error;
    const uint64_t size = fs::file_size(from / file, error);
    if (error) return FailAt(from / file, "read", error.value());
    if (IsTable(file)) {
      std::error_code none;
      if (fs::file_size(to / file, none) == size && !none) continue;
      if (!earlier.empty() && fs::file_size(earlier / file, none) == size && !none) {
        fs::remove(to / file, none);
        fs::create_hard_link(earlier / file, to / file, none);
        if (!none) {
          report->bytes_shared += size;
          continue;
        }
      }
    }
    CONCORD_ASSIGN(const uint64_t copied, CopyFile(from / file, to / file));
    report->bytes_copied += copied;
  }
  // Logs of an earlier try that are gone from the store.
  CONCORD_ASSIGN(const std::vector<fs::path> copies, FilesOf(to));
  for (const fs::path& copy : copies) {
    std::error_code ignored;
    if (std::ranges::find(files, copy) == files.end()) fs::remove(to / copy, ignored);
  }
  return {};
}

bool HoldsStore(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "CURRENT", error);
}

Result<void> CopyStore(const fs::path& from, const fs::path& to, const fs::path& earlier,
                       BackupReport* report) {
  using Clock = std::chrono::steady_clock;
  constexpr auto kPatience = std::chrono::minutes(5);
  const auto deadline = Clock::now() + kPatience;
  while (true) {
    const StoreMoment before = MomentOf(from);
    const Result<void> copied = CopyOnce(from, to, earlier, report);
    // RocksDB deletes its file of options and old logs without a record in the manifest. None of these
    // belongs to the moment, but a listed file that is gone can only be copied by listing the folder again.
    const bool vanished = !copied && copied.error().code == ErrorCode::kNotFound && HoldsStore(from);
    if (before == MomentOf(from) && !vanished) return copied;
    if (Clock::now() > deadline) {
      return Fail(ErrorCode::kStore,
                  fmt::format("another program changes the store '{}' faster than it can be "
                              "copied; try again later",
                              from.string()));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Result<void> ReadWhole(const fs::path& store, BackupReport* report) {
  CONCORD_ASSIGN(const auto opened, OpenStore(store, OpenMode::kReadOnly));
  const auto snapshot = opened->TakeSnapshot();
  report->nodes = snapshot->NodeCount();
  report->edges = snapshot->EdgeCount();
  return VerifyFiles(*snapshot);
}

// Copies beside the target, reads the copy, and gives it its name.
Result<BackupReport> CopyAndName(const fs::path& from, const fs::path& to, const fs::path& earlier) {
  BackupReport report;
  report.path = to;
  std::error_code error;
  const fs::path folder = to.has_parent_path() ? to.parent_path() : fs::path(".");
  CONCORD_TRY(MakeFolder(folder));
  const fs::path part = folder / fmt::format(".{}.part", to.filename().string());
  fs::remove_all(part, error);
  if (!fs::create_directory(part, error)) return FailAt(part, "make", error.value());
  const auto copy = [&]() -> Result<void> {
    CONCORD_TRY(CopyStore(from, part, earlier, &report));
    CONCORD_TRY(ReadWhole(part, &report));
    CONCORD_TRY(SyncFolder(part));
    fs::rename(part, to, error);
    if (error) return FailAt(to, "make", error.value());
    return SyncFolder(folder);
  };
  const Result<void> done = copy();
  std::error_code ignored;
  fs::remove_all(part, ignored);
  if (!done) return tl::unexpected(done.error());
  return report;
}

// The one whose name comes last; empty when there is none.
fs::path LatestBackup(const fs::path& backups) {
  fs::path latest;
  std::error_code error;
  for (fs::directory_iterator entry(backups, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (!entry->path().filename().native().starts_with('.') && HoldsStore(entry->path()))
      latest = std::max(latest, entry->path());
  }
  return latest;
}

// Copies the logs to STORE.damaged; returns that folder.
Result<fs::path> KeepLogs(const fs::path& store) {
  fs::path aside = store;
  aside += ".damaged";
  std::error_code error;
  fs::create_directories(aside, error);
  if (error) return FailAt(aside, "make", error.value());
  CONCORD_ASSIGN(const std::vector<fs::path> files, FilesOf(store));
  for (const fs::path& file : files) {
    if (!IsLog(file) && file != kSyncMarkName) continue;
    CONCORD_TRY(CopyFile(store / file, aside / file));
  }
  return aside;
}

}  // namespace

Result<BackupReport> BackUpStore(const fs::path& store, const fs::path& backups, const std::string& name) {
  if (!HoldsStore(store)) return FailNoStore(store);
  std::error_code error;
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos ||
      fs::exists(backups / name, error)) {
    return Fail(ErrorCode::kUsage,
                fmt::format("'{}' exists already or cannot be the name of a backup; give another",
                            (backups / name).string()));
  }
  return CopyAndName(store, backups / name, LatestBackup(backups));
}

Result<BackupReport> RestoreStore(const fs::path& backup, const fs::path& store) {
  const fs::path from = HoldsStore(backup) ? backup : LatestBackup(backup);
  std::error_code error;
  if (from.empty()) {
    const bool is_folder = fs::is_directory(backup, error);
    return Fail(ErrorCode::kNotFound,
                is_folder ? fmt::format("the folder '{}' contains no backup", backup.string())
                          : fmt::format("there is no folder '{}' with backups", backup.string()));
  }
  if (fs::exists(store, error)) {
    return Fail(
        ErrorCode::kUsage,
        fmt::format("'{}' exists, and a backup does not overwrite it; move it away first", store.string()));
  }
  return CopyAndName(from, store, {});
}

Result<RepairReport> RepairStore(const fs::path& store) {
  RepairReport report;
  if (!HoldsStore(store)) {
    // Numbers rise, and a manifest holds all that those before it held.
    fs::path latest;
    CONCORD_ASSIGN(const std::vector<fs::path> files, FilesOf(store));
    for (const fs::path& file : files) {
      if (file.native().starts_with("MANIFEST-")) latest = std::max(latest, file);
    }
    if (latest.empty()) {
      return Fail(
          ErrorCode::kNotFound,
          fmt::format("the folder '{}' contains neither a store nor the manifest of one", store.string()));
    }
    CONCORD_TRY(WriteFile(store / "CURRENT", latest.string() + "\n"));
    report.done.push_back(fmt::format("the file CURRENT was missing and now names {}", latest.string()));
  }
  const Result<void> logs = VerifyLogs(store);
  if (!logs && logs.error().code != ErrorCode::kCorrupt) return tl::unexpected(logs.error());
  if (!logs) {
    CONCORD_ASSIGN(const fs::path aside, KeepLogs(store));
    std::error_code error;
    fs::remove(store / kSyncMarkName, error);
    if (error) return FailAt(store / kSyncMarkName, "remove", error.value());
    report.done.push_back(fmt::format(
        "the log was cut off at the damage, and everything written after it is lost; the old logs "
        "are in {}. {}",
        aside.string(), logs.error().message));
  }
  CONCORD_ASSIGN(const auto opened, OpenStore(store, OpenMode::kMustExist));
  const auto snapshot = opened->TakeSnapshot();
  CONCORD_TRY(VerifyFiles(*snapshot));
  report.nodes = snapshot->NodeCount();
  report.edges = snapshot->EdgeCount();
  return report;
}

}  // namespace concord
