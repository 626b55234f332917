// Topics with a name, for questions that are asked again and again. The store keeps the words of the
// question, so the result grows with the store.
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

// The topic with this name or key ("topic:NAME"). The query is empty if there is none.
Result<SavedTopic> FindSavedTopic(const Snapshot& snapshot, std::string_view name);
// By name.
Result<std::vector<SavedTopic>> SavedTopics(const Snapshot& snapshot);

// The batch that stores the topic; it replaces one of the same name. kUsage for a name that is not a word of
// lower-case letters, digits and "-" with a letter in it (at most 64) or is the code of a concept, and for a
// query that is empty or the name of a saved topic. Does not check whether the topic has passages.
Result<GraphBatch> SaveTopic(const Snapshot& snapshot, const SavedTopic& topic);
// The batch that removes the topic. kNotFound with a suggestion if there is none.
Result<GraphBatch> RemoveTopic(const Snapshot& snapshot, std::string_view name);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_SAVED_TOPIC_H_
