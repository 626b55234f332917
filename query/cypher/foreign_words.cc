#include "query/cypher/foreign_words.h"

#include <array>

namespace concord::cypher {
namespace {

struct Instead {
  std::string_view word, instead;
};

constexpr std::string_view kComparesText = "CONTAINS, STARTS WITH, ENDS WITH and =~ compare text";

constexpr auto kInsteadOfWords = std::to_array<Instead>({
    {"like", kComparesText},
    {"ilike", kComparesText},
    {"between", "write 1 <= x AND x <= 5"},
    {"group", "rows are grouped by the columns that are no aggregates; leave GROUP BY out"},
    {"having", "write WITH ... WHERE"},
    {"join", "a pattern joins, as in (a)-[:TYPE]->(b)"},
    {"nulls", "nulls come last, and first with DESC; this cannot be changed"},
    {"shortest", "write ANY SHORTEST or ALL SHORTEST"},
    {"top", "write LIMIT at the end"},
});

constexpr auto kInsteadOfFunctions = std::to_array<Instead>({
    {"year", "write x.year"},
    {"month", "write x.month"},
    {"day", "write x.day"},
    {"now", "write datetime()"},
    {"lower", "write toLower(x)"},
    {"upper", "write toUpper(x)"},
    {"len", "write size(x)"},
    {"ln", "write log(x)"},
    {"ceiling", "write ceil(x)"},
    {"btrim", "write trim(x)"},
    {"xor", "write x XOR y"},
    {"point", "there are no spatial types"},
    {"randomuuid", "key(n) is the key that a new node n got"},
    {"strlen", "write size(x)"},
    {"concat", "write x + y"},
    {"ifnull", "write coalesce(x, y)"},
    {"isnull", "write x IS NULL"},
    {"contains", "write x CONTAINS y"},
    {"startswith", "write x STARTS WITH y"},
    {"endswith", "write x ENDS WITH y"},
    {"array_agg", "write collect(x)"},
    {"group_concat", "write collect(x)"},
    {"string_agg", "write collect(x)"},
});

template <typename Words>
std::string_view FindInstead(const Words& words, std::string_view wanted) {
  for (const Instead& foreign : words) {
    if (foreign.word == wanted) return foreign.instead;
  }
  return {};
}

}  // namespace

std::string_view InsteadOfWord(std::string_view word) { return FindInstead(kInsteadOfWords, word); }
std::string_view InsteadOfFunction(std::string_view name) { return FindInstead(kInsteadOfFunctions, name); }

}  // namespace concord::cypher
