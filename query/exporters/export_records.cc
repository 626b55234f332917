#include "query/exporters/export_records.h"

#include <fmt/format.h>

#include <span>

#include "base/shorten.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/record_scan.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

constexpr size_t kWindow = 32768;  // records that are read ahead

// Visits the records with these ids, in any order, in the order of the ids: that is how they lie in the
// store. `visit` gets the place of the id among `ids` too.
template <typename Read, typename Visit>
Result<void> ReadInOrder(const Snapshot& snapshot, std::span<const uint64_t> ids, Read read, Visit visit) {
  std::vector<std::pair<uint64_t, uint32_t>> order;
  order.reserve(ids.size());
  for (const uint64_t id : ids) order.emplace_back(id, static_cast<uint32_t>(order.size()));
  std::ranges::sort(order);
  std::vector<uint64_t> rising;
  rising.reserve(ids.size());
  for (const auto& [id, place] : order) rising.push_back(id);
  size_t next = 0;
  return read(snapshot, rising, [&](uint64_t id, std::string_view bytes) -> Result<void> {
    return visit(order[next++].second, id, bytes);
  });
}

// The same for the ids from `first` to `limit`, some thousands at a time. `visit` gets the place among all.
template <typename Read, typename Visit>
Result<void> ReadAll(const Snapshot& snapshot, std::span<const uint64_t> ids, size_t first, size_t limit,
                     Read read, Visit visit) {
  limit = std::min(limit, ids.size());
  for (; first < limit; first += kWindow) {
    const auto piece = ids.subspan(first, std::min(kWindow, limit - first));
    CONCORD_TRY(ReadInOrder(snapshot, piece, read, [&](size_t place, uint64_t id, std::string_view bytes) {
      return visit(first + place, id, bytes);
    }));
  }
  return {};
}

// Record `i`, from the window or, if it is not there, after filling it from there on.
template <typename Window, typename Read>
Result<std::string_view> ReadThrough(const Snapshot& snapshot, const std::vector<uint64_t>& ids, Read read,
                                     size_t i, Window* window) {
  if (window->Has(i)) return window->At(i);
  const auto piece = std::span(ids).subspan(i, std::min(kWindow, ids.size() - i));
  window->first = i;
  window->bytes.clear();
  window->pieces.assign(piece.size(), {});
  const Result<void> done =
      ReadInOrder(snapshot, piece, read, [&](size_t place, uint64_t, std::string_view bytes) -> Result<void> {
        window->pieces[place] = {window->bytes.size(), bytes.size()};
        window->bytes += bytes;
        return {};
      });
  if (done) return window->At(i);
  window->pieces.clear();
  return tl::unexpected(done.error());
}

void CollectOne(uint32_t column, Value::Type type, std::vector<Value::Type>* types) {
  Value::Type& known = (*types)[column];
  if (known == Value::Type::kNull) known = type;
  if (known != type) known = Value::Type::kString;
}

void Collect(const std::vector<PropertyView>& properties, std::vector<Value::Type>* types) {
  for (const PropertyView& property : properties) CollectOne(property.name, property.value.type(), types);
}

void Collect(const std::vector<ExportProperty>& properties, std::vector<Value::Type>* types) {
  for (const ExportProperty& property : properties) CollectOne(property.column, property.value.type(), types);
}

// Whether all values of the column are texts so far, at least one, and this one too if there is one.
bool AreTexts(const std::vector<PropertyView>& properties, const std::vector<Value::Type>& types,
              uint32_t column) {
  return types[column] == Value::Type::kString &&
         std::ranges::none_of(properties, [&](const PropertyView& property) {
           return property.name == column && property.value.type() != Value::Type::kString;
         });
}

PropertyMap ToMap(const std::vector<ExportProperty>& properties) {
  PropertyMap map;
  for (const ExportProperty& property : properties) map.Set(property.name, property.value.ToValue());
  return map;
}

std::optional<Evidence> Copy(const std::optional<EvidenceView>& evidence) {
  return evidence ? std::optional<Evidence>(evidence->Copy()) : std::nullopt;
}

tl::unexpected<Error> At(std::string_view what, Error error) {
  error.message = fmt::format("{}: {}", what, error.message);
  return tl::unexpected(std::move(error));
}

}  // namespace

