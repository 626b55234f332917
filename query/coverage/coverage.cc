#include "query/coverage/coverage.h"

#include <algorithm>
#include <set>
#include <string>

#include "graph/vocabulary.h"
#include "query/coverage/drafts.h"
#include "query/places/walk.h"

namespace concord {
namespace {

std::optional<Date> Stated(Date date) { return date.year == 0 ? std::nullopt : std::optional<Date>(date); }

}  // namespace

std::string_view DatasetKindOf(std::string_view format) {
  constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
      {"bill_status", "register"}, {"ciso_library", "catalogue"}, {"framework_table", "catalogue"},
      {"linkml", "catalogue"},     {"oscal", "catalogue"},        {"skos", "catalogue"},
      {"sssom", "dataset"},        {"table", "dataset"},          {"xlsx", "dataset"}};
  for (const auto& [name, kind] : kKinds) {
    if (name == format) return kind;
  }
  return {};
}

// One pass over the arrays.
class CoverageBuilder {
 public:
  CoverageBuilder(const Snapshot& snapshot, const WorkFilter& filter, ArraySource source)
      : snapshot_(snapshot), filter_(filter), source_(source), as_of_(filter.as_of) {}

  Result<Coverage> Build() {
    auto arrays = CoverageArrays::Load(snapshot_, source_);
    if (!arrays) return tl::unexpected(arrays.error());
    made_.arrays_ = *std::move(arrays);
    made_.view_ = made_.arrays_.View();
    const size_t vertices = made_.view_.vertex_count();
    made_.first_.assign(vertices, 0);
    made_.work_.assign(vertices, kNoVertex);
    made_.kind_.assign(vertices, 0);
    made_.strength_.assign(vertices, static_cast<uint8_t>(kStrengths.size() - 1));
    made_.date_.assign(vertices, Date{});
    made_.relation_.assign(made_.view_.edge_count(), static_cast<uint8_t>(kForumRelations.size() - 1));
    made_.member_.assign(made_.view_.edge_count(), false);
    made_.classified_ = made_.view_.FindType(edge::CLASSIFIED_AS);
    made_.involves_ = made_.view_.FindType(edge::INVOLVES_FORUM);
    made_.references_type_ = made_.view_.FindType(edge::REFERENCES);
    made_.member_of_ = made_.view_.FindType(edge::MEMBER_OF);
    made_.forum_.assign(vertices, false);
    made_.dataset_.assign(vertices, false);
    for (const VertexId forum : made_.view_.WithLabel(label::Forum)) made_.forum_[forum] = true;
    for (const std::string_view type : kPartEdges) {
      const auto found = made_.view_.FindType(type);
      if (found && type != edge::HAS_VERSION) part_types_.push_back(*found);
    }
    std::reverse(part_types_.begin(), part_types_.end());  // what is put on a stack last comes first
    if (auto done = ReadWorks(); !done) return tl::unexpected(done.error());
    ReadMeasures();
    ReadEdges();
    ReadCredits();
    GatherParts();
    return std::move(made_);
  }

 private:
  Result<void> ReadWorks() {
    for (const VertexId document : made_.view_.WithLabel(label::Document)) {
      const StatedRow& stated = made_.arrays_.StatedOf(document);
      auto date = Stated(stated.issued);
      if (!date) date = Stated(stated.year);
      const VertexId edition = ChooseEdition(document);
      std::string_view type = made_.arrays_.TextOf(stated, StatedText::kType);
      // A register that follows a law is no law, whatever a manifest calls it.
      std::string_view dataset;
      if (edition != kNoVertex) dataset = DatasetKindOf(TextOf(edition, StatedText::kFormat));
      if (type.empty() || dataset == "register") {
        made_.dataset_[document] = !dataset.empty() && filter_.types.empty();
        if (type.empty()) type = dataset;
      }
      // A work that does not say when it was issued is as old as its edition.
      if (!date && edition != kNoVertex) date = Stated(made_.arrays_.StatedOf(edition).date);
      auto wanted = Wanted(document, type, edition);
      if (!wanted) return tl::unexpected(wanted.error());
      if (!*wanted) continue;
      if ((as_of_ && (!date || *date > *as_of_)) || (filter_.since && (!date || *date < *filter_.since))) {
        // What is only cited has no edition, and nobody misses it.
        made_.undated_ += !date && edition != kNoVertex ? 1 : 0;
        continue;
      }
      if (date) made_.date_[document] = *date;
      made_.kind_[document] = Coverage::kDocumentKind;
      PutParts(document, edition);
      if (!filter_.drafts && edition != kNoVertex)
        titles_.emplace_back(document, made_.arrays_.TextOf(stated, StatedText::kTitle));
    }
    FindDrafts();
    return {};
  }

