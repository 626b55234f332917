#include "query/reviews/review_pairs.h"

#include <fmt/format.h>

#include <string_view>

namespace concord {
namespace {

std::map<std::string, uint32_t, std::less<>> PlacesOf(const Framework& framework) {
  std::map<std::string, uint32_t, std::less<>> places;
  for (uint32_t i = 0; i < framework.items.size(); ++i) places.emplace(framework.items[i].id, i);
  return places;
}

}  // namespace

Result<ReviewPairs> PairsToReview(const Answer& map, const Framework& a, const Framework& b) {
  const auto subjects = PlacesOf(a), objects = PlacesOf(b);
  const size_t subject_at = ColumnOf(map, "subject"), object_at = ColumnOf(map, "object"),
               basis_at = ColumnOf(map, "basis"), relation_at = ColumnOf(map, "relation"),
               confidence_at = ColumnOf(map, "confidence"), why_at = ColumnOf(map, "why"),
               scores_at = ColumnOf(map, "scores");
  ReviewPairs found;
  for (const Row& row : map.rows) {
    const auto text = [&row](size_t column) {
      const bool has = column < row.cells.size() && row.cells[column].type() == Value::Type::kString;
      return has ? row.cells[column].as_string() : std::string();
    };
    const auto subject = subjects.find(text(subject_at));
    if (subject == subjects.end()) {
      return Fail(ErrorCode::kInvalid, fmt::format("'{}' has no item '{}'", a.key, text(subject_at)));
    }
    if (text(basis_at) == "mapping") {
      found.stated.emplace(subject->second,
                           fmt::format("{} {} ({})", text(relation_at), text(object_at), text(why_at)));
      continue;
    }
    const auto object = objects.find(text(object_at));
    if (object == objects.end()) {
      return Fail(ErrorCode::kInvalid, fmt::format("'{}' has no item '{}'", b.key, text(object_at)));
    }
    ReviewPair pair;
    pair.subject = subject->second;
    pair.object = object->second;
    pair.basis = text(basis_at);
    pair.relation = text(relation_at);
    pair.why = text(why_at);
    if (confidence_at < row.cells.size() && row.cells[confidence_at].type() == Value::Type::kDouble)
      pair.confidence = row.cells[confidence_at].as_double();
    if (scores_at < row.cells.size() && row.cells[scores_at].type() == Value::Type::kMap) {
      for (const auto& [name, value] : row.cells[scores_at].as_map()) {
        if (value.type() == Value::Type::kDouble) pair.scores.push_back({name, value.as_double()});
      }
    }
    found.pairs.push_back(std::move(pair));
  }
  std::stable_sort(found.pairs.begin(), found.pairs.end(),
                   [](const ReviewPair& x, const ReviewPair& y) { return x.subject < y.subject; });
  return found;
}

void AddDecided(const Review& review, size_t top, ReviewPairs* pairs) {
  const auto subjects = PlacesOf(review.a()), objects = PlacesOf(review.b());
  std::map<uint32_t, size_t> shown;
  std::vector<ReviewPair> all;
  for (const Decision* decision : review.Holding()) {
    const auto subject = subjects.find(decision->subject);
    const auto object = objects.find(decision->object);
    if (subject == subjects.end() || object == objects.end()) continue;
    ReviewPair& pair = all.emplace_back();
    pair.subject = subject->second;
    pair.object = object->second;
    pair.confidence = decision->score;
    pair.why = decision->why;
    ++shown[pair.subject];
  }
  for (ReviewPair& pair : pairs->pairs) {
    if (review.Find(review.a().items[pair.subject].id, review.b().items[pair.object].id) != nullptr) continue;
    if (pair.basis != "inferred" && ++shown[pair.subject] > top) continue;
    all.push_back(std::move(pair));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const ReviewPair& x, const ReviewPair& y) { return x.subject < y.subject; });
  pairs->pairs = std::move(all);
}

std::string WhyOf(const ReviewPair& pair) {
  if (pair.basis.empty()) return pair.why;
  return fmt::format(
      "{}{}{}{}{}", pair.basis, pair.confidence ? fmt::format(" {:.2f}", *pair.confidence) : "",
      pair.relation.empty() ? "" : " " + pair.relation, pair.why.empty() ? "" : ": ", pair.why);
}

}  // namespace concord
