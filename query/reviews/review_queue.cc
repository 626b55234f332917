#include "query/reviews/review_queue.h"

#include <utility>

namespace concord {

ReviewQueue::ReviewQueue(ReviewPairs pairs, Review review, Date today, Save save)
    : pairs_(std::move(pairs)), review_(std::move(review)), today_(today), save_(std::move(save)) {
  Count();
  MoveTo(NextOpen(0));
}

const Decision* ReviewQueue::DecisionOf(size_t place) const {
  if (place >= pairs_.pairs.size()) return nullptr;
  const ReviewPair& pair = pairs_.pairs[place];
  const std::string& subject = review_.a().items[pair.subject].id;
  const Decision* of_pair = review_.Find(subject, review_.b().items[pair.object].id);
  return of_pair != nullptr ? of_pair : review_.Find(subject, "");
}

std::vector<std::string> ReviewQueue::stated() const {
  std::vector<std::string> lines;
  if (current() == nullptr) return lines;
  const auto [first, behind] = pairs_.stated.equal_range(current()->subject);
  for (auto at = first; at != behind; ++at) lines.push_back(at->second);
  return lines;
}

void ReviewQueue::Count() {
  open_ = 0;
  for (size_t i = 0; i < pairs_.pairs.size(); ++i) open_ += DecisionOf(i) == nullptr ? 1 : 0;
}

size_t ReviewQueue::NextOpen(size_t from) const {
  while (from < pairs_.pairs.size() && DecisionOf(from) != nullptr) ++from;
  return from;
}

void ReviewQueue::MoveTo(size_t place) {
  at_ = place;
  note_ = decision() != nullptr ? decision()->note : "";
}

Decision ReviewQueue::Make(Verdict verdict) const {
  const ReviewPair& pair = *current();
  Decision decision;
  decision.subject = review_.a().items[pair.subject].id;
  // What is withdrawn is what holds: of the pair, or of its subject.
  const bool of_subject =
      verdict == Verdict::kNoCounterpart ||
      (this->decision() != nullptr && verdict == Verdict::kWithdrawn && this->decision()->object.empty());
  if (!of_subject) {
    decision.object = review_.b().items[pair.object].id;
    decision.score = pair.confidence;
    decision.why = WhyOf(pair);
    if (const Decision* before = review_.Find(decision.subject, decision.object)) decision.why = before->why;
  }
  decision.verdict = verdict;
  decision.note = note_;
  decision.date = today_;
  return decision;
}

// True when the review got a line and the store has it.
Result<bool> ReviewQueue::Take(Verdict verdict) {
  auto taken = review_.Decide(Make(verdict));
  if (!taken || !*taken) return taken;
  if (auto saved = save_(&review_); !saved) {
    review_.TakeBack();
    return tl::unexpected(saved.error());
  }
  steps_.push_back({at_, note_});
  Count();
  return true;
}

Result<void> ReviewQueue::Decide(Verdict verdict) {
  if (current() == nullptr) return Fail(ErrorCode::kUsage, "there is no pair left to decide");
  const auto taken = Take(verdict);
  if (!taken) return tl::unexpected(taken.error());
  MoveTo(NextOpen(at_ + 1));
  return {};
}

Result<void> ReviewQueue::SetNote(std::string note) {
  const std::string before = std::exchange(note_, std::move(note));
  if (decision() == nullptr) return {};
  const auto taken = Take(decision()->verdict);
  if (taken) return {};
  note_ = before;
  return tl::unexpected(taken.error());
}

void ReviewQueue::Skip() {
  if (current() != nullptr) MoveTo(NextOpen(at_ + 1));
}

void ReviewQueue::Back() {
  if (at_ > 0) MoveTo(at_ - 1);
}

Result<bool> ReviewQueue::Undo() {
  if (steps_.empty()) return false;
  Review before = review_;
  review_.TakeBack();
  if (auto saved = save_(&review_); !saved) {
    review_ = std::move(before);
    return tl::unexpected(saved.error());
  }
  const Step step = std::move(steps_.back());
  steps_.pop_back();
  Count();
  MoveTo(step.place);
  if (decision() == nullptr) note_ = step.note;
  return true;
}

bool ReviewQueue::Again() {
  const size_t first = NextOpen(0);
  if (first >= pairs_.pairs.size()) return false;
  MoveTo(first);
  return true;
}

}  // namespace concord
