// One statement as it runs: its graph, parameters and limits.
#ifndef CONCORD_QUERY_CYPHER_EXECUTION_H_
#define CONCORD_QUERY_CYPHER_EXECUTION_H_

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/cypher/ast.h"
#include "query/cypher/plan.h"
#include "query/cypher/procedures.h"
#include "query/cypher/value.h"
#include "query/cypher/working_graph.h"
#include "query/note.h"

namespace concord::cypher {

class Operator;  // query/cypher/operator.h
using Row = std::vector<Value>;

struct Limits {
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  const std::atomic<bool>* cancelled = nullptr;  // borrowed
  size_t memory_bytes = SIZE_MAX;                // that rows kept by the statement may take, about
};

class Execution {
 public:
  Execution(WorkingGraph* graph, const ValueMap& parameters, const ProcedureRegistry& procedures,
            const Limits& limits);
  ~Execution();
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  WorkingGraph& graph() { return graph_; }
  const ValueMap& parameters() const { return parameters_; }
  const ProcedureRegistry& procedures() const { return procedures_; }
  // When the statement began: nanoseconds since 1970, UTC.
  int64_t start_nanos() const { return start_nanos_; }
  // For rand(); made when it is first asked for, which costs more than many a query.
  std::mt19937_64& random() {
    if (!random_) random_.emplace(std::random_device{}());
    return *random_;
  }

  // Where steps are counted; null: they are not. Borrowed.
  void set_profile(PlanProfile* profile) { profile_ = profile; }
  PlanProfile* profile() const { return profile_; }

  // To be called in every loop: fails with Timeout or Cancelled. Cheap.
  void Tick() {
    if ((++ticks_ & 127) == 0) CheckTime();
  }
  // Likewise, for so many rounds at once.
  void Tick(size_t rounds) {
    const uint32_t before = ticks_;
    ticks_ += static_cast<uint32_t>(rounds);
    if ((before ^ ticks_) >= 128) CheckTime();
  }
  // Counts memory that is kept; fails with MemoryLimit. Who may keep it for less than the statement has an
  // Account.
  void Charge(size_t bytes);
  void Release(size_t bytes) { charged_ -= std::min(bytes, charged_); }

  // Tells the user once what is odd about an expression.
  void NoteOnce(const Expr& expr, Note note) {
    if (noted_.insert(&expr).second) notes_.push_back(std::move(note));
  }
  bool HasNoted(const Expr& expr) const { return noted_.contains(&expr); }
  const std::vector<Note>& notes() const { return notes_; }

  // The running form of the plan within an expression; made when it is first asked for.
  Operator& OperatorOf(const Expr& expr);

 private:
  void CheckTime();

  WorkingGraph& graph_;
  const ValueMap& parameters_;
  const ProcedureRegistry& procedures_;
  const Limits limits_;
  const int64_t start_nanos_;
  std::optional<std::mt19937_64> random_;
  uint32_t ticks_ = 0;
  size_t charged_ = 0;
  PlanProfile* profile_ = nullptr;
  std::set<const Expr*> noted_;
  std::vector<Note> notes_;
  std::unordered_map<const Expr*, std::unique_ptr<Operator>> operators_;
};

// What one keeper of rows has charged; goes back when it is emptied or goes away.
class Account {
 public:
  explicit Account(Execution* execution) : execution_(*execution) {}
  ~Account() { Clear(); }
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  void Charge(size_t bytes) {
    bytes_ += bytes;
    execution_.Charge(bytes);
  }
  void Release(size_t bytes) {
    bytes = std::min(bytes, bytes_);
    bytes_ -= bytes;
    execution_.Release(bytes);
  }
  void Clear() { Release(bytes_); }

 private:
  Execution& execution_;
  size_t bytes_ = 0;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_EXECUTION_H_
