#include "graph/rocks_blob.h"

#include <fmt/format.h>

#include <algorithm>

namespace concord {

Result<std::optional<uint64_t>> ReadBlobSize(const Database& database, NodeId node, Symbol name,
                                             const rocksdb::Snapshot* snapshot) {
  rocksdb::PinnableSlice value;
  const Result<bool> found = database.Get(Family::kBlob, BlobKey(node, name), &value, snapshot);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  if (value.size() != 8)
    return Fail(ErrorCode::kCorrupt, fmt::format("the size of a blob of the node {} is no number", node));
  return Read64(value.data());
}

Result<std::string> ReadBlob(const Database& database, NodeId node, Symbol name, uint64_t size,
                             uint64_t offset, uint64_t length, const rocksdb::Snapshot* snapshot) {
  std::string bytes;
  if (offset >= size) return bytes;
  length = std::min(length, size - offset);
  rocksdb::PinnableSlice value;
  while (bytes.size() < length) {
    const uint64_t at = offset + bytes.size();
    const uint64_t chunk = at / kBlobChunkBytes;
    const Result<bool> found =
        database.Get(Family::kBlob, BlobChunkKey(node, name, static_cast<uint32_t>(chunk)), &value, snapshot);
    if (!found) return tl::unexpected(found.error());
    const uint64_t expected = std::min<uint64_t>(kBlobChunkBytes, size - chunk * kBlobChunkBytes);
    if (!*found || value.size() != expected) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("chunk {} of a blob of the node {} is missing or has a wrong size; "
                              "expected {} bytes",
                              chunk, node, expected));
    }
    const uint64_t skip = at % kBlobChunkBytes;
    bytes.append(value.data() + skip, std::min(expected - skip, length - bytes.size()));
  }
  return bytes;
}

uint32_t BlobChunkCount(uint64_t size) {
  return static_cast<uint32_t>((size + kBlobChunkBytes - 1) / kBlobChunkBytes);
}

void PutBlobChunk(const Database& database, NodeId node, Symbol name, uint32_t chunk, std::string_view bytes,
                  rocksdb::WriteBatch* batch) {
  batch->Put(database.family(Family::kBlob), ToSlice(BlobChunkKey(node, name, chunk)),
             ToSlice(bytes.substr(chunk * kBlobChunkBytes, kBlobChunkBytes)));
}

void PutBlobSize(const Database& database, NodeId node, Symbol name, uint64_t size,
                 rocksdb::WriteBatch* batch) {
  batch->Put(database.family(Family::kBlob), ToSlice(BlobKey(node, name)), ToSlice(FixedKey().Add64(size)));
}

}  // namespace concord
