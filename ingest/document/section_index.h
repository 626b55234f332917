// Sections by the words that a citation uses for them: "art.6.1.a" for "Article 6(1)(a)".
#ifndef CONCORD_INGEST_DOCUMENT_SECTION_INDEX_H_
#define CONCORD_INGEST_DOCUMENT_SECTION_INDEX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/document/document.h"

namespace concord {

// Knows a section by its path and by the end of its path from each unit on: "chap.2.art.6" is "art.6" too, as
// long as no other section is. Borrows nothing. Made in time linear in the paths.
class SectionIndex {
 public:
  SectionIndex() = default;
  explicit SectionIndex(const Document& document);

  // The section that a locator names; a part that was not marked as a section is in the section around it. 0
  // when the document has no such section, or has others where this one would stand: Article 6 with
  // paragraphs 1 and 2 has no paragraph 9.
  uint32_t Find(std::string_view locator) const;

 private:
  uint32_t Exact(std::string_view locator) const;
  bool HasSiblings(uint32_t section, std::string_view step) const;

  std::unordered_map<std::string, uint32_t> by_path_;  // kSeveral: of more than one section
  std::unordered_map<uint32_t, uint8_t> children_;     // of a section: bit 0 numbers, bit 1 letters
};

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_SECTION_INDEX_H_
