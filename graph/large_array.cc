#include "graph/large_array.h"

#include <sys/mman.h>

namespace concord {
namespace {

constexpr size_t kHugePage = size_t{2} << 20;
constexpr size_t kLargeBytes = 2 * kHugePage;

}  // namespace

void* AllocateLarge(size_t bytes) {
  if (bytes < kLargeBytes) return ::operator new(bytes);
  void* block = ::operator new (bytes, std::align_val_t{kHugePage});
  // Only a wish: where the kernel refuses, nothing is lost.
  static_cast<void>(::madvise(block, bytes, MADV_HUGEPAGE));
  return block;
}

void FreeLarge(void* block, size_t bytes) {
  if (bytes < kLargeBytes) return ::operator delete(block);
  ::operator delete (block, std::align_val_t{kHugePage});
}

}  // namespace concord