  // Drafts are few, so that other titles are read only if there is one.
  void FindDrafts() {
    std::vector<std::pair<VertexId, std::string>> drafts;
    for (const auto& [document, title] : titles_) {
      TitleCore core = ReadTitleCore(title);
      if (core.draft && !core.words.empty()) drafts.emplace_back(document, std::move(core.words));
    }
    if (drafts.empty()) return;
    for (const auto& [document, title] : titles_) {
      const TitleCore core = ReadTitleCore(title);
      if (core.draft) continue;
      for (const auto& [draft, words] : drafts) {
        if (words == core.words && made_.date_[draft] <= made_.date_[document] &&
            ShareIssuer(draft, document))
          made_.finals_.emplace_back(draft, document);
      }
    }
  }

  bool ShareIssuer(VertexId a, VertexId b) const {
    const auto issued = made_.view_.FindType(edge::ISSUED_BY);
    if (!issued) return false;
    const auto first = made_.view_.Out(a, *issued).vertices, second = made_.view_.Out(b, *issued).vertices;
    return std::ranges::any_of(
        first, [&](VertexId actor) { return std::ranges::find(second, actor) != second.end(); });
  }

  std::string_view TextOf(VertexId vertex, StatedText text) const {
    return made_.arrays_.TextOf(made_.arrays_.StatedOf(vertex), text);
  }

  // Whether the filter lets a work count, dates aside.
  Result<bool> Wanted(VertexId document, std::string_view type, VertexId edition) const {
    const auto has = [](const std::vector<std::string>& all, std::string_view one) {
      return std::ranges::find(all, one) != all.end();
    };
    if (!filter_.types.empty() && !has(filter_.types, type.empty() ? "none" : type) &&
        !has(filter_.types, "any"))
      return false;
    if (!filter_.documents.empty() && std::ranges::none_of(filter_.documents, [&](const std::string& key) {
          return TextOf(document, StatedText::kKey).starts_with(key);
        }))
      return false;
    if (!filter_.languages.empty()) {
      if (edition == kNoVertex) return false;
      const std::string_view language = TextOf(edition, StatedText::kLanguage);
      if (!has(filter_.languages, language.empty() ? "en" : language.substr(0, language.find('-'))))
        return false;
    }
    if (filter_.jurisdictions.empty()) return true;
    const auto issued = made_.view_.FindType(edge::ISSUED_BY), part = made_.view_.FindType(edge::PART_OF);
    if (!issued) return false;
    const auto issuers = made_.view_.Out(document, *issued).vertices;
    std::vector<VertexId> open(issuers.begin(), issuers.end());
    std::set<VertexId> seen;
    while (!open.empty()) {
      const VertexId at = open.back();
      open.pop_back();
      if (!seen.insert(at).second) continue;
      auto actor = snapshot_.GetNode(made_.view_.node(at));
      if (!actor) return tl::unexpected(actor.error());
      if (has(filter_.jurisdictions, actor->key)) return true;
      if (!part) continue;
      const auto above = made_.view_.Out(at, *part).vertices;
      open.insert(open.end(), above.begin(), above.end());
    }
    return false;
  }

  // The edition that speaks for the work, or kNoVertex.
  VertexId ChooseEdition(VertexId document) const {
    VertexId best = kNoVertex;
    Date best_date;
    bool best_english = false;
    std::string_view best_key;
    const auto type = made_.view_.FindType(edge::HAS_VERSION);
    if (!type) return best;
    for (const VertexId version : made_.view_.Out(document, *type).vertices) {
      const Date date = made_.arrays_.StatedOf(version).date;
      if (as_of_ && date > *as_of_) continue;
      const std::string_view language = TextOf(version, StatedText::kLanguage);
      const std::string_view key = TextOf(version, StatedText::kKey);
      const bool english = language.empty() || language.starts_with("en");
      // Of equals the last key is the later edition; of languages the first.
      const bool better =
          best == kNoVertex || date > best_date ||
          (date == best_date && (english > best_english || (english == best_english && key > best_key)));
      if (!better) continue;
      best = version;
      best_date = date;
      best_english = english;
      best_key = key;
    }
    return best;
  }

