// Counts the characters before a byte of a version's text: Web Annotation counts characters, we count bytes.
#ifndef CONCORD_QUERY_EXPORTERS_CHARACTER_COUNTS_H_
#define CONCORD_QUERY_EXPORTERS_CHARACTER_COUNTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// Reads each text once and keeps a count for every 4 KB. Must not outlive the snapshot. For one thread.
class CharacterCounts {
 public:
  explicit CharacterCounts(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // kCorrupt if there is no such version.
  Result<uint64_t> Before(const std::string& version, uint64_t byte);

 private:
  static constexpr uint64_t kStep = 4096;
  struct Text {
    NodeId node = 0;
    std::vector<uint64_t> counts;
  };
  const Snapshot& snapshot_;
  std::map<std::string, Text> texts_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_CHARACTER_COUNTS_H_
