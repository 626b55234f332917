// What the pages of legal publishers say of their paragraphs by classes, by words, and by looks.
#ifndef CONCORD_INGEST_READERS_PAGES_HTML_STYLES_H_
#define CONCORD_INGEST_READERS_PAGES_HTML_STYLES_H_

#include <cstdint>
#include <string_view>

#include "ingest/readers/pages/html_tree.h"

namespace concord {

// What a class says of a paragraph, in the publishers' generations: "ti-art" (2004 to 2023), "oj-ti-art"
// (since), "title-article-norm" (consolidated texts), and the word processor's styles of the Commission's own
// documents.
enum class HtmlStyle : uint8_t {
  kNone,
  kTitle,
  kUnit,
  kSubheading,
  kNote,
  kCover,      // stands before a title: ends what came before
  kHeading,    // of a memorandum: see HeadingLevel
  kFinal,      // signatures and the words around them
  kItem,       // of a list without list
  kFurniture,  // head of the page
};
HtmlStyle HtmlStyleOf(const GumboNode& element);

// What the words of an old act say of a paragraph. `ended`: the signatures have begun.
HtmlStyle HtmlStyleOfWords(std::string_view text, bool ended);

// "ANNEX", "ANNEX II", "Appendix to the ..."
bool IsAnnexTitle(std::string_view text);
// "Council Regulation (EEC) No 99/80 of ...", without the Journal's page behind it
bool FormedAsTitle(std::string_view text);
// "31980R0099"
bool IsCelex(std::string_view text);

// Of an element with the style kHeading: 1 for the memorandum itself, then "ManualHeading1" and below.
int HeadingLevel(const GumboNode& element);
// "(1)" that leads to a note: the note stands apart, and its mark is no word of the sentence.
bool IsNoteReference(const GumboNode& element);
// "en" of lang="en-GB", or of a class "en-content" as pages in two languages have it; "" when it says none.
std::string_view LanguageOf(const GumboNode& element);
// Whether a heading of the first level is below it, or more than a head of a site has.
bool HoldsTitle(const GumboNode& element);
// Whether the ends of its lines are seen.
bool KeepsLines(const GumboNode& element);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_STYLES_H_
