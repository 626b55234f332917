// What the analyser knows of a value before the query runs.
#ifndef CONCORD_QUERY_CYPHER_STATIC_TYPE_H_
#define CONCORD_QUERY_CYPHER_STATIC_TYPE_H_

#include <cstdint>
#include <string>

namespace concord::cypher {

enum class TypeKind : uint8_t {
  kAny,
  kNull,
  kBool,
  kInt,
  kFloat,
  kString,
  kList,
  kMap,
  kNode,
  kEdge,
  kPath,
  kTemporal,
};

struct StaticType {
  TypeKind kind = TypeKind::kAny;
  TypeKind element = TypeKind::kAny;  // of a list
};

// Sets of kinds, as bits.
using TypeSet = uint16_t;
constexpr TypeSet SetOf(TypeKind kind) { return static_cast<TypeSet>(1U << static_cast<unsigned>(kind)); }
inline constexpr TypeSet kBoolSet = SetOf(TypeKind::kBool);
inline constexpr TypeSet kIntSet = SetOf(TypeKind::kInt);
inline constexpr TypeSet kNumberSet = SetOf(TypeKind::kInt) | SetOf(TypeKind::kFloat);
inline constexpr TypeSet kStringSet = SetOf(TypeKind::kString);
inline constexpr TypeSet kListSet = SetOf(TypeKind::kList);
inline constexpr TypeSet kMapSet = SetOf(TypeKind::kMap);
inline constexpr TypeSet kNodeSet = SetOf(TypeKind::kNode);
inline constexpr TypeSet kEdgeSet = SetOf(TypeKind::kEdge);
inline constexpr TypeSet kPathSet = SetOf(TypeKind::kPath);
inline constexpr TypeSet kTemporalSet = SetOf(TypeKind::kTemporal);
inline constexpr TypeSet kAnySet = 0xFFFF;

// Whether a value of the type may turn out to be one of the set.
constexpr bool MayBe(TypeKind kind, TypeSet set) {
  return kind == TypeKind::kAny || kind == TypeKind::kNull || (SetOf(kind) & set) != 0;
}

// "Integer or Float": for messages.
std::string NamesOf(TypeSet set);
std::string NameOf(TypeKind kind);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_STATIC_TYPE_H_
