#include "graph/page_map.h"

#include <algorithm>
#include <limits>

#include "graph/codec.h"

namespace concord {
namespace {

// First byte of Encode's output; another layout gets another one.
constexpr char kLayout = 1;

}  // namespace

void PageMap::Add(uint32_t text_start, const PageBox& box) {
  if (!words_.empty() && words_.back().start >= text_start) return;
  words_.push_back({text_start, box});
}

size_t PageMap::Find(uint64_t start) const {
  const auto next = std::ranges::upper_bound(words_, start, {}, &Word::start);
  return next == words_.begin() ? words_.size() : static_cast<size_t>(next - words_.begin()) - 1;
}

std::vector<PageBox> PageMap::Boxes(uint64_t start, uint64_t end) const {
  std::vector<PageBox> boxes;
  size_t at = Find(start);
  if (at == words_.size()) at = 0;  // before the first word
  for (; at < words_.size() && words_[at].start < end; ++at) {
    const PageBox& word = words_[at].box;
    if (!boxes.empty()) {
      PageBox& line = boxes.back();
      const int32_t middle = word.top + (word.bottom - word.top) / 2;
      if (line.page == word.page && line.top <= middle && middle <= line.bottom && word.right >= line.left) {
        line.left = std::min(line.left, word.left);
        line.top = std::min(line.top, word.top);
        line.right = std::max(line.right, word.right);
        line.bottom = std::max(line.bottom, word.bottom);
        continue;
      }
    }
    boxes.push_back(word);
  }
  return boxes;
}

uint32_t PageMap::PageOf(uint64_t start) const {
  const size_t at = Find(start);
  return at == words_.size() ? 0 : words_[at].box.page;
}

std::string PageMap::Encode() const {
  std::string bytes(1, kLayout);
  AppendVarint(words_.size(), &bytes);
  Word last;
  for (const Word& word : words_) {
    AppendVarint(word.start - last.start, &bytes);
    AppendSignedVarint(int64_t{word.box.page} - last.box.page, &bytes);
    AppendSignedVarint(int64_t{word.box.left} - last.box.right, &bytes);
    AppendSignedVarint(int64_t{word.box.top} - last.box.top, &bytes);
    AppendSignedVarint(int64_t{word.box.right} - word.box.left, &bytes);
    AppendSignedVarint(int64_t{word.box.bottom} - word.box.top, &bytes);
    last = word;
  }
  return bytes;
}

Result<PageMap> PageMap::Decode(std::string_view bytes) {
  const auto corrupt = [] { return Fail(ErrorCode::kCorrupt, "a page map is not what was written"); };
  ByteReader reader(bytes);
  if (reader.Byte() != kLayout) return corrupt();
  const uint64_t count = reader.Count(6);
  PageMap map;
  map.words_.reserve(count);
  Word last;
  bool good = true;
  const auto sum = [&](int64_t base, int64_t distance) {
    constexpr int64_t kFarthest = std::numeric_limits<int32_t>::max();
    good = good && distance >= -2 * kFarthest && distance <= 2 * kFarthest;
    const int64_t value = good ? base + distance : 0;
    good = good && value >= -kFarthest && value <= kFarthest;
    return good ? static_cast<int32_t>(value) : 0;
  };
  for (uint64_t i = 0; i < count && reader.ok() && good; ++i) {
    Word word;
    const uint64_t start = last.start + reader.Varint();
    word.start = static_cast<uint32_t>(start);
    const int32_t page = sum(last.box.page, reader.SignedVarint());
    word.box.page = static_cast<uint32_t>(page);
    word.box.left = sum(last.box.right, reader.SignedVarint());
    word.box.top = sum(last.box.top, reader.SignedVarint());
    word.box.right = sum(word.box.left, reader.SignedVarint());
    word.box.bottom = sum(word.box.top, reader.SignedVarint());
    good = good && start <= std::numeric_limits<uint32_t>::max() && page >= 1 &&
           (i == 0 || word.start > last.start);
    map.words_.push_back(word);
    last = word;
  }
  if (!good || !reader.ok() || !reader.done()) return corrupt();
  return map;
}

}  // namespace concord
