#include "query/exporters/oscal_collection.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/uuid.h"
#include "mapping/relation_words.h"
#include "mapping/sssom_slots.h"
#include "mapping/sssom_text.h"
#include "query/exporters/oscal_xml.h"
#include "query/exporters/table_text.h"
#include "query/output/answer_json.h"
#include "query/output/json_value.h"

namespace concord {
namespace {

using Json = rapidjson::Value;

constexpr std::string_view kOscalVersion = "1.2.1";
constexpr std::string_view kNoDate = "2000-01-01";  // of a set that says none: bytes do not depend on the day

// What only OSCAL's own files have, and what a collection says of a set in words of its own.
constexpr std::string_view kOscals[] = {"oscal_map", "oscal_mapping", "oscal_gap"};
constexpr std::string_view kSaidOfSet[] = {"oscal_collection", "oscal_mappings", "mapping_set_id"};

// A string as OSCAL allows one: on one line, without blanks at its ends.
bool IsPlain(std::string_view text) {
  return !text.empty() && Trim(text) == text && text.find_first_of("\n\r\t") == std::string_view::npos;
}

bool IsToken(std::string_view name) {
  return !name.empty() && (std::isalpha(static_cast<unsigned char>(name[0])) != 0 || name[0] == '_') &&
         std::ranges::all_of(name, [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
         });
}

// The rows of one map, or one row.
struct Map {
  std::vector<const Mapping*> rows;
};

class CollectionWriter {
 public:
  explicit CollectionWriter(const StoredMappings& set) : set_(set), memory_(document_.GetAllocator()) {}

  Result<void> Build() {
    Json collection(rapidjson::kObjectType);
    Json stated = Parsed(set_.metadata.FindString("oscal_collection"));
    const std::string_view urn = "urn:uuid:";
    const std::string own = set_.id.starts_with(urn) ? set_.id.substr(urn.size()) : std::string();
    const std::string written(JsonText(stated, "uuid").value_or(own));
    Set(&collection, "uuid",
        IsUuid(written) && EqualsIgnoreCase(written, own) ? written : UuidOfName(set_.id));
    Take(&collection, "metadata", &stated, [this] { return MetadataOf(); });
    Take(&collection, "provenance", &stated, [this] { return Provenance(); });
    if (auto built = Mappings(); !built) return tl::unexpected(built.error());
    collection.AddMember("mappings", mappings_, memory_);
    if (const Json* matter = JsonMember(stated, "back-matter"); matter != nullptr)
      collection.AddMember("back-matter", Json(*matter, memory_), memory_);
    document_.SetObject();
    document_.AddMember("mapping-collection", collection, memory_);
    return {};
  }

  const rapidjson::Document& document() const { return document_; }

 private:
  // ---- small tools

  Json Text(std::string_view text) {
    return {text.data(), static_cast<rapidjson::SizeType>(text.size()), memory_};
  }
  void Set(Json* object, std::string_view name, std::string_view value) {
    object->AddMember(Text(name), Text(value), memory_);
  }
  // JSON that a reader has kept; null when there is none.
  Json Parsed(std::string_view text) {
    Json value;
    if (text.empty()) return value;
    rapidjson::Document parsed;
    parsed.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
    if (!parsed.HasParseError()) value.CopyFrom(parsed, memory_);
    return value;
  }
  template <typename Make>
  void Take(Json* object, const char* name, Json* stated, Make make) {
    const Json* found = JsonMember(*stated, name);
    object->AddMember(Json(rapidjson::StringRef(name)), found != nullptr ? Json(*found, memory_) : make(),
                      memory_);
  }

  void Property(std::string_view name, const Value& value, Json* props) {
    const bool text = value.type() == Value::Type::kString && IsPlain(value.as_string());
    const bool plain = text || value.type() == Value::Type::kDate;
    Json prop(rapidjson::kObjectType);
    if (IsToken(name)) {
      Set(&prop, "name", name);
      Set(&prop, "ns", kOscalNamespace);
      Set(&prop, "value", plain ? value.ToString() : ValueToJson(value));
      if (!plain) Set(&prop, "class", "json");
      if (value.type() == Value::Type::kDate) Set(&prop, "class", "date");
    } else {
      Set(&prop, "name", "column");
      Set(&prop, "ns", kOscalNamespace);
      Set(&prop, "value", ValueToJson(Value(PropertyMap{{"name", name}, {"value", value}})));
      Set(&prop, "class", "json");
    }
    props->PushBack(prop, memory_);
  }

