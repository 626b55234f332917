// Sorts more data than should be in memory: sorted pieces wait in files and are merged at the end.
#ifndef CONCORD_GRAPH_SORTER_H_
#define CONCORD_GRAPH_SORTER_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/large_array.h"

namespace concord {

// Files that are removed from their folder as soon as they are created, so that a crash leaves none behind.
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using SpillFile = std::unique_ptr<std::FILE, CloseFile>;
Result<SpillFile> MakeSpillFile(const std::filesystem::path& folder);

// Sorts pairs of bytes by the first part (as unsigned bytes). Pairs with equal first parts keep the order in
// which they came. Keeps at most about `memory_bytes`, including 16 bytes for each waiting pair. A pair takes
// at most 4 GiB. Not synchronised.
class PairSorter {
 public:
  PairSorter(std::filesystem::path folder, uint64_t memory_bytes);
  PairSorter(PairSorter&&) = default;
  ~PairSorter();

  Result<void> Add(std::string_view key, std::string_view value);

  // Calls `visit` with all pairs in order and frees them; a failure of `visit` stops it. Once, at the end.
  Result<void> Finish(const std::function<Result<void>(std::string_view key, std::string_view value)>& visit);

 private:
  struct Entry {
    uint64_t prefix;  // 8 bytes of the key after shared_, big-endian: decides most comparisons
    uint64_t at;      // in bytes_: two lengths, the key, the value
  };
  std::string_view KeyAt(uint64_t at) const;
  std::string_view ValueAt(uint64_t at) const;
  void Sort();
  Result<void> Spill();

  std::filesystem::path folder_;
  uint64_t memory_bytes_;
  std::string bytes_;
  std::vector<Entry> entries_;
  std::string shared_;  // the common prefix of all waiting keys
  std::vector<SpillFile> spills_;
};

// The same for edges of the store's runs. There are many of them, so each takes only 16 bytes.
struct RunRecord {
  uint64_t node = 0;  // the node of the run; below 2^40
  uint64_t edge = 0;
  uint64_t other = 0;  // below 2^40
  uint32_t type = 0;   // below 2^20

  // Edge ids are unique, so the other end need not be compared.
  friend bool operator<(const RunRecord& a, const RunRecord& b) {
    if (a.node != b.node) return a.node < b.node;
    if (a.type != b.type) return a.type < b.type;
    return a.edge < b.edge;
  }
};

class RunSorter {
 public:
  RunSorter(std::filesystem::path folder, uint64_t memory_bytes);

  // Edge ids must rise from call to call. Fails with kLimit if a number is too large.
  Result<void> Add(const RunRecord& record);
  Result<void> Finish(const std::function<Result<void>(const RunRecord&)>& visit);

  // A record whose edge id counts from that of the first record in the same buffer: 40 bits of node, 20 of
  // type, 28 of edge, 40 of the other end. So two comparisons of numbers order records as above.
  struct Packed {
    uint64_t high, low;
    uint64_t node() const { return high >> 24; }
    friend bool operator<(const Packed& a, const Packed& b) {
      return a.high != b.high ? a.high < b.high : a.low < b.low;
    }
  };

 private:
  struct SpilledRecords {
    SpillFile file;
    uint64_t first_edge;
  };
  Result<void> Spill();

  std::filesystem::path folder_;
  size_t capacity_;
  uint64_t first_edge_ = 0;  // of records_
  LargeArray<Packed> records_;
  std::vector<SpilledRecords> spills_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_SORTER_H_
