#include "ingest/readers/laws/uslm_metadata.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ingest/language/written_date.h"

namespace concord {
namespace {

std::string ChildText(pugi::xml_node parent, std::string_view name) {
  return XmlTextBelow(XmlChild(parent, name));
}

// dc:title and <title>, dc:type and <type> differ by their prefix alone.
std::string DublinCore(pugi::xml_node parent, std::string_view name) {
  for (const pugi::xml_node child : parent) {
    const std::string_view whole = child.name();
    if (LocalName(child) == name && whole.starts_with("dc")) return XmlTextBelow(child);
  }
  return {};
}

std::optional<Date> DateOf(pugi::xml_node element) {
  if (!element) return {};
  const std::string attribute = XmlAttribute(element, "date");
  if (const auto date = Date::Parse(std::string_view(attribute).substr(0, 10))) return date;
  const std::string text = XmlTextBelow(element);
  if (const auto date = Date::Parse(std::string_view(text).substr(0, 10))) return date;
  const auto written = FindWrittenDate(text);
  return written ? std::optional(written->date) : std::nullopt;
}

// A law's approval, else the last action that the title page knows, else what <meta> says.
std::optional<Date> DateOf(pugi::xml_node root, pugi::xml_node meta, pugi::xml_node preface) {
  if (const auto date = DateOf(XmlDescendant(root, "approvedDate"))) return date;
  for (const pugi::xml_node child : XmlChild(root, "main")) {
    if (LocalName(child) != "action") continue;
    if (const auto date = DateOf(XmlChild(child, "actionDescription"))) return date;
    if (const auto date = DateOf(XmlChild(child, "date"))) return date;
  }
  std::optional<Date> last;
  for (const pugi::xml_node child : preface) {
    if (LocalName(child) != "action") continue;
    const auto date = DateOf(XmlChild(child, "date"));
    if (date && (!last || *last < *date)) last = date;
  }
  if (last) return last;
  for (const std::string_view name : {"date", "createdDate", "created"}) {
    if (const auto date = DateOf(XmlChild(meta, name))) return date;
  }
  return {};
}

std::string WithoutQuotes(std::string text) {
  for (const std::string_view quote : {"\u201C", "\u201D", "\u2018", "\u2019", "\""}) {
    if (text.starts_with(quote)) text.erase(0, quote.size());
    if (text.ends_with(quote)) text.resize(text.size() - quote.size());
  }
  return text;
}

std::string TitleOf(pugi::xml_node root, pugi::xml_node meta) {
  const pugi::xml_node main = XmlChild(root, "main") ? XmlChild(root, "main") : XmlChild(root, "amendMain");
  // The act's own short title stands in its first section, and outside what it quotes.
  for (pugi::xml_node node = main.first_child(); node;) {
    const std::string_view name = LocalName(node);
    const std::string role = name == "shortTitle" ? XmlAttribute(node, "role") : std::string();
    if (role == "act" || role == "bill" || role.ends_with("esolution"))
      return WithoutQuotes(XmlTextBelow(node));
    const bool other = name == "quotedContent" || name == "note" || name == "sidenote";
    const pugi::xml_node child = other ? pugi::xml_node() : node.first_child();
    node = child ? child : NextOutside(node, main);
  }
  if (const pugi::xml_node official = XmlDescendant(main, "officialTitle")) {
    // Sidenotes hang on it.
    std::string title;
    for (pugi::xml_node node = official.first_child(); node;) {
      if (IsXmlText(node)) title += XmlValue(node);
      const bool note = LocalName(node) == "sidenote" || LocalName(node) == "footnote";
      const pugi::xml_node child = note ? pugi::xml_node() : node.first_child();
      node = child ? child : NextOutside(node, official);
    }
    if (title = CollapseSpace(title); !title.empty()) return title;
  }
  return DublinCore(meta, "title");
}

// "116s1900rs" and "116 S. 1900 RS": congress, type, number and printing of a bill.
struct BillCitation {
  std::string congress, type, number, stage;
};
std::optional<BillCitation> ParseCitation(std::string_view cited) {
  std::string squeezed = AsciiLower(cited);
  std::erase_if(squeezed, [](char c) { return c == ' ' || c == '.'; });
  std::string_view text = squeezed;
  const auto take = [&text](bool digits) {
    size_t size = 0;
    while (size < text.size() && IsDigit(text[size]) == digits) ++size;
    const std::string_view taken = text.substr(0, size);
    text.remove_prefix(size);
    return std::string(taken);
  };
  BillCitation bill;
  bill.congress = take(true);
  bill.type = UsBillType(take(false));
  bill.number = take(true);
  bill.stage = std::string(text);
  if (bill.congress.empty() || bill.type.empty() || bill.number.empty()) return {};
  return bill;
}

std::string TypeOf(pugi::xml_node root) {
  const std::string_view name = LocalName(root);
  if (name == "pLaw") return "act";
  if (name == "uscDoc") return "code";
  if (name == "engrossedAmendment") return "amendment";
  return std::string(name);
}

}  // namespace

std::string UsBillType(std::string_view displayed) {
  std::string type = AsciiLower(displayed);
  std::erase_if(type, [](char c) { return c < 'a' || c > 'z'; });
  for (const std::string_view known : {"hr", "s", "hres", "sres", "hjres", "sjres", "hconres", "sconres"}) {
    if (type == known) return type;
  }
  return {};
}

Metadata ReadUslmMetadata(pugi::xml_node root) {
  Metadata metadata;
  const bool amendment = !XmlChild(root, "meta");
  const pugi::xml_node meta = XmlChild(root, amendment ? "amendMeta" : "meta");
  const pugi::xml_node preface = XmlChild(root, amendment ? "amendPreface" : "preface");
  metadata.title = TitleOf(root, meta);
  metadata.type = TypeOf(root);
  metadata.language = AsciiLower(DublinCore(meta, "language"));
  if (metadata.language.empty()) metadata.language = XmlAttribute(root, "lang");
  metadata.licence = DublinCore(meta, "rights");
  metadata.source = ChildText(meta, "citableAs");
  // A law is made by Congress; its file names the offices that printed it.
  metadata.issuer = LocalName(root) == "pLaw" ? "United States Congress" : DublinCore(meta, "creator");
  metadata.date = DateOf(root, meta, preface);

  const std::string congress = ChildText(meta, "congress"), number = ChildText(meta, "docNumber");
  const auto identify = [&metadata](std::string_view name, std::string value) {
    if (!value.empty()) metadata.identifiers.emplace(name, std::move(value));
  };
  BillCitation bill{congress, UsBillType(DublinCore(preface, "type")), number,
                    AsciiLower(ChildText(meta, "docStage"))};
  for (const pugi::xml_node child : meta) {
    if (LocalName(child) != "citableAs") continue;
    const std::string cited = XmlTextBelow(child);
    if (const auto parsed = ParseCitation(cited)) bill = *parsed;
    if (cited.find(" Stat. ") != std::string::npos) identify("stat", cited);
  }
  std::string work = XmlAttribute(root, "identifier");
  if (work.empty())
    work = XmlAttribute(
        XmlChild(root, "main").find_child([](pugi::xml_node child) { return LocalName(child) == "title"; }),
        "identifier");
  if (LocalName(root) == "pLaw" && !congress.empty() && !number.empty()) {
    const bool is_private = ChildText(meta, "publicPrivate") == "private";
    identify(is_private ? "pvtl" : "pl", fmt::format("{}-{}", congress, number));
    work = fmt::format("/us/{}/{}/{}", is_private ? "pvtl" : "pl", congress, number);
  } else if (!bill.type.empty() && !bill.congress.empty() && !bill.number.empty()) {
    identify("us_bill", fmt::format("{}-{}-{}", bill.congress, bill.type, bill.number));
    work = fmt::format("/us/bill/{}/{}/{}", bill.congress, bill.type, bill.number);
    metadata.edition = bill.stage.size() <= 8 ? bill.stage : std::string();
  } else if (LocalName(root) == "uscDoc") {
    metadata.edition = ChildText(meta, "docPublicationName");
  }
  identify("frbr_work", std::move(work));

  for (const std::string_view name : {"congress", "session", "docStage", "currentChamber", "publicPrivate"}) {
    const std::string value = ChildText(meta, name);
    if (!value.empty()) metadata.other.Set(name, std::string_view(value));
  }
  return metadata;
}

}  // namespace concord