  // ---- the collection

  Json MetadataOf() {
    Json metadata(rapidjson::kObjectType);
    const std::string title = SlotText(set_.metadata, "mapping_set_title");
    Set(&metadata, "title", title.empty() ? set_.id : CollapseSpace(title));
    std::string_view date = kNoDate;
    std::string stated;
    for (const std::string_view slot : {"publication_date", "mapping_date"}) {
      const Value* value = set_.metadata.Find(slot);
      if (stated.empty() && value != nullptr && value->type() == Value::Type::kDate &&
          value->as_date().day != 0)
        stated = value->ToString();
    }
    if (stated.empty()) {
      // Else the day of the last row.
      for (const Mapping& row : set_.rows) {
        const Value* value = row.other.Find("mapping_date");
        if (value != nullptr && value->type() == Value::Type::kDate && value->as_date().day != 0)
          stated = std::max(stated, value->ToString());
      }
    }
    if (!stated.empty()) date = stated;
    Set(&metadata, "last-modified", fmt::format("{}T00:00:00Z", date));
    const std::string version = SlotText(set_.metadata, "mapping_set_version");
    Set(&metadata, "version", IsPlain(version) ? version : "1.0");
    Set(&metadata, "oscal-version", kOscalVersion);
    Json props(rapidjson::kArrayType);
    Property("mapping_set_id", Value(set_.id), &props);
    for (const auto& [name, value] : set_.metadata) {
      if (!IsOneOf(name, kSaidOfSet)) Property(name, value, &props);
    }
    if (!set_.prefixes.empty()) {
      PropertyMap prefixes;
      for (const auto& [prefix, expansion] : set_.prefixes) prefixes.Set(prefix, expansion);
      Property("curie_map", Value(std::move(prefixes)), &props);
    }
    metadata.AddMember("props", props, memory_);
    return metadata;
  }

  // How most of the rows were made.
  Json Provenance() {
    size_t human = 0;
    for (const Mapping& row : set_.rows) {
      human +=
          row.justification == "semapv:ManualMappingCuration" || row.justification == "semapv:MappingReview";
    }
    Json provenance(rapidjson::kObjectType);
    Set(&provenance, "method", human == set_.rows.size() ? "human" : human == 0 ? "automation" : "hybrid");
    Set(&provenance, "matching-rationale", "semantic");
    Set(&provenance, "status", "complete");
    std::string description = SlotText(set_.metadata, "mapping_set_description");
    if (Trim(description).empty()) description = fmt::format("Mappings of {}.", set_.id);
    Set(&provenance, "mapping-description", description);
    return provenance;
  }

  // ---- mappings: one for each pair of frameworks, or as the collection had them

  struct Pair {
    std::string subject, object;
    std::string stated;  // uuid of the mapping that the rows came in; empty
    auto operator<=>(const Pair&) const = default;
  };

  static bool IsGap(const Mapping& row) {
    return row.object_id == kNoTermFound || row.subject_id == kNoTermFound;
  }
  // OSCAL's words state a relation or deny all; "not equal" is none of them, and stands beside the maps.
  static bool IsBesideMaps(const Mapping& row) {
    return IsGap(row) ||
           (!row.predicate_modifier.empty() && RelationWordOf(row, RelationVocabulary::kOscal).empty());
  }

