#include "ingest/readers/oscal_mapping.h"

#include <fmt/format.h>

#include <charconv>
#include <set>

#include "base/text.h"
#include "graph/sssom_slots.h"
#include "ingest/readers/mapping_rows.h"
#include "ingest/readers/markdown_blocks.h"

namespace concord {
namespace {

// One of several sources of n sources and m targets multiplies; a file of a few MB must not become billions.
constexpr size_t kMaxRows = 2'000'000;

class MappingReader {
 public:
  MappingReader(DataNode model, const OscalResources& resources, DocumentBuilder* builder)
      : model_(model), resources_(resources), builder_(*builder) {}

  MappingSet Run() {
    set_.id = "urn:uuid:" + AsciiLower(model_.TextOf("uuid"));
    const Metadata& metadata = builder_.document().metadata;
    if (!metadata.title.empty()) set_.metadata.Set("mapping_set_title", metadata.title);
    if (!metadata.edition.empty()) set_.metadata.Set("mapping_set_version", metadata.edition);
    provenance_ = model_.Find("provenance");
    for (const DataNode mapping : OscalItems(model_, "mapping")) ReadMapping(mapping);
    // Sources of the set as a whole, where all its mappings agree.
    if (subjects_.size() == 1) set_.subject_source = *subjects_.begin();
    if (objects_.size() == 1) set_.object_source = *objects_.begin();
    return std::move(set_);
  }

 private:
  std::string FrameworkOf(DataNode resource) {
    const DataNode href = resource.Find("href");
    const auto found = resources_.find(href.Text());
    std::string name;
    if (found == resources_.end()) {
      name = OscalFrameworkName(href.Text());
    } else {
      for (const DataNode link : OscalItems(found->second, "rlink")) {
        if (name.empty()) name = OscalFrameworkName(link.TextOf("href"));
      }
      if (name.empty()) name = Slug(WithoutMarkup(found->second.Find("title").Placed()).text());
    }
    if (!name.empty()) return name;
    builder_.document().repairs.push_back(
        {0, fmt::format("nothing names the framework behind '{}'; it is called 'oscal'", href.Text())});
    return "oscal";
  }

  void ReadMapping(DataNode mapping) {
    const std::string subjects = FrameworkOf(mapping.Find("source-resource"));
    const std::string objects = FrameworkOf(mapping.Find("target-resource"));
    subjects_.insert(subjects);
    objects_.insert(objects);
    const DataNode description = mapping.Find("mapping-description")
                                     ? mapping.Find("mapping-description")
                                     : provenance_.Find("mapping-description");
    WriteMarkdown(SplitMarkdown(description.Placed()), &builder_);
    for (const DataNode map : OscalItems(mapping, "map")) {
      for (const DataNode source : OscalItems(map, "source")) {
        for (const DataNode target : OscalItems(map, "target")) {
          MappingRow row;
          row.subject_id = fmt::format("{}:{}", subjects, source.TextOf("id-ref"));
          row.object_id = fmt::format("{}:{}", objects, target.TextOf("id-ref"));
          SetType("subject_type", source, &row);
          SetType("object_type", target, &row);
          const DataNode relationship = map.Find("relationship");
          std::string word = relationship.is_map() ? relationship.TextOf("value") : relationship.Text();
          if (!TranslateRelation(word, &row)) {
            builder_.document().repairs.push_back(
                {0, fmt::format("the relationship '{}' is none of OSCAL's; kept as it is", word)});
          }
          Describe(mapping, map, &row);
          row.other.Set("group", map.TextOf("uuid"));
          Add({source.Find("id-ref").Placed(), relationship.Placed(), target.Find("id-ref").Placed(),
               WithoutMarkup(map.Find("remarks").Placed())},
              std::move(row));
          if (builder_.failed()) return;
        }
      }
    }
    ReadGap(mapping, mapping.Find("source-gap-summary"), subjects);
    ReadGap(mapping, mapping.Find("target-gap-summary"), objects);
  }

  void ReadGap(DataNode mapping, DataNode summary, const std::string& framework) {
    for (const DataNode unmapped : OscalItems(summary, "unmapped-control")) {
      for (const DataNode id : OscalItems(unmapped, "with-id")) {
        MappingRow row;
        row.subject_id = fmt::format("{}:{}", framework, id.Text());
        row.predicate_id = "skos:relatedMatch";
        row.object_id = kNoTermFound;
        Describe(mapping, summary, &row);
        PlacedText gap;
        gap.AddFor("no counterpart", id.at(), 0);
        Add({id.Placed(), gap}, std::move(row));
        if (builder_.failed()) return;
      }
    }
  }

  static void SetType(std::string_view slot, DataNode end, MappingRow* row) {
    const std::string type = end.TextOf("type");
    if (!type.empty()) row->other.Set(std::string(slot), "oscal:" + type);
  }

  // What the map says, else its mapping, else the whole collection.
  std::string Said(std::string_view field, DataNode mapping, DataNode map) const {
    for (const DataNode speaker : {map, mapping, provenance_}) {
      std::string text = CollapseSpace(speaker.TextOf(field));
      if (!text.empty()) return text;
    }
    return {};
  }

  void Describe(DataNode mapping, DataNode map, MappingRow* row) const {
    const std::string method = Said("method", mapping, map);
    const std::string rationale = Said("matching-rationale", mapping, map);
    row->justification = method == "human"                                    ? "semapv:ManualMappingCuration"
                         : method == "hybrid"                                 ? "semapv:CompositeMatching"
                         : method == "automation" && rationale == "syntactic" ? "semapv:LexicalMatching"
                                                                              : "semapv:UnspecifiedMatching";
    const auto set = [row](std::string_view name, const std::string& value) {
      if (!value.empty()) row->other.Set(name, value);
    };
    set("mapping_method", method);
    set("rationale", rationale);
    set("status", Said("status", mapping, map));
    set("comment", CollapseSpace(WithoutMarkup(map.Find("remarks").Placed()).text()));
    for (const DataNode speaker : {map, mapping, provenance_}) {
      const DataNode score = speaker.Find("confidence-score");
      if (!score) continue;
      set("confidence_category", score.TextOf("category"));
      const std::string percentage = score.TextOf("percentage");
      double value = 0;
      const auto read = std::from_chars(percentage.data(), percentage.data() + percentage.size(), value);
      // Decimal fractions by the standard.
      if (!percentage.empty() && read.ec == std::errc() && value >= 0 && value <= 1) row->confidence = value;
      break;
    }
  }

  void Add(const std::vector<PlacedText>& cells, MappingRow row) {
    if (set_.rows.size() >= kMaxRows) {
      builder_.Fail({ErrorCode::kLimit, fmt::format("more than {} mappings", kMaxRows), "", 0, 0, 0});
      return;
    }
    WriteMappingBlock(cells, &builder_, &row);
    set_.rows.push_back(std::move(row));
  }

  DataNode model_, provenance_;
  const OscalResources& resources_;
  DocumentBuilder& builder_;
  MappingSet set_;
  std::set<std::string> subjects_, objects_;
};

}  // namespace

MappingSet ReadOscalMappings(DataNode model, const OscalResources& resources, DocumentBuilder* builder) {
  return MappingReader(model, resources, builder).Run();
}

}  // namespace concord
