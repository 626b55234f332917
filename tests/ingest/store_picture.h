// A store as text, to compare two of them.
#ifndef CONCORD_TESTS_INGEST_STORE_PICTURE_H_
#define CONCORD_TESTS_INGEST_STORE_PICTURE_H_

#include <string>

#include "graph/snapshot.h"

namespace concord::testing {

// Everything that a snapshot shows, in terms of keys: two stores with the same text hold the same graph.
std::string Picture(const Snapshot& snapshot);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_STORE_PICTURE_H_