  // Depth first on a stack of our own: `limit` of a vertex is known when its last part is out.
  void PutParts(VertexId document, VertexId edition) {
    struct Open {
      VertexId vertex;
      bool entered;
    };
    std::vector<Open> stack = {{document, false}};
    while (!stack.empty()) {
      Open& top = stack.back();
      const VertexId vertex = top.vertex;
      if (top.entered) {
        parts_[made_.first_[vertex]].limit = static_cast<uint32_t>(parts_.size());
        stack.pop_back();
        continue;
      }
      if (made_.work_[vertex] != kNoVertex) {  // of two works, or in a circle: `check` reports it
        stack.pop_back();
        continue;
      }
      top.entered = true;
      made_.work_[vertex] = document;
      made_.first_[vertex] = static_cast<uint32_t>(parts_.size());
      parts_.push_back({vertex, document});
      for (const uint16_t type : part_types_) {
        const auto row = made_.view_.Out(vertex, type).vertices;
        for (size_t i = row.size(); i > 0; --i) stack.push_back({row[i - 1], false});
      }
      if (vertex == document && edition != kNoVertex) stack.push_back({edition, false});
    }
  }

  void ReadMeasures() {
    for (const VertexId measure : made_.view_.WithLabel(label::Measure)) {
      made_.kind_[measure] = Coverage::kMeasureKind;
      if (made_.work_[measure] != kNoVertex) made_.strength_[measure] = made_.arrays_.strengths()[measure];
    }
  }

  void ReadEdges() {
    const GraphView& view = made_.view_;
    for (VertexId from = 0; from < view.vertex_count(); ++from) {
      const GraphView::Row row = view.Out(from);
      for (size_t i = 0; i < row.size(); ++i) {
        const uint64_t place = view.OutPlace(from) + i;
        if (made_.member_of_ && row.types[i] == *made_.member_of_) {
          made_.member_[place] = made_.arrays_.Holds(place, as_of_);
        } else if (made_.involves_ && row.types[i] == *made_.involves_ && made_.work_[from] != kNoVertex) {
          made_.relation_[place] = made_.arrays_.relations()[place];
        }
      }
    }
  }

  // Issuers of each work, and upwards along what they were part of when it was issued.
  void ReadCredits() {
    const GraphView& view = made_.view_;
    const auto issued = view.FindType(edge::ISSUED_BY), part_of = view.FindType(edge::PART_OF);
    std::vector<Coverage::Credit> some;
    for (VertexId v = 0; v < view.vertex_count(); ++v) {
      made_.credit_first_.push_back(static_cast<uint32_t>(made_.credits_.size()));
      if (made_.kind_[v] != Coverage::kDocumentKind || !issued) continue;
      const GraphView::Row row = view.Out(v, *issued);
      const uint64_t base =
          view.OutPlace(v) + static_cast<uint64_t>(row.edges.data() - view.Out(v).edges.data());
      some.clear();
      const auto has = [&](VertexId actor) {
        return std::any_of(some.begin(), some.end(),
                           [&](const auto& credit) { return credit.actor == actor; });
      };
      for (size_t i = 0; i < row.size(); ++i) {
        if (!has(row.vertices[i])) some.push_back({row.vertices[i], true, base + i});
      }
      for (size_t at = 0; part_of && at < some.size(); ++at) {
        const VertexId part = some[at].actor;
        const GraphView::Row above = view.Out(part, *part_of);
        const uint64_t first =
            view.OutPlace(part) + static_cast<uint64_t>(above.edges.data() - view.Out(part).edges.data());
        for (size_t i = 0; i < above.size(); ++i) {
          if (!has(above.vertices[i]) && made_.arrays_.Holds(first + i, made_.DateOf(v)))
            some.push_back({above.vertices[i], false, some[at].place});
        }
      }
      made_.credits_.insert(made_.credits_.end(), some.begin(), some.end());
    }
    made_.credit_first_.push_back(static_cast<uint32_t>(made_.credits_.size()));
  }

