#include "tests/query/cypher/query_mutator.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "graph/store.h"
#include "query/cypher/procedures/concord_procedures.h"

namespace concord::testing {
namespace {

constexpr auto kSeeds = std::to_array<std::string_view>({
    "MATCH (a:A {x: 1})-[r:R|S {w: 2}]->(b) WHERE a.x < b.x AND NOT b:B RETURN a.id AS a, type(r), b ORDER "
    "BY a",
    "MATCH p = (a)-[rs:R*1..3]-(b:B) RETURN length(p), [n IN nodes(p) | n.id], rs SKIP 1 LIMIT 5",
    "OPTIONAL MATCH (a)<-[:S*0..2]-(b) WITH a, count(DISTINCT b) AS n WHERE n > 1 RETURN *",
    "MATCH (a), (b) MATCH p = shortestPath((a)-[*..4]-(b)) RETURN p",
    "MATCH (a), (b) MATCH p = allShortestPaths((a)-[:R*]->(b)) RETURN count(p) AS n",
    "UNWIND [1, 2.5, 'x', null, true, [1], {k: 1}] AS v RETURN v, toStringOrNull(v) ORDER BY v DESC",
    "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WHERE b.x > a.x RETURN b } RETURN COUNT { (a)--() } AS n",
    "RETURN all(x IN [1, 2] WHERE x > 0), reduce(s = 0, x IN range(0, 9, 2) | s + x), single(x IN [] WHERE "
    "x)",
    "RETURN CASE WHEN 1 < 2 THEN 'a' ELSE null END, CASE 3 WHEN 3 THEN date('2020-02-29') END AS d",
    "RETURN duration.between(date('2020-01-01'), datetime('2021-03-04T05:06:07+01:00')) AS d",
    "WITH datetime('2017-11-11T12:31:14.645[Europe/Stockholm]') AS d RETURN d.week, date.truncate('week', "
    "d), d + "
    "duration('P1M2DT3H')",
    "RETURN localtime('12:31'), time({hour: 1, timezone: '+01:00'}), duration({months: 1.5}) / 2 AS q",
    "CREATE (n:New {x: $p})-[:R {w: 1}]->(:New) SET n.y = n.x + 1, n:More REMOVE n.x RETURN n",
    "MERGE (a:A {x: 9}) ON CREATE SET a.made = true ON MATCH SET a += {seen: 1} RETURN a.made",
    "MATCH (a:A)-[r]->() DELETE r WITH a DETACH DELETE a",
    "FOREACH (i IN range(1, 3) | CREATE (:F {i: i}))",
    "CALL { MATCH (a:A) RETURN a.x AS x UNION ALL RETURN 1 AS x } RETURN x, count(*) AS n",
    "MATCH (a:A) CALL (a) { MATCH (a)-[:R]->(b) RETURN b } RETURN b.x, COLLECT { MATCH (b)--(c) RETURN c.x } "
    "AS l",
    "CALL concord.pagerank({types: ['R']}) YIELD node, score RETURN node.id, round(score, 3) ORDER BY score "
    "DESC",
    "MATCH (a:A) RETURN a {.x, .*, other: [(a)-[r]->(b) WHERE r.w > 0 | b.id]} AS m",
    "MATCH (a:A|!B WHERE a.x IN [1, 2])-[:R]->{1,2}(b) LET t = b.x * 2 FILTER t > 1 RETURN t",
    "RETURN 0x1F, 0o17, 1e3, .5, -9223372036854775808, 'it''s \\u00e9', $p['k'], [1, 2, 3][1..-1]",
    "RETURN 7 % 3 ^ 2 - -1, 'a' + 1 =~ 'a.*', 'abc' CONTAINS 'b' XOR null IS NOT NULL, [1] + [2] || [3]",
    "MATCH (a) RETURN min(a.x), max(a.x), avg(a.x), stDev(a.x), percentileCont(a.x, 0.5), collect(DISTINCT "
    "a.x)",
    "PROFILE MATCH (a)-[r]->(b) USING x RETURN a",
    "FOR x IN [1, 2] RETURN x UNION RETURN 3 AS x",
    "MATCH (a)-[:R]->(b)-[:S]->(c), (c)<--(d) WHERE key(a) <> key(d) RETURN DISTINCT d.id AS d",
});

constexpr auto kTokens = std::to_array<std::string_view>({
    "(",         ")",      "[",          "]",
    "{",         "}",      "-",          "->",
    "<-",        "--",     ":",          ",",
    ".",         "..",     "|",          "*",
    "=",         "<>",     "<=",         "$p",
    "null",      "true",   "0",          "1",
    "-1",        "1.5",    "''",         "'x'",
    "[]",        "{}",     "a",          "b",
    "x",         "id",     "A",          "B",
    "R",         "S",      "AND",        "OR",
    "NOT",       "IN",     "IS",         "NULL",
    "WHERE",     "WITH",   "RETURN",     "MATCH",
    "UNWIND",    "AS",     "DISTINCT",   "ORDER",
    "BY",        "LIMIT",  "SKIP",       "OPTIONAL",
    "UNION",     "ALL",    "CALL",       "EXISTS",
    "count(*)",  "sum(x)", "size(",      "date(",
    "duration(", "range(", "toInteger(", "9223372036854775807",
    "*1..2",     "*0..",   "CASE",       "WHEN",
    "THEN",      "END",    "SET",        "DELETE",
    "MERGE",     "CREATE",
});

std::vector<std::string> TokensOf(std::string_view text) {
  std::vector<std::string> tokens;
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  };
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (text[at] == '\'' || text[at] == '"') {
      while (end < text.size() && text[end] != text[at]) end += text[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
    } else if (is_word(text[at])) {
      while (end < text.size() && is_word(text[end])) ++end;
    }
    tokens.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

const Snapshot& SmallGraph() {
  static const std::unique_ptr<GraphStore> store = [] {
    auto made = NewMemoryStore();
    cypher::QueryOptions write;
    write.write = true;
    (void)cypher::RunCypher(
        *made,
        "CREATE (a:A {x: 1, id: 0}), (b:B {x: 2, id: 1}), (c:A:B {x: 3, id: 2}), (d {id: 3}), "
        "(a)-[:R {w: 1}]->(b), (b)-[:S {w: 2}]->(c), (c)-[:R {w: 3}]->(d), "
        "(d)-[:R {w: 4}]->(d), (a)-[:S]->(c), (c)-[:R]->(a)",
        write);
    return made;
  }();
  static const std::unique_ptr<Snapshot> snapshot = store->TakeSnapshot();
  return *snapshot;
}

}  // namespace

std::span<const std::string_view> SeedQueries() { return kSeeds; }

std::string MutateQuery(std::string_view query, std::mt19937* random) {
  const auto pick = [&](size_t limit) {
    return std::uniform_int_distribution<size_t>(0, limit - 1)(*random);
  };
  std::vector<std::string> tokens = TokensOf(query);
  for (size_t changes = 1 + pick(3); changes > 0; --changes) {
    if (tokens.empty()) tokens.emplace_back("RETURN 1");
    const auto at = tokens.begin() + static_cast<ptrdiff_t>(pick(tokens.size()));
    switch (pick(6)) {
      case 0:
        tokens.erase(at);
        break;
      case 1:
        tokens.insert(at, *at);
        break;
      case 2:
        std::swap(*at, tokens[pick(tokens.size())]);
        break;
      case 3:
        *at = kTokens[pick(kTokens.size())];
        break;
      case 4:
        tokens.insert(at, std::string(kTokens[pick(kTokens.size())]));
        break;
      default: {
        // A piece of another query.
        const std::vector<std::string> other = TokensOf(kSeeds[pick(kSeeds.size())]);
        const size_t first = pick(other.size()), count = 1 + pick(std::min<size_t>(12, other.size() - first));
        tokens.insert(at, other.begin() + static_cast<ptrdiff_t>(first),
                      other.begin() + static_cast<ptrdiff_t>(first + count));
      }
    }
    if (tokens.size() > 200) tokens.resize(200);
  }
  return fmt::format("{}", fmt::join(tokens, ""));
}

namespace {

// Rows as they compare, in an order that says nothing: 1 and 1.0 are the same.
bool SameBag(std::vector<cypher::ValueList> a, std::vector<cypher::ValueList> b) {
  const auto before = [](const cypher::ValueList& left, const cypher::ValueList& right) {
    return Order(cypher::Value(left), cypher::Value(right)) < 0;
  };
  std::sort(a.begin(), a.end(), before);
  std::sort(b.begin(), b.end(), before);
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](const cypher::ValueList& left, const cypher::ValueList& right) {
                      return Equivalent(cypher::Value(left), cypher::Value(right));
                    });
}

// In lower case and without blanks.
std::string Plain(std::string_view query) {
  std::string plain;
  for (const char c : query) {
    if (c > ' ') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return plain;
}

bool Mentions(std::string_view plain, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return plain.find(word) != std::string_view::npos; });
}

}  // namespace

