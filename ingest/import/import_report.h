// What an import of a property graph did.
#ifndef CONCORD_INGEST_IMPORT_IMPORT_REPORT_H_
#define CONCORD_INGEST_IMPORT_IMPORT_REPORT_H_

#include <cstdint>
#include <map>
#include <string>

namespace concord {

struct ImportReport {
  bool unchanged = false;  // the unit holds the same files already; nothing was done
  uint64_t nodes = 0;      // made
  uint64_t joined = 0;     // that the store already had under the same key
  uint64_t edges = 0;
  std::map<std::string, uint64_t> labels, types;  // nodes and edges with each, after renaming
};

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_IMPORT_REPORT_H_
