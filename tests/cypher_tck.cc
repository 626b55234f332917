// cypher_tck FILE.jsonl [--memory] [--reopen] [--list FILE]
//
// Runs the scenarios of the openCypher TCK and prints how many pass, by folder: on a store on disk, or in
// memory; --reopen closes the store between the set-up and the query; --list writes what failed, and why.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <map>

#include "tests/environment.h"
#include "tests/query/cypher/tck.h"

int main(int argc, char** argv) {
  using concord::testing::TckSuite;
  std::string file, list;
  bool memory = false, reopen = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--memory")
      memory = true;
    else if (word == "--reopen")
      reopen = true;
    else if (word == "--list" && i + 1 < argc)
      list = argv[++i];
    else
      file = word;
  }
  if (file.empty() || (memory && reopen)) {
    std::cerr << "usage: cypher_tck FILE.jsonl [--memory | --reopen] [--list FILE]\n";
    return 2;
  }
  const concord::testing::TemporaryDir folder;
  const auto open = [&] {
    if (memory) return concord::NewMemoryStore();
    auto opened = concord::OpenStore(folder.path() / "store", concord::OpenMode::kCreateIfMissing);
    if (!opened) {
      std::cerr << opened.error().ToString() << "\n";
      std::exit(1);
    }
    return *std::move(opened);
  };
  std::unique_ptr<concord::GraphStore> store = open();
  const auto again = [&] {
    store.reset();
    store = open();
    return store.get();
  };

  const TckSuite suite(file);
  std::map<std::string, std::pair<size_t, size_t>> folders;  // passed, failed
  std::ofstream failures(list);
  size_t passed = 0;
  for (size_t i = 0; i < suite.size(); ++i) {
    const std::string wrong = reopen ? suite.Run(i, store.get(), again) : suite.Run(i, store.get());
    ++(wrong.empty() ? folders[suite.folder(i)].first : folders[suite.folder(i)].second);
    passed += wrong.empty();
    if (!wrong.empty() && !list.empty()) failures << suite.id(i) << ": " << wrong << "\n";
  }
  for (const auto& [name, counts] : folders)
    fmt::print("{:<40} {:>5} passed {:>5} failed\n", name, counts.first, counts.second);
  fmt::print("passes {} of {} openCypher TCK scenarios ({:.2f} %)\n", passed, suite.size(),
             100.0 * static_cast<double>(passed) / static_cast<double>(suite.size()));
  return passed == suite.size() ? 0 : 1;
}
