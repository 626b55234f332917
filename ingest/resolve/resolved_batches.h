// The end of the resolver: collects nodes and edges into batches of bounded size and passes them on.
#ifndef CONCORD_INGEST_RESOLVE_RESOLVED_BATCHES_H_
#define CONCORD_INGEST_RESOLVE_RESOLVED_BATCHES_H_

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"
#include "ingest/resolve/resolver.h"

namespace concord {

class ResolvedBatches {
 public:
  ResolvedBatches(std::string unit, std::string fingerprint, const BatchSink& sink)
      : unit_(std::move(unit)), fingerprint_(std::move(fingerprint)), sink_(sink) {
    Renew();
  }

  void Node(std::string key, std::vector<std::string> labels, Lifetime lifetime, PropertyMap properties) {
    batch_.nodes.push_back({std::move(key), std::move(labels), std::move(properties), lifetime});
  }

  // A node to which other documents may refer too. Put once for a document, and again if it turns out to be
  // more (an actor that is a forum). Returns true the first time.
  bool SharedNode(const std::string& key, std::vector<std::string> labels, PropertyMap properties) {
    const auto [seen, first] = shared_.try_emplace(key);
    const size_t before = seen->second.size();
    for (const std::string& label : labels) seen->second.insert(label);
    if (first || seen->second.size() > before) {
      Node(key, std::move(labels), Lifetime::kShared, std::move(properties));
    }
    return first;
  }

  void Edge(std::string_view type, std::string from, std::string to, PropertyMap properties) {
    batch_.edges.push_back({std::string(type), std::move(from), std::move(to), std::move(properties)});
  }

  void Blob(std::string key, std::string name, std::string bytes) {
    batch_.blobs.push_back({std::move(key), std::move(name), std::move(bytes)});
  }

  // Call this between two facts, so that an edge and its ends stay together.
  void MaybeFlush() {
    if (batch_.nodes.size() + batch_.edges.size() / 4 >= kNodesPerBatch) Flush();
  }

  // Documents that fit into one batch are published with one batch.
  void Flush() {
    if (ok() && batch_.nodes.size() + batch_.edges.size() / 4 >= kNodesPerBatch) Send(false);
    if (ok() && BlobBytes() > kBlobBytesPerBatch) Send(false);
  }

  Result<void> Finish() {
    if (ok()) Send(true);
    return status_;
  }

  bool ok() const { return status_.has_value(); }

 private:
  static constexpr size_t kBlobBytesPerBatch = size_t{8} << 20;

  size_t BlobBytes() const {
    size_t bytes = 0;
    for (const PutBlob& blob : batch_.blobs) bytes += blob.bytes.size();
    return bytes;
  }

  void Send(bool last) {
    status_ = sink_(std::move(batch_), last);
    Renew();
  }

  void Renew() {
    batch_ = GraphBatch();
    batch_.unit = unit_;
    batch_.fingerprint = fingerprint_;
  }

  std::string unit_, fingerprint_;
  const BatchSink& sink_;
  GraphBatch batch_;
  Result<void> status_;
  std::unordered_map<std::string, std::set<std::string>> shared_;  // labels put so far, by key
};

}  // namespace concord

#endif  // CONCORD_INGEST_RESOLVE_RESOLVED_BATCHES_H_
