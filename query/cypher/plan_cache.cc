#include "query/cypher/plan_cache.h"

#include <utility>

#include "query/cypher/planned_query.h"

namespace concord::cypher {
namespace {

std::string KeyOf(std::string_view text, const PlanConditions& conditions) {
  std::string key(text);
  // A NUL stands in no query and in no name.
  for (const auto& [name, value] : *conditions.parameters) {
    key += '\0';
    key += name;
  }
  key += '\0';
  key += '\0';
  // Procedures that are the same stand in the same place.
  const auto* place = reinterpret_cast<const char*>(&conditions.procedures);
  key.append(place, sizeof(conditions.procedures));
  key += conditions.optimize ? '1' : '0';
  return key;
}

bool IsFarFrom(uint64_t a, uint64_t b) { return a > 2 * b + 100 || b > 2 * a + 100; }

}  // namespace

std::shared_ptr<const PlannedQuery> PlanCache::Find(std::string_view text, const PlanConditions& conditions) {
  const std::string key = KeyOf(text, conditions);
  const std::lock_guard lock(mutex_);
  const auto at = places_.find(key);
  if (at == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, at->second);
  const Entry& entry = entries_.front();
  if (IsFarFrom(entry.nodes, conditions.nodes) || IsFarFrom(entry.edges, conditions.edges)) return nullptr;
  return entry.planned;
}

void PlanCache::Put(std::string_view text, const PlanConditions& conditions,
                    std::shared_ptr<const PlannedQuery> planned) {
  constexpr size_t kLongest = size_t{64} << 10;
  if (text.size() > kLongest) return;
  std::string key = KeyOf(text, conditions);
  const std::lock_guard lock(mutex_);
  if (const auto at = places_.find(key); at != places_.end()) {
    const auto entry = at->second;
    places_.erase(at);
    entries_.erase(entry);
  }
  entries_.push_front({std::move(key), conditions.nodes, conditions.edges, std::move(planned)});
  places_.emplace(entries_.front().key, entries_.begin());
  if (entries_.size() <= most_) return;
  places_.erase(entries_.back().key);
  entries_.pop_back();
}

}  // namespace concord::cypher
