#include "query/coverage/topic_proofs.h"

namespace concord {
namespace {

// A title or the end of a list item, which says little away from its headings.
constexpr size_t kShort = 60;

bool IsShort(const std::optional<TextSpan>& span) { return span && span->end - span->start < kShort; }

}  // namespace

TopicProofs::TopicProofs(const Coverage& coverage, const Topic* topic, const Scope& scope)
    : words_(
          std::make_unique<WordingPlaces>(topic == nullptr ? std::span<const Wording>() : topic->wordings)) {
  if (topic != nullptr) {
    for (const Passage& passage : topic->found) {
      const VertexId section = coverage.view().vertex(passage.section);
      if (section == kNoVertex || coverage.WorkOf(section) == kNoVertex) continue;
      const Proof proof{passage.section, passage.span, static_cast<size_t>(&passage - topic->found.data())};
      const auto [best, is_first] = proofs_.emplace(coverage.WorkOf(section), proof);
      if (!is_first && IsShort(best->second.span) && !IsShort(proof.span)) {
        best->second.part = proof.part;  // the rank stays that of the title
        best->second.span = proof.span;
      }
    }
  }
  for (size_t i = 0; i < scope.measures.size(); ++i) {
    const VertexId work = scope.documents[scope.work_of[i]];
    proofs_.try_emplace(work, Proof{coverage.view().node(scope.measures[i]), std::nullopt, SIZE_MAX});
  }
}

const TopicProofs::Proof* TopicProofs::Of(VertexId work) const {
  const auto found = proofs_.find(work);
  return found == proofs_.end() ? nullptr : &found->second;
}

Result<void> TopicProofs::AddWork(const Coverage& coverage, VertexId work, std::string_view column,
                                  EvidenceReader* reader) const {
  const NodeId node = coverage.view().node(work);
  const Proof* proof = Of(work);
  return proof == nullptr ? reader->AddNode(node, column)
                          : reader->AddNode(node, proof->part, proof->span, words_.get(), column);
}

}  // namespace concord
