// A framework of which each item is covered in another way, and the answers of queries about it.
#ifndef CONCORD_TESTS_QUERY_COVERED_GRAPH_H_
#define CONCORD_TESTS_QUERY_COVERED_GRAPH_H_

#include <gtest/gtest.h>

#include <string_view>

#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord::testing {

// Each item of aa is in another situation: tests/query/crosswalks/framework_coverage_test.cc.
inline TinyGraph Covered() {
  TinyGraph graph;
  graph.Framework("aa", {"One|a", "Two|b", "Three|c", "Four|d", "Five|e", "Six|f", "Seven|g", "Eight|h"});
  graph.Framework("bb", {"Eins|a", "Zwei|b", "Drei|c"});
  graph.Framework("cc", {"Un|a", "Deux|b"});
  graph.Node("sssom:NoTermFound", {"Concept"});
  graph.Maps("aa:1", "skos:exactMatch", "bb:1").Maps("aa:1", "skos:relatedMatch", "cc:1");
  graph.Maps("aa:2", "skos:relatedMatch", "bb:3").Maps("aa:2", "skos:broadMatch", "bb:2");
  graph.Maps("aa:3", "skos:relatedMatch", "sssom:NoTermFound", {{"object_source", "bb"}});
  graph.Maps("aa:4", "skos:relatedMatch", "bb:1", {{"modifier", "Not"}});
  graph.Maps("aa:5", "skos:exactMatch", "cc:2").Maps("cc:2", "skos:broadMatch", "bb:3");
  graph.Maps("aa:6", "skos:relatedMatch", "cc:1").Maps("cc:1", "skos:relatedMatch", "bb:2");
  graph.Maps("bb:3", "skos:narrowMatch", "aa:7");  // stated from the other side
  graph.Maps("aa:8", "skos:closeMatch", "bb:1");
  return graph;
}

inline Answer Ask(const Snapshot& snapshot, std::string_view query, Arguments arguments) {
  auto answer = FindQuery(query)->run(snapshot, arguments);
  EXPECT_TRUE(answer) << answer.error().ToString();
  return answer ? *std::move(answer) : Answer();
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_COVERED_GRAPH_H_
