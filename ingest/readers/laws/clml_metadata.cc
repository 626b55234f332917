#include "ingest/readers/laws/clml_metadata.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/text.h"

namespace concord {
namespace {

constexpr std::string_view kSite = "legislation.gov.uk/";

// "http://www.legislation.gov.uk/ukpga/2031/5/2032-01-01/section/1" of a work with three parts to its name
// (kind, year, number) is "http://www.legislation.gov.uk/id/ukpga/2031/5".
std::string WorkOf(pugi::xml_node root, pugi::xml_node metadata) {
  for (const std::string& address : {XmlAttribute(root, "IdURI"), XmlAttribute(root, "DocumentURI"),
                                     XmlTextBelow(XmlChild(metadata, "identifier"))}) {
    const size_t site = address.find(kSite);
    if (site == std::string::npos) continue;
    std::string_view path = std::string_view(address).substr(site + kSite.size());
    if (path.starts_with("id/")) path.remove_prefix(3);
    std::string work = "http://www.legislation.gov.uk/id";
    size_t parts = 0;
    for (const std::string_view part : Split(path, '/')) {
      if (parts++ == 3) break;
      work += "/" + std::string(part);
    }
    if (parts >= 3) return work;
  }
  return {};
}

std::string IssuerOf(std::string_view main_type) {
  if (main_type.find("Act") == std::string_view::npos) return {};
  if (main_type.starts_with("UnitedKingdom")) return "Parliament of the United Kingdom";
  if (main_type.starts_with("Scottish")) return "Scottish Parliament";
  if (main_type.starts_with("Welsh")) return "Senedd Cymru";
  if (main_type.starts_with("NorthernIreland")) return "Northern Ireland Assembly";
  return {};
}

std::optional<Date> DateOf(std::string_view text) { return Date::Parse(text.substr(0, 10)); }

}  // namespace

Metadata ReadClmlMetadata(pugi::xml_node root) {
  Metadata metadata;
  const pugi::xml_node data = XmlChild(root, "Metadata");
  const auto value = [&data](std::string_view name) {
    return XmlAttribute(XmlDescendant(data, name), "Value");
  };
  metadata.title = XmlTextBelow(XmlChild(data, "title"));
  if (metadata.title.empty()) {
    for (const std::string_view prelims : {"PrimaryPrelims", "SecondaryPrelims", "EUPrelims"}) {
      if (metadata.title.empty()) {
        metadata.title = XmlTextBelow(XmlChild(XmlDescendant(root, prelims), "Title"));
      }
    }
  }
  metadata.abstract = XmlTextBelow(XmlChild(data, "description"));
  metadata.language = AsciiLower(XmlAttribute(root, "lang"));
  if (metadata.language.empty()) metadata.language = AsciiLower(XmlTextBelow(XmlChild(data, "language")));
  metadata.source = XmlAttribute(root, "DocumentURI");
  const std::string main_type = value("DocumentMainType"), category = value("DocumentCategory");
  metadata.issuer = IssuerOf(main_type);
  metadata.type = category == "primary" ? "act" : category == "secondary" ? "instrument" : category;

  for (const std::string_view name : {"EnactmentDate", "Made"}) {
    if (!metadata.date) metadata.date = DateOf(XmlAttribute(XmlDescendant(data, name), "Date"));
  }
  const auto valid = DateOf(XmlTextBelow(XmlDescendant(data, "valid")));
  if (valid && valid != metadata.date) metadata.edition = valid->ToString();

  if (std::string work = WorkOf(root, data); !work.empty()) {
    metadata.identifiers.emplace("frbr_work", std::move(work));
  }
  const std::string year = value("Year"), number = value("Number");
  if (!year.empty() && !number.empty()) {
    metadata.identifiers.emplace("number", fmt::format("{}/{}", year, number));
  }
  const std::string status = value("DocumentStatus");
  for (const auto& [name, text] :
       {std::pair<std::string_view, const std::string&>{"main_type", main_type}, {"status", status}}) {
    if (!text.empty()) metadata.other.Set(name, std::string_view(text));
  }
  return metadata;
}

}  // namespace concord
