// Crown Legislation Markup Language, in which legislation.gov.uk keeps the law of the United Kingdom: acts,
// statutory instruments and retained law of the European Union.
//
// Units are numbered by depth alone: <P1> is the section of an act, the regulation of an instrument, the
// paragraph of a schedule. A section's heading stands outside of it, in the <P1group> around it.
#include "base/text.h"
#include "ingest/readers/laws/clml_metadata.h"
#include "ingest/readers/laws/law_dialect.h"

namespace concord {
namespace {

using enum LawRole;

const LawElements& Elements() {
  static const auto* const elements = new LawElements{
      // What only groups
      {"Legislation", {kTransparent, ""}},
      {"Primary", {kTransparent, ""}},
      {"Secondary", {kTransparent, ""}},
      {"EURetained", {kTransparent, ""}},
      {"Body", {kTransparent, ""}},
      {"EUBody", {kTransparent, ""}},
      {"Schedules", {kTransparent, ""}},
      {"ScheduleBody", {kTransparent, ""}},
      {"AppendixBody", {kTransparent, ""}},
      {"TitleBlock", {kTransparent, ""}},
      {"P", {kTransparent, ""}},
      {"Para", {kTransparent, ""}},
      {"P1para", {kTransparent, ""}},
      {"P2para", {kTransparent, ""}},
      {"P3para", {kTransparent, ""}},
      {"P4para", {kTransparent, ""}},
      {"P5para", {kTransparent, ""}},
      {"P6para", {kTransparent, ""}},
      {"P7para", {kTransparent, ""}},
      {"P2group", {kTransparent, ""}},
      {"P3group", {kTransparent, ""}},
      {"BlockText", {kTransparent, ""}},
      {"OrderedList", {kTransparent, ""}},
      {"UnorderedList", {kTransparent, ""}},
      {"KeyList", {kTransparent, ""}},
      {"KeyListItem", {kTransparent, ""}},
      {"Tabular", {kTransparent, ""}},
      {"table", {kTransparent, ""}},
      {"thead", {kTransparent, ""}},
      {"tbody", {kTransparent, ""}},
      {"tfoot", {kTransparent, ""}},
      {"tr", {kTransparent, ""}},
      {"Figure", {kTransparent, ""}},
      {"FootnoteText", {kTransparent, ""}},
      {"Footnotes", {kTransparent, ""}},
      {"MarginNotes", {kTransparent, ""}},
      {"Commentaries", {kTransparent, ""}},
      {"Signatory", {kTransparent, ""}},

      // Paragraphs
      {"Text", {kBlock, ""}},
      {"AppendText", {kBlock, ""}},
      {"LongTitle", {kBlock, ""}},
      {"DateOfEnactment", {kBlock, ""}},
      {"IntroductoryText", {kTransparent, ""}},
      {"EnactingText", {kTransparent, ""}},
      {"RoyalPresence", {kTransparent, ""}},
      {"SubjectInformation", {kBlock, ""}},
      {"Subject", {kBlock, ""}},
      {"Laid", {kTransparent, ""}},
      {"Made", {kTransparent, ""}},
      {"ComingIntoForce", {kTransparent, ""}},
      {"DateText", {kBlock, ""}},
      {"Reference", {kBlock, ""}},
      {"Key", {kBlock, ""}},
      {"PersonName", {kBlock, ""}},
      {"JobTitle", {kBlock, ""}},
      {"Department", {kBlock, ""}},
      {"DateSigned", {kBlock, ""}},
      {"Caption", {kBlock, ""}},

      // Hierarchy
      {"Group", {kDivision, "group"}},
      {"Part", {kDivision, "part"}},
      {"EUPart", {kDivision, "part"}},
      {"EUTitle", {kDivision, "title"}},
      {"Chapter", {kDivision, "chap"}},
      {"EUChapter", {kDivision, "chap"}},
      {"EUSection", {kDivision, "sec"}},
      {"EUSubsection", {kDivision, "subsec"}},
      {"Pblock", {kDivision, "heading"}},
      {"PsubBlock", {kDivision, "heading"}},
      {"P2", {kClause, ""}},
      {"P3", {kClause, ""}},
      {"P4", {kClause, ""}},
      {"P5", {kClause, ""}},
      {"P6", {kClause, ""}},
      {"P7", {kClause, ""}},
      {"Division", {kClause, ""}},
      {"ListItem", {kListItem, ""}},

      // Around the body
      {"PrimaryPrelims", {kFront, "preface"}},
      {"SecondaryPrelims", {kFront, "preface"}},
      {"EUPrelims", {kFront, "preface"}},
      {"PrimaryPreamble", {kPreamble, "preamble"}},
      {"SecondaryPreamble", {kPreamble, "preamble"}},
      {"EUPreamble", {kPreamble, "preamble"}},
      {"SignedSection", {kFront, "signatures"}},
      {"ExplanatoryNotes", {kFront, "notes"}},
      {"EarlierOrders", {kFront, "earlier"}},
      {"Schedule", {kAttachment, "sch"}},
      {"Appendix", {kAttachment, "annex"}},
      {"Attachment", {kAttachment, "annex"}},

      {"BlockAmendment", {kQuotedStructure, "quote"}},
      {"BlockExtract", {kQuotedStructure, "quote"}},
      {"Footnote", {kNote, ""}},
      {"MarginNote", {kNote, ""}},
      {"Commentary", {kNote, ""}},
      {"Number", {kNumber, ""}},
      {"Pnumber", {kNumber, ""}},
      {"Title", {kHeading, ""}},
      {"Subtitle", {kSubheading, ""}},
      {"td", {kTableCell, ""}},
      {"th", {kTableCell, ""}},
      {"br", {kBreak, ""}},

      {"Metadata", {kSkipped, ""}},
      {"Contents", {kSkipped, ""}},
      {"CommentaryRef", {kSkipped, ""}},
      {"FootnoteRef", {kSkipped, ""}},
      {"MarginNoteRef", {kSkipped, ""}},
      {"Versions", {kSkipped, ""}},  // other wordings of what the text says, and of other extents
      {"Resources", {kSkipped, ""}},
      {"XrefTexts", {kSkipped, ""}},
      {"Correction", {kSkipped, ""}},
  };
  return *elements;
}

// So many children are looked at by questions that each unit asks anew.
constexpr int kNear = 64;

// The one section whose heading the group holds; null when there are none or several.
pugi::xml_node OnlySection(pugi::xml_node group) {
  pugi::xml_node only;
  int seen = 0;
  for (const pugi::xml_node child : group) {
    if (++seen > kNear) return {};
    if (LocalName(child) != "P1") continue;
    if (only) return {};
    only = child;
  }
  return only;
}

// Its title stands at its start, if it has one.
std::string TitleOfInstrument(pugi::xml_node secondary) {
  int seen = 0;
  for (const pugi::xml_node child : secondary) {
    if (++seen > kNear) break;
    if (LocalName(child) == "SecondaryPrelims") return XmlTextBelow(XmlChild(child, "Title"));
  }
  return {};
}

// An instrument says in its title what its units are called.
LawElement UnitOf(pugi::xml_node p1) {
  for (pugi::xml_node up = p1.parent(); up; up = up.parent()) {
    const std::string_view name = LocalName(up);
    if (name == "Schedule" || name == "Appendix") return {kClause, ""};
    if (name == "BlockAmendment" || name == "BlockExtract") {
      return XmlAttribute(up, "Context") == "schedule" ? LawElement{kClause, ""}
                                                       : LawElement{kArticle, "sec"};
    }
    if (name == "EURetained") return {kArticle, "art"};
    if (name != "Secondary") continue;
    const std::string title = AsciiLower(TitleOfInstrument(up));
    if (title.find("order") != std::string::npos) return {kArticle, "art"};
    if (title.find("rules") != std::string::npos) return {kArticle, "rule"};
    return {kArticle, "reg"};
  }
  return {kArticle, "sec"};
}

LawElement ElementOf(pugi::xml_node element) {
  const std::string_view name = LocalName(element);
  if (name == "P1") return UnitOf(element);
  if (name == "P1group") return {OnlySection(element) ? kTransparent : kDivision, "heading"};
  if (name == "Title") {
    const pugi::xml_node parent = element.parent();
    if (LocalName(parent) == "P1group" && OnlySection(parent)) return {kSkipped, ""};  // its section shows it
    if (LocalName(parent).ends_with("Prelims")) return {kBlock, ""};
  }
  if (name == "Number" && LocalName(element.parent()).ends_with("Prelims")) return {kBlock, ""};
  const auto found = Elements().find(name);
  return found == Elements().end() ? LawElement() : found->second;
}

LawTitle TitleOf(pugi::xml_node section) {
  const std::string_view name = LocalName(section);
  if (name.ends_with("Prelims")) return {};
  LawTitle title{XmlChild(section, "Pnumber"), XmlChild(section, "Title")};
  if (!title.number) title.number = XmlChild(section, "Number");
  if (!title.heading) title.heading = XmlChild(XmlChild(section, "TitleBlock"), "Title");
  if (name == "P1" && LocalName(section.parent()) == "P1group" && OnlySection(section.parent())) {
    title.heading = XmlChild(section.parent(), "Title");
  }
  if (XmlTextBelow(title.number).empty()) title.number = {};
  if (XmlTextBelow(title.heading).empty()) title.heading = {};
  return title;
}

constexpr std::string_view kNamespace = "www.legislation.gov.uk/namespaces/legislation";

}  // namespace

int LooksLikeClml(const Source& source) {
  const std::string tag = XmlRootTag(source);
  if (XmlRootName(tag) != "Legislation") return 0;
  return tag.find(kNamespace) != std::string::npos ? 9 : 6;
}

Result<Document> ReadClml(const Source& source) {
  static constexpr LawDialect kDialect{
      .element_of = ElementOf,
      .metadata_of = ReadClmlMetadata,
      .is_root = [](pugi::xml_node root) { return LocalName(root) == "Legislation"; },
      .expected = "<Legislation>",
      .title_of = TitleOf};
  return ReadLaw(source, kDialect);
}

}  // namespace concord
