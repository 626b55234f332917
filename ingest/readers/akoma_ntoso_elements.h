// What the elements of Akoma Ntoso 3.0 (OASIS LegalDocML, part 2) mean for a reader: by local name, because
// five namespaces and three prefixes are in use.
#ifndef CONCORD_INGEST_READERS_AKOMA_NTOSO_ELEMENTS_H_
#define CONCORD_INGEST_READERS_AKOMA_NTOSO_ELEMENTS_H_

#include <cstdint>
#include <string_view>

namespace concord {

enum class AknRole : uint8_t {
  kInline,       // part of a sentence; also every element that the standard does not know
  kBlock,        // begins and ends a paragraph: p, block, td, li ...
  kTransparent,  // only groups: content, list, body ...
  kIntro,        // holds the opening words of the list that follows it: intro, listIntroduction
  kWrapUp,       // closing words of a list
  kDivision,     // groups articles: part, title, chapter
  kArticle,      // the basic unit: article, rule
  kSection,      // the basic unit of common-law acts, but a division where it holds articles
  kClause,       // below the basic unit: paragraph, subsection, point
  kListItem,     // a clause that is always an item of a list: point, indent, item, li
  kContainer,    // hcontainer and container: what they are, their attribute `name` says
  kFront,        // preface, coverPage, conclusions
  kPreamble,
  kRecital,
  kAttachment,  // attachment, annex
  kSpeech,      // what one person says in a debate
  kDebate,      // a division of a debate
  kQuotedStructure,
  kQuotedText,
  kNote,        // set apart from the sentence: authorialNote, remark
  kDeleted,     // text that is no longer in force: del
  kNumber,      // num
  kHeading,     // heading
  kSubheading,  // subheading, crossHeading
  kBreak,       // br, eol
  kTableCell,   // td, th
  kSkipped,     // no text of the document: meta, toc, noteRef
};

struct AknElement {
  AknRole role = AknRole::kInline;
  // First part of the path of a section made of it ("art", "part"); "" for one that is named by its number.
  std::string_view path;
};

AknElement AknElementOf(std::string_view local_name);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_AKOMA_NTOSO_ELEMENTS_H_
