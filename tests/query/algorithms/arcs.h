// Small graphs for tests, from the names of their nodes: "a>b b>c d".
#ifndef CONCORD_TESTS_QUERY_ALGORITHMS_ARCS_H_
#define CONCORD_TESTS_QUERY_ALGORITHMS_ARCS_H_

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "graph/store.h"
#include "graph/view.h"

namespace concord::testing {

// The vertices stand in the order of their names.
class Arcs {
 public:
  explicit Arcs(const std::string& text) {
    std::set<std::string> names;
    for (const std::string_view word : Split(text, ' ')) {
      const std::vector<std::string_view> ends = Split(word, '>');
      for (const std::string_view end : ends) names.emplace(end);
      if (ends.size() == 2) arcs_.emplace_back(ends[0], ends[1]);
    }
    GraphBatch batch;
    for (const std::string& name : names) {
      batch.nodes.push_back({name, {"Thing"}, {}, Lifetime::kPermanent});
      vertices_.emplace(name, static_cast<VertexId>(vertices_.size()));
    }
    for (const auto& [from, to] : arcs_) batch.edges.push_back({"LEADS_TO", from, to, {}});
    store_ = NewMemoryStore();
    EXPECT_TRUE(store_->Apply(batch));
    snapshot_ = store_->TakeSnapshot();
    view_ = LoadView(*snapshot_).value();
  }

  // Some edges at random, loops and parallel ones among them.
  static Arcs Random(unsigned seed, size_t vertices, size_t edges) {
    std::mt19937 random(seed);
    std::string text;
    for (size_t v = 0; v < vertices; ++v) text += Name(v) + " ";
    for (size_t n = 0; n < edges; ++n)
      text += Name(random() % vertices) + ">" + Name(random() % vertices) + " ";
    text.pop_back();
    return Arcs(text);
  }

  const GraphView& view() const { return view_; }
  size_t size() const { return vertices_.size(); }
  VertexId operator[](const std::string& name) const { return vertices_.at(name); }
  // From and to, by vertex.
  std::vector<std::pair<VertexId, VertexId>> List() const {
    std::vector<std::pair<VertexId, VertexId>> list;
    for (const auto& [from, to] : arcs_) list.emplace_back((*this)[from], (*this)[to]);
    return list;
  }

 private:
  static std::string Name(size_t v) {
    return {static_cast<char>('a' + v / 26), static_cast<char>('a' + v % 26)};
  }

  std::vector<std::pair<std::string, std::string>> arcs_;
  std::map<std::string, VertexId> vertices_;
  std::unique_ptr<GraphStore> store_;
  std::unique_ptr<Snapshot> snapshot_;
  GraphView view_;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_ALGORITHMS_ARCS_H_