std::string NodeTitle(const ExportNode& node, size_t most) {
  std::string title;
  for (const std::string_view property :
       {"title", "name", "label", "heading", "designator", "text", "number"}) {
    title = CollapseSpace(node.properties.FindString(property));
    if (!title.empty()) break;
  }
  if (title.empty()) title = node.key;
  return Shorten(title, most);
}

ExportRecords::ExportRecords(const Snapshot& snapshot, const Selection& selection, Detail detail)
    : snapshot_(snapshot), selection_(selection), detail_(detail), names_(1) {
  for (; !snapshot.SymbolName(symbol_limit_).empty() || snapshot.FindSymbol("") == symbol_limit_;
       ++symbol_limit_) {
    names_.push_back(snapshot.SymbolName(symbol_limit_));
  }
  const std::pair<uint32_t*, std::string_view> columns[] = {
      {&text_, property::text},     {&quote_, property::quote}, {&version_, property::version},
      {&source_, property::source}, {&start_, property::start}, {&end_, property::end},
      {&kind_, property::kind}};
  for (const auto& [column, name] : columns) {
    *column = ColumnOf(name);
    if (*column == names_.size()) names_.push_back(name);
  }
  measure_label_ = snapshot.FindSymbol(label::Measure).value_or(0);
  version_label_ = snapshot.FindSymbol(label::Version).value_or(0);
  section_label_ = snapshot.FindSymbol(label::Section).value_or(0);
}

uint32_t ExportRecords::ColumnOf(std::string_view name) const {
  if (const std::optional<Symbol> symbol = snapshot_.FindSymbol(name)) return *symbol;
  const auto own = std::find(names_.begin() + symbol_limit_, names_.end(), name);
  return static_cast<uint32_t>(own - names_.begin());
}

Result<void> ExportRecords::Prepare() {
  if (places_) return {};
  // Asking for the ways of some parts costs less than reading all of them.
  constexpr uint64_t kShare = 8;
  if (node_count() >= snapshot_.NodeCount() / kShare) {
    CONCORD_ASSIGN(tree_, PartTree::Load(snapshot_));
  }
  CONCORD_ASSIGN(policies_, TextPolicies::Load(snapshot_));
  if (tree_) parts_.emplace(snapshot_, *tree_);
  places_ = std::make_unique<Places>(snapshot_);
  return {};
}

Result<std::string_view> ExportRecords::NodeBytes(size_t i) {
  return ReadThrough(snapshot_, selection_.nodes, ReadNodeBytes, i, &nodes_);
}

Result<std::string_view> ExportRecords::EdgeBytes(size_t i) {
  return ReadThrough(snapshot_, selection_.edges, ReadEdgeBytes, i, &edges_);
}

// ---- What is stored -------------------------------------------------------------------------------

std::string_view ExportRecords::StoredText(const std::vector<PropertyView>& properties,
                                           uint32_t column) const {
  for (const PropertyView& property : properties) {
    if (property.name == column && property.value.type() == Value::Type::kString)
      return property.value.as_string();
  }
  return {};
}

std::optional<TextSpan> ExportRecords::SpanIn(const std::vector<PropertyView>& properties) const {
  std::optional<uint64_t> start, end;
  for (const PropertyView& property : properties) {
    if (property.value.type() != Value::Type::kInt) continue;
    if (property.name == start_) start = static_cast<uint64_t>(property.value.as_int());
    if (property.name == end_) end = static_cast<uint64_t>(property.value.as_int());
  }
  if (!start || !end) return std::nullopt;
  return TextSpan{*start, *end};
}

// What is exported with its text: a measure, or a row of a framework.
bool ExportRecords::IsText() const {
  return HasLabel(measure_label_) || StoredText(node_.properties, kind_) == "item";
}

void ExportRecords::Show(const std::vector<PropertyView>& stored, std::vector<ExportProperty>* shown) const {
  shown->clear();
  for (const PropertyView& property : stored)
    shown->push_back({property.name, names_[property.name], property.value});
}

void ExportRecords::Put(uint32_t column, std::string_view text,
                        std::vector<ExportProperty>* properties) const {
  const std::string_view name = names_[column];
  const auto at = std::ranges::lower_bound(*properties, name, {}, &ExportProperty::name);
  if (at != properties->end() && at->column == column) {
    at->value = ValueView(text);
  } else {
    properties->insert(at, {column, name, ValueView(text)});
  }
}

