#include "ingest/rows/batch_jsonl.h"

#include <algorithm>
#include <ostream>

#include "graph/vocabulary.h"
#include "ingest/rows/extraction_row.h"

namespace concord {

void BatchJsonl::Write(const GraphBatch& batch) {
  for (const PutNode& node : batch.nodes) {
    if (std::find(node.labels.begin(), node.labels.end(), label::Version) != node.labels.end()) {
      versions_.emplace(node.key, node);
    } else {
      out_ << PlainRowLine(node) << "\n";
    }
  }
  for (const PutBlob& blob : batch.blobs) {
    const auto version = versions_.find(blob.key);
    if (version != versions_.end() && blob.name == "text")
      version->second.properties.Set(property::text, blob.bytes);
  }
  for (const PutEdge& edge : batch.edges) out_ << PlainRowLine(edge) << "\n";
}

void BatchJsonl::Finish() {
  for (const auto& [key, node] : versions_) out_ << PlainRowLine(node) << "\n";
  versions_.clear();
}

}  // namespace concord
