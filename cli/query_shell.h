// A session of queries in Cypher: lines in, results out. The line editor is another file's.
#ifndef CONCORD_CLI_QUERY_SHELL_H_
#define CONCORD_CLI_QUERY_SHELL_H_

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/query_words.h"
#include "graph/store.h"
#include "query/cypher/cypher.h"
#include "query/index/snapshot_arrays.h"

namespace concord {

class QueryShell {
 public:
  // Borrows all of it. `cancelled` stops the query that runs, and may be set by a signal.
  QueryShell(GraphStore* store, Context* context, const cypher::QueryOptions& options,
             std::atomic<bool>* cancelled);

  // Takes a line. A statement runs at a line that ends with a semicolon, and at an empty one; a command
  // (:help, :quit ...) at once. False when the session is over.
  bool Take(std::string_view line);
  // Forgets what was typed of a statement.
  void Drop() { statement_.clear(); }
  bool is_within_statement() const { return !statement_.empty(); }
  // What ran last, in one piece: for the history.
  const std::string& last() const { return last_; }
  // Whether any statement failed.
  bool has_failed() const { return has_failed_; }

  std::vector<std::string> Complete(std::string_view before);

 private:
  void Run(const std::string& statement);
  bool Command(std::string_view line);
  void ShowSchema();

  GraphStore& store_;
  Context& context_;
  cypher::QueryOptions options_;
  std::atomic<bool>& cancelled_;
  std::string format_ = "table";
  std::string statement_, last_;
  bool has_failed_ = false;
  std::shared_ptr<SnapshotArrays> arrays_;  // those of the state that was asked last
  std::unique_ptr<QueryWords> words_;       // made when it is first asked for, and anew after a write
};

}  // namespace concord

#endif  // CONCORD_CLI_QUERY_SHELL_H_