Result<std::string_view> ExportRecords::KeyOf(NodeId id, std::string* elsewhere) {
  if (!keys_) {
    CONCORD_ASSIGN(keys_, NodeKeys::Load(snapshot_, selection_.nodes));
  }
  if (const auto key = keys_->Find(id)) return *key;
  CONCORD_ASSIGN(concord::Node node, snapshot_.GetNode(id));
  *elsewhere = std::move(node.key);
  return *elsewhere;
}

// ---- Nodes ----------------------------------------------------------------------------------------

Result<const ExportNodeView*> ExportRecords::NodeAt(size_t i) {
  CONCORD_TRY(Prepare());
  CONCORD_ASSIGN(const std::string_view bytes, NodeBytes(i));
  CONCORD_TRY(CompleteNode(selection_.nodes[i], bytes));
  return &shown_node_;
}

Result<ExportNode> ExportRecords::Node(size_t i) {
  CONCORD_ASSIGN(const ExportNodeView* const node, NodeAt(i));
  return ExportNode{std::string(node->key),
                    {node->labels.begin(), node->labels.end()},
                    ToMap(node->properties),
                    Copy(node->evidence)};
}

Result<void> ExportRecords::CompleteNode(NodeId id, std::string_view bytes) {
  CONCORD_TRY(ViewNode(bytes, symbol_limit_, &node_));
  shown_node_.key = node_.key;
  shown_node_.labels.clear();
  for (const Symbol label : node_.labels) shown_node_.labels.push_back(names_[label]);
  std::ranges::sort(shown_node_.labels);
  shown_node_.evidence.reset();
  Show(node_.properties, &shown_node_.properties);
  if (parts_ && detail_ == Detail::kEvidence && parts_->WantsStep(id)) parts_->TakeStep(id, StepIn());
  CONCORD_TRY(FindText(id));
  if (selection_.texts && HasLabel(version_label_)) CONCORD_TRY(AddText(id));
  return policies_->all_full() ? Result<void>() : ApplyNodePolicy(id);
}

Result<void> ExportRecords::FindText(NodeId id) {
  const std::optional<TextSpan> span = SpanIn(node_.properties);
  if (!span) return {};
  const auto failed = [&](const Error& error) -> Result<void> {
    if (error.code == ErrorCode::kNotFound) return {};
    return At(fmt::format("'{}'", node_.key), error);
  };
  if (parts_ && detail_ == Detail::kTexts) {
    const NodeId version = tree_->VersionOf(id);
    if (version == 0) return {};
    const auto text = parts_->Text(version, span->start, span->end);
    if (!text) return failed(text.error());
    if (IsText()) Put(text_, *text, &shown_node_.properties);
    return {};
  }
  const auto place = parts_ ? parts_->Of(id) : places_->Of(id);
  if (!place) return failed(place.error());
  if ((*place)->version == 0) return {};
  if (parts_) {
    const auto evidence = parts_->EvidenceAt(id, *span);
    if (!evidence) return failed(evidence.error());
    shown_node_.evidence = *evidence;
  } else {
    auto evidence = places_->EvidenceAt(id, *span);
    if (!evidence) return failed(evidence.error());
    evidence_ = *std::move(evidence);
    shown_node_.evidence.emplace(evidence_);
  }
  if (IsText()) Put(text_, shown_node_.evidence->quote, &shown_node_.properties);
  return {};
}

// What StepOf (query/places/place_steps.h) reads from the whole node.
PlaceStep ExportRecords::StepIn() const {
  const auto text = [&](std::string_view name) {
    return std::string(StoredText(node_.properties, ColumnOf(name)));
  };
  PlaceStep step;
  step.key = node_.key;
  if (HasLabel(section_label_)) {
    step.kind = PlaceStep::Kind::kSection;
    step.part = {text(property::number), text(property::heading)};
  } else {
    const bool is_version = HasLabel(version_label_);
    step.kind = is_version ? PlaceStep::Kind::kEdition : PlaceStep::Kind::kWork;
    step.title = text(property::title);
    if (is_version) step.file = text(property::file);
  }
  return step;
}

Result<void> ExportRecords::AddText(NodeId version) {
  CONCORD_ASSIGN(const std::optional<uint64_t> size, snapshot_.BlobSize(version, "text"));
  if (!size) return {};
  CONCORD_ASSIGN(whole_text_, snapshot_.GetBlob(version, "text"));
  Put(text_, whole_text_, &shown_node_.properties);
  return {};
}

