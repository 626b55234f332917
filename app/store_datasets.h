// The tables of datasets/ inside a store.
#ifndef CONCORD_APP_STORE_DATASETS_H_
#define CONCORD_APP_STORE_DATASETS_H_

#include <memory>

#include "base/result.h"
#include "graph/store.h"
#include "ingest/facts/facts.h"

namespace concord {

// Puts the data files into the store and replaces the old ones. Returns false if the same files are there. If
// a table is wrong, fails with file and line, and the store is unchanged.
Result<bool> PutDatasets(GraphStore* store, const DatasetFiles& files);

// The data files of the store. If it has none, puts the bundled ones there and returns them.
Result<DatasetFiles> DatasetsOf(GraphStore* store);

// The facts in DatasetsOf. If a table of the store has another form than this version reads, because an older
// version put it there, the error says how to replace it.
Result<std::shared_ptr<const Facts>> FactsOf(GraphStore* store);

// Replaces the data files of the store by the bundled ones if this version cannot read their form. Returns
// whether it did.
Result<bool> ReplaceUnreadableDatasets(GraphStore* store);

}  // namespace concord

#endif  // CONCORD_APP_STORE_DATASETS_H_
