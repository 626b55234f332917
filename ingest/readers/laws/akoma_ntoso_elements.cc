#include "ingest/readers/laws/akoma_ntoso_elements.h"

#include "base/text.h"

namespace concord {
namespace {

using enum LawRole;

const LawElements& Elements() {
  static const auto* const elements = new LawElements{
      // Paragraphs
      {"p", {kBlock, ""}},
      {"block", {kBlock, ""}},
      {"longTitle", {kBlock, ""}},
      {"formula", {kBlock, ""}},
      {"citation", {kBlock, ""}},
      {"docketNumber", {kInline, ""}},
      {"caption", {kBlock, ""}},
      {"signature", {kBlock, ""}},
      {"narrative", {kBlock, ""}},
      {"summary", {kBlock, ""}},
      {"scene", {kBlock, ""}},
      {"recordedTime", {kInline, ""}},
      {"interstitial", {kBlock, ""}},
      {"foreign", {kBlock, ""}},
      {"documentRef", {kBlock, ""}},

      // Groups that add nothing
      {"akomaNtoso", {kTransparent, ""}},
      {"act", {kTransparent, ""}},
      {"bill", {kTransparent, ""}},
      {"debate", {kTransparent, ""}},
      {"debateReport", {kTransparent, ""}},
      {"doc", {kTransparent, ""}},
      {"judgment", {kTransparent, ""}},
      {"judgement", {kTransparent, ""}},
      {"amendment", {kTransparent, ""}},
      {"amendmentList", {kTransparent, ""}},
      {"officialGazette", {kTransparent, ""}},
      {"documentCollection", {kTransparent, ""}},
      {"statement", {kTransparent, ""}},
      {"portion", {kTransparent, ""}},
      {"portionBody", {kTransparent, ""}},
      {"body", {kTransparent, ""}},
      {"mainBody", {kTransparent, ""}},
      {"debateBody", {kTransparent, ""}},
      {"collectionBody", {kTransparent, ""}},
      {"judgmentBody", {kTransparent, ""}},
      {"judgementBody", {kTransparent, ""}},
      {"amendmentBody", {kTransparent, ""}},
      {"fragment", {kTransparent, ""}},
      {"fragmentBody", {kTransparent, ""}},
      {"components", {kTransparent, ""}},
      {"component", {kTransparent, ""}},
      {"attachments", {kTransparent, ""}},
      {"content", {kTransparent, ""}},
      {"list", {kTransparent, ""}},
      {"blockList", {kTransparent, ""}},
      {"ul", {kTransparent, ""}},
      {"ol", {kTransparent, ""}},
      {"citations", {kTransparent, ""}},
      {"recitals", {kTransparent, ""}},
      {"blockContainer", {kTransparent, ""}},
      {"embeddedStructure", {kTransparent, ""}},
      {"tblock", {kTransparent, ""}},
      {"table", {kTransparent, ""}},
      {"thead", {kTransparent, ""}},
      {"tbody", {kTransparent, ""}},
      {"tfoot", {kTransparent, ""}},
      {"tr", {kTransparent, ""}},
      {"introduction", {kTransparent, ""}},
      {"background", {kTransparent, ""}},
      {"motivation", {kTransparent, ""}},
      {"decision", {kTransparent, ""}},
      {"arguments", {kTransparent, ""}},
      {"remedies", {kTransparent, ""}},
      {"other", {kTransparent, ""}},
      {"writtenStatements", {kTransparent, ""}},

      {"intro", {kIntro, ""}},
      {"listIntroduction", {kIntro, ""}},
      {"wrapUp", {kWrapUp, ""}},
      {"wrap", {kWrapUp, ""}},
      {"listWrapUp", {kWrapUp, ""}},
      {"listConclusion", {kWrapUp, ""}},

      // Hierarchy
      {"book", {kDivision, "book"}},
      {"tome", {kDivision, "tome"}},
      {"part", {kDivision, "part"}},
      {"subpart", {kDivision, "subpart"}},
      {"title", {kDivision, "title"}},
      {"subtitle", {kDivision, "subtitle"}},
      {"chapter", {kDivision, "chap"}},
      {"subchapter", {kDivision, "subchap"}},
      {"division", {kDivision, "div"}},
      {"subdivision", {kDivision, "subdiv"}},
      {"level", {kDivision, "level"}},
      {"article", {kArticle, "art"}},
      {"rule", {kArticle, "rule"}},
      {"section", {kArticle, "sec"}},
      {"subsection", {kClause, ""}},
      {"paragraph", {kClause, ""}},
      {"subparagraph", {kClause, ""}},
      {"clause", {kClause, ""}},
      {"subclause", {kClause, ""}},
      {"alinea", {kClause, ""}},
      {"proviso", {kClause, ""}},
      {"subrule", {kClause, ""}},
      {"transitional", {kClause, ""}},
      {"sublist", {kClause, ""}},
      {"point", {kListItem, ""}},
      {"indent", {kListItem, ""}},
      {"item", {kListItem, ""}},
      {"li", {kListItem, ""}},

      // Around the body
      {"coverPage", {kFront, "cover"}},
      {"preface", {kFront, "preface"}},
      {"header", {kFront, "header"}},
      {"conclusions", {kFront, "conclusions"}},
      {"preamble", {kPreamble, "preamble"}},
      {"recital", {kRecital, "rec"}},
      {"attachment", {kAttachment, "annex"}},
      {"annex", {kAttachment, "annex"}},

      // Debates
      {"speech", {kSpeech, "speech"}},
      {"question", {kSpeech, "question"}},
      {"answer", {kSpeech, "answer"}},
      {"pointOfOrder", {kDebate, "debate"}},
      {"debateSection", {kDebate, "debate"}},
      {"administrationOfOath", {kDebate, "debate"}},
      {"rollCall", {kDebate, "debate"}},
      {"prayers", {kDebate, "debate"}},
      {"oralStatements", {kDebate, "debate"}},
      {"personalStatements", {kDebate, "debate"}},
      {"ministerialStatements", {kDebate, "debate"}},
      {"nationalInterest", {kDebate, "debate"}},
      {"declarationOfVote", {kDebate, "debate"}},
      {"resolutions", {kDebate, "debate"}},
      {"petitions", {kDebate, "debate"}},
      {"papers", {kDebate, "debate"}},
      {"noticesOfMotion", {kDebate, "debate"}},
      {"questions", {kDebate, "debate"}},
      {"address", {kDebate, "debate"}},
      {"proceduralMotions", {kDebate, "debate"}},
      {"communication", {kDebate, "debate"}},
      {"adjournment", {kDebate, "debate"}},

      {"quotedStructure", {kQuotedStructure, "quote"}},
      {"quotedText", {kQuotedText, ""}},
      {"extractText", {kQuotedText, ""}},
      {"extractStructure", {kQuotedStructure, "quote"}},
      {"authorialNote", {kNote, ""}},
      {"remark", {kNote, ""}},
      {"note", {kNote, ""}},
      {"del", {kDeleted, ""}},
      {"num", {kNumber, ""}},
      {"heading", {kHeading, ""}},
      {"subheading", {kSubheading, ""}},
      {"crossHeading", {kSubheading, ""}},
      {"from", {kHeading, ""}},
      {"br", {kBreak, ""}},
      {"eol", {kBreak, ""}},
      {"eop", {kBreak, ""}},
      {"td", {kTableCell, ""}},
      {"th", {kTableCell, ""}},

      // A table of contents repeats what the headings say; a noteRef points into the metadata.
      {"meta", {kSkipped, ""}},
      {"toc", {kSkipped, ""}},
      {"noteRef", {kSkipped, ""}},
  };
  return *elements;
}

LawRole RoleOf(std::string_view local_name) {
  const auto found = Elements().find(local_name);
  return found == Elements().end() ? kInline : found->second.role;
}

LawElement ContainerOf(pugi::xml_node node) {
  const std::string name = AsciiLower(XmlAttribute(node, "name"));
  if (name == "schedule") return {kAttachment, "sch"};
  if (name == "annex" || name == "attachment") return {kAttachment, "annex"};
  if (name == "signatures" || name == "conclusions") return {kFront, "conclusions"};
  return {kDivision, name == "crossheading" ? "heading" : "part"};
}

// Looks down along the first unit of each level.
bool HoldsArticles(pugi::xml_node node) {
  while (node) {
    pugi::xml_node below;
    for (const pugi::xml_node child : node) {
      const std::string_view name = LocalName(child);
      const LawRole role = RoleOf(name);
      if (name == "section" || name == "subsection") {
        below = child;
        break;
      }
      if (role == kArticle) return true;
      if (role == kTransparent || role == kIntro || role == kClause) return false;
    }
    node = below;
  }
  return false;
}

}  // namespace

LawElement AknElementOf(pugi::xml_node element) {
  const std::string_view name = LocalName(element);
  if (name == "hcontainer") return ContainerOf(element);
  if (name == "container") return {kTransparent, ""};
  const auto found = Elements().find(name);
  if (found == Elements().end()) return {};
  if (name == "section" && HoldsArticles(element)) return {kDivision, found->second.path};
  return found->second;
}

}  // namespace concord
