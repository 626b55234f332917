// The styles of a DOCX file: what they say about a paragraph, along the chain of their base styles.
#ifndef CONCORD_INGEST_READERS_OFFICE_DOCX_STYLES_H_
#define CONCORD_INGEST_READERS_OFFICE_DOCX_STYLES_H_

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "ingest/readers/office/office_text.h"

namespace concord {

struct DocxStyle {
  ParagraphRole role = ParagraphRole::kBody;
  int level = 0;       // of a heading, from 1; 0: none
  std::string num_id;  // of its automatic number; empty: none
  int num_level = -1;  // -1: the level that names this style
  bool bold = false;
  bool hidden = false;
};

// Never changes after construction.
class DocxStyles {
 public:
  DocxStyles() = default;
  explicit DocxStyles(pugi::xml_node styles);  // the root of word/styles.xml

  // For a paragraph or for characters; "" is the default paragraph style. An unknown style says nothing.
  const DocxStyle& Find(std::string_view id) const;

 private:
  std::map<std::string, DocxStyle, std::less<>> styles_;
};

// The value of a switch such as <w:b/>: absent 0, on 1, off -1.
int DocxSwitch(pugi::xml_node properties, std::string_view name);

// The level in a style's name, in the language of the program that wrote it: "heading 2", "Überschrift 2",
// "Titre 2". 0: not a heading.
int HeadingLevelOf(std::string_view style_name);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_DOCX_STYLES_H_
