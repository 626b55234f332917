#include "query/places/place_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace concord {

PlaceStep StepOf(const Node& node) {
  PlaceStep step;
  if (node.HasLabel(label::Section)) {
    step.kind = PlaceStep::Kind::kSection;
    step.part = {std::string(node.properties.FindString(property::number)),
                 std::string(node.properties.FindString(property::heading))};
  } else if (node.HasLabel(label::Version)) {
    step.kind = PlaceStep::Kind::kEdition;
    step.file = node.properties.FindString(property::file);
    step.title = node.properties.FindString(property::title);
  } else if (node.HasLabel(label::Document) || node.HasLabel(label::MappingSet)) {
    step.kind = PlaceStep::Kind::kWork;
    step.title = node.properties.FindString(property::title);
  }
  if (step.kind != PlaceStep::Kind::kNone) step.key = node.key;
  return step;
}

void AddStep(NodeId id, const PlaceStep& step, Place* place, std::vector<AnchorPart>* parts) {
  switch (step.kind) {
    case PlaceStep::Kind::kNone:
      return;
    case PlaceStep::Kind::kSection:
      if (place->section == 0) {
        place->section = id;
        place->section_key = step.key;
      }
      parts->push_back(step.part);
      return;
    case PlaceStep::Kind::kEdition:
      place->version = id;
      place->version_key = step.key;
      place->source = step.file;
      place->document_title = step.title;
      return;
    case PlaceStep::Kind::kWork:
      place->document = id;
      place->document_key = step.key;
      if (!step.title.empty()) place->document_title = step.title;
      return;
  }
}

void FinishPlace(std::vector<AnchorPart> parts, Place* place) {
  std::reverse(parts.begin(), parts.end());
  place->anchor = AnchorText(parts);
  for (const AnchorPart& part : parts) {
    if (!part.heading.empty()) place->headings += (place->headings.empty() ? "" : " > ") + part.heading;
  }
}

Evidence EvidenceOfPlace(const Place& place) {
  Evidence evidence;
  evidence.document = place.document_key;
  evidence.title = place.document_title;
  evidence.version = place.version_key;
  evidence.section = place.section_key;
  evidence.anchor = place.anchor;
  evidence.source = place.source;
  return evidence;
}

tl::unexpected<Error> FailSpan(uint64_t start, uint64_t end, bool past_end) {
  return Fail(ErrorCode::kCorrupt,
              fmt::format("the span from {} to {} {}", start, end,
                          past_end ? "ends behind its text" : "cuts a character in two"));
}

}  // namespace concord
