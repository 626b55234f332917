// Writes the whole graph into a PostgreSQL database, as tables with integer keys.
//
// The keys are the store's own ids, which are never used again. Publishing the next time sends the ids and
// digests of everything, and the rows of what is new or changed: a document that was added, read again or
// removed costs its own rows. Everything happens in one transaction, so readers see the graph before or
// after.
#ifndef CONCORD_QUERY_PUBLISH_PUBLISH_H_
#define CONCORD_QUERY_PUBLISH_PUBLISH_H_

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

struct PublishOptions {
  std::string url;                 // as PostgresConnection::Open takes it
  std::string schema = "concord";  // made if it is not there; lower case letters, digits and "_"
  // Called from time to time with what is sent. May be empty.
  std::function<void(uint64_t done, uint64_t total, const std::string& what)> progress;
};

struct PublishReport {
  uint64_t nodes = 0, edges = 0;  // in the database afterwards
  uint64_t added_nodes = 0, added_edges = 0;
  uint64_t removed_nodes = 0, removed_edges = 0;
  // Versions among the nodes that were added and removed.
  uint64_t added_documents = 0, removed_documents = 0;
};

// A row that changed counts as removed and added. Fails as the snapshot and the connection do, with kUsage
// for a schema's name of another form; then the database is as before.
Result<PublishReport> Publish(const Snapshot& snapshot, const PublishOptions& options);

}  // namespace concord

#endif  // CONCORD_QUERY_PUBLISH_PUBLISH_H_
