#include "query/coverage/forum_table.h"

#include <algorithm>
#include <numeric>

namespace concord {

namespace {

// Rises as dates do. Three fields to compare for each naming would be a third of the whole count.
uint32_t NumberOf(Date date) {
  return static_cast<uint32_t>(date.year) << 16U | static_cast<uint32_t>(date.month) << 8U |
         static_cast<uint32_t>(date.day);
}
Value DateOf(uint32_t number) {
  return Date{static_cast<int16_t>(number >> 16U), static_cast<int8_t>(number >> 8U & 0xFFU),
              static_cast<int8_t>(number & 0xFFU)};
}

}  // namespace

Value ForumLine::Earliest() const { return last == 0 ? Value() : DateOf(first); }
Value ForumLine::Latest() const { return last == 0 ? Value() : DateOf(last); }
uint32_t ForumLine::all_measures() const { return std::accumulate(measures.begin(), measures.end(), 0U); }
uint32_t ForumLine::all_named() const { return std::accumulate(named.begin(), named.end(), 0U); }

ForumTable::ForumTable(const Coverage& coverage)
    : coverage_(coverage), slots_(coverage.view().vertex_count(), 0) {}

ForumLine& ForumTable::LineOf(VertexId actor) {
  uint32_t& slot = slots_[actor];
  if (slot == 0) {
    lines_.emplace_back();
    lines_.back().actor = actor;
    slot = static_cast<uint32_t>(lines_.size());
  }
  return lines_[slot - 1];
}

const ForumLine* ForumTable::Find(VertexId actor) const {
  return actor == kNoVertex || slots_[actor] == 0 ? nullptr : &lines_[slots_[actor] - 1];
}

void ForumTable::AddDate(VertexId document, ForumLine* line) const {
  const auto date = coverage_.DateOf(document);
  if (!date) return;
  const uint32_t when = NumberOf(*date);
  line->first = std::min(line->first, when);
  line->last = std::max(line->last, when);
}

std::span<const ForumLine> ForumTable::Count(const Scope& scope) {
  for (const ForumLine& line : lines_) slots_[line.actor] = 0;
  lines_.clear();
  works_.assign(scope.documents.size(), {});
  // Measures first by work, then works by actor: a work has many measures and few issuers.
  for (size_t i = 0; i < scope.measures.size(); ++i)
    ++works_[scope.work_of[i]][coverage_.StrengthOf(scope.measures[i])];
  for (size_t i = 0; i < scope.documents.size(); ++i) {
    for (const Coverage::Credit& credit : coverage_.CreditsOf(scope.documents[i])) {
      ForumLine& line = LineOf(credit.actor);
      ++(credit.own ? line.issued : line.by_organs);
      for (size_t s = 0; s < kStrengths.size(); ++s) line.measures[s] += works_[i][s];
      AddDate(scope.documents[i], &line);
    }
  }
  for (const Scope::Naming& naming : scope.namings) {
    ForumLine& line = LineOf(naming.to);
    ++line.named[naming.relation];
    AddDate(naming.document, &line);
  }
  return lines_;
}

}  // namespace concord
