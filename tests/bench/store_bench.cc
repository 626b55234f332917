// How fast is the store beside RocksDB itself, on the same keys and values?
//
//   store_bench [NODES [EDGES [FOLDER [cpu]]]]      1,000,000  10,000,000  a new folder below /tmp
//
// With `cpu` the seconds are those that the program's threads computed, not those that passed: what to look
// at when others use the machine too.
// Makes a random graph (labels, an indexed property, four types of edges), loads it in bulk, and does each
// thing twice in this run: through the store, and through bare RocksDB calls that read or write the bytes
// which the store had to read or write. The last column should be 0.50 or more everywhere.
#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/sst_file_writer.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "graph/bulk_load.h"
#include "graph/rocks_database.h"
#include "graph/store.h"
#include "graph/view.h"

namespace concord {
namespace {

constexpr size_t kLookups = 500'000;
constexpr size_t kExpansions = 200'000;
constexpr const char* kTypes[] = {"CITES", "CLASSIFIED_AS", "MAPS_TO", "STATES"};
constexpr const char* kLabels[] = {"Measure", "Section", "Concept"};

[[noreturn]] void Die(const std::string& why) {
  fmt::print(stderr, "store_bench: {}\n", why);
  std::exit(1);
}
template <typename T>
T OrDie(Result<T> result) {
  if (!result) Die(result.error().ToString());
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}
void OkOrDie(const rocksdb::Status& status) {
  if (!status.ok()) Die(status.ToString());
}

bool g_cpu_time = false;

double Seconds(const std::function<void()>& work) {
  const std::clock_t cpu_start = std::clock();
  const auto start = std::chrono::steady_clock::now();
  work();
  if (g_cpu_time) return static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The better of some tries: on a shared machine the slower ones measure the neighbours.
double BestOf(int tries, const std::function<void()>& work) {
  double best = Seconds(work);
  for (int i = 1; i < tries; ++i) best = std::min(best, Seconds(work));
  return best;
}

void PrintRow(std::string_view what, std::string_view unit, double count, double ours, double raw) {
  fmt::print("{:<46} {:>9.3f} {:>12.2f} {:>9.3f} {:>12.2f} {:>7.2f}   {}\n", what, ours, count / ours / 1e6,
             raw, count / raw / 1e6, raw / ours, unit);
}

std::string KeyOf(uint64_t i) { return fmt::format("measure-{}", i * 2654435761u % 4294967291u); }

// What one family holds, in memory, so that the raw side only writes.
struct Pairs {
  Family family;
  std::vector<std::string> keys, values;
  uint64_t bytes = 0;
};

Pairs ReadPairs(const Database& database, Family family) {
  Pairs pairs{family, {}, {}, 0};
  const auto iterator = database.NewIterator(family);
  for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
    pairs.keys.emplace_back(ToView(iterator->key()));
    pairs.values.emplace_back(ToView(iterator->value()));
    pairs.bytes += pairs.keys.back().size() + pairs.values.back().size();
  }
  OkOrDie(iterator->status());
  return pairs;
}

void WriteRaw(const Database& options_of, const std::filesystem::path& folder, const Pairs& pairs) {
  const rocksdb::Options options(options_of.rocks()->GetDBOptions(), FamilyOptions(pairs.family, nullptr));
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options, nullptr, false);
  OkOrDie(writer.Open(folder / FamilyName(pairs.family)));
  for (size_t i = 0; i < pairs.keys.size(); ++i) OkOrDie(writer.Put(pairs.keys[i], pairs.values[i]));
  OkOrDie(writer.Finish());
}

// Ingestion of the same bytes by RocksDB alone, with one thread for each of `threads`.
double IngestRaw(const Database& like, const std::filesystem::path& folder, unsigned threads) {
  std::vector<Pairs> all;
  for (const Family family : {Family::kEdge, Family::kOut, Family::kIn, Family::kNode, Family::kKey,
                              Family::kLabel, Family::kProperty}) {
    all.push_back(ReadPairs(like, family));
    if (all.back().keys.empty()) all.pop_back();
  }
  std::filesystem::create_directories(folder / "files");
  auto raw = OrDie(Database::Open(folder / "raw", OpenMode::kCreateIfMissing));
  const double seconds = Seconds([&] {
    std::atomic<size_t> next = 0;
    const auto work = [&] {
      for (size_t i = next++; i < all.size(); i = next++) WriteRaw(like, folder / "files", all[i]);
    };
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < threads; ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
    rocksdb::IngestExternalFileOptions options;
    options.move_files = true;
    for (const Pairs& pairs : all) {
      OkOrDie(raw->rocks()->IngestExternalFile(raw->family(pairs.family),
                                               {folder / "files" / FamilyName(pairs.family)}, options));
    }
  });
  raw.reset();
  std::filesystem::remove_all(folder / "raw");
  std::filesystem::remove_all(folder / "files");
  return seconds;
}

uint64_t ScanRaw(const Database& database, Family family) {
  uint64_t bytes = 0;
  const auto iterator = database.NewIterator(family);
  for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
    bytes += iterator->key().size() + iterator->value().size();
  }
  OkOrDie(iterator->status());
  return bytes;
}

