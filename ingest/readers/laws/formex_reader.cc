// Formex 4 and later, in which the Publications Office of the European Union keeps the Official Journal:
// acts, annexes, agreements, consolidated acts and other documents.
//
// Titles stand one or two levels below what they title (<TITLE><TI><P>), numbers in <NP>; quotation marks are
// empty elements that name a character.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/outline/numbering.h"
#include "ingest/readers/laws/formex_metadata.h"
#include "ingest/readers/laws/law_dialect.h"

namespace concord {
namespace {

using enum LawRole;

constexpr std::string_view kRoots[] = {
    "ACT",     "ACT.GEN", "CONS.ACT", "CONS.DOC",  "CONS.ANNEX",  "ANNEX",    "AGR",
    "PROT",    "LETTER",  "GENERAL",  "CJT",       "CORR",        "DECISION", "TREATY",
    "OPINION", "REPORT",  "CASE",     "FINAL.ACT", "DECLARATION", "JUDGMENT", "ORDER"};

const LawElements& Elements() {
  static const auto* const elements = new LawElements{
      // What only groups
      {"ENACTING.TERMS", {kTransparent, ""}},
      {"ENACTING.TERMS.CJT", {kTransparent, ""}},
      {"GR.VISA", {kTransparent, ""}},
      {"GR.CONSID", {kTransparent, ""}},
      {"CONTENTS", {kTransparent, ""}},
      {"CONTENTS.CORR", {kTransparent, ""}},
      {"CONTENTS.LETTER", {kTransparent, ""}},
      {"LIST", {kTransparent, ""}},
      {"TI", {kTransparent, ""}},
      {"GR.ANNEX", {kTransparent, ""}},
      {"GR.NOTES", {kTransparent, ""}},
      {"GR.TBL", {kTransparent, ""}},
      {"TBL", {kTransparent, ""}},
      {"CORPUS", {kTransparent, ""}},
      {"BLK", {kTransparent, ""}},
      {"ROW", {kTransparent, ""}},
      {"SIGNATURE", {kTransparent, ""}},
      {"SIGNATORY", {kTransparent, ""}},
      {"DLIST", {kTransparent, ""}},
      {"DLIST.ITEM", {kListItem, ""}},
      {"PARAG.LIST", {kTransparent, ""}},

      // Paragraphs
      {"P", {kBlock, ""}},
      {"TXT", {kBlock, ""}},
      {"ALINEA", {kBlock, ""}},
      {"VISA", {kBlock, ""}},
      {"PREAMBLE.INIT", {kBlock, ""}},
      {"PREAMBLE.FINAL", {kBlock, ""}},
      {"GR.CONSID.INIT", {kBlock, ""}},
      {"PL.DATE", {kBlock, ""}},
      {"STI", {kBlock, ""}},
      {"TERM", {kBlock, ""}},
      {"DEFINITION", {kBlock, ""}},
      {"TI.TBL", {kBlock, ""}},
      {"TI.BLK", {kBlock, ""}},
      {"STI.BLK", {kBlock, ""}},
      {"TI.CJT", {kBlock, ""}},
      {"ADDR.S", {kBlock, ""}},
      {"FORMULA.S", {kBlock, ""}},

      // Hierarchy; the words of divisions are told below
      {"DIVISION", {kDivision, "part"}},
      {"SUBDIV", {kDivision, "part"}},
      {"GR.SEQ", {kDivision, "part"}},
      {"ARTICLE", {kArticle, "art"}},
      {"PARAG", {kClause, ""}},
      {"SUBPARAG", {kClause, ""}},
      {"POINT", {kClause, ""}},
      {"NP", {kClause, ""}},
      {"NP.ECR", {kClause, ""}},
      {"ITEM", {kListItem, ""}},

      // Around the body
      {"FINAL", {kFront, "conclusions"}},
      {"PREAMBLE", {kPreamble, "preamble"}},
      {"PREAMBLE.GEN", {kPreamble, "preamble"}},
      {"CONSID", {kRecital, "rec"}},
      {"ANNEX", {kAttachment, "annex"}},
      {"CONS.ANNEX", {kAttachment, "annex"}},

      {"QUOT.S", {kQuotedStructure, "quote"}},
      {"ACT.QUOT", {kQuotedStructure, "quote"}},
      {"NOTE", {kNote, ""}},
      {"TI.ART", {kNumber, ""}},
      {"NO.PARAG", {kNumber, ""}},
      {"NO.SUBPARAG", {kNumber, ""}},
      {"NO.POINT", {kNumber, ""}},
      {"NO.P", {kNumber, ""}},
      {"NO.P.ECR", {kNumber, ""}},
      {"STI.ART", {kHeading, ""}},
      {"CELL", {kTableCell, ""}},
      {"QUOT.START", {kGlyph, ""}},
      {"QUOT.END", {kGlyph, ""}},

      // For machines, or held in another file
      {"CURR.TITLE", {kSkipped, ""}},  // the running head of the page
      {"INFO.CONSLEG", {kSkipped, ""}},
      {"INFO.PROD", {kSkipped, ""}},
      {"FAM.COMP", {kSkipped, ""}},
      {"FAM.COMP.CL", {kSkipped, ""}},
      {"INCL.ELEMENT", {kSkipped, ""}},
      {"INCLUSIONS", {kSkipped, ""}},
      {"TOC", {kSkipped, ""}},
      {"PAGE", {kSkipped, ""}},
      {"FMX.LOC", {kSkipped, ""}},
  };
  return *elements;
}

bool IsRoot(pugi::xml_node root) { return std::ranges::find(kRoots, LocalName(root)) != std::end(kRoots); }

// "(1)" and "a)" are numbers; a dash in their place only shows that an item begins.
bool IsNumber(pugi::xml_node node) {
  const std::string text = XmlTextBelow(node);
  for (size_t at = 0; at < text.size();) {
    if (IsLetterOrDigit(NextCodePoint(text, &at))) return true;
  }
  return false;
}

pugi::xml_node NumberIn(pugi::xml_node node) {
  for (const std::string_view name : {"NO.P", "NO.P.ECR"}) {
    const pugi::xml_node number = XmlChild(node, name);
    if (number && IsNumber(number)) return number;
  }
  return {};
}

// A title's first line is the number ("CHAPTER II", "ANNEX"), what follows the heading. One line alone that
// is no number is a heading.
LawTitle TitleIn(pugi::xml_node section) {
  const pugi::xml_node title = XmlChild(section, "TITLE");
  const pugi::xml_node ti = XmlChild(title, "TI"), sti = XmlChild(title, "STI");
  pugi::xml_node first, second;
  for (const pugi::xml_node line : ti) {
    if (LocalName(line) != "P") continue;
    if (!first) {
      first = line;
    } else if (!second) {
      second = line;
    }
  }
  if (!first) first = ti;
  if (!first) return {{}, sti};
  const std::string text = XmlTextBelow(first);
  const auto marker = ScanMarker(text);
  const bool annex = AsciiLower(text).starts_with("annex") && text.size() <= 20;
  const bool number = annex || (marker && marker->length == text.size());
  if (!number && !(marker && second)) return {sti ? first : pugi::xml_node(), sti ? sti : first};
  return {first, second ? second : sti};
}

LawTitle TitleOf(pugi::xml_node section) {
  const std::string_view name = LocalName(section);
  if (name == "ARTICLE") return {XmlChild(section, "TI.ART"), XmlChild(section, "STI.ART")};
  if (name == "CONSID" || name == "ITEM") {
    const pugi::xml_node number = NumberIn(XmlChild(section, "NP"));
    return {number ? number : NumberIn(section), {}};
  }
  if (name == "NP" || name == "NP.ECR") return {NumberIn(section), {}};
  if (XmlChild(section, "TITLE") && name != "ACT" && name != "GENERAL") return TitleIn(section);
  for (const std::string_view number : {"NO.PARAG", "NO.SUBPARAG", "NO.POINT"}) {
    if (const pugi::xml_node found = XmlChild(section, number)) return {found, {}};
  }
  return {};
}

// The word that a division's title begins with decides its path: "chap", "sec", "title".
std::string_view DivisionWord(pugi::xml_node division) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"part", "part"},         {"title", "title"},        {"chapter", "chap"},     {"section", "sec"},
      {"subsection", "subsec"}, {"titre", "title"},        {"chapitre", "chap"},    {"titel", "title"},
      {"kapitel", "chap"},      {"abschnitt", "sec"},      {"teil", "part"},        {"partie", "part"},
      {"t\u00EDtulo", "title"}, {"cap\u00EDtulo", "chap"}, {"secci\u00F3n", "sec"}, {"titolo", "title"},
      {"capo", "chap"},         {"sezione", "sec"}};
  const std::string text = FoldCase(XmlTextBelow(XmlChild(division, "TITLE")));
  const std::string_view word = std::string_view(text).substr(0, text.find(' '));
  for (const auto& [name, path] : kWords) {
    if (word == name) return path;
  }
  return "part";
}

