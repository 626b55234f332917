// How long do chains of mappings take where a large public collection would be: 75,000 rows between the items
// of 35 frameworks, 95 of 100 "intersects"?
//
//   chains_bench [FOLDER]      a new folder below /tmp
//
// Prints for each question the time with nothing read yet ("cold": a fresh snapshot, as a command has it) and
// with the links in memory ("warm": as a server would have it).
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "graph/bulk_load.h"
#include "graph/store.h"
#include "query/crosswalks/chains.h"
#include "query/crosswalks/crosswalk.h"

namespace concord {
namespace {

constexpr int kFrameworks = 35, kItems = 165, kRows = 75'000;

template <typename T>
T OrDie(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "chains_bench: {}\n", result.error().ToString());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

double Milliseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void MakeStore(const std::filesystem::path& path) {
  const auto store = OrDie(OpenStore(path, OpenMode::kCreateIfMissing));
  const auto loader = OrDie(store->NewBulkLoader({.unit = "bench", .fingerprint = {}}));
  std::vector<BulkNode> items;
  for (int f = 0; f < kFrameworks; ++f) {
    const std::string key = fmt::format("f{}", f);
    const BulkNode scheme = OrDie(loader->AddNode({key, {"ConceptScheme"}, {{"title", key}}, {}}));
    for (int i = 0; i < kItems; ++i) {
      const PutNode item = {
          fmt::format("{}:{}", key, i), {"Concept"}, {{"code", std::to_string(i)}, {"scheme", key}}, {}};
      items.push_back(OrDie(loader->AddNode(item)));
      OrDie(loader->AddEdge("IN_SCHEME", items.back(), scheme, {}));
    }
  }
  std::mt19937 random(3);
  for (int r = 0; r < kRows; ++r) {
    size_t a = 0, b = 0;
    do {
      a = random() % items.size();
      b = random() % items.size();
    } while (a / kItems == b / kItems);
    const auto dice = random() % 1000;
    PropertyMap row = {{"predicate", dice < 955   ? "skos:relatedMatch"
                                     : dice < 970 ? "skos:exactMatch"
                                     : dice < 985 ? "skos:broadMatch"
                                                  : "skos:narrowMatch"},
                       {"justification", "semapv:ManualMappingCuration"},
                       {"confidence", 0.5 + static_cast<double>(random() % 50) / 100},
                       {"set", "https://example.org/sets/bench"},
                       {"subject_label", "what the row calls its subject"},
                       {"object_label", "what the row calls its object"}};
    OrDie(loader->AddEdge("MAPS_TO", items[a], items[b], row));
  }
  OrDie(loader->Publish());
}

struct Classes {
  uint64_t chains = 0, definite = 0, overlap = 0, excludes = 0, nothing = 0, contradictions = 0;
};

// All chains of two rows, and what each says.
Classes CountChains(MappingLinks* links, const std::vector<NodeId>& items) {
  Classes classes;
  for (const NodeId item : items) {
    OrDie(VisitChains(
        links, item, {.least_steps = 2, .most_steps = 2}, [&](NodeId end) { return end > item; },
        [&](const Chain& chain) {
          ++classes.chains;
          switch (ClassOf(chain.mask)) {
            case RelationClass::kDefinite:
              ++classes.definite;
              break;
            case RelationClass::kOverlap:
              ++classes.overlap;
              break;
            case RelationClass::kExcludes:
              ++classes.excludes;
              break;
            case RelationClass::kNothing:
              ++classes.nothing;
              break;
            case RelationClass::kContradiction:
              ++classes.contradictions;
              break;
          }
        }));
  }
  return classes;
}

void Run(const std::filesystem::path& folder) {
  MakeStore(folder / "store");
  const auto store = OrDie(OpenStore(folder / "store", OpenMode::kReadOnly));
  const auto snapshot = store->TakeSnapshot();
  std::vector<NodeId> items;
  OrDie(snapshot->ForEachNodeWithLabel("Concept", [&](NodeId id) {
    items.push_back(id);
    return true;
  }));

  auto links = OrDie(MappingLinks::Open(*snapshot));
  Classes classes;
  const double all_cold = Milliseconds([&] { classes = CountChains(&links, items); });
  const double all_warm = Milliseconds([&] { classes = CountChains(&links, items); });
  const auto share = [&](uint64_t count) {
    return 100 * static_cast<double>(count) / static_cast<double>(classes.chains);
  };
  fmt::print(
      "{} rows, {} chains of two: {:.2f} % say nothing, {:.2f} % definite, {:.2f} % overlap, {:.2f} % "
      "exclude\n\n",
      kRows, classes.chains, share(classes.nothing), share(classes.definite), share(classes.overlap),
      share(classes.excludes));
  fmt::print("{:<52} {:>10} {:>10}\n", "milliseconds", "cold", "warm");
  fmt::print("{:<52} {:>10.1f} {:>10.1f}\n", "all pairs of frameworks, 2 steps", all_cold, all_warm);

  Places places(*snapshot);
  const Framework a = OrDie(LoadFramework(*snapshot, "f3", true, &places));
  const Framework b = OrDie(LoadFramework(*snapshot, "f17", true, &places));
  for (const int steps : {2, 3}) {
    const auto fresh = store->TakeSnapshot();
    size_t inferred = 0;
    const double cold = Milliseconds(
        [&] { inferred = OrDie(FindCrosswalk(*fresh, a, b, {.most_steps = steps})).inferred.size(); });
    const double warm = Milliseconds([&] {
      for (const Item& item : a.items) {
        for (const NodeId node : item.nodes) {
          OrDie(VisitChains(
              &links, node, {.least_steps = 2, .most_steps = steps},
              [&](NodeId end) { return b.item_of.contains(end); }, [](const Chain&) {}));
        }
      }
    });
    fmt::print("{:<52} {:>10.1f} {:>10.1f}   {} pairs inferred\n",
               fmt::format("one pair of frameworks, {} steps", steps), cold, warm, inferred);
  }
  for (const int steps : {2, 3}) {
    auto fresh = OrDie(MappingLinks::Open(*snapshot));
    size_t found = 0;
    const auto question = [&](MappingLinks* from) {
      found = 0;
      OrDie(VisitChains(
          from, items[40], {.most_steps = steps, .follow_silent = true},
          [&](NodeId end) { return end == items[900]; }, [&](const Chain&) { ++found; }));
    };
    const double cold = Milliseconds([&] { question(&fresh); });
    const double warm = Milliseconds([&] { question(&links); });
    fmt::print("{:<52} {:>10.2f} {:>10.2f}   {} chains\n",
               fmt::format("one pair of items, {} steps, silent ones too", steps), cold, warm, found);
  }
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  const std::filesystem::path parent = argc > 1 ? argv[1] : std::filesystem::temp_directory_path();
  const std::filesystem::path folder = parent / fmt::format("concord-chains-bench-{}", ::getpid());
  std::filesystem::create_directories(folder);
  concord::Run(folder);
  std::filesystem::remove_all(folder);
  return 0;
}
