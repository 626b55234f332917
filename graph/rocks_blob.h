// The bytes beside a node, in chunks, so that a quotation is read without its document.
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

// All chunks but the last have this size. A quotation seldom needs two; a text of 200 MB has 3,200.
inline constexpr size_t kBlobChunkBytes = size_t{64} << 10;

// Without a snapshot: what is there now.
Result<std::optional<uint64_t>> ReadBlobSize(const Database& database, NodeId node, Symbol name,
                                             const rocksdb::Snapshot* snapshot);

// The piece from `offset` of a blob of `size` bytes; what lies behind its end is left out.
Result<std::string> ReadBlob(const Database& database, NodeId node, Symbol name, uint64_t size,
                             uint64_t offset, uint64_t length, const rocksdb::Snapshot* snapshot);

// Adds one chunk, or the size of the whole, to a batch. A blob is its size and all its chunks.
uint32_t BlobChunkCount(uint64_t size);
void PutBlobChunk(const Database& database, NodeId node, Symbol name, uint32_t chunk, std::string_view bytes,
                  rocksdb::WriteBatch* batch);
void PutBlobSize(const Database& database, NodeId node, Symbol name, uint64_t size,
                 rocksdb::WriteBatch* batch);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_BLOB_H_
