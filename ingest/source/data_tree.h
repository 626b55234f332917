// JSON or YAML as a tree of maps, lists and scalars that know their place in the file. For readers of data
// formats; nothing here knows what the data mean.
//
// The values are in one array in the order of the file, about 60 bytes each. Scalars stay bytes of the file
// until somebody asks for their text.
#ifndef CONCORD_INGEST_SOURCE_DATA_TREE_H_
#define CONCORD_INGEST_SOURCE_DATA_TREE_H_

#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/source/placed_text.h"
#include "ingest/source/source_text.h"

namespace concord {

class DataTree;

// A value of a DataTree, which it must not outlive; or no value, which has no children and no text.
class DataNode {
 public:
  enum class Kind : uint8_t { kNone, kNull, kScalar, kList, kMap };

  DataNode() = default;
  explicit operator bool() const { return tree_ != nullptr; }
  Kind kind() const;
  bool is_scalar() const { return kind() == Kind::kScalar; }
  bool is_list() const { return kind() == Kind::kList; }
  bool is_map() const { return kind() == Kind::kMap; }

  std::string_view key() const;  // in the map around it; else empty
  size_t at() const;             // its place in SourceText::text()
  PlacedText Placed() const;     // of a scalar (true and 1.5 as they are written), else empty
  std::string Text() const;      // likewise

  // The value of that key; no value if this is not a map or has no such key. Walks over the children.
  DataNode Find(std::string_view key) const;
  std::string TextOf(std::string_view key) const { return Find(key).Text(); }

  // Children of a list or map, in the order of the file.
  class Iterator {
   public:
    using value_type = DataNode;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const DataTree* tree, uint32_t index) : tree_(tree), index_(index) {}
    DataNode operator*() const { return {tree_, index_}; }
    Iterator& operator++();
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const DataTree* tree_ = nullptr;
    uint32_t index_ = 0;
  };
  Iterator begin() const;
  Iterator end() const;

 private:
  friend class DataTree;
  DataNode(const DataTree* tree, uint32_t index) : tree_(tree), index_(index) {}
  const DataTree* tree_ = nullptr;
  uint32_t index_ = 0;
};

// Borrows the source's text. Never changes once it is read. Move only the pointer to it, because nodes point
// to the tree.
class DataTree {
 public:
  // Both fail with line and offset: kInvalid for a text that is not JSON or YAML, or for a key that occurs
  // twice in one map; kLimit for nesting deeper than limits->max_depth and for more than kMaxValues values.
  static Result<std::unique_ptr<DataTree>> ParseJson(const SourceText& source);
  // One YAML document. Its aliases become copies, of at most kMaxCopies values; an alias inside its own
  // anchor is refused. All keys must be scalars.
  static Result<std::unique_ptr<DataTree>> ParseYaml(const SourceText& source);

  static constexpr uint32_t kMaxValues = 16'000'000;  // a gigabyte
  static constexpr uint32_t kMaxCopies = 100'000;

  DataNode root() const { return values_.empty() ? DataNode() : DataNode(this, 0); }

  // ---- for code that fills a tree, from front to back

  explicit DataTree(const SourceText& source) : source_(source) {}
  DataTree(const DataTree&) = delete;
  DataTree& operator=(const DataTree&) = delete;

  // `key` is ignored below a list and stays the caller's (Keep stores it here). `unique`: the keys of the map
  // must differ.
  Result<void> Open(DataNode::Kind kind, std::string_view key, size_t at);
  Result<void> Close(bool unique);
  Result<void> AddNull(std::string_view key, size_t at);
  Result<void> AddRaw(std::string_view key, std::string_view raw, bool json_escapes);  // bytes of the source
  Result<void> AddPlaced(std::string_view key, PlacedText text, size_t at);
  Result<void> AddCopy(std::string_view key, uint32_t index);  // of a complete value

  std::string_view Keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  size_t open_depth() const { return open_.size(); }
  uint32_t next_index() const { return static_cast<uint32_t>(values_.size()); }
  bool is_open(uint32_t index) const;

 private:
  friend class DataNode;
  friend class DataNode::Iterator;

  struct Value {
    std::string_view key;
    std::string_view raw;  // of a scalar; else of length 0, at its place
    uint32_t end = 0;      // index after the last value below it
    uint32_t placed = kNotPlaced;
    DataNode::Kind kind = DataNode::Kind::kNone;
    bool json_escapes = false;
  };
  static constexpr uint32_t kNotPlaced = UINT32_MAX;

  Result<void> Add(Value value);
  size_t OffsetOf(const Value& value) const {
    return static_cast<size_t>(value.raw.data() - source_.text().data());
  }

  const SourceText& source_;
  std::vector<Value> values_;
  std::vector<PlacedText> placed_;
  std::deque<std::string> kept_;
  std::vector<uint32_t> open_;
  uint32_t copies_ = 0;
};

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_DATA_TREE_H_
