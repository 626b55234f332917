// The calls of the system through which files are read and changed, each with a look at the simulated disk.
// A program's own definitions come before those of the libraries, also for calls that libraries make.
//
// The functions have names of their own, which the assembler does not see: the declarations of the system's
// headers differ between versions and options.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

#include "tests/graph/faults/simulated_disk.h"

namespace {

using concord::testing::SimulatedDisk;
using Verdict = SimulatedDisk::Verdict;

template <typename Function>
Function Next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool Exists(const std::string& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0;
}

int OpenAt(int folder, const char* path, int flags, mode_t mode) {
  static const auto next = Next<int (*)(int, const char*, int, ...)>("openat");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(folder, path, &absolute);
  if (disk == nullptr) return next(folder, path, flags, mode);
  const bool exists = Exists(absolute);
  const bool changes = (flags & O_TRUNC) != 0 || ((flags & O_CREAT) != 0 && !exists);
  // A folder is opened to be listed or synced.
  if ((changes ? disk->BeforeChange("open", absolute) : disk->BeforeRead("open", absolute)) == Verdict::kFail)
    return -1;
  const int file = next(folder, path, flags, mode);
  if (file >= 0) disk->Opened(file, absolute, !exists && (flags & O_CREAT) != 0);
  return file;
}

// The number of bytes that may be written or read; -1 when none may.
template <typename Size>
Size Allowed(Verdict verdict, Size size) {
  if (verdict == Verdict::kFail) return static_cast<Size>(-1);
  return verdict == Verdict::kHalf && size > 1 ? size / 2 : size;
}

ssize_t ReadAt(int file, void* bytes, size_t size, off_t at) {
  static const auto next = Next<ssize_t (*)(int, void*, size_t, off_t)>("pread");
  if (SimulatedDisk* const disk = SimulatedDisk::Of(file)) {
    size = Allowed(disk->BeforeRead("pread", file), size);
    if (size == static_cast<size_t>(-1)) return -1;
  }
  return next(file, bytes, size, at);
}

ssize_t WriteAt(int file, const void* bytes, size_t size, off_t at) {
  static const auto next = Next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  if (SimulatedDisk* const disk = SimulatedDisk::Of(file)) {
    size = Allowed(disk->BeforeChange("pwrite", file), size);
    if (size == static_cast<size_t>(-1)) return -1;
  }
  return next(file, bytes, size, at);
}

using Stdio = size_t (*)(void*, size_t, size_t, FILE*);
size_t ReadStream(Stdio next, void* bytes, size_t size, size_t count, FILE* file) {
  if (SimulatedDisk* const disk = SimulatedDisk::Of(fileno(file))) {
    // Half a read would be the end of the file.
    if (disk->BeforeRead("fread", fileno(file)) == Verdict::kFail) {
      file->_flags |= 0x20;  // glibc: what ferror() asks for
      return 0;
    }
  }
  return next(bytes, size, count, file);
}

int Sync(const char* name, int file) {
  SimulatedDisk* const disk = SimulatedDisk::Of(file);
  if (disk == nullptr) return Next<int (*)(int)>(name)(file);
  const bool well = disk->BeforeChange(name, file) == Verdict::kGo;
  const int error = errno;
  disk->Synced(file, well);
  errno = well ? errno : error == 0 ? EIO : error;
  return well ? 0 : -1;
}

// A call that changes names, as `call` makes it; `done` notes it.
template <typename Call, typename Done>
int Change(SimulatedDisk* disk, const char* name, const std::string& path, const Call& call,
           const Done& done) {
  if (disk == nullptr) return call();
  if (disk->BeforeChange(name, path) == Verdict::kFail) return -1;
  const int result = call();
  if (result == 0) done();
  return result;
}

}  // namespace