struct Input {
  struct Edge {
    uint32_t from, to;
    uint8_t type;
  };
  std::vector<PutNode> nodes;
  std::vector<Edge> edges;
};

Input MakeInput(uint64_t nodes, uint64_t edges) {
  Input input;
  std::mt19937_64 random(7);
  input.nodes.resize(nodes);
  for (uint64_t i = 0; i < nodes; ++i) {
    PutNode& node = input.nodes[i];
    node.key = KeyOf(i);
    node.labels.emplace_back(kLabels[i % std::size(kLabels)]);
    node.properties.Set("code", Value(static_cast<int64_t>(i)));
    node.properties.Set("title", Value(fmt::format("The title of number {}", i)));
  }
  input.edges.resize(edges);
  for (Input::Edge& edge : input.edges) {
    // A tenth of the edges starts at a hundredth of the nodes.
    edge.from = static_cast<uint32_t>(random() % 10 == 0 ? random() % (nodes / 100 + 1) : random() % nodes);
    edge.to = static_cast<uint32_t>(random() % nodes);
    edge.type = static_cast<uint8_t>(random() % std::size(kTypes));
  }
  return input;
}

// Seconds in the loader. What the caller does itself, looking up the ids of the ends of ten million edges,
// costs a quarter as much again, in misses of the cache.
double Load(const std::filesystem::path& path, Input input) {
  const auto store = OrDie(OpenStore(path, OpenMode::kCreateIfMissing));
  const auto loader = OrDie(store->NewBulkLoader({.unit = "bench", .fingerprint = {}}));
  std::vector<BulkNode> ids;
  ids.reserve(input.nodes.size());
  double seconds = Seconds([&] {
    for (const PutNode& node : input.nodes) ids.push_back(OrDie(loader->AddNode(node)));
  });
  for (Input::Edge& edge : input.edges) {
    edge.from = static_cast<uint32_t>(ids[edge.from]);
    edge.to = static_cast<uint32_t>(ids[edge.to]);
  }
  seconds += Seconds([&] {
    for (const Input::Edge& edge : input.edges)
      OrDie(loader->AddEdge(kTypes[edge.type], edge.from, edge.to, {}));
    OrDie(loader->Publish());
  });
  return seconds;
}

