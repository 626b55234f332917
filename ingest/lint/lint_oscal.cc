// OSCAL mapping collections in JSON, XML or YAML, with the enumerations of the metaschema, which NIST's JSON
// schema enforces in part.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/text.h"
#include "base/uuid.h"
#include "ingest/lint/lint_pass.h"
#include "ingest/readers/exchange/oscal_metadata.h"
#include "ingest/readers/exchange/oscal_tree.h"
#include "mapping/counterpart_cell.h"
#include "mapping/oscal_framework_name.h"
#include "mapping/relation_words.h"

namespace concord {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kMethods[] = {"human", "automation", "hybrid"};
constexpr std::string_view kRationales[] = {"syntactic", "semantic", "functional"};
constexpr std::string_view kStatuses[] = {"complete", "not-complete", "draft", "deprecated", "superseded"};
constexpr std::string_view kItemTypes[] = {"control", "statement"};
constexpr std::string_view kResourceTypes[] = {"catalog", "profile"};
constexpr std::string_view kSubjects[] = {"source", "target", "both"};
constexpr std::string_view kPredicates[] = {"has-requirement", "has-incompatibility"};
constexpr std::string_view kCategories[] = {"restricted", "addressable", "blocked"};

// What an object must have, and what it may have beside, by the names in XML.
constexpr std::string_view kCollectionNeeds[] = {"uuid", "metadata", "provenance", "mapping"};
constexpr std::string_view kMetadataNeeds[] = {"title", "last-modified", "version", "oscal-version"};
constexpr std::string_view kProvenanceNeeds[] = {"method", "matching-rationale", "status",
                                                 "mapping-description"};
constexpr std::string_view kMappingNeeds[] = {"uuid", "source-resource", "target-resource", "map"};
constexpr std::string_view kMapNeeds[] = {"uuid", "relationship", "source", "target"};
constexpr std::string_view kItemNeeds[] = {"type", "id-ref"};
constexpr std::string_view kResourceNeeds[] = {"type", "href"};
constexpr std::string_view kQualifierNeeds[] = {"subject", "predicate", "category", "description"};
constexpr std::string_view kGapNeeds[] = {"uuid", "unmapped-control"};
constexpr std::string_view kCollectionMore[] = {"back-matter"};
constexpr std::string_view kProvenanceMore[] = {
    "confidence-score", "coverage", "responsible-party", "prop", "link", "remarks"};
constexpr std::string_view kMappingMore[] = {"method",
                                             "matching-rationale",
                                             "status",
                                             "prop",
                                             "link",
                                             "remarks",
                                             "mapping-description",
                                             "source-gap-summary",
                                             "target-gap-summary",
                                             "confidence-score",
                                             "coverage"};
constexpr std::string_view kMapMore[] = {
    "ns", "matching-rationale", "qualifier", "confidence-score", "coverage", "prop", "link", "remarks"};
constexpr std::string_view kItemMore[] = {"prop", "link", "remarks"};
constexpr std::string_view kResourceMore[] = {"ns", "prop", "link", "remarks"};
constexpr std::string_view kQualifierMore[] = {"remarks"};

class OscalLint {
 public:
  OscalLint(const KnownItems& items, LintPass* pass) : items_(items), pass_(*pass) {}

  Result<void> Run() {
    const auto tree = ReadOscalTree(pass_.source());
    if (!tree) return tl::unexpected(tree.error());
    DataNode model;
    for (const DataNode child : (*tree)->root()) {
      if (child.key() == "mapping-collection") model = child;
    }
    if (!model.is_map())
      return tl::unexpected(
          pass_.source().ErrorAt(ErrorCode::kUnsupported, "this OSCAL file is no mapping collection", 0));
    resources_ = ReadOscalResources(model);
    Members(model, "the collection", kCollectionNeeds, kCollectionMore);
    Uuid(model, "collection");
    if (const DataNode metadata = model.Find("metadata"))
      Members(metadata, "the metadata", kMetadataNeeds, {});
    if (const DataNode provenance = model.Find("provenance")) {
      Members(provenance, "the provenance", kProvenanceNeeds, kProvenanceMore);
      Provenance(provenance);
    }
    for (const DataNode mapping : OscalItems(model, "mapping")) Mapping(mapping);
    return {};
  }

