#include "ingest/readers/exchange/json_crosswalk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/text.h"
#include "ingest/readers/tables/mapping_rows.h"
#include "mapping/counterpart_cell.h"
#include "mapping/relation_words.h"

namespace concord {
namespace {

constexpr size_t kMaxMappings = 2'000'000;
constexpr auto kLists =
    std::to_array<std::string_view>({"mappings", "mapping_objects", "mappingobjects", "mapping", "crosswalk",
                                     "crosswalks", "relationships", "maps"});
// The likelier before the others; compared without case, blanks, hyphens and underscores.
constexpr auto kSubjects = std::to_array<std::string_view>({"subjectid",
                                                            "sourceid",
                                                            "source",
                                                            "subject",
                                                            "fromid",
                                                            "from",
                                                            "capabilityid",
                                                            "sourcecontrol",
                                                            "sourcecontrolid",
                                                            "sourceidentifier",
                                                            "sourcerequirement",
                                                            "sourcerequirementid",
                                                            "focaldocumentelement",
                                                            "focalelement",
                                                            "focal",
                                                            "fde#",
                                                            "fdeid",
                                                            "fde",
                                                            "controlid",
                                                            "control",
                                                            "requirementid",
                                                            "identifier",
                                                            "id"});
constexpr auto kObjects = std::to_array<std::string_view>({"objectid",
                                                           "targetid",
                                                           "targetids",
                                                           "objectids",
                                                           "targets",
                                                           "target",
                                                           "object",
                                                           "toid",
                                                           "to",
                                                           "attackobjectid",
                                                           "techniqueid",
                                                           "targetcontrol",
                                                           "targetcontrolid",
                                                           "targetcontrols",
                                                           "targetidentifier",
                                                           "targetrequirement",
                                                           "targetrequirementid",
                                                           "rde#",
                                                           "rdeid",
                                                           "rde",
                                                           "scf#",
                                                           "referencedocumentelement",
                                                           "referenceelement",
                                                           "mappedto",
                                                           "mapped",
                                                           "mappedcontrols",
                                                           "mapsto",
                                                           "equivalent"});
// Of a list without a name: fields that nothing but a crosswalk has.
constexpr auto kPlainSubjects =
    std::to_array<std::string_view>({"subjectid", "sourceid", "fromid", "sourcecontrol", "sourcecontrolid",
                                     "sourceidentifier", "sourcerequirement", "sourcerequirementid",
                                     "focaldocumentelement", "focalelement", "fde", "fdeid", "fde#"});
constexpr auto kPlainObjects = std::to_array<std::string_view>(
    {"objectid", "targetid", "toid", "targetcontrol", "targetcontrols", "targetcontrolid", "targetidentifier",
     "targetrequirement", "targetrequirementid", "referencedocumentelement", "referenceelement", "rde",
     "rdeid", "rde#", "scf#", "targetids", "objectids"});
constexpr auto kRelations =
    std::to_array<std::string_view>({"predicateid", "predicate", "relationship", "relation", "relationtype",
                                     "relationshiptype", "mappingtype", "strmrelationship", "type"});
constexpr auto kSubjectNames =
    std::to_array<std::string_view>({"subjectsource", "sourceframework", "mappingframework", "sourcename",
                                     "source", "fromframework", "from", "focaldocument"});
constexpr auto kObjectNames = std::to_array<std::string_view>(
    {"objectsource", "targetframework", "targetname", "target", "toframework", "to", "referencedocument"});

std::string FoldKey(std::string_view key) {
  std::string folded;
  for (const char c : AsciiLower(key)) {
    if (c != ' ' && c != '_' && c != '-') folded += c;
  }
  return folded;
}

DataNode FieldOf(DataNode map, std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    for (const DataNode field : map) {
      if (FoldKey(field.key()) == name) return field;
    }
  }
  return {};
}

// The identifiers of an end: a scalar, an object with an "id", or a list of these.
std::vector<DataNode> EndsOf(DataNode field) {
  constexpr auto kIds = std::to_array<std::string_view>({"id", "identifier", "code", "key", "ref", "name"});
  std::vector<DataNode> ends;
  const auto add = [&](DataNode one) {
    const DataNode id = one.is_map() ? FieldOf(one, kIds) : one;
    if (id && id.is_scalar() && !Trim(id.Text()).empty()) ends.push_back(id);
  };
  if (!field) return ends;
  if (field.is_list()) {
    for (const DataNode one : field) add(one);
  } else {
    add(field);
  }
  return ends;
}

std::string NameOf(DataNode root, std::span<const std::string_view> names) {
  for (const DataNode where : {root, root.Find("metadata"), root.Find("meta"), root.Find("info")}) {
    if (!where || !where.is_map()) continue;
    const DataNode field = FieldOf(where, names);
    if (!field) continue;
    std::string name = field.is_map() ? field.TextOf("id") : field.Text();
    if (name.empty() && field.is_map()) name = field.TextOf("name");
    if (!name.empty()) return Slug(name);
  }
  return {};
}

class CrosswalkReader {
 public:
  CrosswalkReader(const SourceText& source, DataNode root, std::string_view map, DocumentBuilder* builder)
      : source_(source), root_(root), map_(map), builder_(*builder) {}

