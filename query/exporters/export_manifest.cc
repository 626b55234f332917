#include "query/exporters/export_manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "base/try.h"
#include "base/version.h"
#include "graph/vocabulary.h"
#include "query/exporters/json_members.h"
#include "query/exporters/text_policy.h"
#include "query/output/answer_json.h"
#include "query/output/note_json.h"
#include "query/places/part_tree.h"
#include "query/places/place.h"

namespace concord {
namespace {

// The versions among the nodes, and those that the nodes are parts of.
Result<std::set<NodeId>> VersionsOf(const Snapshot& snapshot, const Selection& selection) {
  std::set<NodeId> versions;
  constexpr uint64_t kShare = 8;
  if (selection.nodes.size() >= snapshot.NodeCount() / kShare) {
    CONCORD_ASSIGN(const std::optional<PartTree> tree, PartTree::Load(snapshot));
    if (tree) {
      for (const NodeId id : selection.nodes) {
        const NodeId version = tree->IsPart(id) ? tree->VersionOf(id) : 0;
        if (version != 0) versions.insert(version);
      }
      return versions;
    }
  }
  Places places(snapshot);
  for (const NodeId id : selection.nodes) {
    CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));
    if (node.HasLabel(label::Version)) {
      versions.insert(id);
    } else if (node.HasLabel(label::Section) || node.HasLabel(label::Measure)) {
      CONCORD_ASSIGN(const Place* const place, places.Of(id));
      if (place->version != 0) versions.insert(place->version);
    }
  }
  return versions;
}

Result<std::vector<Node>> SourceNodes(const Snapshot& snapshot, const Selection& selection) {
  CONCORD_ASSIGN(const std::set<NodeId> versions, VersionsOf(snapshot, selection));
  std::vector<Node> nodes;
  for (const NodeId id : versions) {
    CONCORD_ASSIGN(Node node, snapshot.GetNode(id));
    nodes.push_back(std::move(node));
  }
  std::ranges::sort(nodes, {}, &Node::key);
  return nodes;
}

// How to cite the export: what made it, of which state, and the first sources by title and date.
std::string Citation(const std::vector<Node>& sources, std::string_view state) {
  constexpr size_t kMost = 5, kDigits = 12;
  std::string out = fmt::format("Export by concord {} of the graph {}", kVersion, state.substr(0, kDigits));
  for (size_t i = 0; i < std::min(kMost, sources.size()); ++i) {
    const PropertyMap& properties = sources[i].properties;
    const std::string_view title = properties.FindString(property::title);
    const Value* date = properties.Find(property::date);
    out += fmt::format("{} {}{}", i == 0 ? ". Sources:" : ";", title.empty() ? sources[i].key : title,
                       date == nullptr ? "" : fmt::format(" ({})", date->ToString()));
  }
  return out + (sources.size() > kMost ? fmt::format("; and {} more.", sources.size() - kMost) : ".");
}

Result<std::string> SourcesOf(const Snapshot& snapshot, const std::vector<Node>& nodes) {
  CONCORD_ASSIGN(const TextPolicies policies, TextPolicies::Load(snapshot));
  Places places(snapshot);
  std::string out = "[";
  for (const Node& node : nodes) {
    out += fmt::format("{}\n  {{\"version\":{}", out.size() > 1 ? "," : "", JsonText(node.key));
    for (const char* name : {property::title, property::language, property::date, property::edition,
                             property::source, property::licence, property::sha256}) {
      if (const Value* value = node.properties.Find(name))
        out += fmt::format(",{}:{}", JsonText(name), ValueToJson(*value));
    }
    CONCORD_ASSIGN(const TextPolicy policy, policies.Of(node, &places));
    out += fmt::format(",\"text_policy\":{}}}", JsonText(TextPolicyName(policy)));
  }
  return out + (nodes.empty() ? "]" : "\n ]");
}

}  // namespace

Result<std::string> StateDigest(const Snapshot& snapshot) {
  CONCORD_ASSIGN(const std::vector<Unit> units, snapshot.Units());
  Sha256 digest;
  for (const Unit& unit : units) digest.Update(fmt::format("{}\n{}\n", unit.name, unit.fingerprint));
  return digest.Hex();
}

Result<std::string> ExportManifest(const Snapshot& snapshot, const Selection& selection,
                                   const ExportFacts& facts) {
  CONCORD_ASSIGN(const std::string state, StateDigest(snapshot));
  CONCORD_ASSIGN(const std::vector<Node> nodes, SourceNodes(snapshot, selection));
  CONCORD_ASSIGN(const std::string sources, SourcesOf(snapshot, nodes));
  std::string files = "[";
  for (const ExportedFile& file : facts.files) {
    files += fmt::format("{}\n  {{\"name\":{},\"bytes\":{},\"lines\":{},\"sha256\":{}}}",
                         files.size() > 1 ? "," : "", JsonText(file.name), file.bytes, file.lines,
                         JsonText(file.sha256));
  }
  files += facts.files.empty() ? "]" : "\n ]";
  std::vector<std::string> notes;
  for (const Note& note : facts.notes) notes.push_back(note.text);
  return fmt::format(
      "{{\n \"schema\":\"concord.manifest/1\",\n \"tool\":{},\n \"format\":{},\n \"selection\":{},\n "
      "\"nodes\":{},\n "
      "\"edges\":{},\n \"state\":{},\n \"files\":{},\n \"sources\":{},\n \"citation\":{},\n "
      "\"notes\":{},\n \"note_codes\":{}\n}}\n",
      JsonText(fmt::format("concord {}", kVersion)), JsonText(facts.format), ValueToJson(Value(facts.asked)),
      selection.nodes.size(), selection.edges.size(), JsonText(state), files, sources,
      JsonText(Citation(nodes, state)), JsonTexts(notes), NoteCodesJson(facts.notes));
}

}  // namespace concord
