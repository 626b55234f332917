// A library of CISO Assistant in YAML: a framework of requirement nodes (or of controls or threats), or
// sets of mappings between the requirements of two frameworks.
#include <fmt/format.h>

#include "base/one_line.h"
#include "base/text.h"
#include "ingest/readers/pages/markdown_blocks.h"
#include "ingest/readers/tables/item_tree.h"
#include "ingest/readers/tables/mapping_rows.h"
#include "ingest/source/data_tree.h"

namespace concord {
namespace {

// The part of "urn:intuitem:risk:framework:NAME" or "urn:...:req_node:NAME:CODE" that names the framework,
// and the code in it, in which there may be colons too.
struct Urn {
  std::string framework, code;
};
Urn ParseUrn(std::string_view urn) {
  const std::vector<std::string_view> parts = Split(urn, ':');
  constexpr size_t kBefore = 4;  // urn, packager, domain, kind
  if (parts.size() <= kBefore) return {"", std::string(urn)};
  Urn parsed{std::string(parts[kBefore]), ""};
  for (size_t i = kBefore + 1; i < parts.size(); ++i) {
    if (!parsed.code.empty()) parsed.code += ':';
    parsed.code += parts[i];
  }
  return parsed;
}

class LibraryReader {
 public:
  LibraryReader(const SourceText& source, const DataTree& tree)
      : source_(source), root_(tree.root()), builder_(source) {}

  Result<Document> Run() {
    objects_ = root_.Find("objects");
    if (!objects_.is_map()) {
      return tl::unexpected(source_.ErrorAt(
          ErrorCode::kInvalid, "no library of CISO Assistant: expected a map named 'objects'", 0));
    }
    ReadMetadata();
    WriteHeading({}, root_.Find("name").Placed(), &builder_);
    WriteMarkdown(SplitMarkdown(root_.Find("description").Placed()), &builder_);
    const std::vector<DataNode> frameworks = Objects("framework");
    if (frameworks.size() > 1) {
      return tl::unexpected(source_.ErrorAt(ErrorCode::kUnsupported,
                                            "a second framework in one library; one file holds one framework",
                                            frameworks[1].at()));
    }
    std::vector<DataNode> mappings;
    for (const std::string_view key : {"requirement_mapping_set", "requirement_mapping_sets"}) {
      for (const DataNode set : Objects(key)) mappings.push_back(set);
    }
    if (!frameworks.empty()) {
      const DataNode framework = frameworks[0];
      ReadItems(framework.Find("requirement_nodes"), ParseUrn(framework.TextOf("urn")).framework);
    } else if (mappings.empty()) {
      // A catalogue of controls or of threats is a framework too, and its items say whose they are.
      for (const std::string_view key : {"reference_controls", "threats"}) {
        const DataNode items = objects_.Find(key);
        if (!framework_.scheme.empty() || items.begin() == items.end()) continue;
        ReadItems(items, ParseUrn((*items.begin()).TextOf("urn")).framework);
      }
    }
    if (framework_.scheme.empty() && mappings.empty()) return tl::unexpected(NothingToRead());
    for (const DataNode set : mappings) ReadMappings(set);
    if (!framework_.scheme.empty()) {
      builder_.document().metadata.key = framework_.scheme;
      builder_.document().metadata.type = "framework";
      builder_.document().framework = std::move(framework_);
    }
    if (!mappings.empty()) builder_.document().mapping_set = std::move(set_);
    return builder_.Finish();
  }

 private:
  // One object, or a list of them.
  std::vector<DataNode> Objects(std::string_view key) const {
    const DataNode found = objects_.Find(key);
    if (found.is_map()) return {found};
    std::vector<DataNode> objects;
    if (found.is_list()) objects.assign(found.begin(), found.end());
    return objects;
  }

  Error NothingToRead() const {
    std::string found;
    for (const DataNode object : objects_) {
      if (found.size() < 200) found += (found.empty() ? "" : ", ") + std::string(object.key().substr(0, 60));
    }
    return source_.ErrorAt(
        ErrorCode::kUnsupported,
        fmt::format("expected framework, reference_controls, threats or requirement_mapping_set "
                    "among the library's objects, found {}",
                    found.empty() ? "none" : found),
        objects_.at());
  }

  void ReadMetadata() {
    Metadata& metadata = builder_.document().metadata;
    const auto text = [this](std::string_view key) { return CollapseSpace(root_.TextOf(key)); };
    metadata.title = text("name");
    metadata.abstract = text("description");
    metadata.issuer = text("provider");
    metadata.licence = text("copyright");
    metadata.language = text("locale");
    metadata.edition = text("version");
    metadata.date = Date::Parse(std::string_view(text("publication_date")).substr(0, 10));
    if (const std::string urn = text("urn"); !urn.empty()) metadata.identifiers["urn"] = urn;
    if (const std::string id = text("ref_id"); !id.empty()) metadata.identifiers["ref_id"] = id;
  }

  void Repaired(uint64_t line, std::string message) {
    builder_.document().repairs.push_back({line, std::move(message)});
  }