  Result<void> Run(DataNode list) {
    Name();
    size_t members = 0, joined = 0;
    for (const DataNode one : list) {
      ++members;
      joined += one.is_map() && FieldOf(one, kSubjects) && FieldOf(one, kObjects) ? 1 : 0;
    }
    const bool pairs = list.is_map();
    if (!pairs && joined * 2 < members) return Refuse(list);
    for (const DataNode one : list) {
      if (builder_.failed()) return {};
      if (pairs) {
        ReadPair(one);
      } else if (one.is_map()) {
        ReadMember(one);
      } else {
        ++unread_;
      }
    }
    Finish();
    return {};
  }

 private:
  Result<void> Refuse(DataNode list) const {
    std::string fields;
    for (const DataNode one : list) {
      if (!one.is_map()) continue;
      for (const DataNode field : one) fields += (fields.empty() ? "" : ", ") + std::string(field.key());
      break;
    }
    return tl::unexpected(source_.ErrorAt(
        ErrorCode::kUnsupported,
        fmt::format(
            "a list '{}' whose members do not name what they join: expected fields such as 'source' and "
            "'target' or 'subject_id' and 'object_id', found {}",
            list.key(), fields.empty() ? "no objects" : fields),
        list.at()));
  }

  void Name() {
    Metadata& metadata = builder_.document().metadata;
    for (const DataNode where : {root_, root_.Find("metadata")}) {
      if (where && where.is_map() && metadata.title.empty()) metadata.title = where.TextOf("title");
      if (where && where.is_map() && metadata.title.empty()) metadata.title = where.TextOf("name");
    }
    std::string stem(source_.path().substr(source_.path().rfind('/') + 1));
    stem = Slug(stem.substr(0, stem.find('.')));
    set_.id = stem;
    set_.subject_source = RoleInMap(map_, "subject");
    set_.object_source = RoleInMap(map_, "object");
    if (set_.subject_source.empty()) set_.subject_source = NameOf(root_, kSubjectNames);
    if (set_.object_source.empty()) set_.object_source = NameOf(root_, kObjectNames);
    if (set_.subject_source.empty()) set_.subject_source = stem + "-source";
    if (set_.object_source.empty()) set_.object_source = stem + "-target";
  }

  // Those of "R.2, R.3" too; a word for no item stays as it is, for SettleMappings.
  static std::vector<std::string> Curies(const std::string& source, std::string_view id) {
    const std::string trimmed(Trim(id));
    const size_t colon = trimmed.find(':');
    const bool curie = colon != std::string::npos && colon > 0 && trimmed.find(' ') == std::string::npos;
    if (curie) return {trimmed};
    std::vector<std::string> ids = ReadCounterpartCell(trimmed).ids;
    if (ids.empty()) ids.push_back(trimmed);
    for (std::string& one : ids) one = source + ":" + one;
    return ids;
  }

  void AddFrom(const std::string& subject, DataNode object, const std::vector<PlacedText>& cells,
               MappingRow row) {
    if (set_.rows.size() >= kMaxMappings) {
      builder_.Fail(source_.ErrorAt(ErrorCode::kLimit, fmt::format("more than {} mappings", kMaxMappings),
                                    object.at()));
      return;
    }
    row.justification = "semapv:UnspecifiedMatching";
    if (row.predicate_id.empty()) row.predicate_id = "skos:relatedMatch";
    WriteMappingBlock(cells, &builder_, &row);
    for (const std::string& subject_id : Curies(set_.subject_source, subject)) {
      for (const std::string& object_id : Curies(set_.object_source, object.Text())) {
        set_.rows.push_back(row);
        set_.rows.back().subject_id = subject_id;
        set_.rows.back().object_id = object_id;
      }
    }
  }

  void ReadMember(DataNode member) {
    const DataNode from = FieldOf(member, kSubjects), to = FieldOf(member, kObjects);
    const DataNode relation = FieldOf(member, kRelations);
    const std::vector<DataNode> subjects = EndsOf(from), objects = EndsOf(to);
    if (subjects.empty() || objects.empty()) {
      ++unmapped_;
      return;
    }
    MappingRow row;
    if (relation && relation.is_scalar() && !relation.Text().empty()) {
      const std::string word = CollapseSpace(relation.Text());
      if (!TranslateRelation(word, &row)) ++unknown_[word];
    }
    std::vector<PlacedText> others;
    for (const DataNode field : member) {
      if (field.at() == from.at() || field.at() == to.at() || (relation && field.at() == relation.at()))
        continue;
      std::string joined;
      const auto take = [&](DataNode one) {
        if (!one.is_scalar() || one.Text().empty()) return;
        joined += (joined.empty() ? "" : "; ") + one.Text();
        others.push_back(one.Placed());
      };
      if (field.is_list()) {
        for (const DataNode one : field) take(one);
      } else if (field.is_map()) {
        for (const DataNode one : field) take(one);
      } else {
        take(field);
      }
      if (!joined.empty()) row.other.Set(FoldName(field.key()), joined);
    }
    for (const DataNode subject : subjects) {
      for (const DataNode object : objects) {
        std::vector<PlacedText> cells = {subject.Placed(), object.Placed()};
        if (relation && relation.is_scalar()) cells.push_back(relation.Placed());
        cells.insert(cells.end(), others.begin(), others.end());
        AddFrom(subject.Text(), object, cells, row);
      }
    }
  }

