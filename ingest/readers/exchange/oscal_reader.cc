// OSCAL 1.0 to 1.2 in JSON, XML or YAML: catalogues as frameworks, mapping collections as crosswalks, all
// other models (profiles, component definitions, plans, results) as documents whose sections are what they
// describe.
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "ingest/document/document_builder.h"
#include "ingest/readers/exchange/oscal_catalog.h"
#include "ingest/readers/exchange/oscal_mapping.h"
#include "ingest/readers/tables/item_tree.h"
#include "mapping/oscal_framework_name.h"

namespace concord {
namespace {

// Fields that are prose in every model.
bool IsProse(std::string_view name) {
  return IsOneOf(name, std::to_array<std::string_view>(
                           {"description", "purpose", "prose", "remarks", "statement", "text", "caption",
                            "adjustment-justification", "authorized-privilege", "function-performed"}));
}

// What is said elsewhere, or is no text for people.
bool IsPassedOver(std::string_view name) {
  return IsOneOf(name, std::to_array<std::string_view>({"metadata", "back-matter", "prop", "link", "param",
                                                        "responsible-role", "responsible-party", "role-id",
                                                        "party-uuid", "merge", "port-range"}));
}

class OscalReader {
 public:
  OscalReader(const SourceText& source, const DataTree& tree)
      : source_(source), root_(tree.root()), builder_(source) {}

  Result<Document> Run() {
    for (const DataNode child : root_) {
      if (child.is_map() && IsOscalModel(child.key())) model_ = child;
    }
    if (!model_) {
      return tl::unexpected(source_.ErrorAt(
          ErrorCode::kInvalid,
          fmt::format(
              "no OSCAL model: expected catalog, profile, component-definition, mapping-collection or "
              "another at the root, found '{}'",
              root_.begin() == root_.end() ? std::string_view() : (*root_.begin()).key().substr(0, 60)),
          0));
    }
    resources_ = ReadOscalResources(model_);
    builder_.document().metadata = ReadOscalMetadata(model_);
    WriteBlock(BlockKind::kHeading, WithoutMarkup(model_.Find("metadata").Find("title").Placed()));
    WriteRemarks();
    if (model_.key() == "catalog") {
      WriteCatalog();
    } else if (model_.key() == "mapping-collection") {
      MappingSet set = ReadOscalMappings(model_, resources_, &builder_);
      builder_.document().metadata.identifiers["mapping_set_id"] = set.id;
      builder_.document().mapping_set = std::move(set);
    } else {
      const OscalParams params(model_.Find("modify"));
      WriteFields(model_, params);
    }
    WriteBackMatter();
    return builder_.Finish();
  }

 private:
  int32_t WriteBlock(BlockKind kind, const PlacedText& text, std::string_view own = "") {
    if (text.empty()) return -1;
    builder_.OpenBlock(kind);
    if (!own.empty()) {
      builder_.AppendOwn(own);
      builder_.StartBody();
    }
    builder_.Append(text);
    return builder_.CloseBlock();
  }

  void WriteRemarks() {
    const DataNode remarks = model_.Find("metadata").Find("remarks");
    if (!remarks) return;
    builder_.OpenSection(SectionKind::kFront, "", "remarks");
    WriteMarkdown(SplitMarkdown(remarks.Placed()), &builder_);
    builder_.CloseSection();
  }

  void WriteCatalog() {
    Metadata& metadata = builder_.document().metadata;
    std::string scheme = OscalFrameworkName(source_.path());
    if (scheme.empty()) scheme = Slug(metadata.title);
    if (scheme.empty()) scheme = "oscal";
    metadata.key = scheme;
    const OscalParams params(model_);
    OscalCatalogWriter writer(scheme, params, &builder_);
    writer.WriteMembers(model_, "");
    builder_.document().framework = writer.TakeFramework();
  }

  // ---- documents

  static std::string_view NameOf(DataNode child) {
    return child.is_list() ? OscalSingular(child.key()) : child.key();
  }

  // Whether something would be written of it. Nesting is bounded by the tree.
  static bool HasText(DataNode node, std::string_view name) {
    if (IsPassedOver(name)) return false;
    if (node.is_scalar()) return IsProse(name) || name == "with-id" || name == "href" || name == "title";
    if (name == "set-parameter" || name == "part") return true;
    for (const DataNode child : node) {
      if (HasText(child, node.is_list() ? name : NameOf(child))) return true;
    }
    return false;
  }

  // The number by which people know the thing.
  static DataNode NumberOf(DataNode node) {
    for (const std::string_view field : {"control-id", "statement-id", "objective-id"}) {
      if (const DataNode number = node.Find(field)) return number;
    }
    return {};
  }