Result<void> ExportRecords::ApplyNodePolicy(NodeId id) {
  concord::Node node;
  node.id = id;
  node.labels.assign(shown_node_.labels.begin(), shown_node_.labels.end());
  CONCORD_ASSIGN(const TextPolicy policy, policies_->Of(node, places_.get()));
  if (policy == TextPolicy::kFull) return {};
  // An excerpt of a whole text would be read as the whole.
  if (HasLabel(version_label_))
    std::erase_if(shown_node_.properties, [&](const auto& property) { return property.column == text_; });
  TakePoliced(policy, node.labels, &shown_node_.properties);
  ShortenEvidence(policy, &shown_node_.evidence);
  return {};
}

void ExportRecords::TakePoliced(TextPolicy policy, const std::vector<std::string>& labels,
                                std::vector<ExportProperty>* properties) {
  PropertyMap map = ToMap(*properties);
  ApplyTextPolicy(policy, labels, &map);
  policed_ = std::move(map);
  properties->clear();
  for (const auto& [name, value] : policed_) properties->push_back({ColumnOf(name), name, ValueView(value)});
}

// ---- Edges ----------------------------------------------------------------------------------------

Result<const ExportEdgeView*> ExportRecords::EdgeAt(size_t i) {
  CONCORD_TRY(Prepare());
  CONCORD_ASSIGN(const std::string_view bytes, EdgeBytes(i));
  CONCORD_TRY(CompleteEdge(i, bytes));
  return &shown_edge_;
}

Result<ExportEdge> ExportRecords::Edge(size_t i) {
  CONCORD_ASSIGN(const ExportEdgeView* const edge, EdgeAt(i));
  return ExportEdge{fmt::format("e{}", edge->number), std::string(edge->type),
                    std::string(edge->from),          std::string(edge->to),
                    ToMap(edge->properties),          Copy(edge->evidence)};
}

Result<void> ExportRecords::CompleteEdge(size_t i, std::string_view bytes) {
  CONCORD_TRY(ViewEdge(bytes, symbol_limit_, &edge_));
  shown_edge_.number = i + 1;
  shown_edge_.type = names_[edge_.type];
  CONCORD_ASSIGN(shown_edge_.from, KeyOf(edge_.from, &from_));
  CONCORD_ASSIGN(shown_edge_.to, KeyOf(edge_.to, &to_));
  shown_edge_.evidence.reset();
  Show(edge_.properties, &shown_edge_.properties);
  CONCORD_TRY(FindQuote(selection_.edges[i]));
  return policies_->all_full() ? Result<void>() : ApplyEdgePolicy();
}

Result<void> ExportRecords::FindQuote(EdgeId id) {
  const std::optional<TextSpan> span = SpanIn(edge_.properties);
  if (!span) return {};
  if (parts_ && detail_ == Detail::kTexts) {
    CONCORD_ASSIGN(const bool found, FindKeptQuote(*span));
    if (found) return {};
  }
  const auto evidence = EvidenceOfEdge(id, *span);
  if (!evidence && evidence.error().code != ErrorCode::kNotFound)
    return At(fmt::format("an edge {}", shown_edge_.type), evidence.error());
  if (!evidence || !*evidence) return {};
  shown_edge_.evidence = *evidence;
  Put(quote_, shown_edge_.evidence->quote, &shown_edge_.properties);
  Put(version_, shown_edge_.evidence->version, &shown_edge_.properties);
  return {};
}

Result<std::optional<EvidenceView>> ExportRecords::EvidenceOfEdge(EdgeId id, TextSpan span) {
  const std::string_view version = StoredText(edge_.properties, version_);
  const std::string_view source = StoredText(edge_.properties, source_);
  if (parts_) return parts_->EvidenceOf(edge_.from, span, version, source);
  concord::Edge edge{id, edge_.from, edge_.to, std::string(shown_edge_.type), {}};
  for (const PropertyView& property : edge_.properties) {
    const bool tells = property.name == start_ || property.name == end_ || property.name == version_ ||
                       property.name == source_;
    if (tells) edge.properties.Set(names_[property.name], property.value.ToValue());
  }
  CONCORD_ASSIGN(std::optional<Evidence> evidence, places_->EvidenceOf(edge));
  if (!evidence) return std::nullopt;
  evidence_ = *std::move(evidence);
  return EvidenceView(evidence_);
}

