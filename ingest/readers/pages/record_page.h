// The page of one measure of an AI-governance navigator, as text copied from a browser: what its lines are.
// Knows nothing of Documents; ingest/readers/pages/record_page_reader.cc makes one from it.
//
// The page has no markup. Its blocks are recognised by the furniture that the site puts around every record
// ("Also in ...", "Reasoning", "Primary"), by the shape of lines (a code with its label, "Issuer (2024)", a
// heading without a full stop) and by their neighbours, never by the words of one record. A block may be
// missing or in another place.
#ifndef CONCORD_INGEST_READERS_PAGES_RECORD_PAGE_H_
#define CONCORD_INGEST_READERS_PAGES_RECORD_PAGE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

// A piece of the page; empty if the page does not have it. Borrows from the page.
using PagePiece = std::string_view;

struct PageCode {
  PagePiece whole;  // "2.1 Oversight & Accountability"
  PagePiece code;   // "2.1"
  PagePiece label;
};

struct PageSibling {
  PagePiece path;  // "Part > Chapter"
  std::vector<PagePiece> definition;
  PageCode code;
};

struct PageRisk {
  PagePiece rank;  // "Primary"; the rank above it if the page does not repeat it
  PageCode code;
};

struct PageTerm {  // a label of some vocabulary with its meaning
  PagePiece label, definition;
};

struct RecordPage {
  std::vector<PagePiece> banner;
  PagePiece category_definition;
  PagePiece parent_line, parent_category;  // "Also in X", "X"
  std::vector<PagePiece> quote;
  PagePiece reasoning_heading;
  std::vector<PagePiece> reasoning;
  std::vector<PageSibling> siblings;
  PagePiece title, issuer_line, issuer, year;
  std::vector<PagePiece> abstract;
  PageTerm lifecycle, actor_role, rmf;
  std::vector<PageRisk> risks;
  std::vector<PagePiece> unknown;  // lines that fit nowhere
};

// O(length). Never fails: a text that is not a record page gives a page with little in it.
RecordPage ParseRecordPage(std::string_view text);

// How many kinds of furniture of a record page the text contains, 0 to 5.
int CountRecordPageSigns(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_RECORD_PAGE_H_
