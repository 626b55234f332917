// Everything that a snapshot answers, as text: two stores with the same text are the same to every reader.
#ifndef CONCORD_TESTS_GRAPH_STORE_DUMP_H_
#define CONCORD_TESTS_GRAPH_STORE_DUMP_H_

#include <string>
#include <vector>

#include "graph/snapshot.h"

namespace concord::testing {

// What a dump asks for by name, beside what it finds.
struct DumpWords {
  std::vector<std::string> keys;
  std::vector<std::string> names;  // labels, types, properties, blobs
  std::vector<std::string> units;
  std::vector<Value> values;  // asked for with every label and property
};

// Failures of the snapshot stand in the text as "error ...".
std::string Dump(const Snapshot& snapshot, const DumpWords& words);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_GRAPH_STORE_DUMP_H_
