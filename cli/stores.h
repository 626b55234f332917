// What several commands do with a store before their own work.
#ifndef CONCORD_CLI_STORES_H_
#define CONCORD_CLI_STORES_H_

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "cli/command.h"
#include "graph/store.h"
#include "ingest/facts/facts.h"

namespace concord {

// Puts the data files into the store, replacing those that were there; false when they are there already.
Result<bool> PutDatasets(GraphStore* store, const DatasetFiles& files);

// The data files that the store holds, or, when it has none, the bundled ones after putting them there.
Result<DatasetFiles> DatasetsOf(GraphStore* store);

}  // namespace concord

#endif  // CONCORD_CLI_STORES_H_
