#include "base/delayed_library.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace concord {
namespace {

[[noreturn]] void GiveUp(const char* why) {
  std::fprintf(stderr, "concord: error while loading shared libraries: %s\n", why);
  std::_Exit(127);
}

// The pages on which the slots lie, writable for as long as this lives.
class WritablePages {
 public:
  explicit WritablePages(const DelayedLibrary& library) {
    const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<uintptr_t>(library.slots);
    const auto end = reinterpret_cast<uintptr_t>(library.slots + library.count);
    start_ = begin / page * page;
    size_ = (end + page - 1) / page * page - start_;
    Protect(PROT_READ | PROT_WRITE);
  }
  ~WritablePages() { Protect(PROT_READ); }
  WritablePages(const WritablePages&) = delete;
  WritablePages& operator=(const WritablePages&) = delete;

 private:
  void Protect(int how) const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the start of a page, which is no object
    if (mprotect(reinterpret_cast<void*>(start_), size_, how) != 0)
      GiveUp("a page of memory cannot be made writable");
  }

  uintptr_t start_ = 0;
  size_t size_ = 0;
};

}  // namespace

void ConcordLoadDelayed(const DelayedLibrary* library) {
  // Two libraries may share a page.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  void* const handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) GiveUp(dlerror());
  const WritablePages writable(*library);
  for (size_t i = 0; i < library->count; ++i) {
    void* const address = dlsym(handle, library->names[i]);
    if (address == nullptr) GiveUp(dlerror());
    // Other threads may be on their way through the slot.
    std::atomic_ref(library->slots[i]).store(address, std::memory_order_release);
  }
}

}  // namespace concord
