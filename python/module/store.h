// A store as Python holds it: open for reading, and opened for writing only during a write.
#ifndef CONCORD_PYTHON_MODULE_STORE_H_
#define CONCORD_PYTHON_MODULE_STORE_H_

#include <nanobind/nanobind.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ingestion.h"
#include "app/selection_request.h"
#include "python/module/graph_data.h"
#include "python/module/tables.h"
#include "query/cypher/cypher.h"
#include "query/exporters/exporter.h"
#include "server/live_store.h"

namespace concord::python {

struct IngestCall {
  std::vector<std::string> roots;
  std::string manifest, format, as, map;
  unsigned jobs = 0;  // 0: all cores
  bool again = false;
  nanobind::object progress;  // called with (done, total, path); None: not at all
};

struct ExportedFiles {
  std::vector<std::pair<std::string, std::string>> files;  // name, bytes
  std::vector<std::string> notes;
  uint64_t nodes = 0, edges = 0;
};

// All functions are called without the GIL, may be called by several threads at once, and throw ErrorThrown.
// Those that write wait for one another. Results keep the parts of the store open that
// they need.
class StoreHandle {
 public:
  // `create` makes a store where there is none, with the bundled data files.
  StoreHandle(std::string folder, bool create);

  const std::string& folder() const { return folder_; }
  bool is_closed() const;
  void Close();

  std::unique_ptr<AnswerData> Ask(std::string_view query, std::vector<std::string> words,
                                  const std::vector<std::pair<std::string, std::string>>& options,
                                  const std::string& service_key);
  std::unique_ptr<CypherData> RunQuery(const std::string& query, cypher::QueryOptions options);
  // The nodes of `answer`, if there is one, are roots too, and the store is read as it was then.
  std::unique_ptr<GraphData> Read(SelectionRequest request, const AnswerData* answer);
  ExportedFiles Export(const std::string& format, SelectionRequest request, const AnswerData* answer);
  IngestResult Ingest(const IngestCall& call);
  std::vector<std::string> Remove(const std::string& key);

 private:
  std::shared_ptr<const PublishedState> Now();
  // `answer`'s, else what is published now. Its nodes become roots.
  std::shared_ptr<const PublishedState> StateOf(const AnswerData* answer, SelectionRequest* request);

  const std::string folder_;
  mutable std::mutex mutex_;  // of `live_`
  std::shared_ptr<LiveStore> live_;
  std::mutex writing_;
};

}  // namespace concord::python

#endif  // CONCORD_PYTHON_MODULE_STORE_H_
