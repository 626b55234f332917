// What pages of legal publishers reveal about their paragraphs through classes, words, and appearance.
#ifndef CONCORD_INGEST_READERS_PAGES_HTML_STYLES_H_
#define CONCORD_INGEST_READERS_PAGES_HTML_STYLES_H_

#include <cstdint>
#include <string_view>

#include "ingest/readers/pages/html_tree.h"

namespace concord {

// What a class says about a paragraph, in the publishers' generations: "ti-art" (2004 to 2023), "oj-ti-art"
// (since), "title-article-norm" (consolidated texts), and the word processor's styles of the Commission's own
// documents.
enum class HtmlStyle : uint8_t {
  kNone,
  kTitle,
  kUnit,
  kSubheading,
  kNote,
  kCover,      // comes before a title: ends the previous part
  kHeading,    // of a memorandum: see HeadingLevel
  kFinal,      // signatures and the words around them
  kItem,       // of a list that is not marked as one
  kFurniture,  // head of the page
};
HtmlStyle HtmlStyleOf(const GumboNode& element);

// What the words of an old act say about a paragraph. `ended`: the signatures have begun.
HtmlStyle HtmlStyleOfWords(std::string_view text, bool ended);

// "ANNEX", "ANNEX II", "Appendix to the ..."
bool IsAnnexTitle(std::string_view text);
// "Council Regulation (EEC) No 99/80 of ...", without the Journal's page after it
bool FormedAsTitle(std::string_view text);
// "31980R0099"
bool IsCelex(std::string_view text);

// For an element with the style kHeading: 1 for the memorandum itself, then "ManualHeading1" and below.
int HeadingLevel(const GumboNode& element);
// "(1)" that leads to a note. The note is separate, and its mark is not part of the sentence.
bool IsNoteReference(const GumboNode& element);
// "en" from lang="en-GB", or from a class "en-content" as in bilingual pages; "" if there is none.
std::string_view LanguageOf(const GumboNode& element);
// Whether it contains a heading of the first level, or more than the head of a site does.
bool HoldsTitle(const GumboNode& element);
// Whether a browser shows the ends of its lines.
bool KeepsLines(const GumboNode& element);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_STYLES_H_
