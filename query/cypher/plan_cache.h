// Queries that were asked before, read and planned. Whoever asks the same query again and again, with other
// parameters, saves what that takes; for a query about one node it is most of the time.
#ifndef CONCORD_QUERY_CYPHER_PLAN_CACHE_H_
#define CONCORD_QUERY_CYPHER_PLAN_CACHE_H_

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "query/cypher/value.h"

namespace concord::cypher {

struct PlannedQuery;      // query/cypher/planned_query.h
class ProcedureRegistry;  // query/cypher/procedures.h

// What a plan depends on besides the text of the query. Counts only decide how fast it is.
struct PlanConditions {
  const ValueMap* parameters;  // only their names matter
  const ProcedureRegistry* procedures;
  bool optimize;
  uint64_t nodes, edges;  // of the store
};

// Keeps those that were asked last. Several threads may use it at once. The procedures must outlive it.
class PlanCache {
 public:
  explicit PlanCache(size_t most = 256) : most_(most) {}

  // Null if there is none, or if the store has grown or shrunk so much since that another plan may be better.
  std::shared_ptr<const PlannedQuery> Find(std::string_view text, const PlanConditions& conditions);
  // Leaves out texts above 64 KiB.
  void Put(std::string_view text, const PlanConditions& conditions,
           std::shared_ptr<const PlannedQuery> planned);

 private:
  struct Entry {
    std::string key;
    uint64_t nodes, edges;
    std::shared_ptr<const PlannedQuery> planned;
  };

  const size_t most_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // the one that was used last comes first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> places_;  // by keys in entries_
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PLAN_CACHE_H_
