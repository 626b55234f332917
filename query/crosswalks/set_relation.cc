#include "query/crosswalks/set_relation.h"

#include <array>
#include <bit>

namespace concord {
namespace {

constexpr RelationMask EQ = kEqual, SUB = kSubset, SUP = kSuperset, INT = kIntersects, NON = kNone,
                       ANY = kAnyRelation;

// Row: A-B; column: B-C; both in the order EQ SUB SUP INT NONE. Held by brute force over a six-element
// universe in tests/query/crosswalks/set_relation_test.cc.
constexpr std::array<std::array<RelationMask, 5>, 5> kTable = {{
    {EQ, SUB, SUP, INT, NON},
    {SUB, SUB, ANY, SUB | INT | NON, NON},
    {SUP, EQ | SUB | SUP | INT, SUP, SUP | INT, SUP | INT | NON},
    {INT, SUB | INT, SUP | INT | NON, ANY, SUP | INT | NON},
    {NON, SUB | INT | NON, NON, SUB | INT | NON, ANY},
}};

constexpr std::array<std::string_view, 5> kNames = {"equal", "subset", "superset", "intersects", "none"};

struct Predicate {
  std::string_view name;
  RelationMask mask;
  std::string_view inverse;
};
constexpr Predicate kPredicates[] = {
    {"skos:exactMatch", EQ, "skos:exactMatch"},
    {"skos:broadMatch", SUB, "skos:narrowMatch"},
    {"skos:narrowMatch", SUP, "skos:broadMatch"},
    {"skos:relatedMatch", INT, "skos:relatedMatch"},
    // Says "similar", which sets do not know: everything but disjoint.
    {"skos:closeMatch", EQ | SUB | SUP | INT, "skos:closeMatch"},
    {"owl:equivalentClass", EQ, "owl:equivalentClass"},
    {"owl:sameAs", EQ, "owl:sameAs"},
    {"rdfs:subClassOf", EQ | SUB, "skos:narrowMatch"},
};

}  // namespace

RelationMask Compose(RelationMask ab, RelationMask bc) {
  RelationMask possible = 0;
  for (size_t i = 0; i < 5; ++i) {
    if ((ab & (1U << i)) == 0) continue;
    for (size_t j = 0; j < 5; ++j) {
      if ((bc & (1U << j)) != 0) possible |= kTable[i][j];
    }
  }
  return possible;
}

RelationMask Invert(RelationMask ab) {
  const auto kept = static_cast<RelationMask>(ab & ~(SUB | SUP));
  return static_cast<RelationMask>(kept | ((ab & SUB) != 0 ? SUP : 0) | ((ab & SUP) != 0 ? SUB : 0));
}

RelationClass ClassOf(RelationMask mask) {
  if (mask == 0) return RelationClass::kContradiction;
  if (mask == ANY) return RelationClass::kNothing;
  if (std::has_single_bit(mask)) return RelationClass::kDefinite;
  return (mask & NON) == 0 ? RelationClass::kOverlap : RelationClass::kExcludes;
}

std::string_view RelationClassName(RelationClass c) {
  constexpr std::string_view kClasses[] = {"contradiction", "definite", "overlap guaranteed",
                                           "excludes something", "no information"};
  return kClasses[static_cast<size_t>(c)];
}

std::string RelationName(RelationMask mask) {
  if (mask == 0) return "contradiction";
  std::string name;
  for (size_t i = 0; i < 5; ++i) {
    if ((mask & (1U << i)) != 0) name += (name.empty() ? "" : " or ") + std::string(kNames[i]);
  }
  return name;
}

RelationMask MaskOfPredicate(std::string_view predicate, bool negated) {
  for (const Predicate& known : kPredicates) {
    if (known.name != predicate) continue;
    if (!negated) return known.mask;
    return known.mask == INT ? NON : static_cast<RelationMask>(ANY & ~known.mask);
  }
  return 0;
}

std::string_view InvertPredicate(std::string_view predicate) {
  for (const Predicate& known : kPredicates) {
    if (known.name == predicate) return known.inverse;
  }
  return {};
}

std::string_view PredicateOfMask(RelationMask mask) {
  switch (mask) {
    case EQ:
      return "skos:exactMatch";
    case SUB:
      return "skos:broadMatch";
    case SUP:
      return "skos:narrowMatch";
    default:
      return mask != 0 && (mask & NON) == 0 ? "skos:relatedMatch" : std::string_view();
  }
}

}  // namespace concord
