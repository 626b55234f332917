// Data of a LinkML schema in YAML, as taxonomies of risks and controls come: a container of lists of
// entities, each with id, name, description, its taxonomy and its group, and mappings to entities elsewhere.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "ingest/document/document_builder.h"
#include "ingest/readers/pages/markdown_blocks.h"
#include "ingest/readers/tables/item_tree.h"
#include "ingest/readers/tables/mapping_rows.h"
#include "ingest/source/data_tree.h"

namespace concord {
namespace {

// LinkML's slots of mappings, and what they say of the entity that has them.
struct MappingSlot {
  std::string_view slot, relation;
};
constexpr MappingSlot kMappingSlots[] = {{"exact_mappings", "exactMatch"},
                                         {"close_mappings", "closeMatch"},
                                         {"broad_mappings", "broadMatch"},
                                         {"narrow_mappings", "narrowMatch"},
                                         {"related_mappings", "relatedMatch"}};

// Slots that are read as structure, or are no text for people.
bool IsStructure(std::string_view slot) {
  constexpr std::string_view kSlots[] = {"id",           "name",     "description",
                                         "type",         "url",      "dateCreated",
                                         "dateModified", "isPartOf", "isDefinedByTaxonomy"};
  return std::ranges::find(kSlots, slot) != std::end(kSlots);
}

class LinkmlReader {
 public:
  LinkmlReader(const SourceText& source, const DataTree& tree)
      : source_(source), root_(tree.root()), builder_(source) {}

  Result<Document> Run() {
    Collect();
    if (entities_.empty()) {
      return tl::unexpected(source_.ErrorAt(
          ErrorCode::kInvalid, "no taxonomy: expected lists of entities with id and name or mappings", 0));
    }
    ChooseTaxonomy();
    WriteHeading({}, taxonomy_.Find("name").Placed(), &builder_);
    WriteMarkdown(SplitMarkdown(taxonomy_.Find("description").Placed()), &builder_);
    if (!framework_.scheme.empty()) WriteItems();
    WriteMappings();
    Document& document = builder_.document();
    if (!framework_.parents.empty()) document.framework = std::move(framework_);
    if (!set_.rows.empty()) {
      document.metadata.identifiers["mapping_set_id"] = set_.id;
      if (document.metadata.type.empty()) document.metadata.type = "mapping set";
      document.mapping_set = std::move(set_);
    }
    return builder_.Finish();
  }

 private:
  struct Entity {
    DataNode node;
    std::string id;
    uint64_t line = 0;
  };

  void Repaired(uint64_t line, std::string message) {
    builder_.document().repairs.push_back({line, std::move(message)});
  }

  // Entities of all containers, which are lists, or maps by id.
  void Collect() {
    LineCounter lines(source_.text());
    for (const DataNode container : root_) {
      for (const DataNode node : container) {
        if (!node.is_map()) continue;
        const uint64_t line = lines.LineAt(node.at());
        std::string id = node.TextOf("id");
        if (id.empty() && container.is_map()) id = node.key();
        if (id.empty()) continue;
        const bool taxonomy = container.key() == "taxonomies" || node.TextOf("type").ends_with("Taxonomy");
        if (taxonomy) {
          taxonomies_.emplace_back(node, id);
        } else if (container.key() != "documents" && container.key() != "licenses" &&
                   container.key() != "organizations") {
          entities_.push_back({node, std::move(id), line});
        }
      }
    }
  }

  static bool IsDescribed(const Entity& entity) {
    return entity.node.Find("name").is_scalar() || entity.node.Find("description").is_scalar();
  }

