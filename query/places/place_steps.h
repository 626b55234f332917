// What Places (query/places/place.h) and PartPlaces (query/places/part_places.h) share: how the nodes above a
// part become its place, and a place becomes evidence.
#ifndef CONCORD_QUERY_PLACES_PLACE_STEPS_H_
#define CONCORD_QUERY_PLACES_PLACE_STEPS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/vocabulary.h"
#include "query/places/place.h"

namespace concord {

// The edges from a whole to its parts, in the order in which they are tried on the way up.
inline constexpr std::array<std::string_view, 5> kWaysUp = {edge::STATES, edge::HAS_PART, edge::HAS_SECTION,
                                                            edge::HAS_VERSION, edge::HAS_ITEM};
// No document is nested deeper than this; a chain that is has a circle, which `check` reports.
inline constexpr int kMaxPartDepth = 1000;

// A node on the way up, as far as it says something about the place of what is below it.
struct PlaceStep {
  enum class Kind : uint8_t { kNone, kSection, kEdition, kWork } kind = Kind::kNone;
  std::string key;
  AnchorPart part;    // of a section
  std::string title;  // of a version or work
  std::string file;   // of a version
};
PlaceStep StepOf(const Node& node);

// Adds the step to the place, and its part to those of the innermost ones. The way ends at a work.
void AddStep(NodeId id, const PlaceStep& step, Place* place, std::vector<AnchorPart>* parts);
// Once all parts are known, innermost first.
void FinishPlace(std::vector<AnchorPart> parts, Place* place);

// Everything except the quote.
Evidence EvidenceOfPlace(const Place& place);

tl::unexpected<Error> FailSpan(uint64_t start, uint64_t end, bool past_end);

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_PLACE_STEPS_H_
