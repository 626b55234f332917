#include "query/embedding/text_vectors.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

constexpr size_t kHashBytes = 16;
constexpr std::string_view kBlob = "vectors";

// The first 16 bytes of the SHA-256.
std::string HashOf(std::string_view text) {
  const std::string hex = Sha256Hex(text);
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (size_t i = 0; i < 2 * kHashBytes; i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}

}  // namespace

Result<void> TextVectors::ReadStored(const Snapshot& snapshot,
                                     const std::map<Hash, std::string_view>& wanted) {
  std::vector<NodeId> nodes;
  const auto listed = snapshot.ForEachNodeWithLabel(label::Vectors, [&](const NodeId& id) {
    nodes.push_back(id);
    return true;
  });
  if (!listed) return tl::unexpected(listed.error());
  const uint64_t vector_bytes = 2 * dimensions(), each = kHashBytes + vector_bytes;
  for (const NodeId id : nodes) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    if (node->properties.FindString(property::model) != identity()) continue;
    auto size = snapshot.BlobSize(id, kBlob);
    if (!size) return tl::unexpected(size.error());
    if (!*size || **size % each != 0)
      return Fail(ErrorCode::kCorrupt, fmt::format("the vectors of '{}' have a wrong size", node->key));
    const uint64_t count = **size / each;
    auto hashes = snapshot.GetBlob(id, kBlob, 0, count * kHashBytes);
    if (!hashes) return tl::unexpected(hashes.error());
    std::vector<std::pair<uint64_t, const Hash*>> hits;  // place in the blob
    auto next = wanted.begin();
    for (uint64_t i = 0; i < count && next != wanted.end(); ++i) {
      const std::string_view hash = std::string_view(*hashes).substr(i * kHashBytes, kHashBytes);
      while (next != wanted.end() && std::string_view(next->first) < hash) ++next;
      if (next != wanted.end() && next->first == hash) hits.emplace_back(i, &next->first);
    }
    if (hits.empty()) continue;
    // In one piece from the first to the last: what is asked for together was computed together.
    const uint64_t from = count * kHashBytes + hits.front().first * vector_bytes;
    const uint64_t length = (hits.back().first - hits.front().first + 1) * vector_bytes;
    auto bytes = snapshot.GetBlob(id, kBlob, from, length);
    if (!bytes) return tl::unexpected(bytes.error());
    for (const auto& [place, hash] : hits) {
      const char* at = bytes->data() + (place - hits.front().first) * vector_bytes;
      Vector vector(dimensions());
      for (size_t d = 0; d < vector.size(); ++d) {
        vector[d] = static_cast<int16_t>(static_cast<unsigned char>(at[2 * d]) |
                                         static_cast<unsigned char>(at[2 * d + 1]) << 8);
      }
      known_.emplace(*hash, std::move(vector));
    }
  }
  return {};
}

Result<std::vector<int16_t>> TextVectors::Of(const Snapshot& snapshot, std::span<const std::string> texts) {
  std::vector<Hash> hashes;
  std::map<Hash, std::string_view> wanted;
  for (const std::string& text : texts) {
    hashes.push_back(HashOf(text));
    if (!known_.contains(hashes.back())) wanted.emplace(hashes.back(), text);
  }
  if (!wanted.empty()) {
    if (auto done = ReadStored(snapshot, wanted); !done) return tl::unexpected(done.error());
    std::erase_if(wanted, [&](const auto& entry) { return known_.contains(entry.first); });
  }
  if (!wanted.empty()) {
    std::vector<std::string_view> missing;
    for (const auto& [hash, text] : wanted) missing.push_back(text);
    auto vectors = embedder_->Embed(missing, [&](size_t done) {
      if (progress_) progress_(done, missing.size());
    });
    if (!vectors) return vectors;
    auto at = vectors->begin();
    for (const auto& [hash, text] : wanted) {
      Vector vector(at, at + static_cast<ptrdiff_t>(dimensions()));
      at += static_cast<ptrdiff_t>(dimensions());
      fresh_.emplace(hash, vector);
      known_.emplace(hash, std::move(vector));
    }
  }
  std::vector<int16_t> all;
  all.reserve(texts.size() * dimensions());
  for (const Hash& hash : hashes) {
    const Vector& vector = known_.at(hash);
    all.insert(all.end(), vector.begin(), vector.end());
  }
  return all;
}

GraphBatch TextVectors::TakeNew() {
  GraphBatch batch;
  if (fresh_.empty()) return batch;
  std::string bytes;
  for (const auto& [hash, vector] : fresh_) bytes += hash;
  for (const auto& [hash, vector] : fresh_) {
    for (const int16_t number : vector) {
      bytes += static_cast<char>(number & 0xFF);
      bytes += static_cast<char>(number >> 8 & 0xFF);
    }
  }
  const std::string key = fmt::format("vectors:{}:{}", identity(), Sha256Hex(bytes).substr(0, 16));
  PropertyMap properties;
  properties.Set(property::model, identity());
  properties.Set(property::texts, static_cast<int64_t>(fresh_.size()));
  batch.nodes.push_back({key, {label::Vectors}, std::move(properties), Lifetime::kPermanent});
  batch.blobs.push_back({key, std::string(kBlob), std::move(bytes)});
  fresh_.clear();
  return batch;
}

}  // namespace concord
