// The three relations between values, against tables worked out by hand.
#include "query/cypher/value.h"

#include <gtest/gtest.h>

#include <cmath>

namespace concord::cypher {
namespace {

Value Int(int64_t number) { return Value(number); }
Value List(ValueList list) { return Value(std::move(list)); }

TEST(CypherValue, EqualityIsTernary) {
  EXPECT_EQ(Equals(Value(), Value()), std::nullopt);
  EXPECT_EQ(Equals(Int(1), Value()), std::nullopt);
  EXPECT_EQ(Equals(Int(1), Value(1.0)), true);
  EXPECT_EQ(Equals(Int(1), Value("1")), false);
  EXPECT_EQ(Equals(Value(std::nan("")), Value(std::nan(""))), false);
  EXPECT_EQ(Equals(List({Int(1), Value()}), List({Int(1), Int(2)})), std::nullopt);
  EXPECT_EQ(Equals(List({Int(1), Value()}), List({Int(2), Int(2)})), false);
  EXPECT_EQ(Equals(List({Value()}), List({})), false);
}

TEST(CypherValue, LargeIntegersAreNotRounded) {
  const Value large = Int(9007199254740993);  // 2^53 + 1
  EXPECT_EQ(Equals(large, Value(9007199254740992.0)), false);
  EXPECT_GT(Order(large, Value(9007199254740992.0)), 0);
  EXPECT_LT(Order(Int(INT64_MAX), Value(9223372036854775808.0)), 0);
}

TEST(CypherValue, EquivalenceHoldsNullsAndNansTogether) {
  EXPECT_TRUE(Equivalent(Value(), Value()));
  EXPECT_TRUE(Equivalent(Value(std::nan("")), Value(-std::nan(""))));
  EXPECT_TRUE(Equivalent(Value(0.0), Value(-0.0)));
  EXPECT_EQ(HashOf(Value(0.0)), HashOf(Value(-0.0)));
  EXPECT_EQ(HashOf(Int(1)), HashOf(Value(1.0)));
  EXPECT_EQ(HashOf(List({Int(1), Value()})), HashOf(List({Value(1.0), Value()})));
}

// Each stands before the next, and the order is total.
TEST(CypherValue, AllValuesHaveAnOrder) {
  const std::vector<Value> rising = {
      Value(ValueMap{}),
      Value(ValueMap{{"a", Int(1)}}),
      Value(NodeRef{1}),
      Value(EdgeRef{1}),
      List({}),
      List({Value("a")}),
      List({Int(1)}),
      List({Int(1), Int(1)}),
      Value(PathValue{{1}, {}}),
      Value(""),
      Value("a"),
      Value("b"),
      Value(false),
      Value(true),
      Value(-INFINITY),
      Int(-1),
      Value(0.5),
      Int(1),
      Value(INFINITY),
      Value(std::nan("")),
      Value(),
  };
  for (size_t i = 0; i < rising.size(); ++i) {
    for (size_t j = 0; j < rising.size(); ++j) {
      const int order = Order(rising[i], rising[j]);
      EXPECT_EQ(order < 0, i < j) << ToText(rising[i]) << " " << ToText(rising[j]);
      EXPECT_EQ(order > 0, i > j) << ToText(rising[i]) << " " << ToText(rising[j]);
    }
  }
}

TEST(CypherValue, FloatsReadAsFloats) {
  EXPECT_EQ(FloatText(1), "1.0");
  EXPECT_EQ(FloatText(-0.0), "-0.0");
  EXPECT_EQ(FloatText(0.1), "0.1");
  EXPECT_EQ(FloatText(1e21), "1.0E21");
  EXPECT_EQ(FloatText(1.5e-7), "1.5E-7");
}

}  // namespace
}  // namespace concord::cypher
