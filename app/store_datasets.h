// The tables of datasets/ inside a store.
#ifndef CONCORD_APP_STORE_DATASETS_H_
#define CONCORD_APP_STORE_DATASETS_H_

#include "base/result.h"
#include "graph/store.h"
#include "ingest/facts/facts.h"

namespace concord {

// Puts the data files into the store, replacing those that were there; false when they are there already.
// Fails with file and line when a table is wrong; the store is unchanged then.
Result<bool> PutDatasets(GraphStore* store, const DatasetFiles& files);

// The data files that the store holds, or, when it has none, the bundled ones after putting them there.
Result<DatasetFiles> DatasetsOf(GraphStore* store);

}  // namespace concord

#endif  // CONCORD_APP_STORE_DATASETS_H_
