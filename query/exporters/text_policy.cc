#include "query/exporters/text_policy.h"

#include <algorithm>
#include <array>

#include "base/shorten.h"
#include "base/try.h"
#include "graph/record_scan.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 3> kPolicies = {"full", "excerpt", "id-only"};

// Texts that identify something or classify it. All other texts may be words of the document.
constexpr std::string_view kIdentifying[] = {
    property::by,        property::code,           property::curie,       property::date,
    property::decision,  property::designator,     property::edition,     property::file,
    property::form,      property::format,         property::identifiers, property::issued,
    property::kind,      property::language,       property::licence,     property::mapping_date,
    property::method,    property::mapping_set_id, property::modality,    property::modifier,
    property::number,    property::object_source,  property::polarity,    property::predicate,
    property::rank,      property::relation,       property::role,        property::scheme,
    property::set,       property::sha256,         property::source,      property::status,
    property::strength,  property::subject_source, property::type,        property::version,
    kTextPolicyProperty, property::justification,  property::reviewer,    "addressee_source",
};

// A title is how a work is cited; everywhere else it is part of the text.
constexpr std::string_view kWorks[] = {label::Document, label::Version, label::MappingSet,
                                       label::ConceptScheme, label::Standard};

bool IsText(const Value& value) {
  return value.type() == Value::Type::kString || value.type() == Value::Type::kList ||
         value.type() == Value::Type::kMap;
}

// Lists and maps nest no deeper than kMaxValueDepth.
Value Excerpt(const Value& value) {
  switch (value.type()) {
    case Value::Type::kString: {
      const std::string& text = value.as_string();
      if (text.size() <= kExcerptBytes) return value;
      return text.substr(0, CharacterStart(text, kExcerptBytes));
    }
    case Value::Type::kList: {
      List list;
      for (const Value& element : value.as_list()) list.push_back(Excerpt(element));
      return list;
    }
    case Value::Type::kMap: {
      PropertyMap map;
      for (const auto& [name, element] : value.as_map()) map.Set(name, Excerpt(element));
      return map;
    }
    default:
      return value;
  }
}

}  // namespace

std::string_view TextPolicyName(TextPolicy policy) { return kPolicies[static_cast<size_t>(policy)]; }

TextPolicy TextPolicyOf(std::string_view word) {
  if (word.empty()) return TextPolicy::kFull;
  const auto at = std::ranges::find(kPolicies, word);
  return at == kPolicies.end() ? TextPolicy::kIdOnly : static_cast<TextPolicy>(at - kPolicies.begin());
}

Result<TextPolicies> TextPolicies::Load(const Snapshot& snapshot) {
  TextPolicies policies(snapshot);
  if (!snapshot.FindSymbol(kTextPolicyProperty)) return policies;
  const std::string_view names[] = {kTextPolicyProperty};
  CONCORD_TRY(ScanNodes(snapshot, names, [&](const ScannedNode& node) {
    const Value& value = node.values.front();
    const TextPolicy policy = value.is_null()                        ? TextPolicy::kFull
                              : value.type() == Value::Type::kString ? TextPolicyOf(value.as_string())
                                                                     : TextPolicy::kIdOnly;
    if (policy != TextPolicy::kFull) policies.own_.emplace(node.id, policy);
    return true;
  }));
  return policies;
}

TextPolicy TextPolicies::Own(NodeId node) const {
  const auto own = own_.find(node);
  return own == own_.end() ? TextPolicy::kFull : own->second;
}

Result<TextPolicy> TextPolicies::Of(NodeId id, Places* places) const {
  if (all_full()) return TextPolicy::kFull;
  CONCORD_ASSIGN(const Node node, snapshot_->GetNode(id));
  return Of(node, places);
}

Result<TextPolicy> TextPolicies::Of(const Node& node, Places* places) const {
  if (all_full()) return TextPolicy::kFull;
  TextPolicy policy = Own(node.id);
  const auto take_place = [&](NodeId part) -> Result<void> {
    CONCORD_ASSIGN(const Place* const place, places->Of(part));
    policy = std::max({policy, Own(place->version), Own(place->document)});
    return {};
  };
  if (node.HasLabel(label::Section) || node.HasLabel(label::Measure) || node.HasLabel(label::Version)) {
    CONCORD_TRY(take_place(node.id));
  } else if (node.HasLabel(label::Concept)) {
    CONCORD_ASSIGN(const auto sections, Neighbours(*snapshot_, node.id, Direction::kIn, edge::DEFINES));
    for (const Adjacent& section : sections) CONCORD_TRY(take_place(section.node));
    CONCORD_ASSIGN(const auto schemes, Neighbours(*snapshot_, node.id, Direction::kOut, edge::IN_SCHEME));
    for (const Adjacent& scheme : schemes) policy = std::max(policy, Own(scheme.node));
  }
  return policy;
}

void ApplyTextPolicy(TextPolicy policy, const std::vector<std::string>& labels, PropertyMap* properties) {
  if (policy == TextPolicy::kFull) return;
  const bool is_work = std::ranges::any_of(
      kWorks, [&](std::string_view label) { return std::ranges::find(labels, label) != labels.end(); });
  PropertyMap kept;
  for (const auto& [name, value] : *properties) {
    const bool identifies = std::ranges::find(kIdentifying, name) != std::end(kIdentifying) ||
                            (is_work && name == property::title);
    if (!IsText(value) || identifies) {
      kept.Set(name, value);
    } else if (policy == TextPolicy::kExcerpt) {
      kept.Set(name, Excerpt(value));
    }
  }
  *properties = std::move(kept);
}

void ApplyTextPolicy(TextPolicy policy, Evidence* evidence) {
  if (policy == TextPolicy::kFull) return;
  const size_t most = policy == TextPolicy::kExcerpt ? kExcerptBytes : 0;
  if (policy == TextPolicy::kIdOnly) evidence->anchor.clear();  // it holds headings
  if (evidence->quote.size() <= most) return;
  evidence->quote.resize(CharacterStart(evidence->quote, most));
  if (most > 0) evidence->end = evidence->start + evidence->quote.size();
}

}  // namespace concord
