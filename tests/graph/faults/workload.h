// A scripted day in the life of a store, step by step, with what the store must say after each step. A fault
// stops it at any call of the system; then the store must be as it was before the step or as it is after it.
#ifndef CONCORD_TESTS_GRAPH_FAULTS_WORKLOAD_H_
#define CONCORD_TESTS_GRAPH_FAULTS_WORKLOAD_H_

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "graph/store.h"
#include "tests/graph/store_dump.h"

namespace concord::testing {

// What the steps work on: a store in memory, or one in the folder `store`. Steps about files do nothing to a
// store in memory.
struct Desk {
  std::filesystem::path folder;
  std::unique_ptr<GraphStore> store;
  size_t done = 0;  // steps
  bool is_on_disk() const { return !folder.empty(); }
  std::filesystem::path path() const { return folder / "store"; }
  std::filesystem::path backups() const { return folder / "backups"; }
};

struct Step {
  std::string name;
  // Does all of it or fails. It can be done again after it failed and the store is as before.
  std::function<Result<void>(Desk*)> run;
};

// Documents are added, staged, replaced and removed, nodes and edges removed, reviews decided, vectors
// replaced, tables imported, indexes made; the store is closed, opened, backed up and restored.
const std::vector<Step>& Steps();

// What a reader sees after so many steps, as a store in memory says it.
const std::string& ExpectedAfter(size_t steps);

std::string DumpOf(const GraphStore& store);
// Whether something could not be read. That a node is not there is an answer.
bool HasErrors(const std::string& dump);

// The backups that exist after so many steps, with the number of steps when each was made.
std::map<std::string, size_t> BackupsAfter(size_t steps);

// Does the steps from desk->done up to `behind`, or to one that fails, and says why. The store stays open.
Result<void> RunSteps(Desk* desk, size_t behind);

// Whether this is what a reader may see when `done` steps are done and the next one is perhaps begun. Then
// `*at` is the number of steps that it sees; otherwise returns what is wrong.
std::string Compare(const std::string& seen, size_t done, size_t at_most, std::string_view who,
                    size_t* at = nullptr);

// Opens what a run left behind, first as a reader, then as a writer, and compares it with what must be there
// after `done` steps, the next one perhaps begun; reads all files and all backups. Then does the rest of the
// steps and compares the end. Returns what is wrong, or "".
std::string Examine(const std::filesystem::path& folder, size_t done);

// The number in an environment variable, or `otherwise`.
uint64_t NumberIn(const char* variable, uint64_t otherwise);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_GRAPH_FAULTS_WORKLOAD_H_
