// How far other frameworks cover one: `coverage A --by B,C,D`.
#ifndef CONCORD_QUERY_CROSSWALKS_FRAMEWORK_COVERAGE_H_
#define CONCORD_QUERY_CROSSWALKS_FRAMEWORK_COVERAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "query/crosswalks/crosswalk.h"
#include "query/crosswalks/item_gaps.h"
#include "query/query.h"

namespace concord {

// What is known of one item of A in one other framework.
struct ItemCoverage {
  ItemState state = ItemState::kNobodyHasLooked;
  // The strongest relation that is stated: of the item to some other, "equal" before "subset" (all of it lies
  // within), "superset", "intersects", "close"; "mapped" for one that says nothing of sets. Of an item
  // without one, what chains prove of it, if that is an overlap.
  std::string relation;
  RelationClass proven = RelationClass::kNothing;  // of that relation
  bool follows = false;                            // it is no statement, but follows from several
  std::vector<EdgeId> rows;                        // that speak of it; of what follows, those of its chains
};

// Beside A's items. The crosswalk is that of A with the other framework.
std::vector<ItemCoverage> CoverageOf(const Crosswalk& crosswalk, const Framework& a);

// "subset", "(intersects)" for what follows, "no counterpart", "no relationship", "-".
std::string CoverageWord(const ItemCoverage& coverage);

// The answer of `coverage A --by B,C,D`: a row for each item, then one for each sum. Without --by all
// frameworks that a row of a crosswalk joins with A, those with most of its items first, at most 64.
Result<Answer> CoverFramework(const Snapshot& snapshot, const Arguments& arguments);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_FRAMEWORK_COVERAGE_H_
