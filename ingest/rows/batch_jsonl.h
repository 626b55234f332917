// GraphBatches as JSON lines, for tools and for people.
#ifndef CONCORD_INGEST_ROWS_BATCH_JSONL_H_
#define CONCORD_INGEST_ROWS_BATCH_JSONL_H_

#include <iosfwd>
#include <map>
#include <string>

#include "graph/batch.h"

namespace concord {

// {"kind":"node","key":K,"labels":[...],"properties":{...}}
// {"kind":"edge","type":T,"from":K,"to":K,"properties":{...}}
//
// One object on each line, in the order of the batches. A node that is put twice is written twice. A
// Version's text is its property "text"; the text comes in a late batch, so Finish writes the Versions. Dates
// are strings as Date::ToString writes them. Numbers that are not finite are null.
class BatchJsonl {
 public:
  explicit BatchJsonl(std::ostream& out) : out_(out) {}

  void Write(const GraphBatch& batch);
  void Finish();

 private:
  std::ostream& out_;
  std::map<std::string, PutNode> versions_;  // kept back until their text arrives
};

}  // namespace concord

#endif  // CONCORD_INGEST_ROWS_BATCH_JSONL_H_
