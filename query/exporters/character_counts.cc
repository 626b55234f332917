#include "query/exporters/character_counts.h"

#include <fmt/format.h>

#include <algorithm>

namespace concord {
namespace {

bool Starts(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

}  // namespace

Result<uint64_t> CharacterCounts::Before(const std::string& version, uint64_t byte) {
  const auto [at, fresh] = texts_.try_emplace(version);
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
  const uint64_t step = std::min<uint64_t>(byte / kStep, text.counts.size() - 1);
  auto bytes = snapshot_.GetBlob(text.node, "text", step * kStep, byte - step * kStep);
  if (!bytes) return tl::unexpected(bytes.error());
  return text.counts[step] + static_cast<uint64_t>(std::count_if(bytes->begin(), bytes->end(), Starts));
}

}  // namespace concord
