// Topics that have a name, because they are asked for again and again: kept in the store as the words of
// their question, so that they grow with what the store holds.
#ifndef CONCORD_QUERY_TOPICS_SAVED_TOPIC_H_
#define CONCORD_QUERY_TOPICS_SAVED_TOPIC_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"
#include "graph/snapshot.h"

namespace concord {

struct SavedTopic {
  std::string name;   // "compute-limits"
  std::string query;  // "compute thresholds", "mit-risk-domain:7 - mit-risk-domain:7.1"
};

// The one with this name, or with this key ("topic:NAME"); an empty query when there is none.
Result<SavedTopic> FindSavedTopic(const Snapshot& snapshot, std::string_view name);
// By name.
Result<std::vector<SavedTopic>> SavedTopics(const Snapshot& snapshot);

// What has to be applied to keep it; one of the same name is replaced. kUsage for a name that is no word of
// lower-case letters, digits and "-" with a letter in it (at most 64), or that a concept has as its code, and
// for a query that is empty or the name of a saved topic. Whether something is on the topic is not asked.
Result<GraphBatch> SaveTopic(const Snapshot& snapshot, const SavedTopic& topic);
// What has to be applied to be rid of it. kNotFound with a suggestion when there is none.
Result<GraphBatch> RemoveTopic(const Snapshot& snapshot, std::string_view name);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_SAVED_TOPIC_H_
