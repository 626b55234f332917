// Runs scenarios of the openCypher TCK, converted to JSON lines (../shared/tck), against a store.
#ifndef CONCORD_TESTS_QUERY_CYPHER_TCK_H_
#define CONCORD_TESTS_QUERY_CYPHER_TCK_H_

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "graph/store.h"

namespace concord::testing {

struct TckScenario;  // a line of the file

class TckSuite {
 public:
  // Dies with a message when the file cannot be read.
  explicit TckSuite(const std::filesystem::path& file);
  ~TckSuite();
  TckSuite(const TckSuite&) = delete;
  TckSuite& operator=(const TckSuite&) = delete;

  size_t size() const;
  std::string id(size_t scenario) const;      // "clauses/match/Match1[3]"
  std::string folder(size_t scenario) const;  // "clauses/match"

  // Empty when the scenario passes, else what was wrong. The store is emptied first. `reopen` is called
  // between the set-up and the query and returns the store to go on with; it may be empty. Everything is
  // checked: rows, the names and order of columns, the order of rows where it is stated, error class, phase
  // and detail, and the side effects as the store shows them.
  std::string Run(size_t scenario, GraphStore* store, const std::function<GraphStore*()>& reopen = {}) const;

 private:
  std::vector<std::unique_ptr<TckScenario>> scenarios_;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_CYPHER_TCK_H_
