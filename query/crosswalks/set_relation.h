// What one part of a framework says about another, as relations between sets, and what two relations imply.
// docs/queries.md has the algebra.
#ifndef CONCORD_QUERY_CROSSWALKS_SET_RELATION_H_
#define CONCORD_QUERY_CROSSWALKS_SET_RELATION_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

// The relations that may hold between two non-empty sets. Exactly one of the five holds. A mask is the set of
// those that are still possible.
using RelationMask = uint8_t;
inline constexpr RelationMask kEqual = 1;
inline constexpr RelationMask kSubset = 2;  // subject within object, and not equal
inline constexpr RelationMask kSuperset = 4;
inline constexpr RelationMask kIntersects = 8;  // overlap, and neither within the other
inline constexpr RelationMask kNone = 16;       // disjoint
inline constexpr RelationMask kAnyRelation = 31;

// The possible relations A-C if A-B is one of `ab` and B-C is one of `bc`. 0 if either mask is empty.
RelationMask Compose(RelationMask ab, RelationMask bc);

// B-A from A-B.
RelationMask Invert(RelationMask ab);

enum class RelationClass : uint8_t { kContradiction, kDefinite, kOverlap, kExcludes, kNothing };
RelationClass ClassOf(RelationMask mask);
std::string_view RelationClassName(RelationClass c);  // "definite", "overlap guaranteed", ...

// "equal", "subset or intersects", "contradiction" for 0, "none" for kNone.
std::string RelationName(RelationMask mask);

// The mask of an SSSOM predicate; 0 for one that says nothing about sets. `negated` (predicate_modifier Not)
// gives the complement. Exception: the negation of relatedMatch says that the sets share nothing.
RelationMask MaskOfPredicate(std::string_view predicate, bool negated);

// The predicate as seen from the object: skos:broadMatch <-> skos:narrowMatch; symmetric ones stay. Empty for
// one that has no inverse here.
std::string_view InvertPredicate(std::string_view predicate);

// The predicate for a mask that guarantees an overlap: exactMatch, broadMatch, narrowMatch, or else
// relatedMatch. Empty for any other mask.
std::string_view PredicateOfMask(RelationMask mask);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_SET_RELATION_H_
