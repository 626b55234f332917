// std::vector for arrays of many megabytes.
#ifndef CONCORD_GRAPH_LARGE_ARRAY_H_
#define CONCORD_GRAPH_LARGE_ARRAY_H_

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

namespace concord {

// AllocateLarge throws std::bad_alloc as operator new does. FreeLarge takes the same size.
void* AllocateLarge(size_t bytes);
void FreeLarge(void* block, size_t bytes);

// Differs from std::allocator in two ways. Each saves a fifth of the time in which a view is built. First,
// new elements are not set to zero; resize() leaves them as they are. Second, large blocks ask for huge
// pages, because the first touch of each small page costs more than filling it.
template <typename T>
class LargeAllocator {
 public:
  using value_type = T;
  LargeAllocator() = default;
  template <typename U>
  LargeAllocator(const LargeAllocator<U>&) {}

  T* allocate(size_t count) { return static_cast<T*>(AllocateLarge(count * sizeof(T))); }
  void deallocate(T* block, size_t count) { FreeLarge(block, count * sizeof(T)); }

  template <typename U>
  void construct(U* at) {
    ::new (static_cast<void*>(at)) U;  // without parentheses: numbers keep whatever was there
  }
  template <typename U, typename... Arguments>
  void construct(U* at, Arguments&&... arguments) {
    ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
  }

  friend bool operator==(const LargeAllocator&, const LargeAllocator&) { return true; }
};

template <typename T>
using LargeArray = std::vector<T, LargeAllocator<T>>;

}  // namespace concord

#endif  // CONCORD_GRAPH_LARGE_ARRAY_H_
