// What one part of a framework says of another, as relations between sets, and what follows from two of
// them. The algebra of docs/queries.md ("Composition").
#ifndef CONCORD_QUERY_CROSSWALKS_SET_RELATION_H_
#define CONCORD_QUERY_CROSSWALKS_SET_RELATION_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

// The relations that may hold between two non-empty sets; exactly one of the five does. A mask is the
// set of those that are still possible.
using RelationMask = uint8_t;
inline constexpr RelationMask kEqual = 1;
inline constexpr RelationMask kSubset = 2;  // subject within object, and not equal
inline constexpr RelationMask kSuperset = 4;
inline constexpr RelationMask kIntersects = 8;  // overlap, and neither within the other
inline constexpr RelationMask kNone = 16;       // disjoint
inline constexpr RelationMask kAnyRelation = 31;

// What A-C can be when A-B is one of `ab` and B-C is one of `bc`. Two empty masks, or one, give 0.
RelationMask Compose(RelationMask ab, RelationMask bc);

// B-A from A-B.
RelationMask Invert(RelationMask ab);

enum class RelationClass : uint8_t { kContradiction, kDefinite, kOverlap, kExcludes, kNothing };
RelationClass ClassOf(RelationMask mask);
std::string_view RelationClassName(RelationClass c);  // "definite", "overlap guaranteed", ...

// "equal", "subset or intersects", "contradiction" for 0, "none" for kNone.
std::string RelationName(RelationMask mask);

// The mask of an SSSOM predicate; 0 for one that says nothing about sets. `negated` (predicate_modifier
// Not) gives the complement, but for relatedMatch, whose negation asserts that nothing is shared.
RelationMask MaskOfPredicate(std::string_view predicate, bool negated);

// The predicate as seen from the object: skos:broadMatch <-> skos:narrowMatch; symmetric ones stay. Empty for
// one that has no inverse here.
std::string_view InvertPredicate(std::string_view predicate);

// The predicate to write for a mask that guarantees an overlap: exactMatch, broadMatch, narrowMatch, else
// relatedMatch. Empty for one that does not.
std::string_view PredicateOfMask(RelationMask mask);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_SET_RELATION_H_