extern "C" {

// NOLINTBEGIN(readability-identifier-naming)
int SimulatedOpen(const char* path, int flags, ...) __asm__("open");
int SimulatedOpen64(const char* path, int flags, ...) __asm__("open64");
int SimulatedOpenAt(int folder, const char* path, int flags, ...) __asm__("openat");
int SimulatedOpenAt64(int folder, const char* path, int flags, ...) __asm__("openat64");
int SimulatedMkstemp(char* name) __asm__("mkstemp");
int SimulatedClose(int file) __asm__("close");
ssize_t SimulatedRead(int file, void* bytes, size_t size) __asm__("read");
ssize_t SimulatedPread(int file, void* bytes, size_t size, off_t at) __asm__("pread");
ssize_t SimulatedPread64(int file, void* bytes, size_t size, off_t at) __asm__("pread64");
size_t SimulatedFread(void* bytes, size_t size, size_t count, FILE* file) __asm__("fread");
size_t SimulatedFreadUnlocked(void* bytes, size_t size, size_t count, FILE* file) __asm__("fread_unlocked");
ssize_t SimulatedWrite(int file, const void* bytes, size_t size) __asm__("write");
ssize_t SimulatedPwrite(int file, const void* bytes, size_t size, off_t at) __asm__("pwrite");
ssize_t SimulatedPwrite64(int file, const void* bytes, size_t size, off_t at) __asm__("pwrite64");
size_t SimulatedFwrite(const void* bytes, size_t size, size_t count, FILE* file) __asm__("fwrite");
int SimulatedFsync(int file) __asm__("fsync");
int SimulatedFdatasync(int file) __asm__("fdatasync");
int SimulatedFtruncate(int file, off_t size) __asm__("ftruncate");
int SimulatedTruncate(const char* path, off_t size) __asm__("truncate");
int SimulatedFallocate(int file, int mode, off_t at, off_t size) __asm__("fallocate");
int SimulatedRename(const char* from, const char* to) __asm__("rename");
int SimulatedLink(const char* from, const char* to) __asm__("link");
int SimulatedUnlink(const char* path) __asm__("unlink");
int SimulatedUnlinkAt(int folder, const char* path, int flags) __asm__("unlinkat");
int SimulatedRmdir(const char* path) __asm__("rmdir");
int SimulatedRemove(const char* path) __asm__("remove");
int SimulatedMkdir(const char* path, mode_t mode) __asm__("mkdir");
int SimulatedAccess(const char* path, int mode) __asm__("access");
// NOLINTEND(readability-identifier-naming)

int SimulatedOpen(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return OpenAt(AT_FDCWD, path, flags, mode);
}

int SimulatedOpen64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return OpenAt(AT_FDCWD, path, flags, mode);
}

int SimulatedOpenAt(int folder, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return OpenAt(folder, path, flags, mode);
}

int SimulatedOpenAt64(int folder, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return OpenAt(folder, path, flags, mode);
}

int SimulatedMkstemp(char* name) {
  static const auto next = Next<int (*)(char*)>("mkstemp");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, name, &absolute);
  if (disk != nullptr && disk->BeforeChange("mkstemp", absolute) == Verdict::kFail) return -1;
  const int file = next(name);
  if (disk != nullptr && file >= 0 && SimulatedDisk::Of(AT_FDCWD, name, &absolute) != nullptr)
    disk->Opened(file, absolute, true);
  return file;
}

int SimulatedClose(int file) {
  static const auto next = Next<int (*)(int)>("close");
  // Before: the next file may get the number at once.
  if (SimulatedDisk* const disk = SimulatedDisk::Of(file)) disk->Closed(file);
  return next(file);
}

ssize_t SimulatedRead(int file, void* bytes, size_t size) {
  static const auto next = Next<ssize_t (*)(int, void*, size_t)>("read");
  if (SimulatedDisk* const disk = SimulatedDisk::Of(file)) {
    size = Allowed(disk->BeforeRead("read", file), size);
    if (size == static_cast<size_t>(-1)) return -1;
  }
  return next(file, bytes, size);
}

ssize_t SimulatedPread(int file, void* bytes, size_t size, off_t at) { return ReadAt(file, bytes, size, at); }
ssize_t SimulatedPread64(int file, void* bytes, size_t size, off_t at) {
  return ReadAt(file, bytes, size, at);
}

size_t SimulatedFread(void* bytes, size_t size, size_t count, FILE* file) {
  static const auto next = Next<Stdio>("fread");
  return ReadStream(next, bytes, size, count, file);
}

size_t SimulatedFreadUnlocked(void* bytes, size_t size, size_t count, FILE* file) {
  static const auto next = Next<Stdio>("fread_unlocked");
  return ReadStream(next, bytes, size, count, file);
}

ssize_t SimulatedWrite(int file, const void* bytes, size_t size) {
  static const auto next = Next<ssize_t (*)(int, const void*, size_t)>("write");
  if (SimulatedDisk* const disk = SimulatedDisk::Of(file)) {
    size = Allowed(disk->BeforeChange("write", file), size);
    if (size == static_cast<size_t>(-1)) return -1;
  }
  return next(file, bytes, size);
}

