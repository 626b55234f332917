// The three relations between values, against tables worked out by hand.
#include "query/cypher/value.h"

#include <gtest/gtest.h>

#include <cmath>

#include "query/cypher/key_table.h"
#include "query/cypher/temporal/construct.h"
#include "query/cypher/temporal_value.h"

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
}

// The bytes of values are equal when the values are equivalent, and only then.
TEST(CypherValue, KeysAreEqualWhereValuesAreEquivalent) {
  using temporal::TemporalType;
  const auto moment = [](TemporalType type, const char* text) {
    return FromTemporal(*temporal::Parse(type, text));
  };
  const std::vector<Value> values = {
      moment(TemporalType::kDate, "2015-07-21"),
      moment(TemporalType::kDate, "2015-07-22"),
      moment(TemporalType::kLocalDateTime, "2015-07-21T00:00"),
      moment(TemporalType::kDateTime, "2015-07-21T12:00+02:00"),
      moment(TemporalType::kDateTime, "2015-07-21T10:00Z"),
      moment(TemporalType::kDateTime, "2015-07-21T12:00[Europe/Stockholm]"),
      moment(TemporalType::kDateTime, "2015-07-21T12:00[Europe/Berlin]"),
      moment(TemporalType::kTime, "12:00+02:00"),
      moment(TemporalType::kTime, "10:00Z"),
      moment(TemporalType::kLocalTime, "10:00"),
      moment(TemporalType::kDuration, "PT24H"),
      moment(TemporalType::kDuration, "P1D"),
      Value(),
      Value(false),
      Value(true),
      Int(0),
      Value(0.0),
      Value(-0.0),
      Int(1),
      Value(1.0),
      Value(1.5),
      Value(std::nan("")),
      Value(-std::nan("")),
      Value(INFINITY),
      Value(-INFINITY),
      Int(9007199254740993),
      Value(9007199254740992.0),
      Int(9007199254740992),
      Int(INT64_MAX),
      Int(INT64_MIN),
      Value(9223372036854775808.0),
      Value(-9223372036854775808.0),
      Value(""),
      Value("a"),
      Value(std::string("a\0", 2)),
      Value("1"),
      List({}),
      List({Value()}),
      List({Int(1), Value("a")}),
      List({Value(1.0), Value("a")}),
      List({List({Int(1)}), Value("a")}),
      List({List({Int(1), Value("a")})}),
      Value(ValueMap{}),
      Value(ValueMap{{"a", Int(1)}}),
      Value(ValueMap{{"a", Value(1.0)}}),
      Value(ValueMap{{"b", Int(1)}}),
      Value(NodeRef{1}),
      Value(EdgeRef{1}),
      Value(PathValue{{1}, {}}),
      Value(PathValue{{1, 2}, {1}}),
      Value(PathValue{{1, 2}, {2}}),
  };
  for (const Value& a : values) {
    for (const Value& b : values) {
      std::string left, right;
      AppendKey(a, &left);
      AppendKey(b, &right);
      EXPECT_EQ(left == right, Equivalent(a, b)) << ToText(a) << " " << ToText(b);
      // No value begins like another one, so that keys of several values cannot run into each other.
      EXPECT_EQ(left.starts_with(right), left == right) << ToText(a) << " " << ToText(b);
    }
  }
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
