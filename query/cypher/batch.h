// Some hundred rows at once, for the steps that look at many. Slots that differ from row to row and hold
// nodes, relationships, nulls or counts have columns of numbers; all other slots are the same for all rows of
// the batch, and stand in the row that the operators share.
#ifndef CONCORD_QUERY_CYPHER_BATCH_H_
#define CONCORD_QUERY_CYPHER_BATCH_H_

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "query/cypher/packed_row.h"

namespace concord::cypher {

class Batch {
 public:
  static constexpr size_t kMaxRows = 1024;

  struct Column {
    Slot slot = kNoSlot;
    std::vector<uint64_t> values;  // see PackValue and PackCount
  };

  size_t size() const { return size_; }
  void set_size(size_t size) { size_ = size; }
  std::span<const Column> columns() const { return std::span(columns_).first(used_); }

  // Takes away all rows and columns; keeps the memory.
  void Reset() { size_ = used_ = 0; }
  // A new column, which the caller fills with size() values. Valid until the next one is added.
  std::vector<uint64_t>& Add(Slot slot) {
    if (used_ == columns_.size()) columns_.emplace_back();
    Column& column = columns_[used_++];
    column.slot = slot;
    column.values.clear();
    return column.values;
  }
  // Null when there is no column for the slot.
  std::vector<uint64_t>* Find(Slot slot) {
    for (size_t i = 0; i < used_; ++i) {
      if (columns_[i].slot == slot) return &columns_[i].values;
    }
    return nullptr;
  }
  const std::vector<uint64_t>* Find(Slot slot) const { return const_cast<Batch*>(this)->Find(slot); }

  // Puts one row into the slots.
  void Load(size_t i, Row* row) const {
    for (size_t c = 0; c < used_; ++c)
      UnpackValue(columns_[c].values[i], &(*row)[static_cast<size_t>(columns_[c].slot)]);
  }
  // Keeps the rows with these numbers, which rise.
  void Keep(const std::vector<uint32_t>& rows) {
    if (rows.size() == size_) return;
    for (size_t c = 0; c < used_; ++c) {
      std::vector<uint64_t>& values = columns_[c].values;
      for (size_t i = 0; i < rows.size(); ++i) values[i] = values[rows[i]];
      values.resize(rows.size());
    }
    size_ = rows.size();
  }

 private:
  size_t size_ = 0, used_ = 0;
  std::vector<Column> columns_;  // the first used_ of them
};

// What one slot holds in each row of a batch. Valid while batch and row stay as they are.
class PackedSlot {
 public:
  PackedSlot(const Batch& batch, const Row& row, Slot slot) : column_(batch.Find(slot)) {
    if (column_ == nullptr) is_packed_ = PackValue(row[static_cast<size_t>(slot)], &fixed_);
  }
  // Otherwise it is a value that does not fit into a number, the same in all rows.
  bool is_packed() const { return is_packed_; }
  uint64_t operator[](size_t i) const { return column_ == nullptr ? fixed_ : (*column_)[i]; }
  bool IsNode(size_t i) const { return is_packed_ && IsPackedNode((*this)[i]); }

 private:
  const std::vector<uint64_t>* column_;
  uint64_t fixed_ = 0;
  bool is_packed_ = true;
};

// How many rows each row of a batch stands for, as a slot counts them; without a slot, one.
class PackedWeight {
 public:
  PackedWeight(const Batch& batch, const Row& row, Slot slot) {
    if (slot == kNoSlot) return;
    column_ = batch.Find(slot);
    if (column_ == nullptr) fixed_ = row[static_cast<size_t>(slot)].as_int();
  }
  int64_t operator[](size_t i) const { return column_ == nullptr ? fixed_ : UnpackCount((*column_)[i]); }

 private:
  const std::vector<uint64_t>* column_ = nullptr;
  int64_t fixed_ = 1;
};

// Packs some slots of the rows of a batch; kMaxPacked of them at most.
class RowPacker {
 public:
  // Borrows the slots.
  explicit RowPacker(const std::vector<Slot>& slots) : slots_(slots) {}

  // False when a slot holds what does not fit into a number, which is then so for all rows.
  bool Start(const Batch& batch, const Row& row) {
    packed_.clear();
    for (const Slot slot : slots_) packed_.emplace_back(batch, row, slot);
    return std::all_of(packed_.begin(), packed_.end(),
                       [](const PackedSlot& slot) { return slot.is_packed(); });
  }
  PackedRow operator[](size_t i) const {
    PackedRow packed{};
    for (size_t s = 0; s < packed_.size(); ++s) packed[s] = packed_[s][i];
    return packed;
  }

 private:
  const std::vector<Slot>& slots_;
  std::vector<PackedSlot> packed_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_BATCH_H_
