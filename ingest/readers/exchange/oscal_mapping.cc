#include "ingest/readers/exchange/oscal_mapping.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <set>
#include <span>
#include <utility>

#include "base/text.h"
#include "ingest/readers/exchange/oscal_json.h"
#include "ingest/readers/pages/markdown_blocks.h"
#include "ingest/readers/tables/mapping_rows.h"
#include "mapping/oscal_framework_name.h"
#include "mapping/relation_words.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

// One of several sources of n sources and m targets multiplies; a file of a few MB must not become billions.
constexpr size_t kMaxRows = 2'000'000;

// The property of our namespace; none when there is none.
DataNode OwnProperty(DataNode node, std::string_view name) {
  for (const DataNode prop : OscalItems(node, "prop")) {
    if (prop.TextOf("ns") == kOscalNamespace && prop.TextOf("name") == name) return prop;
  }
  return {};
}

// Puts what our properties say into slots; true when there are any.
bool TakeOwnProperties(DataNode node, PropertyMap* slots) {
  bool found = false;
  for (const DataNode prop : OscalItems(node, "prop")) {
    if (prop.TextOf("ns") != kOscalNamespace) continue;
    found = true;
    std::string name = prop.TextOf("name");
    Value value(prop.TextOf("value"));
    const std::string form = prop.TextOf("class");
    if (form == "json") value = ValueOfJson(value.as_string());
    if (name == "gap" || name == "denial") continue;  // a row of its own
    if (form == "date") {
      if (const auto date = Date::Parse(value.as_string())) value = Value(*date);
    }
    if (name == "column" && value.type() == Value::Type::kMap) {
      name = value.as_map().FindString("name");
      const Value* inside = value.as_map().Find("value");
      if (inside == nullptr) continue;
      Value copy = *inside;
      value = std::move(copy);
    }
    slots->Set(name, std::move(value));
  }
  return found;
}

std::string Removed(std::string_view name, PropertyMap* slots) {
  std::string text(slots->FindString(name));
  slots->Remove(name);
  return text;
}

class MappingReader {
 public:
  MappingReader(DataNode model, const OscalResources& resources, DocumentBuilder* builder)
      : model_(model), resources_(resources), builder_(*builder) {}

  MappingSet Run() {
    set_.id = "urn:uuid:" + AsciiLower(model_.TextOf("uuid"));
    provenance_ = model_.Find("provenance");
    PropertyMap slots;
    own_ = TakeOwnProperties(model_.Find("metadata"), &slots);
    if (own_) {
      TakeSlots(std::move(slots));
    } else {
      const Metadata& metadata = builder_.document().metadata;
      if (!metadata.title.empty()) set_.metadata.Set("mapping_set_title", metadata.title);
      if (!metadata.edition.empty()) set_.metadata.Set("mapping_set_version", metadata.edition);
      constexpr std::string_view kLeftOut[] = {"mapping"};
      set_.metadata.Set("oscal_collection", OscalPartAsJson(model_, kLeftOut));
    }
    for (const DataNode mapping : OscalItems(model_, "mapping")) ReadMapping(mapping);
    // Sources of the set as a whole, where all its mappings agree.
    if (!own_ && subjects_.size() == 1) set_.subject_source = *subjects_.begin();
    if (!own_ && objects_.size() == 1) set_.object_source = *objects_.begin();
    if (!mappings_.empty()) set_.metadata.Set("oscal_mappings", std::move(mappings_));
    return std::move(set_);
  }

 private:
  void TakeSlots(PropertyMap slots) {
    if (std::string id = Removed("mapping_set_id", &slots); !id.empty()) set_.id = std::move(id);
    if (const Value* prefixes = slots.Find("curie_map");
        prefixes != nullptr && prefixes->type() == Value::Type::kMap) {
      for (const auto& [prefix, expansion] : prefixes->as_map()) set_.prefixes[prefix] = expansion.ToString();
    }
    slots.Remove("curie_map");
    set_.subject_source = slots.FindString("subject_source");
    set_.object_source = slots.FindString("object_source");
    for (const auto& [name, value] : slots) set_.metadata.Set(name, value);
  }

