// Values as keys of a hash table: keys are equal when their values are equivalent (query/cypher/value.h).
//
// A key is the bytes of its values, and the bytes of all keys are in a few blocks. So a million keys go away
// as quickly as one, which a deadline needs that falls in the middle of grouping.
#ifndef CONCORD_QUERY_CYPHER_KEY_TABLE_H_
#define CONCORD_QUERY_CYPHER_KEY_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/cypher/execution.h"
#include "query/cypher/value.h"

namespace concord::cypher {

// Adds the bytes of a value. Those of equivalent values are equal, of others they are not, also when more
// values follow.
void AppendKey(const Value& value, std::string* bytes);

// Keys with a number each. Counts the memory that it takes.
class KeyTable {
 public:
  explicit KeyTable(Execution* execution) : execution_(*execution), account_(execution) {}

  // A key is put together value by value, and then looked up.
  void StartKey() { key_.clear(); }
  void AddToKey(const Value& value);

  static constexpr int64_t kNone = -1;
  // The number of the key; kNone when there is none.
  int64_t Find() const;
  // The number of the key, which is `number` when it was not there; whether it was not.
  std::pair<int64_t, bool> Insert(int64_t number);

  void Clear();

 private:
  struct Entry {
    const char* key = nullptr;  // null: free
    uint32_t size = 0;
    uint32_t hash = 0;
    int64_t number = 0;
  };

  Entry* Place(uint32_t hash) const;
  void Grow();
  const char* Keep(std::string_view bytes);

  Execution& execution_;
  Account account_;
  std::string key_;
  std::vector<Entry> entries_;  // open addressing; a power of two of them
  size_t size_ = 0;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;  // in the last block
  size_t left_ = 0;       // bytes after free_
  size_t next_block_ = 0;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_KEY_TABLE_H_
