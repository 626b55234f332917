#include "query/exporters/character_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace concord {
namespace {

constexpr size_t kTimes = 4;  // before a text is kept

bool Starts(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

}  // namespace

Result<uint64_t> CharacterCounts::Before(std::string_view version, uint64_t byte) {
  auto at = texts_.find(version);
  const bool fresh = at == texts_.end();
  if (fresh) at = texts_.try_emplace(std::string(version)).first;
  Text& text = at->second;
  if (fresh) {
    auto node = snapshot_.FindNode(version);
    if (!node) return tl::unexpected(node.error());
    if (!*node) return Fail(ErrorCode::kCorrupt, fmt::format("there is no version '{}'", version));
    text.node = **node;
    auto bytes = snapshot_.GetBlob(text.node, "text");
    if (!bytes) return tl::unexpected(bytes.error());
    uint64_t count = 0;
    for (size_t i = 0; i < bytes->size(); ++i) {
      if (i % kStep == 0) text.counts.push_back(count);
      count += Starts((*bytes)[i]) ? 1 : 0;
    }
    text.counts.push_back(count);
  }
  if (std::exchange(last_, text.node) != text.node) {
    times_ = 0;
    last_text_.reset();
  }
  if (++times_ == kTimes) {
    auto bytes = snapshot_.GetBlob(text.node, "text");
    if (!bytes) return tl::unexpected(bytes.error());
    last_text_ = std::move(*bytes);
  }
  const uint64_t step = std::min<uint64_t>(byte / kStep, text.counts.size() - 1);
  const auto count = [&](std::string_view piece) {
    return text.counts[step] + static_cast<uint64_t>(std::ranges::count_if(piece, Starts));
  };
  if (last_text_) {
    const std::string_view all = *last_text_;
    return count(all.substr(std::min<uint64_t>(step * kStep, all.size()), byte - step * kStep));
  }
  auto bytes = snapshot_.GetBlob(text.node, "text", step * kStep, byte - step * kStep);
  if (!bytes) return tl::unexpected(bytes.error());
  return count(*bytes);
}

}  // namespace concord
