#include "base/file_replacement.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "base/try.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> WriteError(const fs::path& path, int number) {
  return tl::unexpected(Error{ErrorCode::kIo,
                              fmt::format("cannot write: {}", std::generic_category().message(number)),
                              path.string(), 0, 0, 0});
}

// Where the bytes have to go: behind all links, also one that leads to no file yet. At most as many links as
// the system itself follows.
Result<fs::path> BehindLinks(const fs::path& path) {
  constexpr int kMaxLinks = 40;
  fs::path target = path;
  for (int links = 0; links < kMaxLinks; ++links) {
    std::error_code error;
    if (fs::symlink_status(target, error).type() != fs::file_type::symlink) return target;
    const fs::path next = fs::read_symlink(target, error);
    if (error) return WriteError(path, error.value());
    target = next.is_absolute() ? next : target.parent_path() / next;
  }
  return WriteError(path, ELOOP);
}

// Makes a rename last. Folders of some file systems cannot be synced, which is no failure of the write.
bool SyncFolderOf(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return !descriptor.is_open() || fsync(descriptor.get()) == 0 || errno == EINVAL || errno == EROFS;
}

}  // namespace

Result<FileReplacement> FileReplacement::Open(const fs::path& target) {
  // The process and a counter in the name: several writers of one target do not meet.
  static std::atomic<uint64_t> counter = 0;
  FileReplacement made;
  made.named_ = target;
  CONCORD_ASSIGN(made.target_, BehindLinks(target));
  struct stat status {};
  const bool exists = stat(made.target_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return WriteError(target, EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    made.file_.Set(open(made.target_.c_str(), O_WRONLY | O_CLOEXEC));
    if (!made.file_.is_open()) return WriteError(target, errno);
    return made;
  }
  // Only who may write to the file may replace it.
  if (exists && access(made.target_.c_str(), W_OK) != 0) return WriteError(target, errno);
  fs::path temporary = made.target_;
  temporary += fmt::format(".{}-{}.tmp", getpid(), counter++);
  made.file_.Set(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? 0600 : 0666));
  if (!made.file_.is_open()) return WriteError(target, errno);
  made.temporary_ = std::move(temporary);
  if (exists) {
    // The owner first: changing it takes special bits away.
    [[maybe_unused]] const int owned = fchown(made.file_.get(), status.st_uid, status.st_gid);
    if (fchmod(made.file_.get(), status.st_mode & 07777) != 0) return WriteError(target, errno);
  }
  return made;
}

FileReplacement::FileReplacement(FileReplacement&& other) noexcept
    : named_(std::move(other.named_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::move(other.file_)) {}

FileReplacement::~FileReplacement() {
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

Result<void> FileReplacement::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(file_.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return WriteError(named_, errno);
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return {};
}

Result<void> FileReplacement::Commit() {
  // A pipe has nothing to sync.
  if (fsync(file_.get()) != 0 && errno != EINVAL) return WriteError(named_, errno);
  if (file_.Close() != 0) return WriteError(named_, errno);
  if (temporary_.empty()) return {};
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) return WriteError(named_, errno);
  temporary_.clear();
  if (!SyncFolderOf(target_)) return WriteError(named_, errno);
  return {};
}

}  // namespace concord
