// The words of graph/schema.def as constants, spelt as they are stored. A word that is not in the schema does
// not compile.
//
//   snapshot.NodeCount(label::Measure), edge::HAS_VERSION, node.properties.FindString(property::title)
//
// They are arrays of characters, because both std::string and std::string_view accept those.
#ifndef CONCORD_GRAPH_VOCABULARY_H_
#define CONCORD_GRAPH_VOCABULARY_H_

namespace concord {

namespace label {
#define LABEL(name) inline constexpr char name[] = #name;
#include "graph/schema.def"
}  // namespace label

namespace edge {
#define EDGE(type, from, to) inline constexpr char type[] = #type;
#include "graph/schema.def"
}  // namespace edge

namespace property {
#define PROPERTY(name) inline constexpr char name[] = #name;
#include "graph/schema.def"
}  // namespace property

}  // namespace concord

#endif  // CONCORD_GRAPH_VOCABULARY_H_
