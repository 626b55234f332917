#include "tests/query/cypher/random_queries.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/view.h"
#include "tests/environment.h"

namespace concord::testing {

using cypher::QueryOptions;
using cypher::QueryResult;
using cypher::RunCypher;

std::string RandomQueries::Graph() {
  std::string query = "CREATE ";
  const int nodes = 4 + Pick(6);
  for (int i = 0; i < nodes; ++i) {
    const std::string labels = plain_ ? (Pick(2) == 0 ? ":A" : ":B") : Labels();
    query += fmt::format("{}(n{}{} {{x: {}, id: {}}})", i == 0 ? "" : ", ", i, labels, Pick(3), i);
  }
  const int edges = Pick(13);
  for (int i = 0; i < edges; ++i) {
    const int from = Pick(nodes), to = Pick(nodes);
    if (plain_ && from == to) continue;  // Kuzu sees a loop from both of its ends
    query +=
        fmt::format(", (n{})-[:{} {{w: {}, id: {}}}]->(n{})", from, Pick(2) == 0 ? "R" : "S", Pick(3), i, to);
  }
  return query;
}

std::string RandomQueries::Query() {
  names_ = 0;
  if (!plain_ && Pick(12) == 0) return ShortestQuery();
  const int most = plain_ ? 1 : 2;
  std::string query = "MATCH " + Path(most);
  if (!plain_ && Pick(3) == 0) query += ", " + Path(most);
  if (Pick(2) == 0) query += " WHERE " + Condition();
  if (!plain_ && Pick(8) == 0) {
    const std::string kept = V(0), found = V(names_++), all = Pick(2) == 0 ? " ALL" : "";
    query += fmt::format(
        " CALL {{ WITH {0} MATCH ({0})-[:R]->({1}) RETURN {1} UNION{2} WITH {0} MATCH ({0})--({1}{3}) "
        "RETURN {1} }}",
        kept, found, all, Labels());
  }
  if (Pick(3) == 0) {
    // What is kept of the first part; the rest is gone.
    const std::string kept = AnyVariable();
    switch (Pick(plain_ ? 2 : 4)) {
      case 0:
        query += fmt::format(" WITH DISTINCT {} AS v0", kept);
        break;
      case 1:
        query += fmt::format(" WITH {} AS v0, count(*) AS n0", kept);
        break;
      case 2:
        query += fmt::format(" WITH {} AS v0, count(DISTINCT {}.x) AS n0", kept, AnyVariable());
        break;
      default:
        query += fmt::format(" WITH {} AS v0, collect(DISTINCT {}) AS l0", kept, AnyVariable());
        break;
    }
    names_ = 1;
    query += " MATCH " + Path(most) + (Pick(2) == 0 ? " WHERE " + Condition() : "");
  } else if (Pick(3) == 0) {
    const int before = names_;
    query += " OPTIONAL MATCH " + Path(most) + (Pick(2) == 0 ? " WHERE " + Condition() : "");
    if (plain_) names_ = before;
  } else if (Pick(3) == 0) {
    query += " MATCH " + Path(most);
  }
  return query + Return();
}

std::string RandomQueries::Return() {
  const std::string a = AnyVariable(), b = AnyVariable(), c = AnyVariable();
  switch (Pick(8)) {
    case 0:
      return fmt::format(" RETURN {}.id AS a, count(*) AS n", a);
    case 1:
      // Kuzu 0.11.3 counts nothing beside a count of what is distinct.
      if (plain_) return fmt::format(" RETURN {}.x AS a, count({}) AS m", a, c);
      return fmt::format(" RETURN {}.x AS a, count(DISTINCT {}) AS n, count({}) AS m", a, b, c);
    case 2:
      return fmt::format(" RETURN count(DISTINCT {}) AS n", a);
    case 3:
      return " RETURN count(*) AS n";
    case 4:
      return fmt::format(" RETURN DISTINCT {}.id AS a, {}.x AS b", a, b);
    case 5:
      return fmt::format(" RETURN {}.id AS a, min({}.x) AS l, max({}.id) AS m, sum({}.x) AS s", a, b, c, b);
    default: {
      std::string columns = " RETURN v0.id AS c0";
      for (int i = 1; i < names_; ++i) columns += fmt::format(", v{}.id AS c{}", i, i);
      return columns;
    }
  }
}

// Which of the shortest paths is found is open; how long it is, is not.
std::string RandomQueries::ShortestQuery() {
  const char* kind = Pick(2) == 0 ? "shortestPath" : "allShortestPaths";
  const char* types[] = {"", ":R", ":R|S"};
  const char* ends[] = {"-[{}*{}]->", "<-[{}*{}]-", "-[{}*{}]-"};
  const char* hops[] = {"", "..2", "1..3"};
  const std::string edge = fmt::format(fmt::runtime(ends[Pick(3)]), types[Pick(3)], hops[Pick(3)]);
  return fmt::format(
      "MATCH (a), (b) WHERE a.id <> b.id AND a.x = {} MATCH p = {}((a){}(b)) RETURN a.id AS a, b.id AS b, "
      "length(p) AS l, nodes(p)[0] = a AS f, last(nodes(p)) = b AS t",
      Pick(3), kind, edge);
}

std::string RandomQueries::Labels() {
  static constexpr const char* kLabels[] = {"", "", ":A", ":B", ":A:B"};
  return kLabels[Pick(plain_ ? 4 : 5)];
}

// Kuzu asks a variable for its labels where it comes first, and not again.
std::string RandomQueries::LabelsOf() { return plain_ && !is_new_ ? "" : Labels(); }

std::string RandomQueries::Variable() {
  is_new_ = names_ == 0 || Pick(3) > 0;
  return is_new_ ? V(names_++) : AnyVariable();
}

std::string RandomQueries::Node() {
  if (!plain_ && Pick(4) == 0) return "(" + Labels() + ")";
  const std::string variable = Variable();
  return "(" + variable + LabelsOf() + (Pick(6) == 0 ? fmt::format(" {{x: {}}}", Pick(3)) : "") + ")";
}

std::string RandomQueries::Edge() {
  const int direction = Pick(3);
  std::string detail = Pick(3) == 0 ? "" : Pick(2) == 0 ? ":R" : plain_ ? ":S" : ":R|S";
  const int shape = Pick(8);
  if (shape == 0)
    detail += fmt::format("*{}..{}", plain_ ? 1 : Pick(2), 1 + Pick(3));  // Kuzu loses rows with 0
  else if (shape == 1 && !plain_ && direction != 2)
    detail += Pick(2) == 0 ? "*" : "*0..";
  else if (shape == 2 && !plain_)
    detail += fmt::format("*2..3 {{w: {}}}", Pick(3));
  else if (shape == 3)
    detail += fmt::format(" {{w: {}}}", Pick(3));
  else if (shape == 4 && !plain_)
    detail += fmt::format("*..3 {{w: {}}}", Pick(3));
  return fmt::format("{}[{}]{}", direction == 0 ? "<-" : "-", detail, direction == 1 ? "->" : "-");
}

std::string RandomQueries::Path(int most) {
  std::string path = "(" + Variable();
  path += LabelsOf() + ")";
  for (int i = Pick(most + 1); i > 0; --i) path += Edge() + Node();
  return path;
}

std::string RandomQueries::Condition() {
  const std::string a = AnyVariable(), b = AnyVariable();
  switch (Pick(plain_ ? 3 : 8)) {
    case 0:
      return a + ".x = " + b + ".x";
    case 1:
      return fmt::format("{}.x = {} AND {}.x <> {}", a, Pick(3), b, Pick(3));
    case 2:
      return fmt::format("{}.x < {}.x OR {}.x = {}", a, b, a, Pick(3));
    case 3:
      return a + ".x < " + b + ".x OR " + a + ":A";
    case 4:
      return "(" + a + ")-[:R]->()";
    case 5:
      return "NOT (" + a + ")--(" + b + ")";
    case 6:
      return "(" + a + ")-[*1.." + std::to_string(1 + Pick(3)) + "]-(" + b + ")";
    default:
      return "EXISTS { (" + a + ")-[:S*1..2]->(z:B) WHERE z.x >= " + b + ".x }";
  }
}

std::vector<std::string> Bag(const QueryResult& result) {
  std::vector<std::string> rows;
  for (const cypher::ValueList& row : result.rows) {
    std::string text;
    for (const cypher::Value& value : row) text += ToText(value) + "|";
    rows.push_back(text);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

namespace {

// What is wrong with the rows of one query, if anything.
std::string Compare(const std::string& what, const cypher::QueryOutcome<QueryResult>& found,
                    const std::vector<std::string>& expected, const std::string& query) {
  if (!found) return what + " failed: " + found.error().ToString(query);
  if (Bag(*found) == expected) return {};
  return fmt::format("{}: expected {} rows [{}], found [{}]", what, expected.size(),
                     fmt::join(expected, "; "), fmt::join(Bag(*found), "; "));
}

}  // namespace

Agreement RunRandomQueries(size_t queries, uint32_t first_seed) {
  Agreement agreement;
  for (uint32_t seed = first_seed; agreement.asked < queries; ++seed) {
    RandomQueries random(seed);
    const std::string graph = random.Graph();
    QueryOptions write;
    write.write = true;
    const auto memory = NewMemoryStore();
    const auto made = RunCypher(*memory, graph, write);
    if (!made) {
      agreement.wrong = made.error().ToString(graph);
      return agreement;
    }
    const auto snapshot = memory->TakeSnapshot();
    const auto view = LoadView(*snapshot);
    TemporaryDir folder;
    std::unique_ptr<GraphStore> disk;
    std::unique_ptr<Snapshot> from_disk;
    if (seed % 10 == 0) {
      auto opened = OpenStore(folder.path() / "store", OpenMode::kCreateIfMissing);
      disk = opened ? *std::move(opened) : nullptr;
      if (disk == nullptr || !RunCypher(*disk, graph, write)) {
        agreement.wrong = "no store on disk";
        return agreement;
      }
      from_disk = disk->TakeSnapshot();
    }
    for (int i = 0; i < 40 && agreement.asked < queries; ++i) {
      const std::string query = random.Query();
      QueryOptions naive, over_view;
      naive.optimize = false;
      naive.timeout = std::chrono::seconds(2);  // from left to right some have no end
      over_view.view = view ? &*view : nullptr;
      const auto expected = RunCypher(*snapshot, query, naive);
      if (!expected && expected.error().detail == "Timeout") continue;
      std::string wrong;
      if (!expected) {
        wrong = "failed: " + expected.error().ToString(query);
      } else {
        const std::vector<std::string> rows = Bag(*expected);
        wrong = Compare("planned", RunCypher(*snapshot, query, {}), rows, query);
        if (wrong.empty()) wrong = Compare("view", RunCypher(*snapshot, query, over_view), rows, query);
        if (wrong.empty() && from_disk != nullptr)
          wrong = Compare("disk", RunCypher(*from_disk, query, {}), rows, query);
        agreement.with_rows += !rows.empty();
      }
      ++agreement.asked;
      if (wrong.empty()) continue;
      agreement.wrong = fmt::format("seed {}\n{}\n{}\n{}", seed, graph, query, wrong);
      return agreement;
    }
  }
  return agreement;
}

}  // namespace concord::testing