  // What a question looks at of each part, side by side: the rows of the view hold much else between.
  void GatherParts() {
    const GraphView& view = made_.view_;
    for (Coverage::Part& part : parts_) {
      part.kind = made_.kind_[part.vertex];
      part.concepts = static_cast<uint32_t>(made_.concepts_.size());
      part.namings = static_cast<uint32_t>(made_.namings_.size());
      const GraphView::Row row = view.Out(part.vertex);
      for (size_t i = 0; i < row.size(); ++i) {
        const auto place = static_cast<uint32_t>(view.OutPlace(part.vertex) + i);
        if (made_.classified_ && row.types[i] == *made_.classified_)
          made_.concepts_.push_back(row.vertices[i]);
        if (made_.involves_ && row.types[i] == *made_.involves_)
          made_.namings_.push_back({place, row.vertices[i], part.work, made_.relation_[place]});
      }
    }
    Coverage::Part end;
    end.concepts = static_cast<uint32_t>(made_.concepts_.size());
    end.namings = static_cast<uint32_t>(made_.namings_.size());
    parts_.push_back(end);
    made_.parts_ = std::move(parts_);
  }

  const Snapshot& snapshot_;
  const WorkFilter& filter_;
  ArraySource source_;
  std::optional<Date> as_of_;
  std::vector<uint16_t> part_types_;
  std::vector<Coverage::Part> parts_;
  std::vector<std::pair<VertexId, std::string_view>> titles_;  // of works with an edition
  Coverage made_;
};

Result<Coverage> Coverage::Load(const Snapshot& snapshot, std::optional<Date> as_of, ArraySource source) {
  WorkFilter filter;
  filter.as_of = as_of;
  return Load(snapshot, filter, source);
}

Result<Coverage> Coverage::Load(const Snapshot& snapshot, const WorkFilter& filter, ArraySource source) {
  return CoverageBuilder(snapshot, filter, source).Build();
}

bool Coverage::HasTextOf(VertexId actor) const {
  for (uint32_t at = 0; at < parts().size(); at = std::max(at + 1, parts_[at].limit)) {
    if (parts_[at].kind != kDocumentKind || parts_[at].limit == at + 1) continue;
    const auto credits = CreditsOf(parts_[at].vertex);
    if (std::ranges::any_of(credits, [&](const Credit& credit) { return credit.actor == actor; }))
      return true;
  }
  return false;
}

std::vector<VertexId> Coverage::VerticesOf(std::span<const NodeId> nodes) const {
  std::vector<VertexId> vertices;
  for (const NodeId node : nodes) {
    if (const VertexId v = view_.vertex(node); v != kNoVertex) vertices.push_back(v);
  }
  return vertices;
}

std::vector<uint64_t> Coverage::MembersOf(VertexId forum) const {
  std::vector<uint64_t> places;
  if (!member_of_) return places;
  const GraphView::Row all = view_.In(forum), row = view_.In(forum, *member_of_);
  const auto first = static_cast<size_t>(row.edges.data() - all.edges.data());
  for (size_t i = 0; i < row.size(); ++i) {
    const uint64_t place = view_.InPlaces(forum)[first + i];
    if (member_[place]) places.push_back(place);
  }
  return places;
}

// Marks are numbers of a round, so that no array is cleared between questions.
void Coverage::Begin(size_t vertices, Scope* scope) {
  scope->documents.clear();
  scope->measures.clear();
  scope->work_of.clear();
  scope->namings.clear();
  scope->references.clear();
  scope->datasets.clear();
  scope->drafts.clear();
  if (scope->part_marks_.size() != vertices || scope->round_ > UINT32_MAX - 4) {
    scope->part_marks_.assign(vertices, 0);
    scope->document_marks_.assign(vertices, 0);
    scope->document_at_.assign(vertices, 0);
    scope->round_ = 0;
  }
  ++scope->round_;
}

uint32_t Coverage::AddDocument(VertexId document, Scope* scope) const {
  if (scope->document_marks_[document] != scope->round_) {
    scope->document_marks_[document] = scope->round_;
    scope->document_at_[document] = static_cast<uint32_t>(scope->documents.size());
    scope->documents.push_back(document);
  }
  return scope->document_at_[document];
}

