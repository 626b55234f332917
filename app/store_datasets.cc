#include "app/store_datasets.h"

#include "base/try.h"
#include "graph/vocabulary.h"
#include "ingest/facts/facts_to_batch.h"

namespace concord {

Result<bool> PutDatasets(GraphStore* store, const DatasetFiles& files) {
  const Result<std::shared_ptr<const Facts>> facts = Facts::Load(files);
  if (!facts) return tl::unexpected(facts.error());
  GraphBatch batch = FactsToBatch(**facts, files);
  const Result<std::optional<Unit>> before = store->TakeSnapshot()->FindUnit(batch.unit);
  if (!before) return tl::unexpected(before.error());
  if (*before) {
    if ((*before)->fingerprint == batch.fingerprint) return false;
    batch.removed_units.push_back(batch.unit);
  }
  if (Result<void> applied = store->Apply(batch); !applied) return tl::unexpected(applied.error());
  return true;
}

Result<DatasetFiles> DatasetsOf(GraphStore* store) {
  const std::unique_ptr<Snapshot> snapshot = store->TakeSnapshot();
  DatasetFiles files;
  Result<void> read;
  const Result<void> listed = snapshot->ForEachNodeWithLabel(label::Dataset, [&](NodeId id) {
    const Result<std::optional<uint64_t>> size = snapshot->BlobSize(id, "bytes");
    if (size && !*size) return true;  // the node that stands for the whole set
    const Result<Node> node = snapshot->GetNode(id);
    Result<std::string> bytes = node ? snapshot->GetBlob(id, "bytes") : tl::unexpected(node.error());
    if (!bytes) {
      read = tl::unexpected(bytes.error());
      return false;
    }
    files.emplace(node->properties.FindString(property::name), std::move(*bytes));
    return true;
  });
  if (!listed) return tl::unexpected(listed.error());
  if (!read) return tl::unexpected(read.error());
  if (files.empty()) {
    files = BundledDatasets();
    const Result<bool> put = PutDatasets(store, files);
    if (!put) return tl::unexpected(put.error());
  }
  return files;
}

Result<std::shared_ptr<const Facts>> FactsOf(GraphStore* store) {
  CONCORD_ASSIGN(const DatasetFiles files, DatasetsOf(store));
  Result<std::shared_ptr<const Facts>> facts = Facts::Load(files);
  if (facts) return facts;
  Error error = facts.error();
  error.message +=
      "; the store keeps this table as it was when somebody put it there: `concord init` replaces the tables "
      "of the store by those of this version, and so does `concord ingest --again`";
  return tl::unexpected(std::move(error));
}

Result<bool> ReplaceUnreadableDatasets(GraphStore* store) {
  CONCORD_ASSIGN(const DatasetFiles files, DatasetsOf(store));
  if (Facts::Load(files)) return false;
  return PutDatasets(store, BundledDatasets());
}

}  // namespace concord
