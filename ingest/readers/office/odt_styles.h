// The styles of an OpenDocument text: paragraphs, characters, lists. Those of styles.xml and the automatic
// ones for single paragraphs (in content.xml) are one set.
#ifndef CONCORD_INGEST_READERS_OFFICE_ODT_STYLES_H_
#define CONCORD_INGEST_READERS_OFFICE_ODT_STYLES_H_

#include <array>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "ingest/readers/office/office_numbering.h"
#include "ingest/readers/office/office_text.h"

namespace concord {

struct OdtStyle {
  ParagraphRole role = ParagraphRole::kBody;
  bool bold = false;
  bool hidden = false;
  std::string list;  // the list style of its paragraphs; may be empty
};

// Never changes once all files have been added.
class OdtStyles {
 public:
  void Add(pugi::xml_node root);  // of styles.xml, then of content.xml

  // "" and unknown names say nothing.
  OdtStyle Find(std::string_view name) const;
  // A level, from 0. `there` is false if the list style has none. The outline of headings is the list "".
  NumberLevel FindLevel(std::string_view list, int level) const;

 private:
  struct Raw {
    std::string name, parent, list;
    int bold = 0, hidden = 0;  // 1 on, -1 off, 0 as the parent
  };
  using Levels = std::array<NumberLevel, kNumberLevels>;
  static NumberLevel ReadLevel(pugi::xml_node node, int level);

  std::map<std::string, Raw, std::less<>> styles_;
  std::map<std::string, Levels, std::less<>> lists_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_ODT_STYLES_H_
