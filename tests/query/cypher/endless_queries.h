// Queries that do not end by themselves, for tests of limits and for the bench of how late a deadline is
// kept.
#ifndef CONCORD_TESTS_QUERY_CYPHER_ENDLESS_QUERIES_H_
#define CONCORD_TESTS_QUERY_CYPHER_ENDLESS_QUERIES_H_

namespace concord::cypher {

// Each would take minutes or far longer over a graph of 600 nodes labelled N with properties i and t and a
// few relationships R each.
inline constexpr const char* kEndlessQueries[] = {
    "MATCH (a), (b), (c), (d) RETURN count(a.i + b.i + c.i + d.i) AS n",
    "MATCH (a)-[*]-(b) RETURN count(*) AS n",
    "MATCH p = (a {i: 5})-[:R*]->(b {i: 6}) RETURN length(p) AS l ORDER BY l",
    "MATCH (a), (b), (c) RETURN a.i, b.i, c.i ORDER BY c.i, b.i, a.i LIMIT 10",
    "MATCH (a), (b), (c) WITH DISTINCT a.t + b.t + c.t AS t RETURN count(t) AS n",
    "MATCH (a), (b), (c) WHERE a.i + b.i + c.i = -1 RETURN a",
    "MATCH (a), (b) MATCH p = allShortestPaths((a)-[:R*]-(b)) RETURN count(p) AS n",
    "UNWIND range(1, 30000000) AS x RETURN sum(x * 2.0) AS s",
    "UNWIND range(1, 10000) AS x UNWIND range(1, 10000) AS y RETURN x % 7 AS k, count(DISTINCT y) AS n",
    "RETURN reduce(s = 0, x IN range(1, 30000000) | s + x % 3) AS s",
    "RETURN [x IN range(1, 3000) WHERE all(y IN range(1, 100000) WHERE y <> -x)] AS l",
    "MATCH (a) WHERE EXISTS { MATCH (a)-[*1..30]-(b) WHERE b.i = -1 RETURN b } RETURN a",
    "UNWIND range(1, 2000) AS x CALL { WITH x UNWIND range(1, 100000) AS y RETURN count(y) AS n } RETURN "
    "sum(n)",
    "RETURN size(reduce(l = range(1, 200000), i IN range(1, 100000) | l + i)) AS n",
    "MATCH (a)-[:R*1..40]->(b) RETURN count(DISTINCT [a, b]) AS n",
    "MATCH (a), (b) WHERE length(shortestPath((a)-[:R*]-(b))) = -1 RETURN a",
    "RETURN [i IN range(1, 100000) | size(reduce(s = '', j IN range(1, 2000) | s + 'tide'))] AS l",
    "UNWIND range(1, 100000) AS i RETURN max(size(replace(reduce(s = 'x', j IN range(1, 18) | s + s), 'x', "
    "'yz'))) AS m",
    "WITH reduce(s = 'x', i IN range(1, 19) | s + s) AS s UNWIND range(1, 10000) AS i WITH s WHERE s =~ "
    "'(x|y)*z' RETURN s",
    "WITH reduce(s = 'a', i IN range(1, 20) | s + s) AS s UNWIND range(1, 10000) AS i RETURN "
    "sum(size(toUpper(s)))",
    "WITH reduce(s = 'a', i IN range(1, 18) | s + s) AS s UNWIND range(1, 10000) AS i RETURN "
    "sum(size(split(s, '')))",
    "MATCH (a), (b), (c) WHERE a.t + b.t =~ '.*(x|y)+.*' + c.t RETURN count(*) AS n",
};

}  // namespace concord::cypher

#endif  // CONCORD_TESTS_QUERY_CYPHER_ENDLESS_QUERIES_H_