  std::string FrameworkOf(DataNode resource) {
    if (const DataNode prefix = OwnProperty(resource, "prefix")) return prefix.TextOf("value");
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
    mapping_ = own_ ? std::string() : AsciiLower(mapping.TextOf("uuid"));
    if (!own_) {
      constexpr std::string_view kLeftOut[] = {"map"};
      mappings_.emplace_back(OscalPartAsJson(mapping, kLeftOut));
    }
    for (const DataNode map : OscalItems(mapping, "map")) {
      bool first = true;
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
                {0, fmt::format("the relationship '{}' is none of OSCAL's ({}); kept as it is", word,
                                fmt::join(RelationWords(RelationVocabulary::kOscal), ", "))});
          }
          Describe(mapping, map, &row);
          row.other.Set("group", map.TextOf("uuid"));
          if (own_) {
            TakeOwn(map, &row);
            row.subject_label = OwnProperty(source, "label").TextOf("value");
            row.object_label = OwnProperty(target, "label").TextOf("value");
          } else if (std::exchange(first, false)) {
            KeepMap(map, &row);
          }
          Add({source.Find("id-ref").Placed(), relationship.Placed(), target.Find("id-ref").Placed(),
               WithoutMarkup(map.Find("remarks").Placed())},
              std::move(row));
          if (builder_.failed()) return;
        }
      }
    }
    if (own_) return ReadOwnGaps(mapping);
    ReadGap(mapping, mapping.Find("source-gap-summary"), subjects, false);
    ReadGap(mapping, mapping.Find("target-gap-summary"), objects, true);
  }

  // Slots of a map that Concord wrote; what OSCAL's own words only approach is as it was.
  static void TakeOwn(DataNode map, MappingRow* row) {
    PropertyMap slots;
    TakeOwnProperties(map, &slots);
    for (const std::string_view said : {"mapping_method", "status", "source_relation", "group"})
      row->other.Remove(said);
    if (!map.Find("matching-rationale")) row->other.Remove("rationale");
    if (!map.Find("confidence-score")) row->confidence.reset();
    if (slots.Find("predicate_id") != nullptr) {
      row->predicate_id = Removed("predicate_id", &slots);
      row->predicate_modifier = Removed("predicate_modifier", &slots);
    }
    row->justification = Removed("mapping_justification", &slots);
    for (const std::string_view end : {"subject_type", "object_type"}) row->other.Remove(end);
    for (const auto& [name, value] : slots) row->other.Set(name, value);
  }

  // What a map says beside its row, as it says it.
  static void KeepMap(DataNode map, MappingRow* row) {
    bool plain = true;  // no item says more than its type and identifier
    for (const std::string_view end : {"source", "target"}) {
      for (const DataNode item : OscalItems(map, end)) {
        for (const DataNode part : item) plain = plain && (part.key() == "type" || part.key() == "id-ref");
      }
    }
    constexpr std::string_view kLeftOut[] = {"uuid", "relationship", "source", "target"};
    const std::string kept = OscalPartAsJson(map, std::span(kLeftOut).first(plain ? 4 : 2));
    if (kept != "{}") row->other.Set("oscal_map", kept);
  }

  // A gap summary has room for identifiers alone; the rows stand beside it.
  void ReadOwnGaps(DataNode mapping) {
    for (const DataNode prop : OscalItems(mapping, "prop")) {
      const std::string what = prop.TextOf("name");
      if (prop.TextOf("ns") != kOscalNamespace || (what != "gap" && what != "denial")) continue;
      const Value value = ValueOfJson(prop.TextOf("value"));
      if (value.type() != Value::Type::kMap) continue;
      const PropertyMap& gap = value.as_map();
      const Value* said = gap.Find("row");
      if (said == nullptr || said->type() != Value::Type::kMap) continue;
      MappingRow row;
      static_cast<Mapping&>(row) =
          MappingOf(gap.FindString("subject"), gap.FindString("object"), said->as_map());
      const PropertyMap other = row.other;
      for (const auto& [name, slot] : other) {
        bool fits = true;
        if (slot.type() != Value::Type::kString) continue;
        if (Value typed = SssomValue(name, slot.as_string(), &fits); typed.type() == Value::Type::kDate)
          row.other.Set(name, std::move(typed));
      }
      Add({prop.Find("value").Placed()}, std::move(row));
      if (builder_.failed()) return;
    }
  }

  void ReadGap(DataNode mapping, DataNode summary, const std::string& framework, bool target) {
    for (const DataNode unmapped : OscalItems(summary, "unmapped-control")) {
      for (const DataNode id : OscalItems(unmapped, "with-id")) {
        MappingRow row;
        row.subject_id = fmt::format("{}:{}", framework, id.Text());
        row.predicate_id = "skos:relatedMatch";
        row.object_id = kNoTermFound;
        Describe(mapping, summary, &row);
        if (target) row.other.Set("oscal_gap", "target");
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
    if (!mapping_.empty()) row.other.Set("oscal_mapping", mapping_);
    WriteMappingBlock(cells, &builder_, &row);
    set_.rows.push_back(std::move(row));
  }

  DataNode model_, provenance_;
  const OscalResources& resources_;
  DocumentBuilder& builder_;
  MappingSet set_;
  bool own_ = false;     // Concord wrote it
  std::string mapping_;  // uuid of the mapping that is being read
  List mappings_;        // what is kept of them
  std::set<std::string> subjects_, objects_;
};

}  // namespace

MappingSet ReadOscalMappings(DataNode model, const OscalResources& resources, DocumentBuilder* builder) {
  return MappingReader(model, resources, builder).Run();
}

}  // namespace concord
