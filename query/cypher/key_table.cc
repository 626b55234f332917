#include "query/cypher/key_table.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>

#include "query/cypher/failure.h"
#include "query/cypher/temporal_value.h"

namespace concord::cypher {
namespace {

// What comes first in the bytes of a value. An integer and a float that are equal have the same bytes.
enum class Tag : char {
  kNull,
  kFalse,
  kTrue,
  kWhole,
  kFraction,
  kNan,
  kString,
  kList,
  kMap,
  kNode,
  kEdge,
  kPath,
  kTemporal
};

void Append(Tag tag, std::string* bytes) { bytes->push_back(static_cast<char>(tag)); }

void Append(uint64_t number, std::string* bytes) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes->append(raw, sizeof raw);
}

void Append(std::string_view text, std::string* bytes) {
  Append(uint64_t{text.size()}, bytes);
  bytes->append(text);
}

void AppendWhole(int64_t number, std::string* bytes) {
  Append(Tag::kWhole, bytes);
  Append(static_cast<uint64_t>(number), bytes);
}

void AppendFloat(double number, std::string* bytes) {
  if (std::isnan(number)) return Append(Tag::kNan, bytes);
  // 2^63 has a double of its own; an int64_t is below it.
  constexpr double kLimit = 9223372036854775808.0;
  if (number >= -kLimit && number < kLimit && number == std::trunc(number))
    return AppendWhole(static_cast<int64_t>(number), bytes);
  Append(Tag::kFraction, bytes);
  Append(std::bit_cast<uint64_t>(number), bytes);
}

template <typename Ids>
void AppendIds(const Ids& ids, std::string* bytes) {
  Append(uint64_t{ids.size()}, bytes);
  for (const uint64_t id : ids) Append(id, bytes);
}

constexpr size_t kLeastBlock = 256, kMostBlock = size_t{256} << 10;

}  // namespace

void AppendKey(const Value& value, std::string* bytes) {
  switch (value.type()) {
    case ValueType::kNull:
      return Append(Tag::kNull, bytes);
    case ValueType::kBool:
      return Append(value.as_bool() ? Tag::kTrue : Tag::kFalse, bytes);
    case ValueType::kInt:
      return AppendWhole(value.as_int(), bytes);
    case ValueType::kFloat:
      return AppendFloat(value.as_float(), bytes);
    case ValueType::kString:
      Append(Tag::kString, bytes);
      return Append(value.as_string(), bytes);
    case ValueType::kList:
      Append(Tag::kList, bytes);
      Append(uint64_t{value.as_list().size()}, bytes);
      for (const Value& item : value.as_list()) AppendKey(item, bytes);
      return;
    case ValueType::kMap:
      Append(Tag::kMap, bytes);
      Append(uint64_t{value.as_map().size()}, bytes);
      for (const auto& [key, item] : value.as_map()) {
        Append(key, bytes);
        AppendKey(item, bytes);
      }
      return;
    case ValueType::kNode:
      Append(Tag::kNode, bytes);
      return Append(uint64_t{value.as_node()}, bytes);
    case ValueType::kEdge:
      Append(Tag::kEdge, bytes);
      return Append(uint64_t{value.as_edge()}, bytes);
    case ValueType::kPath:
      Append(Tag::kPath, bytes);
      AppendIds(value.as_path().nodes, bytes);
      return AppendIds(value.as_path().edges, bytes);
    case ValueType::kTemporal:
      Append(Tag::kTemporal, bytes);
      return AppendTemporalKey(value.as_temporal(), bytes);
  }
}

void KeyTable::AddToKey(const Value& value) {
  // A value of a few bytes may stand for far more of them, as its parts may be shared.
  constexpr size_t kLarge = size_t{1} << 20;
  if (value.HeapBytes() > kLarge) {
    execution_.Charge(value.HeapBytes());
    execution_.Release(value.HeapBytes());
  }
  AppendKey(value, &key_);
}

KeyTable::Entry* KeyTable::Place(uint32_t hash) const {
  size_t at = hash & (entries_.size() - 1);
  while (true) {
    const Entry& entry = entries_[at];
    if (entry.key == nullptr || (entry.hash == hash && std::string_view(entry.key, entry.size) == key_))
      return const_cast<Entry*>(&entry);
    at = (at + 1) & (entries_.size() - 1);
  }
}

namespace {

uint32_t HashOf(std::string_view key) {
  const size_t hash = std::hash<std::string_view>()(key);
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

int64_t KeyTable::Find() const {
  if (size_ == 0) return kNone;
  const Entry* entry = Place(HashOf(key_));
  return entry->key == nullptr ? kNone : entry->number;
}

std::pair<int64_t, bool> KeyTable::Insert(int64_t number) {
  if (2 * (size_ + 1) > entries_.size()) Grow();
  const uint32_t hash = HashOf(key_);
  Entry* entry = Place(hash);
  if (entry->key != nullptr) return {entry->number, false};
  *entry = {Keep(key_), static_cast<uint32_t>(key_.size()), hash, number};
  ++size_;
  return {number, true};
}

void KeyTable::Grow() {
  std::vector<Entry> old;
  const size_t size = std::max<size_t>(8, 2 * entries_.size());
  account_.Charge((size - entries_.size()) * sizeof(Entry));
  old.swap(entries_);
  entries_.resize(size);
  for (const Entry& entry : old) {
    execution_.Tick();
    if (entry.key == nullptr) continue;
    size_t at = entry.hash & (size - 1);
    while (entries_[at].key != nullptr) at = (at + 1) & (size - 1);
    entries_[at] = entry;
  }
}

const char* KeyTable::Keep(std::string_view bytes) {
  if (bytes.size() > UINT32_MAX)
    FailRuntime("LimitExceeded", "MemoryLimit", {}, "a value to group by would have more than 4 GiB");
  if (bytes.size() > left_) {
    next_block_ = std::clamp(2 * next_block_, kLeastBlock, kMostBlock);
    const size_t size = std::max(next_block_, bytes.size());
    account_.Charge(size);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    free_ = blocks_.back().get();
    left_ = size;
  }
  char* kept = free_;
  std::memcpy(kept, bytes.data(), bytes.size());
  free_ += bytes.size();
  left_ -= bytes.size();
  return kept;
}

void KeyTable::Clear() {
  account_.Clear();
  entries_ = {};
  blocks_.clear();
  size_ = left_ = next_block_ = 0;
  free_ = nullptr;
}

}  // namespace concord::cypher