  Result<void> Mappings() {
    std::map<std::string, Json> stated;
    if (const Value* kept = set_.metadata.Find("oscal_mappings");
        kept != nullptr && kept->type() == Value::Type::kList) {
      for (const Value& one : kept->as_list()) {
        Json mapping = Parsed(one.ToString());
        const auto uuid = JsonText(mapping, "uuid");
        if (!uuid) continue;
        std::string key = AsciiLower(*uuid);
        stated.emplace(std::move(key), std::move(mapping));
      }
    }
    std::map<Pair, std::vector<const Mapping*>> by_pair;
    std::vector<const Mapping*> gaps;
    for (const Mapping& row : set_.rows) {
      if (IsBesideMaps(row)) {
        gaps.push_back(&row);
        continue;
      }
      by_pair[{std::string(CurieFramework(SubjectKey(row))), std::string(CurieFramework(ObjectKey(row))),
               std::string(row.other.FindString("oscal_mapping"))}]
          .push_back(&row);
    }
    if (by_pair.empty())
      return Fail(ErrorCode::kUnsupported,
                  fmt::format("'{}' joins no two items; an OSCAL mapping collection has "
                              "at least one map",
                              set_.id));
    std::map<const Pair*, std::pair<std::vector<const Mapping*>, std::vector<const Mapping*>>> gaps_of;
    for (const Mapping* gap : gaps) {
      const bool source = gap->other.FindString("oscal_gap") != "target" && gap->subject_id != kNoTermFound;
      const std::string_view framework =
          CurieFramework(gap->subject_id == kNoTermFound ? gap->object_id : gap->subject_id);
      const std::string_view own = gap->other.FindString("oscal_mapping");
      const auto fits = [&](const auto& pair) {
        return framework == (source ? pair.first.subject : pair.first.object) &&
               (own.empty() || own == pair.first.stated);
      };
      const auto home = std::ranges::find_if(by_pair, fits);
      if (home == by_pair.end())
        return Fail(
            ErrorCode::kUnsupported,
            fmt::format("'{}': nothing of '{}' is mapped, so an OSCAL mapping collection has no place for "
                        "what has no counterpart in it",
                        set_.id, framework));
      (source ? gaps_of[&home->first].first : gaps_of[&home->first].second).push_back(gap);
    }
    mappings_.SetArray();
    for (const auto& [pair, rows] : by_pair) {
      const auto& [of_sources, of_targets] = gaps_of[&pair];
      const auto kept = stated.find(pair.stated);
      mappings_.PushBack(
          MappingOfPair(pair, rows, kept == stated.end() ? nullptr : &kept->second, of_sources, of_targets),
          memory_);
    }
    return {};
  }

  Json Resource(std::string_view prefix) {
    Json resource(rapidjson::kObjectType);
    Set(&resource, "type", "catalog");
    const auto declared = set_.prefixes.find(std::string(prefix));
    Set(&resource, "href", declared == set_.prefixes.end() ? OwnExpansion(prefix) : declared->second);
    Json props(rapidjson::kArrayType);
    Property("prefix", Value(prefix), &props);
    resource.AddMember("props", props, memory_);
    return resource;
  }

  Json MappingOfPair(const Pair& pair, const std::vector<const Mapping*>& rows, Json* stated,
                     const std::vector<const Mapping*>& of_sources,
                     const std::vector<const Mapping*>& of_targets) {
    Json mapping(rapidjson::kObjectType);
    mapping_uuid_ = pair.stated.empty()
                        ? UuidOfName(fmt::format("{}\n{}\n{}", set_.id, pair.subject, pair.object))
                        : std::string(pair.stated);
    if (stated != nullptr) {
      mapping.CopyFrom(*stated, memory_);
    } else {
      Set(&mapping, "uuid", mapping_uuid_);
      mapping.AddMember("source-resource", Resource(pair.subject), memory_);
      mapping.AddMember("target-resource", Resource(pair.object), memory_);
    }
    Json maps(rapidjson::kArrayType);
    for (const Map& map : Grouped(rows)) maps.PushBack(MapOf(map), memory_);
    mapping.AddMember("maps", maps, memory_);
    if (stated == nullptr) {
      Json props(rapidjson::kArrayType);
      for (const auto* rows_of : {&of_sources, &of_targets}) {
        for (const Mapping* row : *rows_of) {
          Property(
              IsGap(*row) ? "gap" : "denial",
              Value(PropertyMap{
                  {"subject", SubjectKey(*row)}, {"object", ObjectKey(*row)}, {"row", EdgeProperties(*row)}}),
              &props);
        }
      }
      if (!props.Empty()) mapping.AddMember("props", props, memory_);
    }
    Gap("source-gap-summary", of_sources, &mapping);
    Gap("target-gap-summary", of_targets, &mapping);
    return mapping;
  }

