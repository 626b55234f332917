// A library for LD_PRELOAD that lets calls of the system fail: CONCORD_FAIL="CALL:NAME:K" is the K-th call
// (from 1) of `fdatasync`, `fsync`, `write` (pwrite too) or `rename` on a file whose path contains NAME. It
// fails with EIO, and so does, with "K+", every later one.
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

struct Fault {
  std::string call, name;
  long from = 0;
  bool lasting = false;
};

const Fault& TheFault() {
  static const Fault fault = [] {
    Fault read;
    const char* text = std::getenv("CONCORD_FAIL");
    const std::string_view all = text == nullptr ? "" : text;
    const size_t first = all.find(':'), second = all.rfind(':');
    if (first == std::string_view::npos || second == first) return read;
    read.call = all.substr(0, first);
    read.name = all.substr(first + 1, second - first - 1);
    read.from = std::atol(std::string(all.substr(second + 1)).c_str());
    read.lasting = all.ends_with('+');
    return read;
  }();
  return fault;
}

bool Fails(std::string_view call, std::string_view path) {
  static std::atomic<long> calls = 0;
  const Fault& fault = TheFault();
  if (fault.from == 0 || call != fault.call || path.find(fault.name) == std::string_view::npos) return false;
  const long number = ++calls;
  if (number != fault.from && !(fault.lasting && number > fault.from)) return false;
  errno = EIO;
  return true;
}

bool FailsOn(std::string_view call, int file) {
  if (TheFault().call != call) return false;
  std::array<char, 64> link{};
  std::array<char, 4096> path{};
  std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link.data(), path.data(), path.size());
  return size > 0 && Fails(call, {path.data(), static_cast<size_t>(size)});
}

template <typename Function>
Function Real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int fdatasync(int file) {
  static const auto real = Real<int (*)(int)>("fdatasync");
  return FailsOn("fdatasync", file) ? -1 : real(file);
}

int fsync(int file) {
  static const auto real = Real<int (*)(int)>("fsync");
  return FailsOn("fsync", file) ? -1 : real(file);
}

ssize_t write(int file, const void* bytes, size_t size) {
  static const auto real = Real<ssize_t (*)(int, const void*, size_t)>("write");
  return FailsOn("write", file) ? -1 : real(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  static const auto real = Real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  return FailsOn("write", file) ? -1 : real(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off_t at) {
  static const auto real = Real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite64");
  return FailsOn("write", file) ? -1 : real(file, bytes, size, at);
}

int rename(const char* from, const char* to) {
  static const auto real = Real<int (*)(const char*, const char*)>("rename");
  return TheFault().call == "rename" && Fails("rename", to) ? -1 : real(from, to);
}

}  // extern "C"
