// What a reader makes of a file: the normalised text, its parts, and what the file says about itself. All
// readers and extractors share this noun.
#ifndef CONCORD_INGEST_DOCUMENT_DOCUMENT_H_
#define CONCORD_INGEST_DOCUMENT_DOCUMENT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "graph/page_map.h"
#include "graph/value.h"
#include "ingest/source/offset_map.h"
#include "ingest/source/source.h"
#include "ingest/source/span.h"
#include "mapping/mapping.h"

namespace concord {

// The kind of text in a section, after Akoma Ntoso and ISO/IEC Directives. It decides which extractors read
// it: for example, recitals yield no measures.
enum class SectionKind : uint8_t {
  kFront,  // title page, formulae, signatures: text around the body
  kPreamble,
  kRecital,
  kPart,     // a division that groups others: part, title, chapter, heading of a Markdown file
  kArticle,  // the basic numbered unit: article, section of an act, clause of a standard
  kClause,   // a numbered unit below it: paragraph, point
  kAnnex,
  kDefinition,  // a definition, or a list of them
  kPrinciple,
  kItem,       // a row of a framework table or catalogue
  kSynthetic,  // made by us if a heading is missing
};
std::string_view SectionKindName(SectionKind kind);  // "front", "preamble", ... as stored in the graph

// A numbered or titled part. Sections form a tree in reading order (a parent before its children). Section 0
// is the whole document, without number and heading.
struct Section {
  int32_t parent = -1;
  SectionKind kind = SectionKind::kPart;
  std::string number;    // as displayed, with its word: "Article 14", "4.", "(a)", "GOVERN 1.1"; may be empty
  std::string path;      // below the version's key, unique in the document: "art.14.4.a"; "" for section 0
  Span heading;          // without the number; may be empty
  Span span;             // all of it, including children
  std::string curie;     // framework:id of a row of a framework table, else empty
  std::string language;  // BCP 47 if it differs from the document's, else empty
  bool quoted = false;   // text of another act (an amendment's quoted structure): not this act's measures
};

// A paragraph or the like: the unit that extractors read. Blocks are in reading order, do not overlap, and
// contain all text except mere layout. A sentence never crosses the end of a block, except opening words
// ("The provider shall:") that continue in list items.
enum class BlockKind : uint8_t {
  kHeading,
  kParagraph,
  kListItem,
  kTableCell,
  kFootnote,  // apart from the sentence to which it belongs
  kQuote,     // quoted text from somebody else
  kCode,
};
struct Block {
  uint32_t section = 0;  // the innermost section around it
  BlockKind kind = BlockKind::kParagraph;
  Span span;          // without the item's number or bullet
  int32_t lead = -1;  // for a list item: the block with its opening words, else -1
};

// A code of a taxonomy that the input itself assigns.
struct Classification {
  uint32_t section = 0;   // to which it applies; 0: the document
  Span span;              // where the input says so
  std::string scheme;     // "mit-risk-domain"
  std::string code;       // "6.5"
  std::string label;      // as the input words it
  std::string rank;       // "primary", "secondary", "other" or empty
  std::string reasoning;  // may be empty
};

// One row of a crosswalk, with its place in the text.
struct MappingRow : Mapping {
  Span span;
};
struct MappingSet : MappingSetMetadata {
  std::vector<MappingRow> rows;
};

// A taxonomy or framework whose items are the sections with a curie.
struct ItemScheme {
  std::string scheme;  // prefix of the curies, and key of the ConceptScheme
  // For each item, in the order of the sections: the curie of its parent, or empty.
  std::map<std::string, std::string> parents;
};

// Something that a tolerant reader corrected or skipped.
struct Repair {
  uint64_t line = 0;  // in the source, from 1; 0 if unknown
  std::string message;
};

// What the file or the manifest says about the document. Empty means that nobody said it.
struct Metadata {
  std::string key;  // of the work; docs/schema.md says how it is found
  std::string title;
  std::string issuer;    // as written; resolved to an actor later
  std::string language;  // BCP 47: "en"; empty: not said
  std::optional<Date> date;
  std::string type;    // act, treaty, resolution, framework, ...
  std::string source;  // where it was found: a URL, a citation
  std::string licence;
  std::string edition;  // "1.1", "2024-1689": part of the version's key when known
  std::string abstract;
  std::map<std::string, std::string> identifiers;  // celex, eli, frbr_work, doi, un_symbol, ...
  // The fields above (and "identifiers") that do not come from the file, by name, with their source:
  // {"issuer", "manifest.tsv:12"}.
  std::map<std::string, std::string> origins;
  PropertyMap other;  // anything else worth keeping: lifecycle, banner ...
};

struct Document {
  std::string path;    // of the file, as the user gave it, below the ingest root
  std::string format;  // name of the reader's row
  std::string sha256;  // of the file's bytes, hex
  Metadata metadata;

  std::string text;               // UTF-8, normalised: NFC, LF, no soft hyphens, no control characters
  OffsetMap offsets;              // from `text` to the file's bytes, or to those of its parts
  PageMap pages;                  // from `text` to pages, if the format has them; else empty
  std::vector<SourcePart> parts;  // of a container; else empty
  std::vector<Section> sections;
  std::vector<Block> blocks;

  std::vector<Classification> classifications;
  std::optional<ItemScheme> framework;
  std::optional<MappingSet> mapping_set;
  std::vector<Repair> repairs;

  std::string_view TextOf(Span span) const { return std::string_view(text).substr(span.start, span.size()); }
};

// For people and golden tests: sections as an indented tree with numbers, headings and spans, the blocks
// below them, then codes, items and mappings.
std::string PrintDocument(const Document& document);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_DOCUMENT_H_