 private:
  // `more` empty: whatever else may stand there.
  void Members(DataNode node, std::string_view what, Words needs, Words more) {
    for (const std::string_view need : needs) {
      const std::vector<DataNode> found = OscalItems(node, need);
      if (found.empty() && !node.Find(need))
        pass_.Find("oscal-required", node.at(), fmt::format("{} has no {}", what, need));
    }
    if (more.empty() || !node.is_map()) return;
    for (const DataNode child : node) {
      const auto is = [&](std::string_view name) {
        return child.key() == name || OscalSingular(child.key()) == name;
      };
      if (std::ranges::none_of(needs, is) && std::ranges::none_of(more, is))
        pass_.Find("oscal-member", child.at(), fmt::format("'{}' has no place in {}", child.key(), what));
    }
  }

  void Choose(DataNode node, std::string_view name, Words allowed) {
    const DataNode value = node.Find(name);
    if (value.is_scalar()) pass_.Choose("oscal-choice", name, PlaceOf(value), value.Text(), allowed);
  }

  // Where the word itself begins: behind the quote of JSON or YAML.
  size_t PlaceOf(DataNode value) const {
    const std::string text = value.Text();
    const std::string_view rest = pass_.source().text().substr(value.at());
    constexpr size_t kNear = 64;
    const size_t found =
        text.empty() ? std::string_view::npos : rest.substr(0, text.size() + kNear).find(text);
    return value.at() + (found == std::string_view::npos ? 0 : found);
  }

  void Uuid(DataNode node, std::string_view what) {
    const DataNode uuid = node.Find("uuid");
    if (!uuid.is_scalar()) return;
    const std::string text = uuid.Text();
    if (!IsUuid(text))
      pass_.Find("oscal-uuid", PlaceOf(uuid),
                 fmt::format("'{}' is no UUID of version 4 or 5", text.substr(0, 80)));
    if (!uuids_.emplace(AsciiLower(text)).second)
      pass_.Find("oscal-uuid", PlaceOf(uuid),
                 fmt::format("the UUID of this {} stands for something else already", what));
  }

  void Fraction(DataNode number, std::string_view what) {
    if (!number.is_scalar()) return;
    const std::string text = number.Text();
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !(value >= 0 && value <= 1))
      pass_.Find("oscal-number", PlaceOf(number),
                 fmt::format("{} is '{}'; should be a number from 0 to 1", what, text));
  }

  void Provenance(DataNode node) {
    Choose(node, "method", kMethods);
    Choose(node, "matching-rationale", kRationales);
    Choose(node, "status", kStatuses);
    Fraction(node.Find("confidence-score").Find("percentage"), "percentage");
    const DataNode coverage = node.Find("coverage");
    Fraction(coverage.is_map() ? coverage.Find("target-coverage") : coverage, "target-coverage");
  }

  void Mapping(DataNode mapping) {
    Members(mapping, "a mapping", kMappingNeeds, kMappingMore);
    Uuid(mapping, "mapping");
    Provenance(mapping);
    for (const std::string_view side : {"source-resource", "target-resource"}) {
      const DataNode resource = mapping.Find(side);
      if (!resource) continue;
      Members(resource, fmt::format("the {}", side), kResourceNeeds, kResourceMore);
      Choose(resource, "type", kResourceTypes);
    }
    const std::set<std::string>* sources = ItemsBehind(mapping.Find("source-resource"));
    const std::set<std::string>* targets = ItemsBehind(mapping.Find("target-resource"));
    std::map<std::string, uint64_t> pairs;
    for (const DataNode map : OscalItems(mapping, "map")) Map(map, sources, targets, &pairs);
    for (const std::string_view gap : {"source-gap-summary", "target-gap-summary"}) {
      const DataNode summary = mapping.Find(gap);
      if (!summary) continue;
      Members(summary, fmt::format("the {}", gap), kGapNeeds, {});
      Uuid(summary, "gap summary");
      for (const DataNode control : OscalItems(summary, "unmapped-control")) {
        for (const DataNode id : OscalItems(control, "with-id"))
          Exists(id, "control", gap == "source-gap-summary" ? sources : targets);
      }
    }
  }