ssize_t SimulatedPwrite(int file, const void* bytes, size_t size, off_t at) {
  return WriteAt(file, bytes, size, at);
}
ssize_t SimulatedPwrite64(int file, const void* bytes, size_t size, off_t at) {
  return WriteAt(file, bytes, size, at);
}

size_t SimulatedFwrite(const void* bytes, size_t size, size_t count, FILE* file) {
  static const auto next = Next<size_t (*)(const void*, size_t, size_t, FILE*)>("fwrite");
  SimulatedDisk* const disk = SimulatedDisk::Of(fileno(file));
  // Half a write fails as a stream does that cannot write the rest.
  if (disk != nullptr && disk->BeforeChange("fwrite", fileno(file)) != Verdict::kGo) return 0;
  return next(bytes, size, count, file);
}

int SimulatedFsync(int file) { return Sync("fsync", file); }
int SimulatedFdatasync(int file) { return Sync("fdatasync", file); }

int SimulatedFtruncate(int file, off_t size) {
  static const auto next = Next<int (*)(int, off_t)>("ftruncate");
  SimulatedDisk* const disk = SimulatedDisk::Of(file);
  if (disk != nullptr && disk->BeforeChange("ftruncate", file) == Verdict::kFail) return -1;
  return next(file, size);
}

int SimulatedTruncate(const char* path, off_t size) {
  static const auto next = Next<int (*)(const char*, off_t)>("truncate");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, path, &absolute);
  if (disk != nullptr && disk->BeforeChange("truncate", absolute) == Verdict::kFail) return -1;
  return next(path, size);
}

int SimulatedFallocate(int file, int mode, off_t at, off_t size) {
  static const auto next = Next<int (*)(int, int, off_t, off_t)>("fallocate");
  SimulatedDisk* const disk = SimulatedDisk::Of(file);
  if (disk != nullptr && disk->BeforeChange("fallocate", file) == Verdict::kFail) return -1;
  return next(file, mode, at, size);
}

int SimulatedRename(const char* from, const char* to) {
  static const auto next = Next<int (*)(const char*, const char*)>("rename");
  std::string old_name, name;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, from, &old_name);
  SimulatedDisk::Of(AT_FDCWD, to, &name);
  return Change(
      disk, "rename", name, [&] { return next(from, to); }, [&] { disk->Moved(old_name, name); });
}

int SimulatedLink(const char* from, const char* to) {
  static const auto next = Next<int (*)(const char*, const char*)>("link");
  std::string old_name, name;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, from, &old_name);
  SimulatedDisk::Of(AT_FDCWD, to, &name);
  return Change(
      disk, "link", name, [&] { return next(from, to); }, [&] { disk->Linked(old_name, name); });
}

int SimulatedUnlink(const char* path) {
  static const auto next = Next<int (*)(const char*)>("unlink");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, path, &absolute);
  return Change(
      disk, "unlink", absolute, [&] { return next(path); }, [&] { disk->Removed(absolute); });
}

int SimulatedUnlinkAt(int folder, const char* path, int flags) {
  static const auto next = Next<int (*)(int, const char*, int)>("unlinkat");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(folder, path, &absolute);
  return Change(
      disk, "unlinkat", absolute, [&] { return next(folder, path, flags); },
      [&] { disk->Removed(absolute); });
}

int SimulatedRmdir(const char* path) {
  static const auto next = Next<int (*)(const char*)>("rmdir");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, path, &absolute);
  return Change(
      disk, "rmdir", absolute, [&] { return next(path); }, [&] { disk->Removed(absolute); });
}

int SimulatedRemove(const char* path) {
  static const auto next = Next<int (*)(const char*)>("remove");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, path, &absolute);
  return Change(
      disk, "remove", absolute, [&] { return next(path); }, [&] { disk->Removed(absolute); });
}

int SimulatedMkdir(const char* path, mode_t mode) {
  static const auto next = Next<int (*)(const char*, mode_t)>("mkdir");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, path, &absolute);
  return Change(
      disk, "mkdir", absolute, [&] { return next(path, mode); }, [&] { disk->Made(absolute); });
}

int SimulatedAccess(const char* path, int mode) {
  static const auto next = Next<int (*)(const char*, int)>("access");
  std::string absolute;
  SimulatedDisk* const disk = SimulatedDisk::Of(AT_FDCWD, path, &absolute);
  if (disk != nullptr && disk->BeforeRead("access", absolute) == Verdict::kFail) return -1;
  return next(path, mode);
}

}  // extern "C"
