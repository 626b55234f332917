// Whether a paragraph only cites: an entry of a list of references, a footnote that names an act and where it
// was published. Such words are somebody else's title, and say nothing about a topic.
#ifndef CONCORD_QUERY_TOPICS_REFERENCE_ENTRY_H_
#define CONCORD_QUERY_TOPICS_REFERENCE_ENTRY_H_

#include <string_view>

namespace concord {

// By its shape, in any language: short, with a place of publication (an address, a DOI, an official journal
// and its page, "et al.", a volume and pages) and a year, and without a modal verb, which sentences of policy
// have.
bool IsReferenceEntry(std::string_view paragraph);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_REFERENCE_ENTRY_H_
