#include "query/crosswalks/chains.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "query/crosswalks/contradictions.h"
#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord::testing {
namespace {

constexpr const char* kPredicates[] = {"skos:exactMatch",   "skos:broadMatch", "skos:narrowMatch",
                                       "skos:relatedMatch", "skos:closeMatch", "rdfs:seeAlso"};

struct RandomRow {
  int from, to;
  std::string predicate, rationale;
  bool negated;
};

// Things that some sets stand for, and rows between them. When `truthful`, the rows say what the sets are.
struct RandomMappings {
  std::vector<RandomRow> rows;
  std::vector<unsigned> sets;  // bits of a six-element universe
  TinyGraph graph;

  RandomMappings(unsigned seed, int things, int count, bool truthful) {
    std::mt19937 random(seed);
    for (int i = 0; i < things; ++i) {
      sets.push_back(static_cast<unsigned>(1 + random() % 63));
      graph.Node(fmt::format("t:{}", i), {"Concept"});
    }
    graph.Node("sssom:NoTermFound", {"Concept"});
    for (int i = 0; i < count; ++i) {
      RandomRow row{static_cast<int>(random() % static_cast<unsigned>(things)), 0, "", "", false};
      do row.to = static_cast<int>(random() % static_cast<unsigned>(things));
      while (row.to == row.from);
      row.predicate = kPredicates[random() % std::size(kPredicates)];
      row.negated = random() % 5 == 0;
      if (truthful) {
        const unsigned a = sets[static_cast<size_t>(row.from)], b = sets[static_cast<size_t>(row.to)];
        row.negated = (a & b) == 0;
        row.predicate = row.negated    ? "skos:relatedMatch"
                        : a == b       ? "skos:exactMatch"
                        : (a & b) == a ? "skos:broadMatch"
                        : (a & b) == b ? "skos:narrowMatch"
                                       : "skos:relatedMatch";
      }
      if (const auto rationale = random() % 4; rationale < 2)
        row.rationale = rationale == 0 ? "semantic" : "functional";
      PropertyMap more;
      if (row.negated) more.Set("modifier", "Not");
      if (!row.rationale.empty()) more.Set("rationale", row.rationale);
      graph.Maps(fmt::format("t:{}", row.from), row.predicate, fmt::format("t:{}", row.to), more);
      rows.push_back(row);
    }
    graph.Maps("t:0", "skos:exactMatch", "sssom:NoTermFound");
  }
};

// Chains as lists of (row, turned around), by plain recursion.
using Way = std::vector<std::pair<int, bool>>;
void AllWays(const std::vector<RandomRow>& rows, int at, int most, bool mix, std::vector<int>* visited,
             Way* way, std::map<int, std::vector<Way>>* found) {
  if (static_cast<int>(way->size()) == most) return;
  for (int r = 0; r < static_cast<int>(rows.size()); ++r) {
    const RandomRow& row = rows[static_cast<size_t>(r)];
    if (row.predicate == "rdfs:seeAlso" || (row.from != at && row.to != at)) continue;
    const int next = row.from == at ? row.to : row.from;
    if (std::count(visited->begin(), visited->end(), next) != 0) continue;
    bool fits = true;
    for (const auto& [earlier, turned] : *way) {
      const std::string& rationale = rows[static_cast<size_t>(earlier)].rationale;
      fits &= mix || rationale.empty() || row.rationale.empty() || rationale == row.rationale;
    }
    if (!fits) continue;
    way->emplace_back(r, row.to == at);
    visited->push_back(next);
    (*found)[next].push_back(*way);
    AllWays(rows, next, most, mix, visited, way, found);
    visited->pop_back();
    way->pop_back();
  }
}

TEST(Chains, AreThoseThatPlainRecursionFinds) {
  for (const bool mix : {false, true}) {
    RandomMappings given(11, 9, 30, false);
    const Snapshot& snapshot = given.graph.Take();
    auto links = MappingLinks::Open(snapshot);
    ASSERT_TRUE(links);
    for (int start = 0; start < 9; ++start) {
      std::map<int, std::vector<Way>> expected;
      std::vector<int> visited = {start};
      Way way;
      AllWays(given.rows, start, 4, mix, &visited, &way, &expected);
      size_t expected_count = 0;
      for (const auto& [to, ways] : expected) expected_count += ways.size();

      std::set<std::vector<EdgeId>> seen;
      const NodeId from = **snapshot.FindNode(fmt::format("t:{}", start));
      ASSERT_TRUE(VisitChains(
          &*links, from, {.most_steps = 4, .mix_rationales = mix, .follow_silent = true},
          [](NodeId) { return true; },
          [&](const Chain& chain) {
            std::vector<EdgeId> edges;
            RelationMask mask = kEqual;
            for (const MappingLink* step : chain.steps) {
              edges.push_back(step->edge);
              mask = Compose(mask, step->mask);
            }
            EXPECT_EQ(chain.mask, mask);
            EXPECT_TRUE(seen.insert(edges).second) << "twice";
          }));
      EXPECT_EQ(seen.size(), expected_count) << start;

      // Not following what says nothing loses only what says nothing.
      size_t telling = 0, told = 0;
      const auto count_telling = [](size_t* count) {
        return [count](const Chain& chain) { *count += chain.mask != kAnyRelation ? 1 : 0; };
      };
      const auto all = [](NodeId) { return true; };
      ChainOptions options{.most_steps = 4, .mix_rationales = mix, .follow_silent = true};
      ASSERT_TRUE(VisitChains(&*links, from, options, all, count_telling(&telling)));
      options.follow_silent = false;
      ASSERT_TRUE(VisitChains(&*links, from, options, all, count_telling(&told)));
      EXPECT_EQ(told, telling);
    }
  }
}

// Rows that are true of real sets: whatever is chained never excludes what is the case, and nothing
// contradicts.
TEST(Chains, OfTrueRowsProveOnlyTruths) {
  const auto truth = [](unsigned a, unsigned b) -> RelationMask {
    if (a == b) return kEqual;
    if ((a & b) == 0) return kNone;
    return (a & b) == a ? kSubset : (a & b) == b ? kSuperset : kIntersects;
  };
  for (unsigned seed = 1; seed <= 20; ++seed) {
    RandomMappings given(seed, 10, 25, true);
    const Snapshot& snapshot = given.graph.Take();
    auto links = MappingLinks::Open(snapshot);
    ASSERT_TRUE(links);
    std::map<NodeId, unsigned> set_of;
    for (size_t i = 0; i < given.sets.size(); ++i)
      set_of[**snapshot.FindNode(fmt::format("t:{}", i))] = given.sets[i];
    for (const auto& [from, set] : set_of) {
      ASSERT_TRUE(VisitChains(
          &*links, from, {.most_steps = 3, .mix_rationales = true}, [](NodeId) { return true; },
          [&, from = from](const Chain& chain) {
            EXPECT_NE(chain.mask & truth(set_of[from], set_of[chain.to()]), 0) << "seed " << seed;
          }));
    }
    ASSERT_TRUE(
        VisitContradictions(snapshot, [&](const Contradiction&) { ADD_FAILURE() << "seed " << seed; }));
  }
}

TEST(Contradictions, AreThePairsOfWhichNothingIsLeft) {
  RandomMappings given(5, 12, 30, false);
  const Snapshot& snapshot = given.graph.Take();
  std::set<std::pair<NodeId, NodeId>> expected, found;
  for (int start = 0; start < 12; ++start) {
    std::map<int, std::vector<Way>> ways;
    std::vector<int> visited = {start};
    Way way;
    AllWays(given.rows, start, 2, false, &visited, &way, &ways);
    for (const auto& [to, chains] : ways) {
      RelationMask together = kAnyRelation;
      for (const Way& chain : chains) {
        RelationMask mask = kEqual;
        for (const auto& [r, turned] : chain) {
          const RandomRow& row = given.rows[static_cast<size_t>(r)];
          const RelationMask said = MaskOfPredicate(row.predicate, row.negated);
          mask = Compose(mask, turned ? Invert(said) : said);
        }
        together &= mask;
      }
      const NodeId a = **snapshot.FindNode(fmt::format("t:{}", start));
      const NodeId b = **snapshot.FindNode(fmt::format("t:{}", to));
      if (together == 0) expected.insert(std::minmax(a, b));
    }
  }
  ASSERT_TRUE(VisitContradictions(snapshot, [&](const Contradiction& contradiction) {
    EXPECT_LT(contradiction.a, contradiction.b);
    EXPECT_GE(contradiction.chains.size(), 2U);
    EXPECT_TRUE(found.emplace(contradiction.a, contradiction.b).second) << "twice";
  }));
  EXPECT_FALSE(expected.empty()) << "nothing to find";
  EXPECT_EQ(found, expected);
}

Answer Paths(const Snapshot& snapshot, std::vector<std::string> words,
             std::map<std::string, std::string, std::less<>> options = {}) {
  auto answer = FindQuery("paths")->run(snapshot, {std::move(words), std::move(options)});
  EXPECT_TRUE(answer) << answer.error().ToString();
  return answer ? *std::move(answer) : Answer();
}

TEST(Paths, ShowWhatSaysMostFirstAndWhatAllProve) {
  TinyGraph graph;
  for (const char* key : {"a:1", "m:1", "m:2", "b:1"}) graph.Node(key, {"Concept"});
  graph.Maps("a:1", "skos:relatedMatch", "m:1", {{"confidence", 0.9}})
      .Maps("m:1", "skos:relatedMatch", "b:1");
  graph.Maps("a:1", "skos:exactMatch", "m:2", {{"confidence", 0.8}, {"set", "one"}})
      .Maps("b:1", "skos:narrowMatch", "m:2", {{"confidence", 0.5}, {"set", "two"}});
  const Answer answer = Paths(graph.Take(), {"a:1", "b:1"});
  ASSERT_EQ(answer.rows.size(), 2U);
  EXPECT_EQ(answer.rows[0].cells[0].as_string(), "a:1 -equal-> m:2 -subset-> b:1");
  EXPECT_EQ(answer.rows[0].cells[2].as_string(), "definite");
  EXPECT_DOUBLE_EQ(answer.rows[0].cells[4].as_double(), 0.4);
  EXPECT_EQ(answer.rows[0].cells[5].as_string(), "two, 0.5");
  EXPECT_EQ(answer.rows[1].cells[2].as_string(), "no information");
  EXPECT_TRUE(answer.rows[1].cells[4].is_null());
  EXPECT_EQ(answer.notes.at(0).text, "together: subset (definite)");
}

TEST(Paths, AContradictionIsSaidAndNothingIsNotSilence) {
  TinyGraph graph;
  for (const char* key : {"a:1", "m:1", "b:1", "c:1"}) graph.Node(key, {"Concept"});
  graph.Maps("a:1", "skos:exactMatch", "m:1").Maps("m:1", "skos:exactMatch", "b:1");
  graph.Maps("b:1", "skos:relatedMatch", "a:1", {{"modifier", "Not"}});
  const Answer answer = Paths(graph.Take(), {"a:1", "b:1"});
  ASSERT_EQ(answer.rows.size(), 2U);
  for (const Row& row : answer.rows) EXPECT_TRUE(row.cells[6].as_bool());
  EXPECT_NE(answer.notes.at(0).text.find("contradiction"), std::string::npos);
  EXPECT_NE(Paths(graph.Take(), {"a:1", "c:1"}).notes.at(0).text.find("nobody has looked"),
            std::string::npos);
}

}  // namespace
}  // namespace concord::testing
