// Which whole each part is in, for all parts of a graph at once: for whoever asks for the places of many.
#ifndef CONCORD_QUERY_PLACES_PART_TREE_H_
#define CONCORD_QUERY_PLACES_PART_TREE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// Reads every edge once, which costs as much as asking some thousand nodes for what they are part of. Takes 9
// bytes for each node.
class PartTree {
 public:
  // Nothing for a graph in which ids are so sparse that the arrays would be mostly empty.
  static Result<std::optional<PartTree>> Load(const Snapshot& snapshot);

  // What the node is directly part of, as Places finds it; 0 for what is part of nothing.
  NodeId WholeOf(NodeId part) const { return part < wholes_.size() ? wholes_[part] : 0; }
  // The edition that the node is, or is in; 0 without one.
  NodeId VersionOf(NodeId part) const;
  // Whether the node is a step on the way from a part up to its work: a section, an edition or the work.
  bool IsStep(NodeId node) const { return KindOf(node) > Kind::kMeasure; }
  // A section, an edition or a measure.
  bool IsPart(NodeId node) const { return KindOf(node) != Kind::kOther && KindOf(node) != Kind::kWork; }

 private:
  enum class Kind : uint8_t { kOther, kMeasure, kSection, kEdition, kWork };
  Kind KindOf(NodeId node) const { return node < kinds_.size() ? kinds_[node] : Kind::kOther; }

  std::vector<NodeId> wholes_;  // by id
  std::vector<Kind> kinds_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_PART_TREE_H_
