// Rows as types of the program, and what is said where they are others.
#include "query/cypher/typed_rows.h"

#include <gtest/gtest.h>

namespace concord::cypher {
namespace {

QueryResult Ask(std::string_view query) {
  const auto store = NewMemoryStore();
  QueryOptions options;
  options.write = true;
  auto result = RunCypher(*store, query, options);
  EXPECT_TRUE(result) << result.error().ToString(query);
  return result ? *std::move(result) : QueryResult();
}

TEST(TypedRows, ColumnsHaveTheTypesOfTheProgram) {
  const auto rows = RowsAs<std::string, int64_t, double, std::optional<bool>, std::vector<std::string>>(Ask(
      "UNWIND [1, 2] AS n RETURN 'tide ' + n AS s, n, n AS d, CASE n WHEN 1 THEN true END AS b, ['x', 'y'] "
      "AS l ORDER BY n"));
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 2u);
  const auto& [text, number, real, truth, list] = (*rows)[1];
  EXPECT_EQ(text, "tide 2");
  EXPECT_EQ(number, 2);
  EXPECT_EQ(real, 2.0);
  EXPECT_EQ(truth, std::nullopt);
  EXPECT_EQ(list, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(std::get<3>((*rows)[0]), true);
}

TEST(TypedRows, NodesAndRelationshipsBringWhatTheyHold) {
  const auto rows = RowsAs<Node, Edge, Value>(
      Ask("CREATE (a:Harbour {name: 'East'})-[r:FACES {since: 1901}]->(:Strait) RETURN a, r, null AS v"));
  ASSERT_TRUE(rows) << rows.error().message;
  const auto& [node, edge, value] = rows->at(0);
  EXPECT_EQ(node.properties.FindString("name"), "East");
  EXPECT_EQ(edge.type, "FACES");
  EXPECT_EQ(edge.from, node.id);
  EXPECT_TRUE(value.is_null());
}

TEST(TypedRows, WhatDoesNotFitIsNamed) {
  const QueryResult result = Ask("UNWIND [1, 'x', null] AS n RETURN 'a' AS s, n");
  EXPECT_EQ((RowsAs<std::string, int64_t>(result).error().message),
            "row 2, column n: expected an INTEGER, found STRING");
  EXPECT_EQ((RowsAs<int64_t>(result).error().message), "the result has 2 columns; expected 1");
  const QueryResult list = Ask("RETURN [1, null] AS l");
  EXPECT_FALSE(RowsAs<std::vector<int64_t>>(list));
  EXPECT_TRUE(RowsAs<std::vector<std::optional<int64_t>>>(list));
}

}  // namespace
}  // namespace concord::cypher
