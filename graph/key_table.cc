#include "graph/key_table.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace concord {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 18;

uint32_t HashOf(std::string_view key) {
  const uint64_t hash = std::hash<std::string_view>()(key);
  return static_cast<uint32_t>(hash ^ hash >> 32);
}

}  // namespace

size_t KeyTable::Probe(std::string_view key, uint32_t hash) const {
  const size_t mask = slots_.size() - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.entry == kEmpty) return at;
    if (slot.hash != hash) continue;
    const Entry& entry = entries_[slot.entry];
    if (std::string_view(entry.bytes, entry.size) == key) return at;
  }
}

std::optional<uint64_t> KeyTable::Find(std::string_view key) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[Probe(key, HashOf(key))];
  if (slot.entry == kEmpty) return std::nullopt;
  return entries_[slot.entry].number;
}

bool KeyTable::Insert(std::string_view key, uint64_t number) {
  if (entries_.size() >= slots_.size() / 4 * 3) Grow();
  const uint32_t hash = HashOf(key);
  Slot& slot = slots_[Probe(key, hash)];
  if (slot.entry != kEmpty) return false;
  slot = {hash, static_cast<uint32_t>(entries_.size())};
  entries_.push_back({Keep(key), static_cast<uint32_t>(key.size()), hash, number});
  return true;
}

void KeyTable::Grow() {
  slots_.assign(std::max<size_t>(slots_.size() * 2, 1024), Slot());
  const size_t mask = slots_.size() - 1;
  for (size_t i = 0; i < entries_.size(); ++i) {
    size_t at = entries_[i].hash & mask;
    while (slots_[at].entry != kEmpty) at = (at + 1) & mask;
    slots_[at] = {entries_[i].hash, static_cast<uint32_t>(i)};
  }
}

const char* KeyTable::Keep(std::string_view key) {
  if (key.size() > left_) {
    left_ = std::max(kChunkBytes, key.size());
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = chunks_.back().get();
  }
  char* kept = next_;
  if (!key.empty()) std::memcpy(kept, key.data(), key.size());
  next_ += key.size();
  left_ -= key.size();
  return kept;
}

}  // namespace concord