std::string TryQuery(std::string_view query, size_t* right) {
  cypher::QueryOptions options;
  options.parameters["p"] = cypher::Value(cypher::ValueMap{{"k", cypher::Value(int64_t{1})}});
  options.procedures = &cypher::ConcordProcedures();
  options.timeout = std::chrono::milliseconds(300);
  options.max_memory_bytes = size_t{64} << 20;
  const auto planned = cypher::RunCypher(SmallGraph(), query, options);
  options.optimize = false;
  const auto naive = cypher::RunCypher(SmallGraph(), query, options);
  if (!planned) {
    if (planned.error().message.empty()) return "an error without a message";
    if (planned.error().position.offset > query.size()) return "an error behind the query";
    return {};
  }
  if (!naive) return {};  // it may fail on a row that the planner left out before, or be too slow
  if (planned->columns != naive->columns) return "the columns differ";
  for (const auto& row : planned->rows) {
    if (row.size() != planned->columns.size()) return "a row does not fit the columns";
  }
  if (right != nullptr) ++*right;
  const std::string plain = Plain(query);
  // What is open is which rows LIMIT and SKIP take, in which order collect() and sum() see them, what is
  // random, and what time it is.
  if (Mentions(plain, {"limit", "skip", "offset", "rand", "collect", "call", "realtime"})) return {};
  if (planned->rows.size() != naive->rows.size()) return "the numbers of rows differ";
  if (Mentions(plain, {"shortest", "sum", "avg", "stdev", "profile"})) return {};
  // The two ran at different times.
  if (Mentions(plain, {"timestamp", "()", "statement", "transaction"})) return {};
  if (!SameBag(planned->rows, naive->rows)) return "the rows differ";
  return {};
}

}  // namespace concord::testing