  void Gap(const char* name, const std::vector<const Mapping*>& rows, Json* mapping) {
    std::string uuid = UuidOfName(fmt::format("{}\n{}", mapping_uuid_, name));
    if (mapping->HasMember(name)) {
      const auto kept = JsonText(*JsonMember(*mapping, name), "uuid");
      if (kept && IsUuid(*kept)) uuid = *kept;
      mapping->RemoveMember(name);
    }
    if (rows.empty()) return;
    Json summary(rapidjson::kObjectType), controls(rapidjson::kArrayType), select(rapidjson::kObjectType),
        ids(rapidjson::kArrayType);
    for (const Mapping* row : rows) {
      if (!IsGap(*row)) continue;
      // A summary takes tokens alone; "3.1" is none, and stands with the other gaps beside it.
      const std::string_view id =
          CurieCode(row->subject_id == kNoTermFound ? row->object_id : row->subject_id);
      if (IsToken(id) || !row->other.FindString("oscal_mapping").empty()) ids.PushBack(Text(id), memory_);
    }
    if (ids.Empty()) return;
    Set(&summary, "uuid", uuid);
    select.AddMember("with-ids", ids, memory_);
    controls.PushBack(select, memory_);
    summary.AddMember("unmapped-controls", controls, memory_);
    mapping->AddMember(Json(rapidjson::StringRef(name)), summary, memory_);
  }

  // ---- maps

  // What the rows of one map have in common.
  std::string Essence(const Mapping& row) const {
    PropertyMap said = row.other;
    said.Remove("oscal_map");
    if (said.Find("oscal_mapping") != nullptr) {  // what else an item says is kept with the first row
      said.Remove("subject_type");
      said.Remove("object_type");
    }
    return fmt::format("{}\n{}\n{}\n{}\n{}", row.predicate_id, row.predicate_modifier, row.justification,
                       row.confidence.value_or(-1), ValueToJson(Value(std::move(said))));
  }

  std::vector<Map> Grouped(const std::vector<const Mapping*>& rows) const {
    std::vector<Map> maps;
    std::map<std::string, size_t> open;
    for (const Mapping* row : rows) {
      const std::string_view group = row->other.FindString("group");
      if (group.empty()) {
        maps.push_back({{row}});
        continue;
      }
      const auto [at, fresh] = open.try_emplace(std::string(group), maps.size());
      if (fresh) maps.emplace_back();
      maps[at->second].rows.push_back(row);
    }
    std::vector<Map> whole;
    for (Map& map : maps) {
      if (IsWhole(map)) {
        whole.push_back(std::move(map));
      } else {
        for (const Mapping* row : map.rows) whole.push_back({{row}});
      }
    }
    return whole;
  }

  // Each of its sources with each of its targets, and nothing else that differs.
  bool IsWhole(const Map& map) const {
    std::map<std::string, std::string> sources, targets;  // with their labels
    std::set<std::pair<std::string, std::string>> pairs;
    const std::string essence = Essence(*map.rows[0]);
    for (const Mapping* row : map.rows) {
      const bool same =
          sources.try_emplace(row->subject_id, row->subject_label).first->second == row->subject_label &&
          targets.try_emplace(row->object_id, row->object_label).first->second == row->object_label;
      if (!same || !pairs.emplace(row->subject_id, row->object_id).second || Essence(*row) != essence)
        return false;
    }
    return sources.size() * targets.size() == map.rows.size();
  }

