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

// What is known about one item of A in one other framework.
struct ItemCoverage {
  ItemState state = ItemState::kNobodyHasLooked;
  // The strongest stated relation of the item to any other, in this order: "equal", "subset" (all of it lies
  // within), "superset", "intersects", "close", "mapped" (says nothing of sets). For an item without one,
  // what chains prove of it, if that is an overlap.
  std::string relation;
  RelationClass proven = RelationClass::kNothing;  // of that relation
  bool follows = false;                            // not stated, but implied by several statements
  std::vector<EdgeId> rows;                        // that say so; if implied, those of its chains
};

// Parallel to A's items. The crosswalk is that of A with the other framework.
std::vector<ItemCoverage> CoverageOf(const Crosswalk& crosswalk, const Framework& a);

// "subset", "(intersects)" for an implied relation, "no counterpart", "no relationship", "-".
std::string CoverageWord(const ItemCoverage& coverage);

// The answer of `coverage A --by B,C,D`: a row for each item, then one for each sum. Without --by, all
// frameworks that a row connects with A, those with most of its items first, at most 64.
Result<Answer> CoverFramework(const Snapshot& snapshot, const Arguments& arguments);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_FRAMEWORK_COVERAGE_H_
