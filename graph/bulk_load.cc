#include "graph/bulk_load.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "graph/key_table.h"
#include "graph/store.h"

namespace concord {
namespace {

// Gathers the load as one batch in memory.
class BatchLoader : public BulkLoader {
 public:
  BatchLoader(GraphStore* store, BulkOptions options) : store_(*store), snapshot_(store->TakeSnapshot()) {
    batch_.unit = std::move(options.unit);
    batch_.fingerprint = std::move(options.fingerprint);
  }

  Result<BulkNode> AddNode(const PutNode& node) override {
    if (Result<void> ok = CheckNode(node); !ok) return tl::unexpected(ok.error());
    if (!added_.Insert(node.key, keys_.size())) {
      return Fail(ErrorCode::kInvalid, fmt::format("the key '{}' occurs twice", node.key));
    }
    const Result<std::optional<NodeId>> existing = snapshot_->FindNode(node.key);
    if (!existing) return tl::unexpected(existing.error());
    ++(*existing ? counts_.joined : counts_.nodes);
    batch_.nodes.push_back(node);
    keys_.push_back(node.key);
    return keys_.size() - 1;
  }

  Result<std::optional<BulkNode>> FindNode(std::string_view key) override {
    if (const auto number = added_.Find(key)) return number;
    if (const auto number = found_.Find(key)) return number;
    const Result<std::optional<NodeId>> existing = snapshot_->FindNode(key);
    if (!existing) return tl::unexpected(existing.error());
    if (!*existing) return std::nullopt;
    found_.Insert(key, keys_.size());
    keys_.emplace_back(key);
    return keys_.size() - 1;
  }

  Result<void> AddEdge(std::string_view type, BulkNode from, BulkNode to,
                       const PropertyMap& properties) override {
    if (type.empty()) return Fail(ErrorCode::kInvalid, "an edge has an empty type");
    if (Result<void> ok = CheckEdge(type, properties); !ok) return ok;
    batch_.edges.push_back({std::string(type), keys_[from], keys_[to], properties});
    ++counts_.edges;
    return {};
  }

  void SetFingerprint(std::string fingerprint) override { batch_.fingerprint = std::move(fingerprint); }

  Result<BulkCounts> Publish() override {
    if (Result<void> applied = store_.Apply(batch_); !applied) return tl::unexpected(applied.error());
    return counts_;
  }

 private:
  GraphStore& store_;
  std::unique_ptr<Snapshot> snapshot_;
  GraphBatch batch_;
  BulkCounts counts_;
  std::vector<std::string> keys_;  // by BulkNode
  KeyTable added_;
  KeyTable found_;  // in the store, and not added
};

}  // namespace

std::unique_ptr<BulkLoader> NewBatchLoader(GraphStore* store, BulkOptions options) {
  return std::make_unique<BatchLoader>(store, std::move(options));
}

Result<std::unique_ptr<BulkLoader>> GraphStore::NewBulkLoader(BulkOptions options) {
  return NewBatchLoader(this, std::move(options));
}

}  // namespace concord
