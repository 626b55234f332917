// How long a whole crosswalk takes inside one process: what is stored, what follows, and suggestions.
//
//   map_bench STORE MODEL_FOLDER|- A B [TOP [ROUNDS]]      10 suggestions a subject, 7 rounds
//
// The vectors must be in the store, or the first round computes them: ask concord map once before. Each round
// reads the frameworks, and vectors are dropped between rounds, so that nothing of a round helps the next but
// the caches of the store and the machine. Prints how many items and rows there are, and the least and the
// median of the rounds; the first is left out.
#include <chrono>

#include "graph/store.h"
#include "query/crosswalks/framework.h"
#include "query/embedding/text_vectors.h"
#include "query/query.h"
#include "tests/bench/bench_input.h"

namespace concord {
namespace {

int Main(int argc, char** argv) {
  if (argc < 5 || argc > 7) {
    fmt::print(stderr, "map_bench STORE MODEL_FOLDER|- A B [TOP [ROUNDS]]\n");
    return 2;
  }
  const auto store = OrDie(OpenStore(argv[1], OpenMode::kReadOnly));
  const auto snapshot = store->TakeSnapshot();
  std::unique_ptr<Embedder> embedder;
  if (std::string_view(argv[2]) != "-") embedder = OrDie(OpenBertModel(argv[2]));
  Places places(*snapshot);
  const size_t subjects = OrDie(LoadFramework(*snapshot, argv[3], true, &places)).items.size();
  const size_t objects = OrDie(LoadFramework(*snapshot, argv[4], true, &places)).items.size();
  const int rounds = argc > 6 ? std::max(1, std::atoi(argv[6])) : 7;
  for (const bool suggest_only : {true, false}) {
    std::vector<double> took;
    size_t rows = 0;
    for (int round = 0; round <= rounds; ++round) {
      Arguments arguments;
      arguments.words = {argv[3], argv[4]};
      arguments.options["top"] = argc > 5 ? argv[5] : "10";
      if (suggest_only) arguments.options["suggest-only"] = "";
      TextVectors vectors(embedder.get(), {});
      if (embedder != nullptr) arguments.vectors = &vectors;
      const auto start = std::chrono::steady_clock::now();
      rows = OrDie(FindQuery("map")->run(*snapshot, arguments)).rows.size();
      const auto end = std::chrono::steady_clock::now();
      if (round > 0) took.push_back(std::chrono::duration<double, std::milli>(end - start).count());
    }
    std::sort(took.begin(), took.end());
    fmt::print("{:<32} {} x {} items, {} rows: least {:.1f} ms, median {:.1f} ms\n",
               suggest_only ? "suggestions alone" : "stored, following, suggested", subjects, objects, rows,
               took.front(), took[took.size() / 2]);
  }
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) { return concord::Main(argc, argv); }
