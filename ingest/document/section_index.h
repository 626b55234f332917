// Finds sections by the words that a citation uses for them: "art.6.1.a" for "Article 6(1)(a)".
#ifndef CONCORD_INGEST_DOCUMENT_SECTION_INDEX_H_
#define CONCORD_INGEST_DOCUMENT_SECTION_INDEX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/document/document.h"

namespace concord {

// Knows a section by its path and by the ends of its path: "chap.2.art.6" is also "art.6", unless another
// section is too. Borrows nothing. Building it is linear in the paths.
class SectionIndex {
 public:
  SectionIndex() = default;
  explicit SectionIndex(const Document& document);

  // The section that a locator names. If the named part is not marked as a section, the section around it. 0
  // if the document has no such section, or has others in its place: Article 6 with paragraphs 1 and 2 has no
  // paragraph 9.
  uint32_t Find(std::string_view locator) const;

 private:
  uint32_t Exact(std::string_view locator) const;
  bool HasSiblings(uint32_t section, std::string_view step) const;

  std::unordered_map<std::string, uint32_t> by_path_;  // kSeveral: of more than one section
  std::unordered_map<uint32_t, uint8_t> children_;     // of a section: bit 0 numbers, bit 1 letters
};

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_SECTION_INDEX_H_
