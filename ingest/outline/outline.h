// Makes sections from a stream of paragraphs: numbers, headings, recitals, quoted amendments, opening words.
// Plain text, Markdown and HTML readers share it. Formats that state their structure do not need it.
#ifndef CONCORD_INGEST_OUTLINE_OUTLINE_H_
#define CONCORD_INGEST_OUTLINE_OUTLINE_H_

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/document/document_builder.h"
#include "ingest/outline/numbering.h"
#include "ingest/source/piece.h"

namespace concord {

class Outline {
 public:
  explicit Outline(DocumentBuilder* builder) : builder_(*builder) {}  // borrowed

  // The title of the whole document: text of section 0, which has no path.
  void Title(Pieces pieces);
  // A heading of a level that the format states; 1 is the highest. It begins with `number` if the format says
  // so. Otherwise only an obvious number counts (not that of "1 Scope").
  void Heading(int level, Pieces pieces, std::string_view number = {});
  // A heading that will come: "4.1 Parties" shows that "4 Context" before it is numbered, wherever the
  // document begins to count.
  void ForeseeHeading(std::string_view text);
  // A whole sentence in place of a heading ("1.2 The supplier shall ..." in a style with a level). Its number
  // is that of the unit, and the sentence is the unit's text. Without a number it is a paragraph.
  void Clause(int level, Pieces pieces, std::string_view number = {});
  // The heading of the unit whose number came just before, however long; otherwise a heading of its own.
  void Subheading(Pieces pieces);
  // The title of an annex, with or without a number ("ANNEX"). Its heading may follow as a Subheading.
  void Annex(Pieces pieces);
  // A paragraph, which may begin with a number. Without one, it may itself be a heading if the format does
  // not mark headings (plain text).
  void Paragraph(Pieces pieces, bool may_be_heading = false);
  // An item of a list; `depth` 0 is the outermost. An item that begins with a number is a paragraph, unless
  // the format says that it is not (a bullet, a list of contents). A number that the format states counts
  // wherever its list begins ("c.").
  // The numbers of a list may count down (HTML's `reversed`).
  enum class ItemNumber : uint8_t { kNone, kSeen, kStated, kCountsDown };
  void Item(int depth, Pieces pieces, ItemNumber number = ItemNumber::kSeen);
  // Text that is not part of the structure: a cell, a footnote, code.
  void Other(BlockKind kind, Pieces pieces);

  // For formats that show where a part ends, but not what it is. Ends everything that was opened since the
  // outline had this depth (a table row that is a point). Depth 0 ends all.
  size_t depth() const { return builder_.open_sections(); }
  void ReturnTo(size_t depth);
  // Text around the body (signatures, notes at the end), as a separate section until ReturnTo(0).
  void Front(std::string_view part);
  // Text in another language than the document's, until ReturnTo is called with the returned depth.
  size_t Language(std::string_view language);

 private:
  // The pieces as one text, without white space before and behind.
  struct Line {
    Pieces pieces;
    std::string_view text;
    size_t skipped = 0;  // bytes of the pieces before `text`
  };
  Line Flatten(Pieces pieces);
  void Write(const Line& line, size_t start, size_t end);

  void CloseTo(size_t depth);
  void OpenLevel(SectionKind kind, std::string_view number, std::string_view part);
  // The number of a heading or clause that the format states; one without a word or dot counts in sequence.
  std::optional<Marker> NumberOfHeading(int level, std::string_view text);
  void SetBare(int level, const Reading& reading);
  // Opens the unit of a heading or clause with a number: where its text begins; npos when it has none.
  size_t OpenStated(int level, const Line& line, std::string_view number, bool clause);
  bool ReopenFor(const Marker& marker);
  void NestRoman(const Marker& marker);
  void PlaceInList(Numbering::Place* place);
  void OpenUnnumbered(size_t depth, int level, const Line& line, std::string_view number = {});
  void WriteHeading(const Line& line, size_t start, size_t body, size_t end);
  void WriteBlock(BlockKind kind, const Line& line, size_t start, size_t body, int32_t lead);
  // `known`: the marker at the line's start, when it is not one that can be seen
  bool Numbered(const Line& line, const std::optional<Marker>& known = {},
                ItemNumber number = ItemNumber::kSeen);
  bool BareSection(const Line& line);
  bool IsQuestionOrAnswer(const Marker& marker);
  void BeginQuote(int depth);
  bool QuoteGoesOn(const Line& line);
  bool Quoted(const Line& line);
  bool Preamble(const Line& line);
  bool RecitalNumber(const Line& line);
  int32_t Lead() const;
  bool InAnnex() const;

  // What opening words closed. A list that continues after them opens it again.
  struct Closed {
    Numbering numbering;
    std::vector<int> levels;
    std::vector<int32_t> leads;
    uint32_t section = 0;  // the outermost of the sections that were closed
    size_t depth = 0;      // at which it stood
  };
  struct BareNumber {
    Alphabet alphabet = Alphabet::kArabic;
    uint32_t value = 0;
  };

  DocumentBuilder& builder_;
  Numbering numbering_;
  std::string scratch_;
  std::vector<int> levels_;                 // of the open sections: the heading's level, 0 for other sections
  std::vector<int32_t> leads_ = {-1};       // opening words that were last seen in them; one more: section 0
  std::vector<int32_t> item_leads_;         // by depth of bulleted lists
  std::set<std::string> divided_;           // numbers of headings that have others below them
  std::vector<size_t> list_places_;         // by depth of numbered lists that a format states: of their items
  std::optional<size_t> item_depth_;        // of the item of such a list that is being read
  bool after_lead_ = false;                 // the last block ended as opening words do
  bool needs_heading_ = false;              // "Article 3" stood alone
  bool amending_ = false;                   // the last block announced text of another act
  std::map<uint32_t, int> sibling_levels_;  // by section: the level of its numbered headings
  bool questions_ = false;                  // "Q." was met, and is no number
  bool amends_ = false;                     // it said so in words that no list of definitions has
  int quote_depth_ = 0;                     // quotation marks that are open in it
  bool each_quoted_ = false;                // each of its paragraphs begins with a mark
  size_t quoted_ = 0;                       // paragraphs of it so far
  Numbering quoted_numbers_;                // of the text that is put in
  bool quoting_ = false;
  bool whereas_ = false;  // numbered recitals follow
  bool headed_ = false;   // the preamble has a heading of its own, and goes on until the next
  bool cited_ = false;    // "Having regard to": numbered recitals may follow at once
  size_t recitals_ = 0;   // without numbers
  std::optional<Closed> closed_by_lead_;
  std::map<int, BareNumber> bare_;  // by level: the last number of its headings that has no word
  std::optional<size_t> preamble_;  // depth of the open preamble
  uint32_t bare_number_ = 0;        // the last section that was numbered without a word
  std::optional<size_t> contents_;  // depth of an open section "Contents": it holds no headings
  bool enacted_ = false;            // no preamble comes any more
};

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_OUTLINE_H_