  void Map(DataNode map, const std::set<std::string>* sources, const std::set<std::string>* targets,
           std::map<std::string, uint64_t>* pairs) {
    Members(map, "a map", kMapNeeds, kMapMore);
    Uuid(map, "map");
    Choose(map, "matching-rationale", kRationales);
    Fraction(map.Find("confidence-score").Find("percentage"), "percentage");
    const DataNode coverage = map.Find("coverage");
    Fraction(coverage.is_map() ? coverage.Find("target-coverage") : coverage, "target-coverage");
    // Words of another namespace are for others to judge.
    const std::string ns = map.TextOf("ns");
    const DataNode relationship = map.Find("relationship");
    const DataNode word = relationship.is_map() ? relationship.Find("value") : relationship;
    if (word.is_scalar() && (ns.empty() || ns == "http://csrc.nist.gov/ns/oscal"))
      pass_.Choose("oscal-choice", "relationship", PlaceOf(word), word.Text(),
                   RelationWords(RelationVocabulary::kOscal));
    Items(map, "source", sources);
    Items(map, "target", targets);
    for (const DataNode qualifier : OscalItems(map, "qualifier")) {
      Members(qualifier, "a qualifier", kQualifierNeeds, kQualifierMore);
      Choose(qualifier, "subject", kSubjects);
      Choose(qualifier, "predicate", kPredicates);
      Choose(qualifier, "category", kCategories);
    }
    std::vector<std::string> ids;
    for (const std::string_view side : {"source", "target"}) {
      std::vector<std::string> of_side;
      for (const DataNode item : OscalItems(map, side)) of_side.push_back(item.TextOf("id-ref"));
      std::ranges::sort(of_side);
      ids.push_back(fmt::format("{}", fmt::join(of_side, " ")));
    }
    const std::string key = fmt::format("{}\n{}\n{}", ids[0], ids[1], map.TextOf("matching-rationale"));
    if (!pairs->emplace(key, map.at()).second)
      pass_.Find("oscal-duplicate", map.at(), fmt::format("a second map of '{}' and '{}'", ids[0], ids[1]));
  }

  void Items(DataNode map, std::string_view side, const std::set<std::string>* known) {
    for (const DataNode item : OscalItems(map, side)) {
      Members(item, fmt::format("a {}", side), kItemNeeds, kItemMore);
      Choose(item, "type", kItemTypes);
      Exists(item.Find("id-ref"), item.TextOf("type"), known);
    }
  }

  // A statement is a part of its control: ac-2_smt.a.
  void Exists(DataNode id, std::string_view type, const std::set<std::string>* known) {
    if (!id.is_scalar()) return;
    const std::string text = id.Text();
    if (PlaceholderIn(text) != Placeholder::kNone)
      return pass_.Find("oscal-placeholder", PlaceOf(id), fmt::format("'{}' names no item", text));
    if (known == nullptr) return;
    const std::string control = type == "statement" ? text.substr(0, text.find("_smt")) : text;
    if (!known->contains(control))
      pass_.Find("oscal-reference", PlaceOf(id), fmt::format("no control '{}' in the catalogue", control));
  }

  const std::set<std::string>* ItemsBehind(DataNode resource) const {
    std::string href = resource.TextOf("href");
    if (const auto found = resources_.find(href); found != resources_.end()) {
      for (const DataNode link : OscalItems(found->second, "rlink")) href = link.TextOf("href");
    }
    const auto known = items_.find(OscalFrameworkName(href));
    return known == items_.end() ? nullptr : &known->second;
  }

  const KnownItems& items_;
  LintPass& pass_;
  OscalResources resources_;
  std::set<std::string> uuids_;
};

}  // namespace

Result<void> LintOscal(const KnownItems& items, LintPass* pass) { return OscalLint(items, pass).Run(); }

}  // namespace concord
