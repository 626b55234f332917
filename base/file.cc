#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/descriptor.h"
#include "base/file_replacement.h"
#include "base/try.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

Error AbsentError(const fs::path& path, std::string_view kind) {
  std::error_code ignored;
  const bool is_link = fs::is_symlink(fs::symlink_status(path, ignored));
  return Error{
      ErrorCode::kNotFound,
      is_link ? "this link leads to a file that does not exist" : fmt::format("there is no such {}", kind),
      path.string(),
      0,
      0,
      0};
}

tl::unexpected<Error> IoError(const fs::path& path, std::string_view what, int number) {
  return tl::unexpected(Error{ErrorCode::kIo,
                              fmt::format("cannot {}: {}", what, std::generic_category().message(number)),
                              path.string(), 0, 0, 0});
}

}  // namespace

Error OpenError(const fs::path& path, int number) {
  return number == ENOENT ? AbsentError(path, "file") : IoError(path, "open", number).value();
}

Result<std::string> ReadFile(const fs::path& path, uint64_t max_bytes) {
  // Otherwise opening a named pipe that nobody writes to would never return. Reading waits as usual.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return tl::unexpected(OpenError(path, errno));
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return IoError(path, "read", errno);
  if (!S_ISREG(status.st_mode)) {
    const int flags = fcntl(file.get(), F_GETFL);
    if (flags < 0 || fcntl(file.get(), F_SETFL, flags & ~O_NONBLOCK) != 0)
      return IoError(path, "read", errno);
  }
  if (S_ISDIR(status.st_mode)) return IoError(path, "read", EISDIR);
  const bool sized = S_ISREG(status.st_mode);  // a pipe has no size; read it until it ends
  const auto too_large = [&](uint64_t size) {
    return tl::unexpected(Error{
        ErrorCode::kLimit, fmt::format("the file has {} bytes or more, the limit is {}", size, max_bytes),
        path.string(), 0, 0, 0});
  };
  const auto stated = static_cast<uint64_t>(std::max<off_t>(status.st_size, 0));
  if (sized && stated > max_bytes) return too_large(stated);

  std::string bytes;
  size_t filled = 0;
  // One byte more than stated, so that growth shows without another allocation.
  bytes.resize(sized ? stated + 1 : 1 << 16);
  for (;;) {
    const ssize_t count = read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return IoError(path, "read", errno);
    if (count == 0) break;
    filled += static_cast<size_t>(count);
    if (filled > max_bytes) return too_large(filled);
    if (filled == bytes.size()) {
      // Files of /proc state a size of 0 and are not empty.
      if (sized && stated != 0) break;
      bytes.resize(bytes.size() * 2);
    }
  }
  struct stat after {};
  if (fstat(file.get(), &after) != 0) return IoError(path, "read", errno);
  const bool written =
      after.st_mtim.tv_sec != status.st_mtim.tv_sec || after.st_mtim.tv_nsec != status.st_mtim.tv_nsec;
  if (sized && stated != 0 && (filled != stated || written)) {
    // Half of what was and half of what will be is neither.
    return tl::unexpected(
        Error{ErrorCode::kIo,
              fmt::format("the file changed {}while it was read", filled != stated ? "its size " : ""),
              path.string(), 0, 0, 0});
  }
  bytes.resize(filled);
  return bytes;
}

Result<void> WriteFile(const fs::path& path, std::string_view bytes) {
  CONCORD_ASSIGN(FileReplacement file, FileReplacement::Open(path));
  CONCORD_TRY(file.Write(bytes));
  return file.Commit();
}

Result<std::vector<fs::path>> ListFiles(const fs::path& root) {
  std::error_code error;
  const fs::file_status status = fs::status(root, error);
  if (status.type() == fs::file_type::not_found) return tl::unexpected(AbsentError(root, "file or folder"));
  if (error) return IoError(root, "list", error.value());
  std::vector<fs::path> files;
  if (status.type() == fs::file_type::regular) {
    files.push_back(root.filename());
    return files;
  }
  if (status.type() != fs::file_type::directory) {
    return tl::unexpected(Error{ErrorCode::kIo, "expected a file or folder, found a pipe, socket or device",
                                root.string(), 0, 0, 0});
  }

  // A recursive iterator ends at the first folder that it may not read, and there would be nothing of the
  // others.
  std::vector<fs::path> folders = {fs::path()};  // below the root
  while (!folders.empty()) {
    const fs::path folder = std::move(folders.back());
    folders.pop_back();
    fs::directory_iterator entry(root / folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      const fs::path name = folder / entry->path().filename();
      std::error_code failed;
      if (entry->path().filename().native().starts_with('.')) continue;
      if (entry->is_directory(failed) && !entry->is_symlink(failed)) {
        folders.push_back(name);
      } else if (const bool regular = entry->is_regular_file(failed);
                 regular || failed || (entry->is_symlink(failed) && !entry->exists(failed))) {
        files.push_back(name);
      }
    }
    if (error && folder.empty()) return IoError(root, "list", error.value());
    if (error) files.push_back(folder);
  }
  std::ranges::sort(files, {}, [](const fs::path& path) -> const std::string& { return path.native(); });
  return files;
}

}  // namespace concord