void ExportRecords::ShortenEvidence(TextPolicy policy, std::optional<EvidenceView>* evidence) {
  if (!*evidence) return;
  evidence_ = (*evidence)->Copy();
  ApplyTextPolicy(policy, &evidence_);
  evidence->emplace(evidence_);
}

// The short way, for an edge that quotes the edition in which it starts. Whether it led to a quote.
Result<bool> ExportRecords::FindKeptQuote(TextSpan span) {
  const NodeId version = tree_->VersionOf(edge_.from);
  if (version == 0) return false;
  CONCORD_ASSIGN(const std::string_view key, parts_->VersionKey(version));
  const std::string_view named = StoredText(edge_.properties, version_);
  if (!named.empty() && named != key) return false;
  const auto quote = parts_->Text(version, span.start, span.end);
  if (!quote || quote->empty()) return false;  // the long way says what is wrong
  Put(quote_, *quote, &shown_edge_.properties);
  Put(version_, key, &shown_edge_.properties);
  return true;
}

Result<void> ExportRecords::ApplyEdgePolicy() {
  CONCORD_ASSIGN(const TextPolicy from, policies_->Of(edge_.from, places_.get()));
  CONCORD_ASSIGN(const TextPolicy to, policies_->Of(edge_.to, places_.get()));
  const TextPolicy policy = std::max(from, to);
  if (policy == TextPolicy::kFull) return {};
  TakePoliced(policy, {}, &shown_edge_.properties);
  ShortenEvidence(policy, &shown_edge_.evidence);
  return {};
}

// ---- Types ----------------------------------------------------------------------------------------

ExportRecords::Types ExportRecords::ByName(const ColumnTypes& types) const {
  Types named;
  for (size_t column = 0; column < types.size(); ++column) {
    if (types[column] != Value::Type::kNull) named.emplace(names_[column], types[column]);
  }
  return named;
}

// Reading the text adds strings of known names. Where these names have strings already, it adds nothing to
// the types.
Result<ExportRecords::Types> ExportRecords::NodePropertyTypes(size_t first, size_t limit) {
  CONCORD_TRY(Prepare());
  ColumnTypes types(column_count(), Value::Type::kNull);
  const auto visit = [&](size_t, NodeId id, std::string_view bytes) -> Result<void> {
    CONCORD_TRY(ViewNode(bytes, symbol_limit_, &node_));
    const bool has_text = SpanIn(node_.properties) ? IsText() : selection_.texts && HasLabel(version_label_);
    if (policies_->all_full() && (!has_text || AreTexts(node_.properties, types, text_))) {
      Collect(node_.properties, &types);
      return {};
    }
    CONCORD_TRY(CompleteNode(id, bytes));
    Collect(shown_node_.properties, &types);
    return {};
  };
  CONCORD_TRY(ReadAll(snapshot_, selection_.nodes, first, limit, ReadNodeBytes, visit));
  return ByName(types);
}

Result<ExportRecords::Types> ExportRecords::EdgePropertyTypes(size_t first, size_t limit) {
  CONCORD_TRY(Prepare());
  ColumnTypes types(column_count(), Value::Type::kNull);
  const auto visit = [&](size_t i, EdgeId, std::string_view bytes) -> Result<void> {
    CONCORD_TRY(ViewEdge(bytes, symbol_limit_, &edge_));
    if (policies_->all_full() &&
        (!SpanIn(edge_.properties) ||
         (AreTexts(edge_.properties, types, quote_) && AreTexts(edge_.properties, types, version_)))) {
      Collect(edge_.properties, &types);
      return {};
    }
    CONCORD_TRY(CompleteEdge(i, bytes));
    Collect(shown_edge_.properties, &types);
    return {};
  };
  CONCORD_TRY(ReadAll(snapshot_, selection_.edges, first, limit, ReadEdgeBytes, visit));
  return ByName(types);
}

Result<void> BufferedSink::Write(std::string_view bytes) {
  buffer_ += bytes;
  return Continue();
}

Result<void> BufferedSink::Flush() {
  auto done = sink_(file_, buffer_);
  buffer_.clear();
  return done;
}

}  // namespace concord
