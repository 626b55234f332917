#include "ingest/readers/laws/formex_metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "ingest/designators/eu_act.h"

namespace concord {
namespace {

// "20240313" and "2024-03-13"
std::optional<Date> DateOf(std::string_view text) {
  if (text.size() == 8 && text.find('-') == std::string_view::npos) {
    return Date::Parse(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)));
  }
  return Date::Parse(text.substr(0, 10));
}

// Lines of the title, without notes.
std::vector<std::string> TitleLines(pugi::xml_node root) {
  std::vector<std::string> lines;
  pugi::xml_node title = XmlChild(root, "TITLE");
  if (!title) title = XmlChild(XmlChild(root, "CONS.DOC"), "TITLE");
  for (const std::string_view part : {"TI", "STI"}) {
    const pugi::xml_node top = XmlChild(title, part);
    lines.emplace_back();
    for (pugi::xml_node node = top.first_child(); node;) {
      if (IsXmlText(node)) lines.back() += XmlValue(node);
      if (LocalName(node) == "P" && !lines.back().empty()) lines.emplace_back();
      const pugi::xml_node child = LocalName(node) == "NOTE" ? pugi::xml_node() : node.first_child();
      node = child ? child : NextOutside(node, top);
    }
  }
  for (std::string& line : lines) line = CollapseSpace(line);
  std::erase_if(lines, [](const std::string& line) { return line.empty(); });
  return lines;
}

std::string YearOf(pugi::xml_node number) {
  std::string year = XmlTextBelow(XmlChild(number, "YEAR"));
  if (year.size() == 2) year.insert(0, "19");  // the centuries that have ended
  return year;
}

}  // namespace

Metadata ReadFormexMetadata(pugi::xml_node root) {
  Metadata metadata;
  const pugi::xml_node document = XmlChild(root, "CONS.DOC") ? XmlChild(root, "CONS.DOC") : root;
  pugi::xml_node data = XmlChild(document, "BIB.INSTANCE");
  for (const pugi::xml_node child : document) {
    if (!data && LocalName(child).starts_with("BIB.")) data = child;
  }
  const std::vector<std::string> title = TitleLines(root);
  for (const std::string& line : title) metadata.title += (metadata.title.empty() ? "" : " ") + line;

  metadata.language = AsciiLower(XmlTextBelow(XmlDescendant(data, "LG.DOC")));
  metadata.date = DateOf(XmlAttribute(XmlChild(data, "DATE"), "ISO"));
  metadata.issuer = XmlTextBelow(XmlDescendant(XmlChild(document, "PREAMBLE"), "PREAMBLE.INIT"));
  while (metadata.issuer.ends_with(',') || metadata.issuer.ends_with(':')) metadata.issuer.pop_back();

  const bool act = LocalName(root) == "ACT" || document != root;
  const EuForm form = act && !title.empty() ? EuFormOf(title.front()) : EuForm();
  metadata.type = form.type.empty() ? AsciiLower(LocalName(root)) : std::string(form.type);
  std::ranges::replace(metadata.type, '.', '-');

  // The number of the act, and where in the Official Journal it stands
  const pugi::xml_node reference = XmlDescendant(data, "DOCUMENT.REF");
  pugi::xml_node number = XmlChild(data, "NO.DOC");
  const std::string current = XmlTextBelow(XmlChild(number, "NO.CURRENT")), year = YearOf(number);
  const std::string series = XmlTextBelow(XmlChild(reference, "COLL"));
  if (const std::string journal = XmlTextBelow(XmlChild(reference, "NO.OJ")); !journal.empty()) {
    metadata.source = fmt::format("OJ {} {}, {}, p. {}", series, journal, YearOf(reference),
                                  XmlTextBelow(XmlChild(data, "PAGE.FIRST")));
  } else if (const pugi::xml_node own = XmlChild(reference, "NO.DOC")) {
    metadata.source =
        fmt::format("OJ {}, {}/{}", series, YearOf(own), XmlTextBelow(XmlChild(own, "NO.CURRENT")));
  }

  std::string celex = XmlTextBelow(XmlDescendant(data, "NO.CELEX"));
  const pugi::xml_node consolidation = XmlChild(root, "INFO.CONSLEG");
  if (const std::string base = XmlAttribute(consolidation, "CONSLEG.REF"); !base.empty()) {
    celex = base.size() > 5 && base[4] >= 'A' ? "3" + base : base;
    if (celex.starts_with('0')) celex[0] = '3';
    for (const std::string_view name : {"START.DATE", "CONSLEG.DATE"}) {
      const auto date = DateOf(XmlAttribute(consolidation, name));
      if (date && metadata.edition.empty()) metadata.edition = date->ToString();
    }
  }
  if (celex.empty()) celex = CelexOf(form, year, current);
  if (!celex.empty()) metadata.identifiers.emplace("celex", celex);
  if (const std::string ecli = XmlAttribute(XmlDescendant(data, "NO.ECLI"), "ECLI"); !ecli.empty()) {
    metadata.identifiers.emplace("ecli", ecli);
  }
  return metadata;
}

}  // namespace concord
