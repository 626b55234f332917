// Maps many millions of strings to numbers, in memory.
#ifndef CONCORD_GRAPH_KEY_TABLE_H_
#define CONCORD_GRAPH_KEY_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace concord {

// An open-addressing hash table that only grows and copies each string. It takes about 35 bytes for each
// besides the string itself (std::unordered_map: about 100). At most 2^32 - 1 strings. Not synchronised.
class KeyTable {
 public:
  std::optional<uint64_t> Find(std::string_view key) const;

  // Returns false and changes nothing if the key exists.
  bool Insert(std::string_view key, uint64_t number);

  size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    const char* bytes;
    uint32_t size;
    uint32_t hash;
    uint64_t number;
  };
  struct Slot {
    uint32_t hash = 0;
    uint32_t entry = kEmpty;
  };
  static constexpr uint32_t kEmpty = UINT32_MAX;

  // The slot that holds the key, or the empty slot where it would go.
  size_t Probe(std::string_view key, uint32_t hash) const;
  void Grow();
  const char* Keep(std::string_view key);

  std::vector<Slot> slots_;  // a power of two, at most three quarters full
  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t left_ = 0;  // bytes free at the end of the last chunk
  char* next_ = nullptr;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_KEY_TABLE_H_
