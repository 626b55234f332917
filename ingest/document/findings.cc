#include "ingest/document/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "graph/vocabulary.h"
#include "ingest/document/document.h"

namespace concord {

std::string_view ModalityName(Modality modality) {
  constexpr std::array<std::string_view, 6> kNames = {"obligation",    "prohibition", "recommendation",
                                                      "encouragement", "permission",  "commitment"};
  return kNames[static_cast<size_t>(modality)];
}

std::string_view PolarityName(Polarity polarity) { return polarity == Polarity::kDo ? "do" : "not"; }

std::string_view AddresseeSourceName(AddresseeSource source) {
  constexpr std::array<std::string_view, 4> kNames = {"none", "explicit", "inherited", "implied"};
  return kNames[static_cast<size_t>(source)];
}

std::string_view ForumRelationName(ForumRelation relation) {
  constexpr std::array<std::string_view, 6> kNames = {"other",  "venue", "partner",
                                                      "object", "host",  "issuer"};
  return kNames[static_cast<size_t>(relation)];
}

std::string_view CitationKindName(CitationKind kind) {
  constexpr std::array<std::string_view, 6> kNames = {edge::CITES,   edge::IMPLEMENTS, edge::AMENDS,
                                                      edge::REPEALS, edge::SUPERSEDES, edge::BASED_ON};
  return kNames[static_cast<size_t>(kind)];
}

std::string PrintFindings(const Document& document, const Findings& findings) {
  std::vector<std::pair<Span, std::string>> lines;
  const auto add = [&](Span span, std::string line) {
    lines.emplace_back(span,
                       fmt::format("{}-{} {} \"{}\"\n", span.start, span.end, line, document.TextOf(span)));
  };
  for (const Measure& measure : findings.measures) {
    std::string addressees;
    for (const Span span : measure.addressees) addressees += fmt::format(" [{}]", document.TextOf(span));
    add(measure.span,
        fmt::format("measure {} {} {}{}", ModalityName(measure.modality), PolarityName(measure.polarity),
                    AddresseeSourceName(measure.addressee_source), addressees));
  }
  for (const ActorMention& actor : findings.actors)
    add(actor.span, fmt::format("actor {} {}", actor.actor, actor.role));
  for (const ForumMention& forum : findings.forums) {
    add(forum.span, fmt::format("forum {} {}{}{}", forum.forum, ForumRelationName(forum.relation),
                                forum.gate.empty() ? "" : " ", forum.gate));
  }
  for (const StandardReference& standard : findings.standards)
    add(standard.span, fmt::format("standard {}", standard.standard));
  for (const DocumentReference& reference : findings.documents) {
    add(reference.span, fmt::format("document {} {}{}{}", CitationKindName(reference.kind),
                                    reference.internal ? "internal" : reference.document,
                                    reference.locator.empty() ? "" : " ", reference.locator));
  }
  for (const IssuerStatement& issuer : findings.issuers)
    add(issuer.span, fmt::format("issuer {} {}", issuer.forum, issuer.form));
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out;
  for (const auto& [span, line] : lines) out += line;
  return out;
}

}  // namespace concord