  void WriteFields(DataNode node, const OscalParams& params) {
    if (builder_.failed()) return;
    // Its own words first, then its members.
    for (const DataNode child : node) {
      const std::string_view name = NameOf(child);
      if (child.is_scalar() && IsProse(name)) WriteMarkdown(params.Prose(child), &builder_);
      if (name == "href") WriteBlock(BlockKind::kParagraph, DescribeOscalReference(child, resources_));
    }
    // A control implementation says in `source` which catalogue it is about.
    if (const DataNode source = node.Find("source"); source.is_scalar())
      WriteBlock(BlockKind::kTableCell, DescribeOscalReference(source, resources_), "source: ");
    WriteIds(OscalItems(node, "with-id"));
    for (const DataNode set : OscalItems(node, "set-parameter")) WriteSetting(set);
    OscalCatalogWriter parts("", params, &builder_);
    for (const DataNode part : OscalItems(node, "part")) parts.WritePart(part, -1);
    for (const DataNode child : node) {
      const std::string_view name = NameOf(child);
      if (child.is_scalar() || name == "part" || name == "set-parameter" || name == "with-id" ||
          IsPassedOver(name))
        continue;
      if (child.is_list()) {
        WriteList(child, name, params);
      } else if (child.is_map() && HasText(child, name)) {
        WriteObject(child, name, params);
      }
    }
  }

  void WriteList(DataNode list, std::string_view name, const OscalParams& params) {
    for (const DataNode item : list) {
      if (item.is_scalar() && IsProse(name)) {
        WriteMarkdown(params.Prose(item), &builder_);
      } else if (item.is_map() && HasText(item, name)) {
        WriteObject(item, name, params);
      }
    }
  }

  void WriteObject(DataNode node, std::string_view name, const OscalParams& params) {
    const DataNode number = NumberOf(node);
    const bool clause = name == "implemented-requirement" || name == "statement" || name == "by-component";
    const std::string step = number ? fmt::format("{}.{}", name, number.Text()) : std::string(name);
    builder_.OpenSection(clause ? SectionKind::kClause : SectionKind::kPart, CollapseSpace(number.Text()),
                         step);
    if (builder_.failed()) return;
    PlacedText title = WithoutMarkup(node.Find("title").Placed());
    if (title.empty()) title = node.Find("name").Placed();
    WriteHeading(number.Placed(), title, &builder_);
    if (clause) {
      // What a requirement sets counts for its own prose alone.
      const OscalParams own(node, &params);
      WriteFields(node, own);
    } else {
      WriteFields(node, params);
    }
    builder_.CloseSection();
  }

  void WriteIds(const std::vector<DataNode>& ids) {
    if (ids.empty()) return;
    builder_.OpenBlock(BlockKind::kTableCell);
    for (const DataNode id : ids) {
      if (id.at() != ids.front().at()) builder_.AppendOwn(", ");
      builder_.Append(id.Placed());
    }
    builder_.CloseBlock();
  }

  // "ac-1_prm_1: at least every year"
  void WriteSetting(DataNode set) {
    PlacedText number = set.Find("param-id").Placed();
    number.AddFor(":", set.at(), 0);
    PlacedText values;
    for (const DataNode value : OscalItems(set, "value")) {
      if (!values.empty()) values.AddFor(", ", value.at(), 0);
      values.AddPart(value.Placed(), 0);
    }
    if (!values.empty())
      WriteMarkdown({{.kind = BlockKind::kTableCell, .text = values}}, &builder_, -1, number);
    for (const DataNode constraint : OscalItems(set, "constraint")) {
      const DataNode text = constraint.is_map() ? constraint.Find("description") : constraint;
      WriteMarkdown(SplitMarkdown(text.Placed()), &builder_, -1, number);
    }
  }

  // Titles, citations and addresses, from which references are taken, and no measures.
  void WriteBackMatter() {
    const std::vector<DataNode> resources = OscalItems(model_.Find("back-matter"), "resource");
    if (resources.empty()) return;
    builder_.OpenSection(SectionKind::kFront, "", "back-matter");
    for (const DataNode resource : resources) {
      if (builder_.failed()) return;
      WriteBlock(BlockKind::kParagraph, WithoutMarkup(resource.Find("title").Placed()));
      WriteMarkdown(SplitMarkdown(resource.Find("description").Placed()), &builder_);
      const DataNode citation = resource.Find("citation");
      WriteBlock(BlockKind::kParagraph,
                 WithoutMarkup((citation.is_map() ? citation.Find("text") : citation).Placed()));
      for (const DataNode link : OscalItems(resource, "rlink"))
        WriteBlock(BlockKind::kTableCell, link.Find("href").Placed());
    }
    builder_.CloseSection();
  }

  const SourceText& source_;
  DataNode root_, model_;
  DocumentBuilder builder_;
  OscalResources resources_;
};

}  // namespace

int LooksLikeOscal(const Source& source) {
  switch (GuessOscalForm(source.bytes.substr(0, 64 << 10))) {
    case OscalForm::kNone:
      return 0;
    case OscalForm::kYaml:
      return 8;
    default:
      return 9;
  }
}

Result<Document> ReadOscal(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  auto tree = ReadOscalTree(*text);
  if (!tree) return tl::unexpected(tree.error());
  return OscalReader(*text, **tree).Run();
}

}  // namespace concord
