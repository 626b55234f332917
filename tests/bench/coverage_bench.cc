// How long does a forum table of a topic take, and the full matrix, once the arrays are made?
//
//   coverage_bench STORE [ROUNDS]      a store that `concord import` or `ingest` made; 5 rounds
//
// Measures hang from their section by STATES and from its work by HAS_SECTION, as docs/schema.md has it.
//
// Each concept is asked as a topic with everything narrower. The median and worst of the best rounds are
// printed: on a shared machine the slower rounds measure the neighbours. Numbers are compared with a count
// over sets, through the snapshot's adjacency, for the largest topics.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>

#include "graph/store.h"
#include "query/coverage/coverage_matrix.h"
#include "query/coverage/forum_table.h"
#include "query/places/walk.h"

namespace concord {
namespace {

template <typename T>
T OrDie(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "coverage_bench: {}\n", result.error().ToString());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

template <typename Work>
double Milliseconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

struct Topic {
  std::string key;
  std::vector<NodeId> nodes;
  std::vector<VertexId> concepts;
  double best = 1e9;
  size_t measures = 0;
};

// The same counts from sets: issued and named of every actor.
bool SameAsSets(const Snapshot& snapshot, const Coverage& coverage, const Topic& topic, const Scope& scope,
                std::span<const ForumLine> lines) {
  std::set<NodeId> parts;
  for (const NodeId concept_node : topic.nodes) {
    for (const Adjacent& classified :
         OrDie(Neighbours(snapshot, concept_node, Direction::kIn, "CLASSIFIED_AS"))) {
      for (const NodeId part : OrDie(Below(snapshot, classified.node))) parts.insert(part);
    }
  }
  std::map<NodeId, size_t> named, issued;
  std::set<NodeId> documents;
  size_t measures = 0;
  for (const NodeId part : parts) {
    const VertexId work = coverage.WorkOf(coverage.view().vertex(part));
    if (work == kNoVertex) continue;  // no forum answers for it
    for (const Adjacent& forum : OrDie(Neighbours(snapshot, part, Direction::kOut, "INVOLVES_FORUM")))
      ++named[forum.node];
    measures += OrDie(snapshot.GetNode(part)).HasLabel("Measure") ? 1 : 0;
    documents.insert(coverage.view().node(work));
  }
  for (const NodeId document : documents) {
    for (const Adjacent& issuer : OrDie(Neighbours(snapshot, document, Direction::kOut, "ISSUED_BY")))
      ++issued[issuer.node];
  }
  size_t differences = scope.measures.size() == measures ? 0 : 1;
  for (const ForumLine& line : lines) {
    const NodeId actor = coverage.view().node(line.actor);
    differences += line.issued == issued[actor] && line.all_named() == named[actor] ? 0 : 1;
  }
  return differences == 0;
}

int Main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "usage: coverage_bench STORE [ROUNDS]\n");
    return 2;
  }
  const int rounds = count > 2 ? std::max(1, std::atoi(words[2])) : 5;
  const auto store = OrDie(OpenStore(words[1], OpenMode::kReadOnly));
  const auto snapshot = store->TakeSnapshot();
  std::optional<Coverage> loaded;
  const double load = Milliseconds([&] { loaded = OrDie(Coverage::Load(*snapshot)); });
  const Coverage& coverage = *loaded;
  fmt::print("{:<34} {:>10.1f} ms   {} vertices, {} edges\n", "make the arrays", load,
             coverage.view().vertex_count(), coverage.view().edge_count());

  std::vector<Topic> topics;
  for (const VertexId v : coverage.view().WithLabel("Concept")) {
    Topic topic;
    topic.key = OrDie(snapshot->GetNode(coverage.view().node(v))).key;
    topic.nodes = OrDie(WithNarrower(*snapshot, coverage.view().node(v)));
    topic.concepts = coverage.VerticesOf(topic.nodes);
    topics.push_back(std::move(topic));
  }
  Scope scope;
  ForumTable table(coverage);
  for (int round = 0; round <= rounds; ++round) {  // the first warms up
    for (Topic& topic : topics) {
      const double time = Milliseconds([&] {
        coverage.Mark(topic.concepts, {}, &scope);
        table.Count(scope);
      });
      topic.measures = scope.measures.size();
      if (round > 0) topic.best = std::min(topic.best, time);
    }
  }
  std::sort(topics.begin(), topics.end(), [](const Topic& a, const Topic& b) { return a.best < b.best; });
  if (topics.empty()) return 0;
  const auto print = [&](std::string_view what, const Topic& topic) {
    fmt::print("{:<34} {:>10.4f} ms   {} with {} concepts, {} measures\n", what, topic.best, topic.key,
               topic.concepts.size(), topic.measures);
  };
  print("forum table, median topic", topics[topics.size() / 2]);
  print("forum table, 95th of 100", topics[topics.size() * 95 / 100]);
  print("forum table, slowest topic", topics.back());

  std::vector<std::vector<VertexId>> columns;
  for (const Topic& topic : topics) columns.push_back(topic.concepts);
  CoverageMatrix matrix(coverage, MatrixRows::kForum, columns);
  for (const auto& [name, measure] :
       {std::pair{"documents", MatrixMeasure::kDocuments}, std::pair{"measures", MatrixMeasure::kMeasures}}) {
    double best = 1e9;
    uint64_t sum = 0;
    for (int round = 0; round <= rounds; ++round) {
      std::span<const uint32_t> cells;
      best = std::min(best, Milliseconds([&] { cells = matrix.Count(measure); }));
      sum = std::accumulate(cells.begin(), cells.end(), uint64_t{0});
    }
    fmt::print("{:<34} {:>10.4f} ms   {} x {}, sum {}\n", fmt::format("full matrix, {}", name), best,
               matrix.row_count(), matrix.column_count(), sum);
  }
  bool same = true;
  for (size_t i = 0; i < std::min<size_t>(3, topics.size()); ++i) {
    const Topic& topic = topics[topics.size() - 1 - i];
    coverage.Mark(topic.concepts, {}, &scope);
    same = SameAsSets(*snapshot, coverage, topic, scope, table.Count(scope)) && same;
  }
  fmt::print("counts over sets agree: {}\n", same ? "yes" : "NO");
  return same ? 0 : 1;
}

}  // namespace
}  // namespace concord

int main(int count, char** words) { return concord::Main(count, words); }
