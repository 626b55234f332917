#include "graph/keys.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <set>

namespace concord {
namespace {

TEST(Keys, OrderOfBytesIsOrderOfNumbers) {
  const std::vector<uint64_t> numbers = {
      0, 1, 127, 128, 255, 256, 65535, 65536, uint64_t{1} << 32, UINT64_MAX - 1, UINT64_MAX};
  for (const uint64_t a : numbers) {
    EXPECT_EQ(ParseIdKey(NodeKey(a)), a);
    for (const uint64_t b : numbers) {
      EXPECT_EQ(NodeKey(a).view() < NodeKey(b).view(), a < b) << a << " " << b;
      for (const Symbol type : {1u, 256u, UINT32_MAX}) {
        // Node first, then type, then edge.
        EXPECT_EQ(RunKey(a, type, 9).view() < RunKey(b, 77, 1).view(),
                  std::pair(a, type) < std::pair(b, Symbol{77}));
        EXPECT_EQ(RunKey(1, type, a).view() < RunKey(1, type, b).view(), a < b);
      }
    }
  }
}

// As docs/store-format.md spells them.
TEST(Keys, BytesOfEachKey) {
  using std::string_literals::operator""s;
  EXPECT_EQ(RunKey(0x0102, 3, 0x40000).view(), "\0\0\0\0\0\0\1\2\0\0\0\3\0\0\0\0\0\4\0\0"s);
  EXPECT_EQ(LabelKey(5, 6).view(), "\0\0\0\5\0\0\0\0\0\0\0\6"s);
  EXPECT_EQ(BlobChunkKey(7, 8, 9).view(), "\0\0\0\0\0\0\0\7\0\0\0\10\0\0\0\11"s);
  EXPECT_EQ(PropertyKey(1, 2, "a", 3), "\0\0\0\1\0\0\0\2\6a\0\0\0\0\0\0\0\0\0\3"s);
  EXPECT_EQ(UnitKey("eu-ai-act@2024"), "unit:eu-ai-act@2024");
  EXPECT_EQ(SymbolKey(258), "symbol:\0\0\1\2"s);
}

TEST(Keys, PartsComeBack) {
  const auto run = ParseRunKey(RunKey(12, 34, 56));
  ASSERT_TRUE(run);
  EXPECT_EQ(run->node, 12u);
  EXPECT_EQ(run->type, 34u);
  EXPECT_EQ(run->first, 56u);
  EXPECT_EQ(ParseTrailingNode(LabelKey(1, 99)), 99u);
  EXPECT_EQ(ParseTrailingNode(PropertyKey(1, 2, "text", 99)), 99u);
}

TEST(Keys, WrongLengthsAreNoKeys) {
  const std::string bytes(40, 'x');
  for (size_t size = 0; size < bytes.size(); ++size) {
    const std::string_view key = std::string_view(bytes).substr(0, size);
    EXPECT_EQ(ParseIdKey(key).has_value(), size == 8);
    EXPECT_EQ(ParseRunKey(key).has_value(), size == 20);
    EXPECT_EQ(ParseTrailingNode(key).has_value(), size >= 12);
  }
}

TEST(Keys, PrefixEndIsBehindThePrefixAndNothingElse) {
  EXPECT_EQ(PrefixEnd("ab"), "ac");
  EXPECT_EQ(PrefixEnd("a\xff\xff"), "b");
  EXPECT_EQ(PrefixEnd("\xff\xff"), "");
}

// ---- Ordered values -------------------------------------------------------------------------------

// An order of values written down without regard to bytes: type, then value.
int Compare(const Value& a, const Value& b);

int CompareLists(const List& a, const List& b) {
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (const int order = Compare(a[i], b[i]); order != 0) return order;
  }
  return a.size() < b.size() ? -1 : a.size() > b.size();
}

template <typename T>
int Order(const T& a, const T& b) {
  return a < b ? -1 : b < a;
}

int Compare(const Value& a, const Value& b) {
  if (a.type() != b.type()) return Order(a.type(), b.type());
  switch (a.type()) {
    case Value::Type::kBool:
      return Order(a.as_bool(), b.as_bool());
    case Value::Type::kInt:
      return Order(a.as_int(), b.as_int());
    case Value::Type::kDouble:
      if (std::isnan(a.as_double()) || std::isnan(b.as_double())) {
        return Order(std::isnan(a.as_double()), std::isnan(b.as_double()));
      }
      return Order(a.as_double(), b.as_double());
    case Value::Type::kString:
      return Order(a.as_string(), b.as_string());
    case Value::Type::kDate:
      return Order(a.as_date(), b.as_date());
    case Value::Type::kList:
      return CompareLists(a.as_list(), b.as_list());
    case Value::Type::kMap: {
      List as, bs;
      for (const Property& property : a.as_map()) as.insert(as.end(), {Value(property.name), property.value});
      for (const Property& property : b.as_map()) bs.insert(bs.end(), {Value(property.name), property.value});
      return CompareLists(as, bs);
    }
    case Value::Type::kNull:
      break;
  }
  return 0;
}

std::vector<Value> ManyValues() {
  using std::string_literals::operator""s;
  std::vector<Value> values = {Value(), true,    false,  "",      "a",    "ab",    "b",
                               "\0"s,   "\0\0"s, "a\0"s, "a\0b"s, "a\1"s, "\xff"s, "a\xff"s};
  for (const int64_t number : {INT64_MIN, INT64_MIN + 1, int64_t{-256}, int64_t{-1}, int64_t{0}, int64_t{1},
                               int64_t{255}, int64_t{256}, INT64_MAX}) {
    values.emplace_back(number);
  }
  const double inf = std::numeric_limits<double>::infinity();
  for (const double number :
       {-inf, -1e300, -1.0, -5e-324, -0.0, 0.0, 5e-324, 1.0, 1.5, 1e300, inf,
        std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN()}) {
    values.emplace_back(number);
  }
  for (const char* date :
       {"0001", "2023", "2024", "2024-01", "2024-01-01", "2024-01-02", "2024-02", "2024-12-31", "9999"}) {
    values.emplace_back(*Date::Parse(date));
  }
  std::mt19937 random(1);
  const size_t scalars = values.size();
  for (int i = 0; i < 200; ++i) {
    List list;
    PropertyMap map;
    for (size_t n = random() % 4; n > 0; --n) {
      list.push_back(values[random() % values.size()]);
      map.Set(std::string(random() % 3, "a\0z"[random() % 3]), values[random() % scalars]);
    }
    values.emplace_back(i % 2 == 0 ? Value(list) : Value(map));
  }
  return values;
}

TEST(OrderedValue, OrderOfBytesIsOrderOfValues) {
  const std::vector<Value> values = ManyValues();
  for (const Value& a : values) {
    for (const Value& b : values) {
      const std::string left = OrderedValue(a);
      const std::string right = OrderedValue(b);
      if (left.size() >= kMaxOrderedValue || right.size() >= kMaxOrderedValue) continue;
      EXPECT_EQ(Order(left, right), Compare(a, b)) << a.ToString() << " | " << b.ToString();
      EXPECT_EQ(left == right, a == b) << a.ToString() << " | " << b.ToString();
      // Else the entries of one value would lie among those of another.
      if (left != right) {
        EXPECT_FALSE(left.starts_with(right)) << a.ToString() << " | " << b.ToString();
      }
    }
  }
}

TEST(OrderedValue, LongValuesAreCutWhereTheirOrderIsDecided) {
  const std::string common(1000, 'x');
  EXPECT_EQ(OrderedValue(common).size(), kMaxOrderedValue);
  EXPECT_EQ(OrderedValue(common + "a"), OrderedValue(common + "b"));
  EXPECT_LT(OrderedValue("w" + common), OrderedValue(common));
  EXPECT_EQ(OrderedValue(List(5000, Value("abc"))).size(), kMaxOrderedValue);
  // The longest string that is not cut has the tag before it and two bytes behind it.
  EXPECT_EQ(OrderedValue(std::string(kMaxOrderedValue - 3, 'x')).size(), kMaxOrderedValue);
  EXPECT_EQ(OrderedValue(std::string(kMaxOrderedValue - 4, 'x')).size(), kMaxOrderedValue - 1);
}

}  // namespace
}  // namespace concord
