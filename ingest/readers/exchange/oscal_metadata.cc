#include "ingest/readers/exchange/oscal_metadata.h"

#include "base/text.h"
#include "ingest/readers/pages/markdown_blocks.h"

namespace concord {
namespace {

std::string IssuerOf(DataNode metadata) {
  const std::vector<DataNode> parties = OscalItems(metadata, "party");
  std::unordered_map<std::string, DataNode> by_uuid;
  for (const DataNode party : parties) by_uuid.try_emplace(party.TextOf("uuid"), party);
  for (const std::string_view role : {"publisher", "creator", "prepared-by", "author"}) {
    for (const DataNode responsible : OscalItems(metadata, "responsible-party")) {
      if (responsible.TextOf("role-id") != role) continue;
      for (const DataNode uuid : OscalItems(responsible, "party-uuid")) {
        const auto party = by_uuid.find(uuid.Text());
        if (party != by_uuid.end()) return party->second.TextOf("name");
      }
    }
  }
  std::string only;
  for (const DataNode party : parties) {
    if (party.TextOf("type") != "organization") continue;
    if (!only.empty()) return {};
    only = party.TextOf("name");
  }
  return only;
}

}  // namespace

Metadata ReadOscalMetadata(DataNode model) {
  const DataNode said = model.Find("metadata");
  Metadata metadata;
  metadata.title = CollapseSpace(WithoutMarkup(said.Find("title").Placed()).text());
  metadata.edition = CollapseSpace(said.TextOf("version"));
  metadata.issuer = CollapseSpace(IssuerOf(said));
  metadata.type = model.key();
  for (const std::string_view date : {"published", "last-modified"}) {
    if (!metadata.date) metadata.date = Date::Parse(std::string_view(said.TextOf(date)).substr(0, 10));
  }
  if (const std::string uuid = model.TextOf("uuid"); !uuid.empty())
    metadata.identifiers["oscal_uuid"] = AsciiLower(uuid);
  for (const DataNode id : OscalItems(said, "document-id")) {
    const std::string value = id.is_scalar() ? id.Text() : id.TextOf("identifier") + id.TextOf("value");
    if (id.TextOf("scheme").find("doi") != std::string::npos && !value.empty())
      metadata.identifiers["doi"] = value;
  }
  for (const DataNode link : OscalItems(said, "link")) {
    const std::string rel = link.TextOf("rel");
    const bool elsewhere = !link.TextOf("href").starts_with('#');
    if (elsewhere && metadata.source.empty() && (rel == "canonical" || rel == "latest-version"))
      metadata.source = link.TextOf("href");
  }
  if (const std::string version = said.TextOf("oscal-version"); !version.empty())
    metadata.other.Set("oscal_version", version);
  return metadata;
}

OscalResources ReadOscalResources(DataNode model) {
  OscalResources resources;
  for (const DataNode resource : OscalItems(model.Find("back-matter"), "resource"))
    resources.try_emplace("#" + resource.TextOf("uuid"), resource);
  return resources;
}

PlacedText DescribeOscalReference(DataNode href, const OscalResources& resources) {
  const auto resource = resources.find(href.Text());
  PlacedText text;
  if (resource == resources.end()) return href.Placed();
  for (const std::string_view field : {"title", "description"}) {
    if (text.empty()) text = WithoutMarkup(resource->second.Find(field).Placed());
  }
  for (const DataNode link : OscalItems(resource->second, "rlink")) {
    if (!text.empty()) text.AddFor(" ", link.at(), 0);
    text.AddPart(link.Find("href").Placed(), 0);
    break;
  }
  return text.empty() ? href.Placed() : text;
}

}  // namespace concord