  // "AC-1": ["5.1", "5.2"], and "AC-1": "5.1"
  void ReadPair(DataNode pair) {
    const std::vector<DataNode> objects = EndsOf(pair);
    if (objects.empty()) ++unmapped_;
    for (const DataNode object : objects) {
      PlacedText key;
      key.AddFor(pair.key(), pair.at(), 0);
      AddFrom(std::string(pair.key()), object, {key, object.Placed()}, MappingRow());
    }
  }

  static std::string FoldName(std::string_view key) {
    std::string name = Slug(key);
    std::ranges::replace(name, '-', '_');
    return name.empty() ? "note" : name;
  }

  void Finish() {
    Document& document = builder_.document();
    const auto repaired = [&](std::string message) { document.repairs.push_back({0, std::move(message)}); };
    if (unmapped_ > 0)
      repaired(fmt::format("{} of the mappings have no counterpart and are left out", unmapped_));
    if (unread_ > 0) repaired(fmt::format("{} members of the list are no objects and are not read", unread_));
    for (const auto& [word, count] : unknown_) {
      repaired(fmt::format("'{}' in {} mapping{} is not a known relationship; kept as written", word, count,
                           count == 1 ? "" : "s"));
    }
    document.metadata.type = "mapping set";
    document.metadata.identifiers["mapping_set_id"] = set_.id;
    document.mapping_set = std::move(set_);
  }

  const SourceText& source_;
  DataNode root_;
  std::string_view map_;
  DocumentBuilder& builder_;
  MappingSet set_;
  size_t unmapped_ = 0, unread_ = 0;
  std::map<std::string, size_t> unknown_;
};

// Most members of a list name two ends and a relation, or an end of each side by a name of its own.
bool JoinsMembers(DataNode list) {
  size_t members = 0, joined = 0;
  for (const DataNode one : list) {
    if (++members > 200) break;
    if (!one.is_map()) continue;
    const bool plain = FieldOf(one, kPlainSubjects) && FieldOf(one, kPlainObjects);
    MappingRow row;
    const DataNode relation = FieldOf(one, kRelations);
    const bool related = relation && relation.is_scalar() &&
                         TranslateRelation(CollapseSpace(relation.Text()), &row) && FieldOf(one, kSubjects) &&
                         FieldOf(one, kObjects);
    joined += plain || related ? 1 : 0;
  }
  return members > 0 && joined * 2 > members;
}

bool AnyList(DataNode map) {
  for (const DataNode field : map) {
    if (field.is_list()) return true;
  }
  return false;
}

// {"A-1": ["B.1", "B.2"], "A-2": null, "A-3": "B.3"}: codes with digits on both sides, or words for none.
bool IsMapOfCodes(DataNode map) {
  const auto is_code = [](std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return text.size() <= 40 && text.find_first_of("0123456789") != std::string_view::npos &&
           std::ranges::any_of(text, is_letter) && std::ranges::count(text, ' ') < 3;
  };
  size_t members = 0, mapped = 0;
  for (const DataNode field : map) {
    if (!is_code(field.key()) || field.is_map()) return false;
    ++members;
    for (const DataNode end : EndsOf(field)) {
      const std::string text = end.Text();
      if (PlaceholderIn(text) != Placeholder::kNone) continue;
      const CounterpartCell cell = ReadCounterpartCell(text);
      if (!std::ranges::all_of(cell.ids, is_code)) return false;
      ++mapped;
    }
  }
  return members > 1 && mapped > 0;
}

}  // namespace

DataNode FindJsonCrosswalk(DataNode root) {
  if (root.is_list()) return JoinsMembers(root) ? root : DataNode();
  if (root.is_map() && IsMapOfCodes(root)) return root;
  std::vector<DataNode> open = {root};
  for (size_t i = 0; i < open.size() && i < 1000; ++i) {
    if (!open[i].is_map()) continue;
    for (const DataNode field : open[i]) {
      const std::string key = FoldKey(field.key());
      const bool named =
          std::ranges::any_of(kLists, [&](std::string_view name) { return FoldKey(name) == key; });
      if (named && field.is_list() && field.begin() != field.end() && (*field.begin()).is_map()) return field;
      if (named && field.is_map() && (AnyList(field) || IsMapOfCodes(field))) return field;
      if (field.is_map()) open.push_back(field);
    }
  }
  return {};
}

Result<void> ReadJsonCrosswalk(const SourceText& source, DataNode root, DataNode list, std::string_view map,
                               DocumentBuilder* builder) {
  return CrosswalkReader(source, root, map, builder).Run(list);
}

}  // namespace concord
