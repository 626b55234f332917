// Evidence that borrows its texts, for whoever reads very much of it.
#ifndef CONCORD_QUERY_PLACES_EVIDENCE_VIEW_H_
#define CONCORD_QUERY_PLACES_EVIDENCE_VIEW_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "query/answer.h"

namespace concord {

// The fields mean what they mean in Evidence. Valid as long as what made it says.
struct EvidenceView {
  std::string_view document, title, version, section, anchor, quote, source;
  uint64_t start = 0, end = 0;
  uint32_t page = 0;

  EvidenceView() = default;
  explicit EvidenceView(const Evidence& evidence)
      : document(evidence.document),
        title(evidence.title),
        version(evidence.version),
        section(evidence.section),
        anchor(evidence.anchor),
        quote(evidence.quote),
        source(evidence.source),
        start(evidence.start),
        end(evidence.end),
        page(evidence.page) {}

  Evidence Copy() const {
    Evidence evidence;
    evidence.document = document;
    evidence.title = title;
    evidence.version = version;
    evidence.section = section;
    evidence.anchor = anchor;
    evidence.quote = quote;
    evidence.source = source;
    evidence.start = start;
    evidence.end = end;
    evidence.page = page;
    return evidence;
  }
};

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_EVIDENCE_VIEW_H_
