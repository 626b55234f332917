// What a line of a document looks like, by its own characters: a heading, a lead, a reason, quoted law.
//
// Guesses for texts that say nothing of their structure, each cheap: it looks at the ends of the line, or
// searches it once. Lines are UTF-8, without white space at their ends.
#ifndef CONCORD_INGEST_OUTLINE_LINE_FORMS_H_
#define CONCORD_INGEST_OUTLINE_LINE_FORMS_H_

#include <cstddef>
#include <string_view>

namespace concord {

// Short, without the punctuation of a sentence: as headings are.
bool LooksLikeHeading(std::string_view text);
// A whole clause or more, though it may stand in the type of a heading: six words or more that end as a
// sentence or opening words do, or have a modal verb; or longer than any heading. "Definitions." is none.
bool IsSentence(std::string_view text);
// "2.1 The supplier shall keep a log.": a clause, although the format calls it a heading.
bool IsNumberedSentence(std::string_view text);
// At least two capitals, and no small ASCII letter.
bool AllCapitals(std::string_view text);
// "Definitions", "Scope and definitions"
bool IsDefinitions(std::string_view heading);
// Where a heading that runs into its text ends: behind "IN GENERAL.-", or with `sentence` behind a short
// first sentence; 0: nowhere.
size_t RunInHeading(std::string_view text, bool sentence);

// "The provider shall:" and its kin
bool EndsAsLead(std::string_view text);
// "Departments shall", without a colon: what follows goes on with it.
bool EndsInModal(std::string_view text);
// What is left of a sentence behind a quotation, or a line that is drawn with signs
bool IsPunctuation(std::string_view text);

bool StartsWithQuote(std::string_view text);
// The Official Journal's, which definitions begin with too
bool StartsWithSingleQuote(std::string_view text);
bool EndsWithQuote(std::string_view text);
bool EndsWithSingleQuote(std::string_view text);
// Whether the second of two lines of a text begins with a number that only goes on with the sentence of the
// first: "... points (a) and" and "(b) of ...", "under paragraph" and "3. The ...".
bool RefersAcross(std::string_view line, std::string_view next);
// Whether it begins a unit: with a number, where the line before has ended.
bool BeginsUnit(std::string_view line, std::string_view next);

// Where the next unit starts in the middle of a line (the line ends of the original are lost: "... this
// Act.SEC. 2. SCOPE", "...; and<tab>(2) the"), or the end.
size_t InnerUnit(std::string_view text);

// Marks that open less those that close; straight ones do by turns, of which `open` are open before.
int QuoteBalance(std::string_view text, int open);
// "After section 6 insert "and": words that put text in, and a mark that is not closed.
bool OpensQuote(std::string_view text);
// "is amended by adding at the end the following:", "is amended to read as follows--"
bool AnnouncesQuote(std::string_view text);
// "the following paragraph is added:", "is replaced by the following:"
bool Amends(std::string_view text);

// "Having regard to", "On a proposal from": what an act of the Union cites before its reasons.
bool IsCitation(std::string_view text);
// "Whereas", a citation, or a participle with which resolutions give reasons, up to a comma or semicolon.
bool IsReason(std::string_view text);
// "have adopted", "be it enacted", in a line of at most 300 bytes.
bool Enacts(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_LINE_FORMS_H_
