#include "ingest/readers/exchange/oscal_catalog.h"

#include <fmt/format.h>

#include "base/one_line.h"
#include "base/text.h"
#include "ingest/readers/tables/item_tree.h"

namespace concord {
namespace {

// Parts for those who assess and not for those who act; the names are those of NIST's catalogues, `objective`
// and `assessment` those of revision 4.
bool IsForAssessors(std::string_view name) {
  return name.starts_with("assessment") || name == "objective" || name == "objects";
}

bool IsStatement(std::string_view name) {
  return name == "statement" || name == "item" || name == "requirement";
}

}  // namespace

OscalCatalogWriter::OscalCatalogWriter(std::string scheme, const OscalParams& params,
                                       DocumentBuilder* builder)
    : params_(params), builder_(*builder) {
  framework_.scheme = std::move(scheme);
}

void OscalCatalogWriter::WriteMembers(DataNode holder, const std::string& parent_curie) {
  // Parts come first, whatever the order of the keys: they are the holder's own text.
  for (const DataNode part : OscalItems(holder, "part")) WritePart(part, -1);
  if (!holder.is_map()) return;
  for (const DataNode child : holder) {
    const std::string_view name = child.is_list() ? OscalSingular(child.key()) : child.key();
    if (name != "group" && name != "control") continue;
    if (child.is_list()) {
      for (const DataNode item : child) WriteItem(item, parent_curie);
    } else {
      WriteItem(child, parent_curie);
    }
  }
}

void OscalCatalogWriter::WriteItem(DataNode item, const std::string& parent_curie) {
  if (!item.is_map() || builder_.failed()) return;
  const std::string id = OneLine(item.TextOf("id"));
  const PlacedText label = OscalProperty(item, "label").Placed();
  const PlacedText title = WithoutMarkup(item.Find("title").Placed());
  std::string curie = id.empty() ? std::string() : fmt::format("{}:{}", framework_.scheme, id);
  if (!curie.empty() && !framework_.parents.try_emplace(curie, parent_curie).second) {
    builder_.document().repairs.push_back(
        {0, fmt::format("the id '{}' stands twice; the first is the item", id)});
    curie.clear();
  }
  const std::string number = label.empty() ? id : CollapseSpace(label.text());
  const uint32_t index = builder_.OpenSection(curie.empty() ? SectionKind::kPart : SectionKind::kItem, number,
                                              "/" + (id.empty() ? "group" : id));
  if (builder_.failed()) return;
  builder_.section(index).curie = curie;
  WriteHeading(label.empty() ? item.Find("id").Placed() : label, title, &builder_);
  if (const DataNode status = OscalProperty(item, "status"); status && status.Text() != "active") {
    builder_.OpenBlock(BlockKind::kTableCell);
    builder_.AppendOwn("status: ");
    builder_.StartBody();
    builder_.Append(status.Placed());
    builder_.CloseBlock();
  }
  WriteMembers(item, curie.empty() ? parent_curie : curie);
  builder_.CloseSection();
}

// Nesting is bounded by the tree.
void OscalCatalogWriter::WritePart(DataNode part, int32_t lead) {
  if (!part.is_map() || builder_.failed()) return;
  const std::string name = part.TextOf("name");
  const std::string id = part.TextOf("id");
  const bool outer = in_guidance_;
  in_guidance_ |= name == "guidance";
  const SectionKind kind = IsForAssessors(name) && !in_guidance_ ? SectionKind::kFront
                           : IsStatement(name)                   ? SectionKind::kItem
                                                                 : SectionKind::kClause;
  PlacedText label = OscalProperty(part, "label").Placed();
  builder_.OpenSection(kind, CollapseSpace(label.text()), id.empty() ? name : "/" + id);
  if (builder_.failed()) return;
  if (const PlacedText title = params_.Resolve(WithoutMarkup(part.Find("title").Placed())); !title.empty()) {
    WriteHeading(label, title, &builder_);
    label = {};
  }
  const std::vector<MarkdownBlock> prose = params_.Prose(part.Find("prose"));
  const int32_t opening = WriteMarkdown(prose, &builder_, kind == SectionKind::kItem ? lead : -1, label);
  for (const DataNode child : OscalItems(part, "part")) WritePart(child, prose.empty() ? lead : opening);
  in_guidance_ = outer;
  builder_.CloseSection();
}

}  // namespace concord
