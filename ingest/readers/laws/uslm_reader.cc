// United States Legislative Markup (GPO, Office of the Law Revision Counsel), versions 1 and 2: bills,
// resolutions, public laws, amendments, titles of the Code. Elements after the USLM User Guide and the review
// guides of 2.0 and 2.1.
#include "base/text.h"
#include "ingest/readers/laws/law_dialect.h"
#include "ingest/readers/laws/uslm_metadata.h"

namespace concord {
namespace {

using enum LawRole;

const LawElements& Elements() {
  static const auto* const elements = new LawElements{
      // Documents and what only groups
      {"bill", {kTransparent, ""}},
      {"resolution", {kTransparent, ""}},
      {"pLaw", {kTransparent, ""}},
      {"engrossedAmendment", {kTransparent, ""}},
      {"amendment", {kTransparent, ""}},
      {"uscDoc", {kTransparent, ""}},
      {"lawDoc", {kTransparent, ""}},
      {"document", {kTransparent, ""}},
      {"statutesAtLarge", {kTransparent, ""}},
      {"statuteCompilation", {kTransparent, ""}},
      {"presidentialDoc", {kTransparent, ""}},
      {"cfrDoc", {kTransparent, ""}},
      {"frDoc", {kTransparent, ""}},
      {"rule", {kTransparent, ""}},
      {"collection", {kTransparent, ""}},
      {"component", {kTransparent, ""}},
      {"main", {kTransparent, ""}},
      {"amendMain", {kTransparent, ""}},
      {"content", {kTransparent, ""}},
      {"text", {kTransparent, ""}},
      {"list", {kTransparent, ""}},
      {"block", {kTransparent, ""}},
      {"layout", {kTransparent, ""}},
      {"row", {kTransparent, ""}},
      {"header", {kTransparent, ""}},
      {"table", {kTransparent, ""}},
      {"thead", {kTransparent, ""}},
      {"tbody", {kTransparent, ""}},
      {"tfoot", {kTransparent, ""}},
      {"tr", {kTransparent, ""}},
      {"toc", {kTransparent, ""}},
      {"notes", {kTransparent, ""}},
      {"relatedDocuments", {kBlock, ""}},
      {"actionInstruction", {kTransparent, ""}},
      // New text of a bill that is no law yet: a quotation of nothing else
      {"amendmentContent", {kTransparent, ""}},
      {"amendmentInstruction", {kClause, ""}},

      // Paragraphs
      {"p", {kBlock, ""}},
      {"docTitle", {kBlock, ""}},
      {"officialTitle", {kBlock, ""}},
      {"longTitle", {kBlock, ""}},
      {"enactingFormula", {kBlock, ""}},
      {"resolvingClause", {kBlock, ""}},
      {"wordsOfIssuance", {kBlock, ""}},
      {"statement", {kBlock, ""}},
      {"title", {kBlock, ""}},  // dc:title; a title of law is told apart below
      {"congress", {kBlock, ""}},
      {"docNumber", {kWord, ""}},
      {"actionDescription", {kWord, ""}},
      {"session", {kBlock, ""}},
      {"currentChamber", {kBlock, ""}},
      {"relatedDocument", {kBlock, ""}},
      {"enrolledDateline", {kBlock, ""}},
      {"action", {kBlock, ""}},
      {"signature", {kBlock, ""}},
      {"notation", {kBlock, ""}},
      {"attestation", {kBlock, ""}},
      {"sourceCredit", {kBlock, ""}},
      {"referenceItem", {kBlock, ""}},
      {"tocItem", {kBlock, ""}},
      {"figCaption", {kBlock, ""}},

      {"chapeau", {kIntro, ""}},
      {"continuation", {kWrapUp, ""}},

      // Hierarchy
      {"division", {kDivision, "div"}},
      {"subdivision", {kDivision, "subdiv"}},
      {"subtitle", {kDivision, "subtitle"}},
      {"part", {kDivision, "part"}},
      {"subpart", {kDivision, "subpart"}},
      {"chapter", {kDivision, "chap"}},
      {"subchapter", {kDivision, "subchap"}},
      {"appropriations", {kDivision, "approp"}},
      {"compiledAct", {kDivision, "act"}},
      {"level", {kDivision, "level"}},
      {"preliminary", {kDivision, "part"}},
      {"section", {kArticle, "sec"}},
      {"article", {kArticle, "art"}},
      {"courtRule", {kArticle, "rule"}},
      {"reorganizationPlan", {kArticle, "plan"}},
      {"subsection", {kClause, ""}},
      {"paragraph", {kClause, ""}},
      {"subparagraph", {kClause, ""}},
      {"clause", {kClause, ""}},
      {"subclause", {kClause, ""}},
      {"item", {kClause, ""}},
      {"subitem", {kClause, ""}},
      {"subsubitem", {kClause, ""}},
      {"listItem", {kListItem, ""}},

      // Around the body
      {"preface", {kFront, "preface"}},
      {"amendPreface", {kFront, "preface"}},
      {"signatures", {kFront, "signatures"}},
      {"legislativeHistory", {kFront, "history"}},
      {"preamble", {kPreamble, "preamble"}},
      {"recital", {kRecital, "rec"}},
      {"appendix", {kAttachment, "annex"}},
      {"schedule", {kAttachment, "sch"}},

      {"quotedContent", {kQuotedStructure, "quote"}},
      {"sidenote", {kNote, ""}},
      {"footnote", {kNote, ""}},
      {"endnote", {kNote, ""}},
      {"ear", {kNote, ""}},
      {"note", {kNote, ""}},
      {"statutoryNote", {kNote, ""}},
      {"editorialNote", {kNote, ""}},
      {"changeNote", {kNote, ""}},
      {"drafterNote", {kNote, ""}},
      {"crossReferenceNote", {kNote, ""}},
      {"deletedText", {kDeleted, ""}},
      {"del", {kDeleted, ""}},
      {"num", {kNumber, ""}},
      {"heading", {kHeading, ""}},
      {"subheading", {kSubheading, ""}},
      {"crossHeading", {kSubheading, ""}},
      {"br", {kBreak, ""}},
      {"td", {kTableCell, ""}},
      {"th", {kTableCell, ""}},
      {"column", {kTableCell, ""}},

      // Furniture of the printed page, and what stands elsewhere as well
      {"meta", {kSkipped, ""}},
      {"amendMeta", {kSkipped, ""}},
      {"page", {kSkipped, ""}},
      {"line", {kSkipped, ""}},
      {"slugLine", {kSkipped, ""}},
      {"leftRunningHead", {kSkipped, ""}},
      {"centerRunningHead", {kSkipped, ""}},
      {"rightRunningHead", {kSkipped, ""}},
      {"distributionCode", {kSkipped, ""}},
      {"endMarker", {kSkipped, ""}},
      {"endorsement", {kSkipped, ""}},  // the back of a bill: its front again
  };
  return *elements;
}

bool IsQuoted(pugi::xml_node node) {
  for (; node; node = node.parent()) {
    if (LocalName(node) == "quotedContent") return true;
  }
  return false;
}

// A few words that are struck out or put in belong to the sentence that says so; a whole provision does not.
bool IsWholeProvision(pugi::xml_node quoted) {
  constexpr size_t kPhrase = 80;
  return std::string_view(quoted.first_child().value()).size() > kPhrase;
}

LawElement ElementOf(pugi::xml_node element) {
  const std::string_view name = LocalName(element);
  if (name == "title" && std::string_view(element.name()) == "title") return {kDivision, "title"};
  if (XmlAttribute(element, "changed") == "deleted") return {kDeleted, ""};
  // "[Report No. 116-324, Parts I, II and III]" is one line.
  if (name == "relatedDocument" && LocalName(element.parent()) == "relatedDocuments") return {};
  if (name == "ref" && XmlAttribute(element, "class").find("footnoteRef") != std::string::npos) {
    return {kSkipped, ""};
  }
  // What the headings say anyway, but for new lines that an amendment puts into another act's table
  if (name == "toc" && !IsQuoted(element)) return {kSkipped, ""};
  if (name == "quotedText") return {IsWholeProvision(element) ? kQuotedText : kInline, ""};
  const auto found = Elements().find(name);
  return found == Elements().end() ? LawElement() : found->second;
}

bool IsUslm(std::string_view tag) {
  return tag.find("schemas.gpo.gov/xml/uslm") != std::string_view::npos ||
         tag.find("xml.house.gov/schemas/uslm") != std::string_view::npos;
}

bool IsRoot(pugi::xml_node root) {
  for (const pugi::xml_attribute attribute : root.attributes()) {
    if (std::string_view(attribute.name()).starts_with("xmlns") && IsUslm(attribute.value())) return true;
  }
  return Elements().contains(LocalName(root)) && (XmlChild(root, "main") || XmlChild(root, "amendMain"));
}

}  // namespace

int LooksLikeUslm(const Source& source) { return IsUslm(XmlRootTag(source)) ? 9 : 0; }

Result<Document> ReadUslm(const Source& source) {
  static constexpr LawDialect kDialect{
      .element_of = ElementOf,
      .metadata_of = ReadUslmMetadata,
      .is_root = IsRoot,
      .expected = "the root of a USLM document (<bill>, <pLaw>, <uscDoc> ...)"};
  return ReadLaw(source, kDialect);
}

}  // namespace concord
