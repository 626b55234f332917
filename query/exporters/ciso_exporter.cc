// Mapping sets as a library of CISO Assistant in YAML.
#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "mapping/relation_words.h"
#include "mapping/sssom_slots.h"
#include "mapping/sssom_text.h"
#include "query/exporters/table_text.h"

namespace concord {
namespace {

// The urn that a framework or a requirement has when no library says otherwise.
std::string Urn(std::string_view kind, std::string_view framework, std::string_view code = "") {
  return fmt::format("urn:concord:risk:{}:{}{}{}", kind, framework, code.empty() ? "" : ":", code);
}

bool HasWords(const Mapping& row) {
  return HasWordsFor(row, RelationVocabulary::kCiso) && !row.subject_id.empty() && !row.object_id.empty();
}

class LibraryWriter {
 public:
  std::string Of(const StoredMappings& set) {
    std::map<std::pair<std::string, std::string>, std::vector<const Mapping*>> pairs;
    size_t left_out = 0;
    for (const Mapping& row : set.rows) {
      if (!HasWords(row)) {
        ++left_out;
        continue;
      }
      pairs[{std::string(CurieFramework(row.subject_id)), std::string(CurieFramework(row.object_id))}]
          .push_back(&row);
    }
    const std::string name = FileNameOf(set.id);
    const std::string title = SlotText(set.metadata, "mapping_set_title");
    if (left_out > 0)
      out_ += fmt::format("# {} rows are left out: this format has no words for them\n", left_out);
    Line(0, "urn", Urn("library", name));
    Line(0, "locale", "en");
    Line(0, "ref_id", name);
    Line(0, "name", title.empty() ? set.id : title);
    Line(0, "description", SlotText(set.metadata, "mapping_set_description"));
    Line(0, "copyright", SlotText(set.metadata, "license"));
    out_ += "version: 1\n";  // a whole number by its schema
    Line(0, "publication_date", SlotText(set.metadata, "publication_date"));
    Line(0, "provider", SlotText(set.metadata, "creator_label"));
    Line(0, "packager", "concord");
    out_ += "objects:\n  requirement_mapping_sets:\n";
    for (const auto& [pair, rows] : pairs) WriteSet(set, name, pair, rows, pairs.size() == 1);
    return std::move(out_);
  }

 private:
  void Line(int indent, std::string_view key, std::string_view value) {
    const std::string text = CollapseSpace(value);
    if (!text.empty()) out_ += fmt::format("{:{}}{}: {}\n", "", indent, key, YamlScalar(text, false));
  }

  void WriteSet(const StoredMappings& set, const std::string& name,
                const std::pair<std::string, std::string>& pair, const std::vector<const Mapping*>& rows,
                bool only) {
    const std::string id = only ? name : fmt::format("{}-{}-to-{}", name, pair.first, pair.second);
    const bool own =
        only && set.id.starts_with("urn:") && set.id.find(":req_mapping_set:") != std::string::npos;
    out_ += fmt::format("  - urn: {}\n", YamlScalar(own ? set.id : Urn("req_mapping_set", id), false));
    Line(4, "ref_id", id);
    Line(4, "name", fmt::format("{} to {}", pair.first, pair.second));
    Line(4, "source_framework_urn", Urn("framework", pair.first));
    Line(4, "target_framework_urn", Urn("framework", pair.second));
    out_ += "    requirement_mappings:\n";
    for (const Mapping* row : rows) {
      out_ += fmt::format("    - source_requirement_urn: {}\n",
                          YamlScalar(Urn("req_node", pair.first, CurieCode(row->subject_id)), false));
      Line(6, "target_requirement_urn", Urn("req_node", pair.second, CurieCode(row->object_id)));
      Line(6, "relationship", RelationWordOf(*row, RelationVocabulary::kCiso));
      Line(6, "rationale", SlotText(row->other, "rationale"));
      Line(6, "strength_of_relationship", SlotText(row->other, "strength"));
      Line(6, "annotation", SlotText(row->other, "comment"));
    }
  }

  std::string out_;
};

Result<std::string> TextOf(const StoredMappings& set) { return LibraryWriter().Of(set); }

Result<void> Write(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(snapshot, selection, sink, "yaml", TextOf,
                      {HasWords, false, {{"rationale", "strength", "comment"}}});
}

}  // namespace

const Exporter kcisoExporter = {"ciso", "CISO Assistant library in YAML, for mapping sets", Write};

}  // namespace concord
