// Reads a folder of files into a store: the whole pipeline, for many documents and several threads.
#ifndef CONCORD_INGEST_INGEST_H_
#define CONCORD_INGEST_INGEST_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/store.h"
#include "ingest/extractors/extractor.h"
#include "ingest/manifest.h"
#include "ingest/readers/reader.h"

namespace concord {

// The value of --as: "nist-csf@1.1" is a key and an edition. Without "@" it is a key.
struct EditionName {
  std::string key, edition;
  static EditionName Parse(std::string_view as);
};

struct IngestOptions {
  std::vector<std::filesystem::path> roots;  // folders or files
  const Manifest* manifest = nullptr;
  std::string format;   // name of a reader; empty: detected for each file
  std::string key;      // of the one document, if the only root is one file
  std::string edition;  // likewise
  std::string map;      // what the columns of tables are (Source::map)
  unsigned jobs = 1;    // threads that read and extract; one more writes
  bool again = false;   // also files that are already in the store
  ReadLimits limits;
  // Called by the calling thread after each file, with the number done and the total. May be empty.
  std::function<void(size_t done, size_t total, const std::string& path)> progress;
};

struct IngestReport {
  struct Stored {
    std::string path, format, version;  // key of the version
    uint64_t source_bytes = 0, text_bytes = 0;
    uint64_t sections = 0, measures = 0;
    std::vector<Repair> repairs;
  };
  std::vector<Stored> stored;          // in the order of paths, like the others
  std::vector<std::string> unchanged;  // paths whose bytes are already in the store
  std::vector<Error> refused;          // one for each file that was left out; `source` is its path
  std::vector<Error> set_aside;        // likewise for lists of files, which are no documents
};

// Reads every file below the roots and publishes one document after the other, in the order of their sorted
// paths, whatever the number of threads. So the same files give the same store. A file that cannot be read is
// reported and left out. Fails if the store or a root fails; what was published before stays. If the store
// has no datasets (no unit "datasets"), apply FactsToBatch first.
Result<IngestReport> Ingest(GraphStore* store, const ExtractorSet& extractors, const IngestOptions& options);

// Removes a document (all its versions) or one version by key, with everything that belongs only to it.
// kNotFound if the store has neither.
Result<std::vector<std::string>> RemoveDocument(GraphStore* store, std::string_view key);

}  // namespace concord

#endif  // CONCORD_INGEST_INGEST_H_
