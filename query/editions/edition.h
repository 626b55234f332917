// One edition of a work as a list of parts, ready to be compared with another edition.
#ifndef CONCORD_QUERY_EDITIONS_EDITION_H_
#define CONCORD_QUERY_EDITIONS_EDITION_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/units.h"

namespace concord {

// A section with its own text, without its parts; or a measure.
struct EditionPart {
  NodeId node = 0;
  std::string key;
  UnitKind kind = UnitKind::kSection;
  int32_t parent = -1;  // index of the section around it, which comes before it; -1: none
  std::string number;   // as printed: "Article 5", "(a)", "PR.AC-1"
  bool item = false;    // of a framework: its number alone identifies it
  std::string place;    // plain numbers from the top: "5/2/a"; an item's own number; a measure's section
  std::string gist;     // heading, or the first sentence if it has none
  std::string text;     // all its words, heading first, blanks collapsed, without its number
  // The part only says that it was withdrawn ("[Withdrawn: incorporated into GV.OC]").
  bool withdrawn = false;
  std::vector<uint32_t> successors;  // parts of the same edition that such a note names
};

struct Edition {
  NodeId node = 0;
  std::string key;  // of the version
  std::vector<EditionPart> parts;
};

// The Version that `name` means: the one with this key, or the latest edition of the Document with this key.
// kNotFound if there is none.
Result<Node> FindEdition(const Snapshot& snapshot, std::string_view name);

// The same with its parts. Also kNotFound if it has no text.
Result<Edition> LoadEdition(const Snapshot& snapshot, std::string_view name);

// Normalises `text`, `gist` and `place` of each part and reads its notes of withdrawal. LoadEdition does this
// after reading. `text` begins with number and heading as in the document.
void FinishParts(std::vector<EditionPart>* parts);

// Whether a text only says that something was withdrawn: "[Withdrawn: moved to 7.2]", "Reserved.".
bool IsWithdrawn(std::string_view text);

// A number without what printers add: "Article 05." -> "article.5", "PR.AC-01" -> "pr.ac.1".
std::string PlainNumber(std::string_view number);

}  // namespace concord

#endif  // CONCORD_QUERY_EDITIONS_EDITION_H_
