// The bytes that belong to a node, in chunks, so that a quotation can be read without its whole document.
#ifndef CONCORD_GRAPH_ROCKS_BLOB_H_
#define CONCORD_GRAPH_ROCKS_BLOB_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/rocks_database.h"

namespace concord {

// The size of all chunks but the last. A quotation seldom needs two chunks; a text of 200 MB has 3,200.
inline constexpr size_t kBlobChunkBytes = size_t{64} << 10;

// Without a snapshot, reads the current state.
Result<std::optional<uint64_t>> ReadBlobSize(const Database& database, NodeId node, Symbol name,
                                             const rocksdb::Snapshot* snapshot);

// The piece from `offset` of a blob of `size` bytes. Leaves out whatever is after the end of the blob.
Result<std::string> ReadBlob(const Database& database, NodeId node, Symbol name, uint64_t size,
                             uint64_t offset, uint64_t length, const rocksdb::Snapshot* snapshot);

// Add one chunk, or the size of the whole, to a batch. A blob consists of its size and all its chunks.
uint32_t BlobChunkCount(uint64_t size);
void PutBlobChunk(const Database& database, NodeId node, Symbol name, uint32_t chunk, std::string_view bytes,
                  rocksdb::WriteBatch* batch);
void PutBlobSize(const Database& database, NodeId node, Symbol name, uint64_t size,
                 rocksdb::WriteBatch* batch);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_BLOB_H_