  // The taxonomy of most entities is the framework of the file.
  void ChooseTaxonomy() {
    std::map<std::string, size_t> counts;
    for (const Entity& entity : entities_) {
      if (!IsDescribed(entity)) continue;
      std::string named = entity.node.TextOf("isDefinedByTaxonomy");
      if (named.empty() && !taxonomies_.empty()) named = taxonomies_[0].second;
      ++counts[named];
      taxonomy_of_.try_emplace(entity.id, named);
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    Metadata& metadata = builder_.document().metadata;
    const std::string_view path = source_.path();
    const std::string_view file = path.substr(path.find_last_of("/\\") + 1);
    const std::string stem = Slug(file.substr(0, file.rfind('.')));
    set_.id = stem.empty() ? "mappings" : stem;
    if (most == counts.end()) return;  // mappings alone
    framework_.scheme = most->first.empty() ? set_.id : most->first;
    set_.id = framework_.scheme + "-mappings";
    set_.subject_source = framework_.scheme;
    for (const auto& [node, id] : taxonomies_) {
      if (id == framework_.scheme) taxonomy_ = node;
    }
    for (const auto& [name, count] : counts) {
      if (name != most->first)
        Repaired(0,
                 fmt::format("{} entities are of the taxonomy '{}' and not of '{}'; they are no items of it",
                             count, name, framework_.scheme));
    }
    metadata.key = framework_.scheme;
    metadata.type = "taxonomy";
    metadata.title = CollapseSpace(taxonomy_.TextOf("name"));
    metadata.abstract = CollapseSpace(taxonomy_.TextOf("description"));
    metadata.source = taxonomy_.TextOf("url");
    metadata.edition = CollapseSpace(taxonomy_.TextOf("version"));
    metadata.licence = CollapseSpace(taxonomy_.TextOf("hasLicense"));
    for (const std::string_view date : {"dateModified", "dateCreated"}) {
      if (!metadata.date) metadata.date = Date::Parse(std::string_view(taxonomy_.TextOf(date)).substr(0, 10));
    }
  }

  bool IsItem(const Entity& entity) const {
    const auto taxonomy = taxonomy_of_.find(entity.id);
    return IsDescribed(entity) && taxonomy != taxonomy_of_.end() &&
           (taxonomy->second.empty() || taxonomy->second == framework_.scheme);
  }

  void WriteItems() {
    // A group may name its parts where the parts do not name their group.
    std::unordered_map<std::string, std::string> groups;
    for (const Entity& entity : entities_) {
      for (const DataNode part : entity.node.Find("hasPart")) groups.try_emplace(part.Text(), entity.id);
    }
    ItemTree tree;
    std::vector<DataNode> nodes;
    for (const Entity& entity : entities_) {
      if (!IsItem(entity)) continue;
      std::string parent = entity.node.TextOf("isPartOf");
      if (const auto group = groups.find(entity.id); parent.empty() && group != groups.end())
        parent = group->second;
      if (tree.Add(entity.id, parent, entity.line)) {
        nodes.push_back(entity.node);
      } else {
        Repaired(entity.line, fmt::format("the id '{}' stands twice; this entity is passed over", entity.id));
      }
    }
    tree.Connect(&framework_, &builder_.document().repairs);
    tree.Walk([&](size_t i) { WriteItem(nodes[i], tree.id(i), paths_.PathOf(tree.id(i))); },
              [this] { builder_.CloseSection(); }, [this] { return builder_.failed(); });
  }

  void WriteItem(DataNode node, const std::string& id, const std::string& path) {
    PlacedText number = node.Find("id").Placed();
    if (number.empty()) number.AddFor(id, node.at(), 0);
    OpenItem(fmt::format("{}:{}", framework_.scheme, id), path, number, node.Find("name").Placed(),
             &builder_);
    WriteMarkdown(SplitMarkdown(node.Find("description").Placed()), &builder_);
    for (const DataNode slot : node) {
      if (!slot.is_scalar() || IsStructure(slot.key())) continue;
      builder_.OpenBlock(BlockKind::kTableCell);
      builder_.AppendOwn(fmt::format("{}: ", slot.key()));
      builder_.StartBody();
      builder_.Append(slot.Placed());
      builder_.CloseBlock();
    }
  }

  // CURIEs and addresses stay as they are; bare ids have the taxonomy that this file says they are of.
  std::string CurieOf(const std::string& id) {
    if (id.find(':') != std::string::npos) return id;
    const auto taxonomy = taxonomy_of_.find(id);
    if (taxonomy != taxonomy_of_.end() && !taxonomy->second.empty())
      return fmt::format("{}:{}", taxonomy->second, id);
    if (taxonomy != taxonomy_of_.end() && !framework_.scheme.empty())
      return fmt::format("{}:{}", framework_.scheme, id);
    ++unknown_;
    return "new:" + id;
  }

  void WriteMappings() {
    const uint32_t index = builder_.OpenSection(SectionKind::kFront, "", "mappings");
    if (builder_.failed()) return;
    builder_.section(index).path = paths_.PathOf("mappings");  // an item may be called so
    for (const Entity& entity : entities_) {
      for (const MappingSlot& slot : kMappingSlots) {
        const DataNode targets = entity.node.Find(slot.slot);
        if (targets.is_scalar()) WriteMapping(entity, slot, targets);
        if (!targets.is_list()) continue;
        for (const DataNode target : targets) {
          if (target.is_scalar() && !builder_.failed()) WriteMapping(entity, slot, target);
        }
      }
    }
    builder_.CloseSection();
    if (unknown_ > 0) {
      Repaired(0,
               fmt::format(
                   "{} ids of mappings are of no taxonomy that this file names; they have the prefix 'new'",
                   unknown_));
    }
  }

  void WriteMapping(const Entity& entity, const MappingSlot& slot, DataNode target) {
    MappingRow row;
    row.subject_id = CurieOf(entity.id);
    row.subject_label = CollapseSpace(entity.node.TextOf("name"));
    row.object_id = CurieOf(target.Text());
    row.justification = "semapv:UnspecifiedMatching";
    TranslateRelation(slot.relation, &row);
    row.other.Set("source_relation", slot.slot);
    PlacedText subject = entity.node.Find("id").Placed();
    if (subject.empty()) subject.AddFor(entity.id, entity.node.at(), 0);
    PlacedText relation;
    relation.AddFor(slot.slot, target.at(), 0);
    WriteMappingBlock({subject, relation, target.Placed()}, &builder_, &row);
    set_.rows.push_back(std::move(row));
  }

  const SourceText& source_;
  DataNode root_, taxonomy_;
  DocumentBuilder builder_;
  ItemPaths paths_;
  std::vector<Entity> entities_;
  std::vector<std::pair<DataNode, std::string>> taxonomies_;
  std::unordered_map<std::string, std::string> taxonomy_of_;  // of the entities that are described here
  ItemScheme framework_;
  MappingSet set_;
  size_t unknown_ = 0;
};

}  // namespace

int LooksLikeLinkml(const Source& source) {
  const std::string_view head = source.bytes.substr(0, 64 << 10);
  if (head.starts_with('<') || head.starts_with('{')) return 0;
  const bool entities = head.find("- id:") != std::string_view::npos;
  const bool slots = head.find("isDefinedByTaxonomy:") != std::string_view::npos ||
                     head.find("_mappings:") != std::string_view::npos;
  return entities && slots ? 8 : 0;
}

Result<Document> ReadLinkml(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  auto tree = DataTree::ParseYaml(*text);
  if (!tree) return tl::unexpected(tree.error());
  return LinkmlReader(*text, **tree).Run();
}

}  // namespace concord
