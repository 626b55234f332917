#include "query/crosswalks/mapping_links.h"

#include <algorithm>

#include "graph/vocabulary.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr std::string_view kNoTermFound = "sssom:NoTermFound";

}  // namespace

std::string PredicateSeen(const Edge& edge, bool inverted) {
  const std::string_view predicate = edge.properties.FindString(property::predicate);
  const std::string_view inverse = inverted ? InvertPredicate(predicate) : std::string_view();
  return std::string(inverse.empty() ? predicate : inverse);
}

std::string JustificationSeen(const Edge& edge, bool inverted) {
  const std::string_view justification = edge.properties.FindString(property::justification);
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
  if (has_all_) return &(links_[node] = {});
  for (const Direction direction : {Direction::kOut, Direction::kIn}) {
    const auto adjacent = Neighbours(*snapshot_, node, direction, edge::MAPS_TO);
    if (!adjacent) return tl::unexpected(adjacent.error());
    for (const Adjacent& end : *adjacent) {
      const auto edge = snapshot_->GetEdge(end.edge);
      if (!edge) return tl::unexpected(edge.error());
      links.push_back(LinkOf(*edge, direction == Direction::kIn));
    }
  }
  std::sort(links.begin(), links.end(),
            [](const MappingLink& x, const MappingLink& y) { return x.edge < y.edge; });
  return &(links_[node] = std::move(links));
}

Result<void> MappingLinks::ReadAll() {
  if (has_all_) return {};
  const std::optional<Symbol> type = snapshot_->FindSymbol(edge::MAPS_TO);
  std::vector<EdgeId> rows;
  if (type) {
    const auto scanned = snapshot_->ScanAdjacency([&](NodeId, const Adjacent& end) {
      if (end.type == *type) rows.push_back(end.edge);
      return true;
    });
    if (!scanned) return scanned;
  }
  std::sort(rows.begin(), rows.end());
  links_.clear();
  // The rows of a mapping set lie beside one another, so they are read in few pieces. A gap of some edges is
  // cheaper read than jumped.
  constexpr EdgeId kGap = 16;
  for (size_t i = 0; i < rows.size();) {
    size_t behind = i + 1;
    while (behind < rows.size() && rows[behind] - rows[behind - 1] <= kGap) ++behind;
    const auto read = snapshot_->ForEachEdge(
        [&](const Edge& edge) {
          if (edge.type != edge::MAPS_TO) return true;
          links_[edge.from].push_back(LinkOf(edge, false));
          links_[edge.to].push_back(LinkOf(edge, true));
          return true;
        },
        rows[i], rows[behind - 1] + 1);
    if (!read) return read;
    i = behind;
  }
  has_all_ = true;
  return {};
}

MappingLink MappingLinks::LinkOf(const Edge& edge, bool inverted) {
  const PropertyMap& properties = edge.properties;
  MappingLink link;
  link.edge = edge.id;
  link.other = inverted ? edge.from : edge.to;
  link.inverted = inverted;
  link.negated = properties.FindString(property::modifier) == "Not";
  link.mask = MaskOfPredicate(properties.FindString(property::predicate), link.negated);
  if (inverted) link.mask = Invert(link.mask);
  if (const Value* confidence = properties.Find(property::confidence)) {
    if (confidence->type() == Value::Type::kDouble) link.confidence = confidence->as_double();
    if (confidence->type() == Value::Type::kInt) link.confidence = static_cast<double>(confidence->as_int());
  }
  if (const std::string_view rationale = properties.FindString(property::rationale); !rationale.empty()) {
    auto at = std::find(rationales_.begin(), rationales_.end(), rationale);
    if (at == rationales_.end()) at = rationales_.emplace(rationales_.end(), rationale);
    link.rationale = static_cast<uint16_t>(at - rationales_.begin() + 1);
  }
  return link;
}

}  // namespace concord
