// One edition of a work as the list of its parts, ready to be compared with another edition.
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

// A section with what it says beside its parts, or a measure.
struct EditionPart {
  NodeId node = 0;
  std::string key;
  UnitKind kind = UnitKind::kSection;
  int32_t parent = -1;  // index of the section around it, which stands before it; -1: none
  std::string number;   // as printed: "Article 5", "(a)", "PR.AC-1"
  bool item = false;    // of a framework: its number alone names it
  std::string place;    // plain numbers from the top: "5/2/a"; of an item its own. A measure's section's
  std::string gist;     // heading, or the first sentence when it has none
  std::string text;     // all its words, heading first, blanks collapsed, without its number
  // The part is only there to say that it went ("[Withdrawn: incorporated into GV.OC]").
  bool withdrawn = false;
  std::vector<uint32_t> successors;  // parts of the same edition that such a note names
};

struct Edition {
  NodeId node = 0;
  std::string key;  // of the version
  std::vector<EditionPart> parts;
};

// The Version that `name` names: by its key, or by that of a Document, which means its latest edition.
// kNotFound when there is none.
Result<Node> FindEdition(const Snapshot& snapshot, std::string_view name);

// The same with its parts; kNotFound too when it has no text.
Result<Edition> LoadEdition(const Snapshot& snapshot, std::string_view name);

// Makes `text`, `gist` and `place` of each part plain, and reads its notes of withdrawal; what LoadEdition
// does after reading. `text` comes with number and heading in front as the document has them.
void FinishParts(std::vector<EditionPart>* parts);

// Whether a text is only there to say that something went: "[Withdrawn: moved to 7.2]", "Reserved.".
bool IsWithdrawn(std::string_view text);

// A number without what its printers add: "Article 05." -> "article.5", "PR.AC-01" -> "pr.ac.1".
std::string PlainNumber(std::string_view number);

}  // namespace concord

#endif  // CONCORD_QUERY_EDITIONS_EDITION_H_
