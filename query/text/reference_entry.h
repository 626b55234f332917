// Recognises paragraphs that only cite: an entry in a list of references, or a footnote that names an act and
// its place of publication. Such words are somebody else's title and say nothing about a topic.
#ifndef CONCORD_QUERY_TEXT_REFERENCE_ENTRY_H_
#define CONCORD_QUERY_TEXT_REFERENCE_ENTRY_H_

#include <string_view>

namespace concord {

// Decides by shape, in any language. An entry is short, has a place of publication (an address, a DOI, an
// official journal and its page, "et al.", a volume and pages) and a year, and has no modal verb, as
// sentences of policy do.
bool IsReferenceEntry(std::string_view paragraph);

// Whether a paragraph below these headings ("A > B") is an entry of a list or a notice, because the lowest
// says so: "References", "Chronological index", "Table of contents", "Copyright notice". Such words are
// titles, or belong to the publisher. A paragraph with a modal verb below "References" is a sentence, no
// entry.
bool IsListed(std::string_view headings, std::string_view paragraph);

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_REFERENCE_ENTRY_H_
