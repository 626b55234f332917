#include "query/mapping_links.h"

#include <algorithm>

#include "query/walk.h"

namespace concord {
namespace {

constexpr std::string_view kNoTermFound = "sssom:NoTermFound";

}  // namespace

std::string PredicateSeen(const Edge& edge, bool inverted) {
  const std::string_view predicate = edge.properties.FindString("predicate");
  const std::string_view inverse = inverted ? InvertPredicate(predicate) : std::string_view();
  return std::string(inverse.empty() ? predicate : inverse);
}

std::string JustificationSeen(const Edge& edge, bool inverted) {
  const std::string_view justification = edge.properties.FindString("justification");
  // A curator said it in the other direction; this one follows.
  return std::string(inverted && !justification.empty() ? "semapv:MappingInversion" : justification);
}

Result<MappingLinks> MappingLinks::Open(const Snapshot& snapshot) {
  MappingLinks links;
  links.snapshot_ = &snapshot;
  const auto no_term = snapshot.FindNode(kNoTermFound);
  if (!no_term) return tl::unexpected(no_term.error());
  links.no_term_ = no_term->value_or(0);
  return links;
}

Result<const std::vector<MappingLink>*> MappingLinks::Of(NodeId node) {
  if (const auto found = links_.find(node); found != links_.end()) return &found->second;
  std::vector<MappingLink> links;
  for (const Direction direction : {Direction::kOut, Direction::kIn}) {
    const auto adjacent = Neighbours(*snapshot_, node, direction, "MAPS_TO");
    if (!adjacent) return tl::unexpected(adjacent.error());
    for (const Adjacent& end : *adjacent) {
      const auto edge = snapshot_->GetEdge(end.edge);
      if (!edge) return tl::unexpected(edge.error());
      links.push_back(LinkOf(*edge, end.node, direction == Direction::kIn));
    }
  }
  std::sort(links.begin(), links.end(),
            [](const MappingLink& x, const MappingLink& y) { return x.edge < y.edge; });
  return &(links_[node] = std::move(links));
}

MappingLink MappingLinks::LinkOf(const Edge& edge, NodeId other, bool inverted) {
  const PropertyMap& properties = edge.properties;
  MappingLink link;
  link.edge = edge.id;
  link.other = other;
  link.inverted = inverted;
  link.negated = properties.FindString("modifier") == "Not";
  link.mask = MaskOfPredicate(properties.FindString("predicate"), link.negated);
  if (inverted) link.mask = Invert(link.mask);
  if (const Value* confidence = properties.Find("confidence")) {
    if (confidence->type() == Value::Type::kDouble) link.confidence = confidence->as_double();
    if (confidence->type() == Value::Type::kInt) link.confidence = static_cast<double>(confidence->as_int());
  }
  if (const std::string_view rationale = properties.FindString("rationale"); !rationale.empty()) {
    auto at = std::find(rationales_.begin(), rationales_.end(), rationale);
    if (at == rationales_.end()) at = rationales_.emplace(rationales_.end(), rationale);
    link.rationale = static_cast<uint16_t>(at - rationales_.begin() + 1);
  }
  return link;
}

}  // namespace concord