LawElement ElementOf(pugi::xml_node element) {
  const std::string_view name = LocalName(element);
  const std::string_view parent = LocalName(element.parent());
  // Its item has taken the number of the NP.
  if ((name == "NP" || name == "NP.ECR") && (parent == "ITEM" || parent == "CONSID"))
    return {kTransparent, ""};
  if (name == "TITLE")
    return {IsRoot(element.parent()) && parent != "ANNEX" ? kFront : kTransparent, "title"};
  // A dash, or a number in a place where nothing is numbered
  if ((name == "NO.P" || name == "NO.P.ECR") && !IsNumber(element)) return {kSkipped, ""};
  if (name.starts_with("BIB.")) return {kSkipped, ""};
  const auto found = Elements().find(name);
  if (found == Elements().end()) return {IsRoot(element) ? kTransparent : kInline, ""};
  if (found->second.role == kDivision) return {kDivision, DivisionWord(element)};
  return found->second;
}

// <QUOT.START CODE="2018"/> is a left single quotation mark.
std::string GlyphOf(pugi::xml_node element) {
  const std::string code = XmlAttribute(element, "CODE");
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), value, 16);
  std::string glyph;
  if (error == std::errc() && end == code.data() + code.size() && value >= 0x20 && value < 0xD800) {
    AppendUtf8(value, &glyph);
  }
  return glyph.empty() ? "\"" : glyph;
}

}  // namespace

int LooksLikeFormex(const Source& source) {
  const std::string tag = XmlRootTag(source);
  if (tag.find("formex") != std::string::npos) return 9;
  const std::string_view name = XmlRootName(tag);
  if (std::ranges::find(kRoots, name) == std::end(kRoots)) return 0;
  return source.bytes.substr(0, 4096).find("<BIB.") != std::string_view::npos ? 8 : 0;
}

Result<Document> ReadFormex(const Source& source) {
  static constexpr LawDialect kDialect{
      .element_of = ElementOf,
      .metadata_of = ReadFormexMetadata,
      .is_root = IsRoot,
      .expected = "the root of a Formex document (<ACT>, <ANNEX>, <GENERAL> ...)",
      .title_of = TitleOf,
      .glyph_of = GlyphOf};
  return ReadLaw(source, kDialect);
}

}  // namespace concord
