#include "ingest/source/data_tree.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/noncharacters.h"
#include "base/unicode.h"

namespace concord {
namespace {

uint32_t HexValue(std::string_view digits) {
  uint32_t value = 0;
  for (const char c : digits) {
    const uint32_t digit =
        c <= '9' ? static_cast<uint32_t>(c - '0') : static_cast<uint32_t>((c | 0x20) - 'a' + 10);
    value = value * 16 + (digit & 0xF);
  }
  return value;
}

// The inside of a JSON string, whose escapes the parser has found to be right.
PlacedText DecodeJson(std::string_view raw, size_t at) {
  PlacedText text;
  size_t start = 0;
  for (size_t i = raw.find('\\'); i != std::string_view::npos; i = raw.find('\\', start)) {
    text.Add(raw.substr(start, i - start), at + start);
    std::string character;
    size_t length = 2;
    const char c = i + 1 < raw.size() ? raw[i + 1] : '\\';
    switch (c) {
      case 'n':
        character = "\n";
        break;
      case 't':
        character = "\t";
        break;
      case 'r':
        character = "\r";
        break;
      case 'b':
      case 'f':
        character = " ";
        break;
      case 'u': {
        length = 6;
        char32_t code = HexValue(raw.substr(i + 2, 4));
        const std::string_view next = raw.substr(std::min(i + 6, raw.size()), 6);
        if (code >= 0xD800 && code < 0xDC00 && next.starts_with("\\u")) {
          code = 0x10000 + ((code - 0xD800) << 10) + ((HexValue(next.substr(2)) - 0xDC00) & 0x3FF);
          length = 12;
        }
        const bool lone = code >= 0xD800 && code < 0xE000;
        AppendUtf8(lone ? 0xFFFD : code, &character);
        ReplaceNoncharacters(&character);
        break;
      }
      default:
        character = c;
    }
    text.AddFor(character, at + i, static_cast<uint32_t>(length));
    start = std::min(i + length, raw.size());
  }
  text.Add(raw.substr(start), at + start);
  return text;
}

}  // namespace

// ---- reading

DataNode::Kind DataNode::kind() const { return tree_ == nullptr ? Kind::kNone : tree_->values_[index_].kind; }

std::string_view DataNode::key() const {
  return tree_ == nullptr ? std::string_view() : tree_->values_[index_].key;
}

size_t DataNode::at() const { return tree_ == nullptr ? 0 : tree_->OffsetOf(tree_->values_[index_]); }

PlacedText DataNode::Placed() const {
  PlacedText text;
  if (!is_scalar()) return text;
  const DataTree::Value& value = tree_->values_[index_];
  if (value.placed != DataTree::kNotPlaced) return tree_->placed_[value.placed];
  if (value.json_escapes) return DecodeJson(value.raw, at());
  text.Add(value.raw, at());
  return text;
}

std::string DataNode::Text() const {
  if (!is_scalar()) return {};
  const DataTree::Value& value = tree_->values_[index_];
  if (value.placed != DataTree::kNotPlaced) return tree_->placed_[value.placed].text();
  return value.json_escapes ? DecodeJson(value.raw, 0).text() : std::string(value.raw);
}

DataNode DataNode::Find(std::string_view key) const {
  if (!is_map()) return {};
  for (const DataNode child : *this) {
    if (child.key() == key) return child;
  }
  return {};
}

DataNode::Iterator DataNode::begin() const {
  return tree_ == nullptr ? Iterator() : Iterator(tree_, index_ + 1);
}

DataNode::Iterator DataNode::end() const {
  return tree_ == nullptr ? Iterator() : Iterator(tree_, tree_->values_[index_].end);
}

DataNode::Iterator& DataNode::Iterator::operator++() {
  index_ = tree_->values_[index_].end;
  return *this;
}

// ---- filling

bool DataTree::is_open(uint32_t index) const { return std::ranges::find(open_, index) != open_.end(); }

Result<void> DataTree::Add(Value value) {
  if (values_.size() >= kMaxValues) {
    return tl::unexpected(
        source_.ErrorAt(ErrorCode::kLimit, fmt::format("more than {} values", kMaxValues), OffsetOf(value)));
  }
  value.end = next_index() + 1;
  values_.push_back(value);
  return {};
}

Result<void> DataTree::Open(DataNode::Kind kind, std::string_view key, size_t at) {
  const uint32_t limit = source_.limits().max_depth;
  if (open_.size() >= limit) {
    return tl::unexpected(source_.ErrorAt(
        ErrorCode::kLimit, fmt::format("values are nested deeper than {} (limit max_depth)", limit), at));
  }
  open_.push_back(next_index());
  return Add({.key = key, .raw = source_.text().substr(at, 0), .kind = kind});
}

Result<void> DataTree::Close(bool unique) {
  const uint32_t index = open_.back();
  open_.pop_back();
  values_[index].end = next_index();
  if (!unique || values_[index].kind != DataNode::Kind::kMap) return {};
  std::vector<const Value*> sorted;
  for (uint32_t i = index + 1; i < next_index(); i = values_[i].end) sorted.push_back(&values_[i]);
  std::ranges::stable_sort(sorted, {}, &Value::key);
  const auto twice = std::ranges::adjacent_find(sorted, {}, &Value::key);
  if (twice == sorted.end()) return {};
  const Value& second = **(twice + 1);
  return tl::unexpected(source_.ErrorAt(
      ErrorCode::kInvalid, fmt::format("the key '{}' stands twice in one map", second.key.substr(0, 60)),
      OffsetOf(second)));
}

Result<void> DataTree::AddNull(std::string_view key, size_t at) {
  return Add({.key = key, .raw = source_.text().substr(at, 0), .kind = DataNode::Kind::kNull});
}

Result<void> DataTree::AddRaw(std::string_view key, std::string_view raw, bool json_escapes) {
  return Add({.key = key, .raw = raw, .kind = DataNode::Kind::kScalar, .json_escapes = json_escapes});
}

Result<void> DataTree::AddPlaced(std::string_view key, PlacedText text, size_t at) {
  placed_.push_back(std::move(text));
  return Add({.key = key,
              .raw = source_.text().substr(at, 0),
              .placed = static_cast<uint32_t>(placed_.size() - 1),
              .kind = DataNode::Kind::kScalar});
}

Result<void> DataTree::AddCopy(std::string_view key, uint32_t index) {
  const uint32_t count = values_[index].end - index;
  const uint32_t first = next_index();
  copies_ += count;
  if (copies_ > kMaxCopies) {
    return tl::unexpected(source_.ErrorAt(ErrorCode::kLimit,
                                          fmt::format("aliases stand for more than {} values", kMaxCopies),
                                          OffsetOf(values_[index])));
  }
  std::vector<uint32_t> above;  // ends of the copied lists and maps around the value
  for (uint32_t i = 0; i < count; ++i) {
    Value copy = values_[index + i];
    while (!above.empty() && above.back() <= index + i) above.pop_back();
    above.push_back(copy.end);
    if (open_.size() + above.size() > source_.limits().max_depth) {
      return tl::unexpected(source_.ErrorAt(
          ErrorCode::kLimit,
          fmt::format("aliases nest values deeper than {} (limit max_depth)", source_.limits().max_depth),
          OffsetOf(copy)));
    }
    if (i == 0) copy.key = key;
    const uint32_t end = copy.end - index + first;
    if (Result<void> added = Add(copy); !added) return added;
    values_.back().end = end;
  }
  return {};
}

}  // namespace concord
