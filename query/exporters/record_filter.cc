#include "query/exporters/record_filter.h"

#include <algorithm>
#include <array>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 3> kStates = {"reviewed", "stated", "proposed"};

// What `method` says. Nothing for a record without a method.
std::optional<ReviewState> StateOf(const PropertyMap& properties) {
  const std::string_view method = properties.FindString(property::method);
  if (method.empty()) return std::nullopt;
  if (method == "human") return ReviewState::kReviewed;
  return method == "import" ? ReviewState::kStated : ReviewState::kProposed;
}

std::optional<Date> DateOf(const PropertyMap& properties, std::string_view name) {
  const Value* value = properties.Find(name);
  if (value == nullptr) return std::nullopt;
  if (value->type() == Value::Type::kDate) return value->as_date();
  return value->type() == Value::Type::kString ? Date::Parse(value->as_string()) : std::nullopt;
}

Date FirstDay(Date date) {
  return {date.year, std::max<int8_t>(date.month, 1), std::max<int8_t>(date.day, 1)};
}
// No earlier than the last day; months have 31 days here, which compares alike.
Date LastDay(Date date) {
  constexpr int8_t kMonths = 12, kDays = 31;
  return {date.year, date.month == 0 ? kMonths : date.month, date.day == 0 ? kDays : date.day};
}

}  // namespace

std::string_view ReviewStateName(ReviewState state) { return kStates[static_cast<size_t>(state)]; }

std::optional<ReviewState> FindReviewState(std::string_view word) {
  const auto at = std::ranges::find(kStates, word);
  if (at == kStates.end()) return std::nullopt;
  return static_cast<ReviewState>(at - kStates.begin());
}

bool RecordJudge::Overlaps(std::optional<Date> from, std::optional<Date> to) const {
  if (filter_.since && to && LastDay(*to) < FirstDay(*filter_.since)) return false;
  return !filter_.until || !from || FirstDay(*from) <= LastDay(*filter_.until);
}

bool RecordJudge::TakesProperties(const PropertyMap& properties) const {
  if (const Value* value = properties.Find(property::confidence); value != nullptr) {
    if (value->type() == Value::Type::kDouble && value->as_double() < filter_.least_confidence) return false;
    if (value->type() == Value::Type::kInt &&
        static_cast<double>(value->as_int()) < filter_.least_confidence) {
      return false;
    }
  }
  if (filter_.states.empty()) return true;
  const auto state = StateOf(properties);
  return !state || std::ranges::find(filter_.states, *state) != filter_.states.end();
}

Result<bool> RecordJudge::TakesVersion(NodeId version) {
  if (const auto known = versions_.find(version); known != versions_.end()) return known->second;
  CONCORD_ASSIGN(const Node node, snapshot_.GetNode(version));
  std::optional<Date> date = DateOf(node.properties, property::date);
  if (!date) {
    CONCORD_ASSIGN(const auto works, Neighbours(snapshot_, version, Direction::kIn, edge::HAS_VERSION));
    for (const Adjacent& above : works) {
      CONCORD_ASSIGN(const Node work, snapshot_.GetNode(above.node));
      if (!date) date = DateOf(work.properties, property::issued);
    }
  }
  if (!date) undated_.insert(version);
  const bool takes = date && Overlaps(date, date);
  versions_.emplace(version, takes);
  return takes;
}

// A work is taken with any of its editions. One that has none, because others only cite it, has a date of its
// own or none at all.
Result<bool> RecordJudge::TakesWork(const Node& work) {
  CONCORD_ASSIGN(const auto versions, Neighbours(snapshot_, work.id, Direction::kOut, edge::HAS_VERSION));
  for (const Adjacent& below : versions) {
    CONCORD_ASSIGN(const bool takes, TakesVersion(below.node));
    if (takes) return true;
  }
  if (!versions.empty()) return false;
  const auto date = DateOf(work.properties, property::issued);
  return !date || Overlaps(date, date);
}

Result<bool> RecordJudge::Takes(const Node& node) {
  if (!TakesProperties(node.properties)) return false;
  if (!filter_.since && !filter_.until) return true;
  if (node.HasLabel(label::Version)) return TakesVersion(node.id);
  if (node.HasLabel(label::Document) || node.HasLabel(label::MappingSet)) return TakesWork(node);
  if (!node.HasLabel(label::Section) && !node.HasLabel(label::Measure)) return true;
  CONCORD_ASSIGN(const Place* const place, places_.Of(node.id));
  return place->version == 0 ? Result<bool>(true) : TakesVersion(place->version);
}

bool RecordJudge::Takes(const Edge& edge) const {
  if (!TakesProperties(edge.properties)) return false;
  if (!filter_.since && !filter_.until) return true;
  if (const auto date = DateOf(edge.properties, property::mapping_date)) return Overlaps(date, date);
  return Overlaps(DateOf(edge.properties, property::valid_from), DateOf(edge.properties, property::valid_to));
}

}  // namespace concord
