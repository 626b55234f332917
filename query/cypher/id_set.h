// A set of ids, small when it holds few: open addressing. Grouped rows have one for each group.
#ifndef CONCORD_QUERY_CYPHER_ID_SET_H_
#define CONCORD_QUERY_CYPHER_ID_SET_H_

#include <cstdint>
#include <vector>

namespace concord::cypher {

class IdSet {
 public:
  // False when it was there.
  bool Insert(uint64_t id) {
    if (2 * (size_ + 1) > places_.size()) Grow();
    uint64_t& place = Find(id + 1);
    if (place != 0) return false;
    place = id + 1;
    ++size_;
    return true;
  }

 private:
  uint64_t& Find(uint64_t stored) {
    size_t at = (stored * 0x9E3779B97F4A7C15u >> 20) & (places_.size() - 1);
    while (places_[at] != 0 && places_[at] != stored) at = (at + 1) & (places_.size() - 1);
    return places_[at];
  }

  void Grow() {
    std::vector<uint64_t> old(places_.empty() ? 8 : 2 * places_.size());
    old.swap(places_);
    for (const uint64_t stored : old) {
      if (stored != 0) Find(stored) = stored;
    }
  }

  std::vector<uint64_t> places_;  // ids plus one; 0: free. A power of two of them.
  size_t size_ = 0;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_ID_SET_H_
