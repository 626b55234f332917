// What a document calls itself: on its title page, where it says how to cite it, and in lines that repeat on
// every page. Read once, so that no document cites itself.
#ifndef CONCORD_INGEST_LANGUAGE_OWN_NAMES_H_
#define CONCORD_INGEST_LANGUAGE_OWN_NAMES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/document/document.h"
#include "ingest/document/section_index.h"
#include "ingest/facts/facts.h"

namespace concord {

struct OwnNames {
  std::vector<std::string> keys;   // of the work: from metadata, a known title, a number that opens the title
  std::vector<std::string> names;  // folded, as "may be cited as" gives them
  std::string title;               // folded: of the metadata, then the lines of the title page
  std::vector<size_t> title_blocks, running_blocks;  // rising
  SectionIndex sections;                             // what "Article 6(1)" is here

  // Whether a reference with this key and these words means the document itself.
  bool IsOwn(std::string_view key, std::string_view name) const;
  // Whether the title says that the document is of this kind: "Regulation".
  bool HasKind(std::string_view kind) const;
  bool IsTitle(size_t block) const;
  // A line that repeats with another page number.
  bool IsRunning(size_t block) const;
};

// Linear in the text.
OwnNames ReadOwnNames(const Document& document, const Facts& facts);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_OWN_NAMES_H_
