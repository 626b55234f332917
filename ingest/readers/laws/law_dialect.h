// What the elements of an XML format for laws mean, in terms that LawWalker understands. A reader for such a
// format is a dialect: a table of its elements, and a function for its metadata.
#ifndef CONCORD_INGEST_READERS_LAWS_LAW_DIALECT_H_
#define CONCORD_INGEST_READERS_LAWS_LAW_DIALECT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "ingest/document/document.h"
#include "ingest/source/xml_tree.h"

namespace concord {

enum class LawRole : uint8_t {
  kInline,       // part of a sentence; also every element unknown to the dialect
  kWord,         // the same, with a blank before it that is not in the file
  kBlock,        // begins and ends a paragraph: p, block, td, li ...
  kTransparent,  // only groups: content, list, body ...
  kIntro,        // holds the opening words of the list that follows it: intro, listIntroduction, chapeau
  kWrapUp,       // closing words of a list
  kDivision,     // groups articles: part, title, chapter
  kArticle,      // the basic unit: article, rule, section of an act of common law
  kClause,       // below the basic unit: paragraph, subsection, point
  kListItem,     // a clause that is always an item of a list: point, indent, item, li
  kFront,        // preface, coverPage, conclusions
  kPreamble,
  kRecital,
  kAttachment,  // attachment, annex, schedule
  kSpeech,      // what one person says in a debate
  kDebate,      // a division of a debate
  kQuotedStructure,
  kQuotedText,
  kNote,        // separate from the sentence: authorialNote, sidenote
  kDeleted,     // text that is no longer in force: del
  kNumber,      // num
  kHeading,     // heading
  kSubheading,  // subheading, crossHeading
  kBreak,       // br, eol
  kTableCell,   // td, th
  kGlyph,       // an element without text that represents a character
  kSkipped,     // not text of the document: meta, toc, noteRef
};

struct LawElement {
  LawRole role = LawRole::kInline;
  // First part of the path of a section made from it ("art", "part"); "" if the number names the section.
  std::string_view path;
};
using LawElements = std::unordered_map<std::string_view, LawElement>;  // by local name

// The number and the heading that a section takes from the nodes below it; either may be null.
struct LawTitle {
  pugi::xml_node number, heading;
};

struct LawDialect {
  LawElement (*element_of)(pugi::xml_node element);
  Metadata (*metadata_of)(pugi::xml_node root);
  bool (*is_root)(pugi::xml_node root);
  std::string_view expected;  // the root's name, for the error message: "<akomaNtoso>"

  // Null: the first number and the first heading among the children.
  LawTitle (*title_of)(pugi::xml_node section) = nullptr;
  // Null: the dialect has no kGlyph.
  std::string (*glyph_of)(pugi::xml_node element) = nullptr;
};

// The visible text below a node on one line, without notes and without skipped or deleted text.
std::string LawText(const LawDialect& dialect, pugi::xml_node top);
// Whether there is any.
bool HasLawText(const LawDialect& dialect, pugi::xml_node top);

// Reads a file of the dialect. Fails with kUnsupported if the root belongs to another one.
Result<Document> ReadLaw(const Source& source, const LawDialect& dialect);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_LAW_DIALECT_H_