  Json Items(const Map& map, bool sources) {
    Json items(rapidjson::kArrayType);
    std::set<std::string> seen;
    for (const Mapping* row : map.rows) {
      const std::string key = sources ? SubjectKey(*row) : ObjectKey(*row);
      if (!seen.insert(key).second) continue;
      Json item(rapidjson::kObjectType);
      const std::string_view type = row->other.FindString(sources ? "subject_type" : "object_type");
      Set(&item, "type", type == "oscal:statement" ? "statement" : "control");
      Set(&item, "id-ref", CurieCode(key));
      if (const std::string& label = sources ? row->subject_label : row->object_label; !label.empty()) {
        Json props(rapidjson::kArrayType);
        Property("label", Value(label), &props);
        item.AddMember("props", props, memory_);
      }
      items.PushBack(item, memory_);
    }
    return items;
  }

  Json MapOf(const Map& map) {
    const Mapping& row = *map.rows[0];
    Json kept = Parsed(row.other.FindString("oscal_map"));
    const bool from_oscal = !row.other.FindString("oscal_mapping").empty();
    Json out(rapidjson::kObjectType);
    const std::string_view group = row.other.FindString("group");
    std::string uuid = IsUuid(group) ? std::string(group) : std::string();
    if (uuid.empty() || !uuids_.insert(uuid).second) {
      const std::string name =
          fmt::format("{}\n{}\n{}\n{}", mapping_uuid_, SubjectKey(row), ObjectKey(row), Essence(row));
      uuid = UuidOfName(name);
      for (int copy = 2; !uuids_.insert(uuid).second; ++copy)
        uuid = UuidOfName(fmt::format("{}\n{}", name, copy));
    }
    Set(&out, "uuid", uuid);
    const std::string_view rationale = row.other.FindString("rationale");
    const bool known = rationale == "syntactic" || rationale == "semantic" || rationale == "functional";
    if (!from_oscal && known) Set(&out, "matching-rationale", rationale);
    std::string_view relation = RelationWordOf(row, RelationVocabulary::kOscal);
    Set(&out, "relationship", relation.empty() ? "intersects-with" : relation);
    out.AddMember("sources", Items(map, true), memory_);
    out.AddMember("targets", Items(map, false), memory_);
    // As the collection had it, but for what a row says.
    if (kept.IsObject()) {
      for (auto& member : kept.GetObject()) {
        if (out.HasMember(member.name)) out.RemoveMember(member.name);
        out.AddMember(Json(member.name, memory_), Json(member.value, memory_), memory_);
      }
      return out;
    }
    if (from_oscal) return out;
    if (row.confidence) {
      Json score(rapidjson::kObjectType);
      score.AddMember("percentage", *row.confidence, memory_);
      out.AddMember("confidence-score", score, memory_);
    }
    Json props(rapidjson::kArrayType);
    if (!IsRelationExact(row) || (!row.predicate_modifier.empty() && relation.empty())) {
      Property("predicate_id", Value(row.predicate_id), &props);
      if (!row.predicate_modifier.empty())
        Property("predicate_modifier", Value(row.predicate_modifier), &props);
    }
    if (!row.justification.empty()) Property("mapping_justification", Value(row.justification), &props);
    for (const auto& [name, value] : row.other) {
      if (!IsOneOf(name, kOscals) && !(known && name == "rationale")) Property(name, value, &props);
    }
    if (!props.Empty()) out.AddMember("props", props, memory_);
    const std::string comment = SlotText(row.other, "comment");
    if (IsPlain(comment)) Set(&out, "remarks", comment);
    return out;
  }

  const StoredMappings& set_;
  rapidjson::Document document_;
  rapidjson::Document::AllocatorType& memory_;
  Json mappings_;
  std::string mapping_uuid_;
  std::set<std::string> uuids_;
};

}  // namespace

Result<std::string> OscalJson(const StoredMappings& set) {
  CollectionWriter writer(set);
  if (auto built = writer.Build(); !built) return tl::unexpected(built.error());
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> json(buffer);
  json.SetIndent(' ', 2);
  writer.document().Accept(json);
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

Result<std::string> OscalXml(const StoredMappings& set) {
  CollectionWriter writer(set);
  if (auto built = writer.Build(); !built) return tl::unexpected(built.error());
  return OscalJsonAsXml("mapping-collection", writer.document()["mapping-collection"]);
}

}  // namespace concord