void Run(uint64_t nodes, uint64_t edges, const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "store";
  fmt::print("{} nodes, {} edges, {} hardware threads, {}\n\n", nodes, edges,
             std::thread::hardware_concurrency(), folder.string());
  fmt::print("{:<46} {:>9} {:>12} {:>9} {:>12} {:>7}\n", "", "store s", "million/s", "raw s", "million/s",
             "ratio");
  std::fflush(stdout);

  const double load = Load(path, MakeInput(nodes, edges));
  double raw_load = 0, raw_load_one = 0;
  {
    const auto database = OrDie(Database::Open(path, OpenMode::kMustExist));
    raw_load = IngestRaw(*database, folder, 2);
    raw_load_one = IngestRaw(*database, folder, 1);
  }
  PrintRow("bulk load, raw with two threads", "edges", static_cast<double>(edges), load, raw_load);
  PrintRow("bulk load, raw with one thread", "edges", static_cast<double>(edges), load, raw_load_one);
  std::fflush(stdout);

  const auto store = OrDie(OpenStore(path, OpenMode::kReadOnly));
  const auto database = OrDie(Database::Open(path, OpenMode::kReadOnly));
  const auto snapshot = store->TakeSnapshot();
  std::mt19937_64 random(11);
  std::vector<std::string> keys(std::min<uint64_t>(kLookups, nodes * 4));
  for (std::string& key : keys) key = KeyOf(random() % nodes);

  // Key lookup: a get of the key's entry.
  uint64_t sum = 0;
  const auto find_ours = [&] {
    for (const std::string& key : keys) sum += OrDie(snapshot->FindNode(key)).value();
  };
  rocksdb::PinnableSlice value;
  const auto find_raw = [&] {
    for (const std::string& key : keys) {
      if (!OrDie(database->Get(Family::kKey, key, &value))) Die("a key is missing");
      sum += value.size();
    }
  };
  const double find = BestOf(3, find_ours), raw_find = BestOf(3, find_raw);
  PrintRow("key lookup", "lookups", static_cast<double>(keys.size()), find, raw_find);
  // The node itself: the get of its record more.
  std::vector<NodeId> ids;
  for (const std::string& key : keys) ids.push_back(*OrDie(snapshot->FindNode(key)));
  const double get = BestOf(3, [&] {
    for (const NodeId id : ids) sum += OrDie(snapshot->GetNode(id)).properties.size();
  });
  const double raw_get = BestOf(3, [&] {
    for (const NodeId id : ids) {
      if (!OrDie(database->Get(Family::kNode, NodeKey(id), &value))) Die("a node is missing");
      sum += value.size();
    }
  });
  PrintRow("node by id, decoded", "nodes", static_cast<double>(ids.size()), get, raw_get);
  std::fflush(stdout);

  // One hop: a scan over the runs of one node.
  ids.resize(std::min<size_t>(ids.size(), kExpansions));
  uint64_t reached = 0;
  const double hop = BestOf(3, [&] {
    reached = 0;
    for (const NodeId id : ids) {
      OrDie(snapshot->ForEachAdjacent(id, Direction::kOut, std::nullopt, [&](const Adjacent& end) {
        sum += end.node;
        ++reached;
        return true;
      }));
    }
  });
  const double raw_hop = BestOf(3, [&] {
    const auto iterator = database->NewIterator(Family::kOut);
    for (const NodeId id : ids) {
      const FixedKey prefix = RunPrefix(id);
      for (iterator->Seek(ToSlice(prefix)); iterator->Valid() && iterator->key().starts_with(ToSlice(prefix));
           iterator->Next()) {
        sum += iterator->value().size();
      }
    }
  });
  PrintRow("one-hop expansion, all types", "edges", static_cast<double>(reached), hop, raw_hop);
  std::fflush(stdout);

  // The view reads the out runs and the index of labels. The in side it makes itself, and the nodes it need
  // not read, as no id is missing.
  uint64_t vertices = 0;
  const double raw_scan =
      BestOf(3, [&] { sum += ScanRaw(*database, Family::kOut) + ScanRaw(*database, Family::kLabel); });
  for (const unsigned threads : {2u, 1u}) {
    const double view = BestOf(3, [&] {
      const GraphView made = OrDie(LoadView(*snapshot, {.labels = {}, .edge_types = {}, .threads = threads}));
      vertices = made.vertex_count();
      if (made.edge_count() != edges) Die("the view has lost edges");
    });
    PrintRow(fmt::format("graph view, both directions, {} thread{}", threads, threads > 1 ? "s" : ""),
             "edges", static_cast<double>(edges), view, raw_scan);
  }
  const double raw_edges = BestOf(2, [&] { sum += ScanRaw(*database, Family::kEdge); });
  fmt::print("\nfor comparison, a bare scan with one key an edge: {:.3f} s, {:.2f} million edges/s\n",
             raw_edges, static_cast<double>(edges) / raw_edges / 1e6);
  uint64_t disk = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(path)) {
    if (file.is_regular_file()) disk += file.file_size();
  }
  fmt::print("{} vertices; {:.1f} MB on disk, {:.1f} bytes an edge (checksum {})\n", vertices,
             static_cast<double>(disk) / 1e6, static_cast<double>(disk) / static_cast<double>(edges),
             sum % 1000);
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  const uint64_t nodes = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const uint64_t edges = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10'000'000;
  if (nodes == 0 || edges == 0) concord::Die("usage: store_bench [NODES [EDGES [FOLDER [cpu]]]]");
  concord::g_cpu_time = argc > 4 && std::string_view(argv[4]) == "cpu";
  const std::filesystem::path parent = argc > 3 ? argv[3] : std::filesystem::temp_directory_path();
  const std::filesystem::path folder = parent / fmt::format("concord-store-bench-{}", ::getpid());
  std::filesystem::create_directories(folder);
  concord::Run(nodes, edges, folder);
  std::filesystem::remove_all(folder);
  return 0;
}
