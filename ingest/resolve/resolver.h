// Turns a Document and its Findings into GraphBatches: keys, edges, stubs, provenance.
#ifndef CONCORD_INGEST_RESOLVE_RESOLVER_H_
#define CONCORD_INGEST_RESOLVE_RESOLVER_H_

#include <functional>
#include <string>

#include "base/result.h"
#include "graph/batch.h"
#include "ingest/document/document.h"
#include "ingest/extractors/extractor.h"
#include "ingest/resolve/document_keys.h"

namespace concord {

// The program and its settings, as the Run node records them. No time, host or path, so the same input and
// settings are the same run.
struct RunInfo {
  std::string tool_version;
  std::string configuration;

  std::string Key() const;  // "run:" and a hash
};

// Extracts, and passes on the document's batches one after the other. All but the last must be staged; the
// last (`last` is true) must be published. The text comes late, after everything that points into it. A batch
// holds about `kNodesPerBatch` nodes, so that a long document never needs memory for all of them. Stops if
// `sink` fails and returns its error; cannot fail otherwise.
using BatchSink = std::function<Result<void>(GraphBatch batch, bool last)>;
inline constexpr size_t kNodesPerBatch = 20'000;
Result<void> ResolveDocument(Document document, const DocumentKeys& keys, const ExtractorSet& extractors,
                             const RunInfo& run, const std::string& fingerprint, const BatchSink& sink);

}  // namespace concord

#endif  // CONCORD_INGEST_RESOLVE_RESOLVER_H_