bool Coverage::LeavesOut(VertexId document, bool words, Scope* scope) const {
  const bool dataset = words && dataset_[document];
  if (!dataset && FinalOf(document) == kNoVertex) return false;
  std::vector<VertexId>& left = dataset ? scope->datasets : scope->drafts;
  if (std::ranges::find(left, document) == left.end()) left.push_back(document);
  return true;
}

void Coverage::AddPart(const Part& part, Scope* scope) const {
  const uint32_t work = AddDocument(part.work, scope);
  if (part.kind == kMeasureKind) {
    scope->measures.push_back(part.vertex);
    scope->work_of.push_back(work);
  }
  for (uint32_t i = part.namings; i < (&part + 1)->namings; ++i) scope->namings.push_back(namings_[i]);
  if (!scope->wants_references || !references_type_) return;
  const GraphView::Row row = view_.Out(part.vertex);
  for (size_t i = 0; i < row.size(); ++i) {
    if (row.types[i] != *references_type_) continue;
    scope->references.push_back(
        {static_cast<uint32_t>(view_.OutPlace(part.vertex) + i), row.vertices[i], part.work});
  }
}

void Coverage::MarkBelow(VertexId root, Scope* scope, bool keep) const {
  if (work_[root] == kNoVertex || LeavesOut(work_[root], false, scope)) return;
  const uint32_t first = first_[root], limit = parts_[first].limit;
  for (uint32_t at = first; at < limit; ++at) {
    if (scope->part_marks_[at] == scope->round_) continue;
    scope->part_marks_[at] = scope->round_;
    if (keep) AddPart(parts_[at], scope);
  }
}

void Coverage::Mark(std::span<const VertexId> with, std::span<const VertexId> without, Scope* scope) const {
  Begin(view_.vertex_count(), scope);
  if (!classified_) return;
  for (const VertexId concept_vertex : without) {
    for (const VertexId root : view_.In(concept_vertex, *classified_).vertices) MarkBelow(root, scope, false);
  }
  for (const VertexId concept_vertex : with) {
    for (const VertexId root : view_.In(concept_vertex, *classified_).vertices) MarkBelow(root, scope, true);
  }
}

void Coverage::Mark(const Topic& topic, Scope* scope) const {
  if (topic.is_concept) {
    std::vector<NodeId> with, without;
    for (const TopicTerm& term : topic.terms) {
      auto& side = term.minus ? without : with;
      side.insert(side.end(), term.concepts.begin(), term.concepts.end());
    }
    Mark(VerticesOf(with), VerticesOf(without), scope);
    return;
  }
  Begin(view_.vertex_count(), scope);
  for (const auto& on_topic : topic.spans) {
    const std::vector<TextSpan>& spans = on_topic.second;
    const VertexId section = view_.vertex(on_topic.first);
    if (section == kNoVertex || work_[section] == kNoVertex) continue;
    if (LeavesOut(work_[section], true, scope)) continue;
    AddDocument(work_[section], scope);
    const auto inside = [&spans](uint32_t start) {
      return start != CoverageArrays::kNoStart &&
             std::any_of(spans.begin(), spans.end(), [&](const TextSpan& passage) {
               return passage.start <= start && start < passage.end;
             });
    };
    // The section itself, and the measures that it states: those below its subsections have passages there.
    for (uint32_t at = first_[section]; at < parts_[first_[section]].limit; ++at) {
      const Part& part = parts_[at];
      if (part.vertex != section && part.kind != kMeasureKind) {
        at = part.limit - 1;  // a subsection
        continue;
      }
      if (part.kind == kMeasureKind && inside(arrays_.starts()[part.vertex])) {
        scope->measures.push_back(part.vertex);
        scope->work_of.push_back(AddDocument(part.work, scope));
      }
      const GraphView::Row row = view_.Out(part.vertex);
      for (size_t i = 0; i < row.size(); ++i) {
        const bool naming = involves_ && row.types[i] == *involves_;
        if (!naming && !(scope->wants_references && references_type_ && row.types[i] == *references_type_))
          continue;
        const auto place = static_cast<uint32_t>(view_.OutPlace(part.vertex) + i);
        if (!inside(arrays_.edge_starts()[place])) continue;
        (naming ? scope->namings : scope->references)
            .push_back({place, row.vertices[i], part.work, relation_[place]});
      }
    }
  }
}

}  // namespace concord
