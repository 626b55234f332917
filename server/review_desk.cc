#include "server/review_desk.h"

#include <chrono>

#include "base/try.h"
#include "query/places/place.h"

namespace concord {
namespace {

constexpr size_t kMostCases = 8;
constexpr std::string_view kSuggestions = "5";  // for each item, as on the terminal

}  // namespace

Date Today() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day(today);
  return Date{static_cast<int16_t>(static_cast<int>(day.year())),
              static_cast<int8_t>(static_cast<unsigned>(day.month())),
              static_cast<int8_t>(static_cast<unsigned>(day.day()))};
}

Result<std::shared_ptr<const ReviewCase>> ReviewDesk::CaseOf(const PublishedState& state,
                                                             const Snapshot& snapshot, AnswerCache* answers,
                                                             const std::string& a, const std::string& b) {
  {
    const std::lock_guard lock(mutex_);
    const auto kept = cases_.find({a, b});
    if (kept != cases_.end() && kept->second.tag == state.tag) return kept->second.review_case;
  }
  auto made = std::make_shared<ReviewCase>();
  Places places(snapshot);
  CONCORD_ASSIGN(made->a, LoadFramework(snapshot, a, true, &places));
  CONCORD_ASSIGN(made->b, LoadFramework(snapshot, b, true, &places));
  const Arguments arguments{{a, b},
                            {{"top", std::string(kSuggestions)}, {"settled", "true"}, {"no-model", "true"}}};
  CONCORD_ASSIGN(const auto answer, answers->Ask(state, snapshot, *FindQuery("map"), arguments));
  CONCORD_ASSIGN(made->pairs, PairsToReview(*answer, made->a, made->b));
  const std::lock_guard lock(mutex_);
  if (cases_.size() >= kMostCases) cases_.clear();
  cases_[{a, b}] = {state.tag, made};
  return std::shared_ptr<const ReviewCase>(made);
}

Result<void> ReviewDesk::Decide(LiveStore* store, const ReviewCase& of, std::string_view reviewer,
                                Decision decision) {
  const std::lock_guard writing(writing_);
  CONCORD_ASSIGN(const auto before, store->Now());
  CONCORD_ASSIGN(Review review, Review::Load(*before->snapshot, of.a, of.b, reviewer));
  CONCORD_ASSIGN(const bool taken, review.Decide(std::move(decision)));
  if (!taken) return {};
  {
    // Open no longer than it takes, so that others can write between two decisions.
    CONCORD_ASSIGN(const auto open, OpenStore(store->folder(), OpenMode::kMustExist));
    CONCORD_TRY(review.Keep(open.get()));
  }
  CONCORD_ASSIGN(const auto after, store->Now());
  const std::lock_guard lock(mutex_);
  for (auto& [pair, kept] : cases_) {
    if (kept.tag == before->tag) kept.tag = after->tag;
  }
  return {};
}

std::vector<ReviewAgreement> ReviewDesk::Agreements(const Snapshot& snapshot, const ReviewCase& of) {
  using Verdicts = std::map<std::pair<std::string, std::string>, Verdict>;
  std::map<std::string, Verdicts> reviewers;
  const std::string prefix = "review/" + of.a.key + "__" + of.b.key + "@";
  const auto done =
      ForEachJournal(snapshot, [&](const std::string& version, const Result<std::vector<Decision>>& journal) {
        if (!version.starts_with(prefix) || !journal) return;
        Verdicts& holding = reviewers[version.substr(prefix.size())];
        for (const Decision& decision : *journal) {
          const std::pair key(decision.subject, decision.object);
          if (decision.verdict == Verdict::kWithdrawn) {
            holding.erase(key);
          } else {
            holding[key] = decision.verdict;
          }
        }
      });
  std::vector<ReviewAgreement> agreements;
  if (!done) return agreements;
  for (auto first = reviewers.begin(); first != reviewers.end(); ++first) {
    for (auto second = std::next(first); second != reviewers.end(); ++second) {
      ReviewAgreement agreement{first->first, second->first};
      for (const auto& [pair, verdict] : first->second) {
        const auto other = second->second.find(pair);
        if (other == second->second.end()) continue;
        ++agreement.both;
        agreement.same += other->second == verdict ? 1 : 0;
      }
      agreements.push_back(std::move(agreement));
    }
  }
  return agreements;
}

}  // namespace concord
