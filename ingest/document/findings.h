// What the extractors find in a document: facts, each with the characters that state it.
#ifndef CONCORD_INGEST_DOCUMENT_FINDINGS_H_
#define CONCORD_INGEST_DOCUMENT_FINDINGS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/source/span.h"

namespace concord {

enum class Modality : uint8_t {
  kObligation,
  kProhibition,
  kRecommendation,
  kEncouragement,
  kPermission,
  kCommitment
};
enum class Polarity : uint8_t { kDo, kNot };
enum class AddresseeSource : uint8_t { kNone, kExplicit, kInherited, kImplied };

std::string_view ModalityName(Modality modality);              // "obligation"
std::string_view PolarityName(Polarity polarity);              // "do", "not"
std::string_view AddresseeSourceName(AddresseeSource source);  // "none", "explicit"

// One thing that somebody should, must, may or must not do. Spans lie in the document's text, but not always
// in the measure's own span (an addressee may be in the opening words).
struct Measure {
  Span span;  // the clause with modal, object and conditions
  uint32_t section = 0;
  Modality modality = Modality::kObligation;
  Polarity polarity = Polarity::kDo;
  std::vector<Span> addressees;  // the words for who must act; empty: nobody
  AddresseeSource addressee_source = AddresseeSource::kNone;
  Span action;        // the verb; may be empty
  Span object;        // the text after it; may be empty
  Span condition;     // "where appropriate", "if ..."; may be empty
  Span trigger;       // the modal or performative that decided the modality
  int32_t lead = -1;  // index in Findings::measures of the measure with the opening words, or -1
  float confidence = 0;
};

// A role, or an organisation that is not a forum.
struct ActorMention {
  Span span;
  uint32_t section = 0;
  std::string actor;      // key: "role:developer", "nist", "new:acme"
  std::string name;       // for a key that no table knows
  std::string role;       // developer, deployer, state, ...: the list in docs/schema.md
  bool benefits = false;  // the measure is for it, not addressed to it
  float confidence = 0;
};

enum class ForumRelation : uint8_t { kOther, kVenue, kPartner, kObject, kHost, kIssuer };
std::string_view ForumRelationName(ForumRelation relation);  // "venue"

struct ForumMention {
  Span span;
  uint32_t section = 0;
  std::string forum;  // key in datasets/forums.tsv, or "new:" and a slug
  std::string name;   // for a key that no table knows
  ForumRelation relation = ForumRelation::kOther;
  Span trigger;      // the words that decided the relation; may be empty
  std::string gate;  // why an ambiguous name counts here: "definition", "context:un", ...; may be empty
  float confidence = 0;
};

struct StandardReference {
  Span span;
  uint32_t section = 0;
  std::string standard;     // key: "iso-iec:42001" or "iso-iec:42001@2023"
  std::string designator;   // as a person writes it: "ISO/IEC 42001:2023"
  std::string deliverable;  // TR, TS, PAS ...; may be empty
  bool normative = false;
  float confidence = 0;
};

enum class CitationKind : uint8_t { kCites, kImplements, kAmends, kRepeals, kSupersedes, kBasedOn };
std::string_view CitationKindName(CitationKind kind);  // "CITES"

struct DocumentReference {
  Span span;
  uint32_t section = 0;
  CitationKind kind = CitationKind::kCites;
  std::string document;   // key: "eu:2016/679", "un-a-res-78-265", "new:..."; empty when internal
  std::string name;       // title or designator, for a stub
  std::string locator;    // "art.6.1", may be empty
  bool internal = false;  // to a part of this document, named by the locator
  float confidence = 0;
  uint32_t part = 0;  // the section that an internal reference means
};

// Who issued the document, according to its own words.
struct IssuerStatement {
  Span span;              // the words that say so; empty: the title, which is not in the text
  std::string forum;      // key, as of a ForumMention
  std::string name;       // as written
  std::string_view form;  // formula, we, members, title, released or alone: issuer_extractor.cc
  float confidence = 0;
};

// Offsets rise within each list.
struct Findings {
  std::vector<Measure> measures;
  std::vector<ActorMention> actors;
  std::vector<ForumMention> forums;
  std::vector<StandardReference> standards;
  std::vector<DocumentReference> documents;
  std::vector<IssuerStatement> issuers;
};

// For people and golden tests: one line for each finding, in the order of the text.
struct Document;
std::string PrintFindings(const Document& document, const Findings& findings);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_FINDINGS_H_
