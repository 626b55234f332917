// Random queries over random graphs: the planner's order of matching changes nothing but the time, and both
// stores give the same rows.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "query/cypher/cypher.h"
#include "tests/environment.h"

namespace concord::cypher {
namespace {

class RandomQueries {
 public:
  explicit RandomQueries(uint32_t seed) : random_(seed) {}

  std::string Graph() {
    std::string query = "CREATE ";
    const int nodes = 4 + Pick(6);
    for (int i = 0; i < nodes; ++i)
      query += fmt::format("{}(n{}{} {{x: {}, id: {}}})", i == 0 ? "" : ", ", i, Labels(), Pick(3), i);
    const int edges = Pick(14);
    for (int i = 0; i < edges; ++i)
      query += fmt::format(", (n{})-[:{} {{w: {}, id: {}}}]->(n{})", Pick(nodes), Pick(2) == 0 ? "R" : "S",
                           Pick(3), i, Pick(nodes));
    return query;
  }

  std::string Query() {
    names_ = 0;
    std::string query = "MATCH " + Path();
    if (Pick(2) == 0) query += ", " + Path();
    if (Pick(2) == 0) query += " WHERE " + Condition();
    if (Pick(3) == 0) query += " OPTIONAL MATCH " + Path() + (Pick(2) == 0 ? " WHERE " + Condition() : "");
    if (Pick(4) == 0) return query + fmt::format(" RETURN v0.id AS a, count(*) AS n, collect(v0.x) AS xs");
    query += " RETURN v0.id AS c0";
    for (int i = 1; i < names_; ++i) query += fmt::format(", v{}.id AS c{}", i, i);
    return query;
  }

 private:
  int Pick(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  std::string Labels() {
    static constexpr const char* kLabels[] = {"", ":A", ":B", ":A:B"};
    return kLabels[Pick(4)];
  }
  std::string Variable() {
    if (names_ == 0 || Pick(3) > 0) return fmt::format("v{}", names_++);
    return fmt::format("v{}", Pick(names_));
  }
  std::string Node() {
    return "(" + Variable() + Labels() + (Pick(5) == 0 ? fmt::format(" {{x: {}}}", Pick(3)) : "") + ")";
  }
  std::string Path() {
    std::string path = Node();
    for (int i = Pick(3); i > 0; --i) {
      const int direction = Pick(3);
      std::string detail = Pick(3) == 0 ? "" : Pick(2) == 0 ? ":R" : ":R|S";
      if (Pick(4) == 0)
        detail += fmt::format("*{}..{}", Pick(2), 1 + Pick(2));
      else if (Pick(5) == 0)
        detail += fmt::format(" {{w: {}}}", Pick(3));
      path +=
          fmt::format("{}[{}]{}", direction == 0 ? "<-" : "-", detail, direction == 1 ? "->" : "-") + Node();
    }
    return path;
  }
  std::string Condition() {
    const std::string a = fmt::format("v{}", Pick(names_)), b = fmt::format("v{}", Pick(names_));
    switch (Pick(6)) {
      case 0:
        return a + ".x = " + b + ".x";
      case 1:
        return a + ".x < " + b + ".x OR " + a + ":A";
      case 2:
        return "(" + a + ")-[:R]->()";
      case 3:
        return "NOT (" + a + ")--(" + b + ")";
      case 4:
        return fmt::format("{}.x = {} AND {}.x <> {}", a, Pick(3), b, Pick(3));
      default:
        return "EXISTS { (" + a + ")-[:S*1..2]->(z:B) WHERE z.x >= " + b + ".x }";
    }
  }

  std::mt19937 random_;
  int names_ = 0;
};

std::vector<std::string> Bag(const QueryResult& result) {
  std::vector<std::string> rows;
  for (const ValueList& row : result.rows) {
    std::string text;
    for (const Value& value : row) text += ToText(value) + "|";
    rows.push_back(text);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST(CypherDifferential, PlansAndStoresAgree) {
  size_t asked = 0, with_rows = 0;
  for (uint32_t seed = 0; seed < 60; ++seed) {
    RandomQueries random(seed);
    const auto memory = NewMemoryStore();
    testing::TemporaryDir folder;
    auto disk = OpenStore(folder.path() / "store", OpenMode::kCreateIfMissing);
    ASSERT_TRUE(disk);
    const bool on_disk = seed % 10 == 0;
    QueryOptions write;
    write.write = true;
    const std::string graph = random.Graph();
    ASSERT_TRUE(RunCypher(*memory, graph, write)) << graph;
    ASSERT_TRUE(RunCypher(**disk, graph, write)) << graph;
    const auto in_memory = memory->TakeSnapshot();
    const auto from_disk = (*disk)->TakeSnapshot();
    for (int i = 0; i < 40; ++i) {
      const std::string query = random.Query();
      const auto planned = RunCypher(*in_memory, query, {});
      const auto naive = RunCypher(*in_memory, query, {.parameters = {}, .optimize = false});
      // The same variable as a node here and there is right; anything else the generator does not make.
      ASSERT_TRUE(planned) << planned.error().ToString(query);
      ASSERT_TRUE(naive) << naive.error().ToString(query);
      ASSERT_EQ(Bag(*planned), Bag(*naive)) << graph << "\n" << query;
      ++asked;
      with_rows += !planned->rows.empty();
      if (!on_disk) continue;
      const auto stored = RunCypher(*from_disk, query, {});
      ASSERT_TRUE(stored);
      ASSERT_EQ(Bag(*planned), Bag(*stored)) << graph << "\n" << query;
    }
  }
  EXPECT_GT(with_rows * 4, asked) << "too many of the queries find nothing to say anything";
}

}  // namespace
}  // namespace concord::cypher