  void ReadItems(DataNode list, std::string scheme) {
    framework_.scheme = scheme.empty() ? Slug(root_.TextOf("name")) : std::move(scheme);
    if (framework_.scheme.empty()) framework_.scheme = "library";
    ItemTree tree;
    std::vector<DataNode> nodes;
    LineCounter lines(source_.text());
    for (const DataNode node : list) {
      const uint64_t line = lines.LineAt(node.at());
      const std::string urn = node.TextOf("urn");
      const std::string code =
          OneLine(ParseUrn(urn).code.empty() ? node.TextOf("ref_id") : ParseUrn(urn).code);
      if (code.empty()) {
        Repaired(line, "an item without urn and ref_id is passed over");
        continue;
      }
      const std::string parent = node.TextOf("parent_urn");
      if (!tree.Add(code, parent.empty() ? "" : OneLine(ParseUrn(parent).code), line)) {
        Repaired(line, fmt::format("the item '{}' stands twice; this one is passed over", code));
        continue;
      }
      nodes.push_back(node);
    }
    tree.Connect(&framework_, &builder_.document().repairs);
    ItemPaths paths;
    tree.Walk([&](size_t i) { WriteItem(nodes[i], tree.id(i), paths.PathOf(tree.id(i))); },
              [this] { builder_.CloseSection(); }, [this] { return builder_.failed(); });
  }

  void WriteItem(DataNode node, const std::string& code, const std::string& path) {
    OpenItem(fmt::format("{}:{}", framework_.scheme, code), path, node.Find("ref_id").Placed(),
             node.Find("name").Placed(), &builder_);
    WriteMarkdown(SplitMarkdown(node.Find("description").Placed()), &builder_);
    for (const std::string_view key : {"annotation", "typical_evidence", "category", "csf_function"}) {
      const DataNode note = node.Find(key);
      if (!note.is_scalar()) continue;
      PlacedText number;
      number.AddFor(fmt::format("{}:", key), note.at(), 0);
      std::vector<MarkdownBlock> blocks = SplitMarkdown(note.Placed());
      for (MarkdownBlock& block : blocks) block.kind = BlockKind::kFootnote;
      WriteMarkdown(blocks, &builder_, -1, number);
    }
  }

  void ReadMappings(DataNode set) {
    const std::string subjects = ParseUrn(set.TextOf("source_framework_urn")).framework;
    const std::string objects = ParseUrn(set.TextOf("target_framework_urn")).framework;
    const bool first = set_.id.empty();
    if (first) {
      set_.id = set.TextOf("urn");
      if (set_.id.empty()) set_.id = root_.TextOf("urn");
      if (set_.id.empty()) set_.id = Slug(root_.TextOf("name"));
      set_.metadata.Set("mapping_set_title", CollapseSpace(set.TextOf("name")));
      set_.subject_source = subjects;
      set_.object_source = objects;
      Metadata& metadata = builder_.document().metadata;
      metadata.identifiers["mapping_set_id"] = set_.id;
      if (metadata.type.empty()) metadata.type = "mapping set";
    } else if (set_.subject_source != subjects || set_.object_source != objects) {
      set_.subject_source.clear();
      set_.object_source.clear();
    }
    builder_.OpenSection(SectionKind::kFront, "", "mappings");
    const auto curie = [](std::string_view urn, const std::string& framework) {
      const Urn parsed = ParseUrn(urn);
      const std::string& scheme = framework.empty() ? parsed.framework : framework;
      return fmt::format("{}:{}", scheme, parsed.code);
    };
    LineCounter lines(source_.text());
    for (const DataNode mapping : set.Find("requirement_mappings")) {
      if (builder_.failed()) break;
      const uint64_t line = lines.LineAt(mapping.at());
      const DataNode source = mapping.Find("source_requirement_urn");
      const DataNode target = mapping.Find("target_requirement_urn");
      const DataNode relationship = mapping.Find("relationship");
      if (!source.is_scalar() || !target.is_scalar() || !relationship.is_scalar()) {
        Repaired(line, "a mapping without source, target or relationship is passed over");
        continue;
      }
      MappingRow row;
      row.subject_id = curie(source.Text(), subjects);
      row.object_id = curie(target.Text(), objects);
      row.justification = "semapv:UnspecifiedMatching";
      if (!TranslateRelation(relationship.Text(), &row)) {
        Repaired(
            line,
            fmt::format("the relationship '{}' is none of subset, superset, equal, intersect, not_related; "
                        "kept as it is",
                        relationship.Text()));
      }
      const auto keep = [&](std::string_view key, std::string_view slot) {
        const std::string text = CollapseSpace(mapping.TextOf(key));
        if (!text.empty()) row.other.Set(std::string(slot), text);
      };
      keep("rationale", "rationale");
      keep("annotation", "comment");
      keep("strength_of_relationship", "strength");
      WriteMappingBlock(
          {source.Placed(), relationship.Placed(), target.Placed(), mapping.Find("annotation").Placed()},
          &builder_, &row);
      set_.rows.push_back(std::move(row));
    }
    builder_.CloseSection();
  }

  const SourceText& source_;
  DataNode root_, objects_;
  DocumentBuilder builder_;
  ItemScheme framework_;
  MappingSet set_;
};

}  // namespace

int LooksLikeCisoLibrary(const Source& source) {
  const std::string_view head = source.bytes.substr(0, 64 << 10);
  if (head.starts_with('<') || head.find("\nobjects:") == std::string_view::npos) return 0;
  const bool named = head.starts_with("urn: urn:") || head.find("\nurn: urn:") != std::string_view::npos;
  const bool library = head.find(":library:") != std::string_view::npos;
  return named && library ? 9 : named ? 6 : 0;
}

Result<Document> ReadCisoLibrary(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  auto tree = DataTree::ParseYaml(*text);
  if (!tree) return tl::unexpected(tree.error());
  return LibraryReader(*text, **tree).Run();
}

}  // namespace concord
