// A taxonomy in SKOS, as Turtle, N-Triples or RDF/XML.
//
// A concept is `name:local`, where the name is that of its namespace: "https://example.org/perils/flood" is
// perils:flood. Concepts of other files, to which mappings point, get the same name there, so that both meet.
// The items of the framework are the concepts of the namespace that has most of them.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "ingest/readers/exchange/rdf_triples.h"
#include "ingest/readers/tables/item_tree.h"
#include "ingest/readers/tables/mapping_rows.h"

namespace concord {
namespace {

constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

// Notes that are prose of the concept, in this order.
constexpr std::string_view kNotes[] = {"definition", "scopeNote", "note", "example", "altLabel"};

struct ConceptName {
  std::string scheme, local;
};

ConceptName NameOf(std::string_view iri) {
  const size_t end = iri.find_last_of("#/:");
  const std::string_view local = end == std::string_view::npos ? iri : iri.substr(end + 1);
  std::string_view space = end == std::string_view::npos ? std::string_view() : iri.substr(0, end);
  while (space.ends_with('/') || space.ends_with('#')) space.remove_suffix(1);
  std::string_view last = space.substr(space.find_last_of("/:") + 1);
  if (last.ends_with(".rdf") || last.ends_with(".ttl") || last.ends_with(".owl")) last.remove_suffix(4);
  std::string scheme = Slug(last);
  return {scheme.empty() ? "concepts" : scheme, std::string(local)};
}

struct Concept {
  std::string iri;
  bool declared = false;        // said to be a concept, or used as one
  std::vector<RdfTerm> labels;  // prefLabel, in all languages
  std::vector<std::pair<std::string, RdfTerm>> notes;
  RdfTerm notation;
  std::vector<std::string> broader;
  std::vector<std::pair<std::string, std::string>> matches;  // relation, IRI
};

class SkosReader {
 public:
  explicit SkosReader(const SourceText& source) : source_(source), builder_(source) {}

  Result<Document> Run(const std::vector<RdfTriple>& triples) {
    for (const RdfTriple& triple : triples) Take(triple);
    if (Result<void> chosen = ChooseScheme(); !chosen) return tl::unexpected(chosen.error());
    ReadMetadata();
    WriteConcepts();
    WriteMatches();
    Document& document = builder_.document();
    document.framework = std::move(framework_);
    if (!set_.rows.empty()) {
      document.metadata.identifiers["mapping_set_id"] = set_.id;
      document.mapping_set = std::move(set_);
    }
    return builder_.Finish();
  }

 private:
  void Repaired(std::string message) { builder_.document().repairs.push_back({0, std::move(message)}); }

  Concept& ConceptOf(const std::string& iri) {
    const auto [found, fresh] = index_.try_emplace(iri, concepts_.size());
    if (fresh) concepts_.emplace_back().iri = iri;
    return concepts_[found->second];
  }

  void Take(const RdfTriple& triple) {
    if (triple.subject.kind != RdfTerm::Kind::kIri) return;
    const std::string& subject = triple.subject.value;
    const RdfTerm& object = triple.object;
    std::string_view predicate = triple.predicate.value;
    if (predicate == kType) {
      if (object.value == std::string(kSkos) + "ConceptScheme") schemes_.insert(subject);
      if (object.value == std::string(kSkos) + "Concept") ConceptOf(subject).declared = true;
      return;
    }
    if (!predicate.starts_with(kSkos)) {
      if (object.kind == RdfTerm::Kind::kLiteral) about_[subject].emplace_back(predicate, object);
      return;
    }
    predicate.remove_prefix(kSkos.size());
    if (predicate == "prefLabel") {
      ConceptOf(subject).labels.push_back(object);
    } else if (predicate == "notation") {
      Concept& concept_ = ConceptOf(subject);
      if (concept_.notation.value.empty()) concept_.notation = object;
    } else if (std::ranges::find(kNotes, predicate) != std::end(kNotes)) {
      if (object.kind == RdfTerm::Kind::kLiteral) ConceptOf(subject).notes.emplace_back(predicate, object);
    } else if (object.kind != RdfTerm::Kind::kIri) {
      return;
    } else if (predicate == "broader") {
      ConceptOf(subject).declared = true;
      ConceptOf(subject).broader.push_back(object.value);
    } else if (predicate == "narrower") {
      ConceptOf(object.value).declared = true;
      ConceptOf(object.value).broader.push_back(subject);
    } else if (predicate == "inScheme" || predicate == "topConceptOf") {
      schemes_.insert(object.value);
      ConceptOf(subject).declared = true;
    } else if (predicate == "hasTopConcept") {
      schemes_.insert(subject);
      ConceptOf(object.value).declared = true;
    } else if (predicate.ends_with("Match")) {
      ConceptOf(subject).matches.emplace_back(predicate, object.value);
    }
  }

  bool IsItem(const Concept& one) const {
    return !schemes_.contains(one.iri) && (one.declared || !one.labels.empty()) &&
           NameOf(one.iri).scheme == framework_.scheme;
  }

  Result<void> ChooseScheme() {
    std::map<std::string, size_t> counts;
    for (const Concept& one : concepts_) {
      if (!schemes_.contains(one.iri) && (one.declared || !one.labels.empty()))
        ++counts[NameOf(one.iri).scheme];
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    if (most == counts.end()) {
      return tl::unexpected(source_.ErrorAt(
          ErrorCode::kUnsupported,
          "RDF without any skos:Concept; taxonomies in SKOS are read, and no other graph", 0));
    }
    framework_.scheme = most->first;
    for (const auto& [name, count] : counts) {
      if (name == most->first) continue;
      Repaired(fmt::format("{} concepts are of '{}' and not of '{}'; they are no items of it", count, name,
                           most->first));
    }
    return {};
  }

  // English, else without a language, else the first.
  static const RdfTerm* Best(const std::vector<RdfTerm>& terms) {
    const RdfTerm* best = nullptr;
    int rank = 0;
    for (const RdfTerm& term : terms) {
      const bool english = term.language == "en" || term.language.starts_with("en-");
      const int here = english ? 3 : term.language.empty() ? 2 : 1;
      if (here > rank) best = &term;
      rank = std::max(rank, here);
    }
    return best;
  }

  void ReadMetadata() {
    Metadata& metadata = builder_.document().metadata;
    metadata.key = framework_.scheme;
    metadata.type = "taxonomy";
    std::map<std::string, std::vector<RdfTerm>> fields;
    for (const std::string& iri : schemes_) {
      if (metadata.source.empty()) metadata.source = iri;
      for (const auto& [predicate, object] : about_[iri])
        fields[std::string(predicate.substr(predicate.find_last_of("/#") + 1))].push_back(object);
      const auto labelled = index_.find(iri);
      if (labelled == index_.end()) continue;
      for (const RdfTerm& label : concepts_[labelled->second].labels) fields["prefLabel"].push_back(label);
    }
    for (const std::string_view field : {"title", "prefLabel", "label"}) {
      const RdfTerm* title = Best(fields[std::string(field)]);
      if (title == nullptr || !metadata.title.empty()) continue;
      metadata.title = CollapseSpace(title->value);
      WriteHeading({}, title->Placed(), &builder_);
    }
    const auto text = [&](std::string_view field) {
      const RdfTerm* term = Best(fields[std::string(field)]);
      return term == nullptr ? std::string() : CollapseSpace(term->value);
    };
    metadata.abstract = text("description");
    metadata.issuer = text("publisher").empty() ? text("creator") : text("publisher");
    metadata.licence = text("license").empty() ? text("rights") : text("license");
    metadata.edition = text("versionInfo");
    for (const std::string_view field : {"issued", "modified", "created"}) {
      if (!metadata.date) metadata.date = Date::Parse(std::string_view(text(field)).substr(0, 10));
    }
  }

  void WriteConcepts() {
    ItemTree tree;
    std::vector<const Concept*> items;
    size_t several = 0;
    for (const Concept& one : concepts_) {
      if (!IsItem(one)) continue;
      std::string parent;
      std::set<std::string> parents;
      for (const std::string& iri : one.broader) {
        const ConceptName name = NameOf(iri);
        if (name.scheme != framework_.scheme) continue;
        if (parent.empty()) parent = name.local;
        parents.insert(name.local);
      }
      several += parents.size() > 1;
      if (tree.Add(NameOf(one.iri).local, parent, 0)) {
        items.push_back(&one);
      } else {
        Repaired(fmt::format("the concept '{}' has the name of another; it is passed over", one.iri));
      }
    }
    if (several > 0)
      Repaired(fmt::format("{} concepts have several broader ones; the first is taken", several));
    tree.Connect(&framework_, &builder_.document().repairs);
    ItemPaths paths;
    tree.Walk([&](size_t i) { WriteConcept(*items[i], tree.id(i), paths.PathOf(tree.id(i))); },
              [this] { builder_.CloseSection(); }, [this] { return builder_.failed(); });
  }

  void WriteConcept(const Concept& one, const std::string& local, const std::string& path) {
    const RdfTerm* label = Best(one.labels);
    PlacedText number;
    if (!one.notation.value.empty()) number = one.notation.Placed();
    if (number.empty()) number.AddFor(local, label != nullptr ? label->at : 0, 0);
    OpenItem(fmt::format("{}:{}", framework_.scheme, local), path, number,
             label != nullptr ? label->Placed() : PlacedText(), &builder_);
    const std::string language = label == nullptr ? std::string() : label->language;
    for (const std::string_view kind : kNotes) {
      for (const auto& [name, term] : one.notes) {
        if (name == kind) WriteNote(kind, term, language);
      }
    }
    for (const RdfTerm& other : one.labels) {
      if (&other != label) WriteNote("prefLabel", other, language);
    }
  }

  // A definition in the language of the label is the concept's text; all else says what it is.
  void WriteNote(std::string_view kind, const RdfTerm& term, const std::string& language) {
    const bool other = term.language != language && !term.language.empty();
    builder_.OpenBlock(kind == "definition" && !other ? BlockKind::kParagraph : BlockKind::kFootnote);
    if (kind != "definition" || other) {
      builder_.AppendOwn(other ? fmt::format("{}@{}: ", kind, term.language) : fmt::format("{}: ", kind));
      builder_.StartBody();
    }
    builder_.Append(term.Placed());
    builder_.CloseBlock();
  }

  static std::string CurieOf(const std::string& iri) {
    const ConceptName name = NameOf(iri);
    return fmt::format("{}:{}", name.scheme, name.local);
  }

  void WriteMatches() {
    set_.id = framework_.scheme + "-mappings";
    set_.subject_source = framework_.scheme;
    builder_.OpenSection(SectionKind::kFront, "", "mappings");
    for (const Concept& one : concepts_) {
      for (const auto& [relation, iri] : one.matches) {
        if (builder_.failed()) return;
        MappingRow row;
        row.subject_id = CurieOf(one.iri);
        row.object_id = CurieOf(iri);
        if (const RdfTerm* label = Best(one.labels)) row.subject_label = CollapseSpace(label->value);
        row.justification = "semapv:UnspecifiedMatching";
        TranslateRelation(relation, &row);
        row.other.Set("source_relation", "skos:" + relation);
        row.other.Set("object_iri", iri);
        const RdfTerm* label = Best(one.labels);
        PlacedText line;
        line.AddFor(fmt::format("{} | skos:{} | {}", row.subject_id, relation, iri),
                    label != nullptr ? label->at : 0, 0);
        WriteMappingBlock({line}, &builder_, &row);
        set_.rows.push_back(std::move(row));
      }
    }
    builder_.CloseSection();
  }

  const SourceText& source_;
  DocumentBuilder builder_;
  std::vector<Concept> concepts_;
  std::unordered_map<std::string, size_t> index_;
  std::set<std::string> schemes_;
  std::unordered_map<std::string, std::vector<std::pair<std::string, RdfTerm>>> about_;
  ItemScheme framework_;
  MappingSet set_;
};

bool IsXml(std::string_view text) {
  text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text.starts_with("<?xml") || text.starts_with("<!") || text.starts_with("<rdf:RDF");
}

}  // namespace

int LooksLikeSkos(const Source& source) {
  std::string_view head = source.bytes.substr(0, 64 << 10);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (head.find(kSkos.substr(0, kSkos.size() - 1)) == std::string_view::npos) return 0;
  if (IsXml(head)) return head.find(":RDF") != std::string_view::npos ? 8 : 0;
  const bool turtle = head.find("@prefix") != std::string_view::npos ||
                      head.find("PREFIX") != std::string_view::npos || head.starts_with('<') ||
                      head.find("\n<http") != std::string_view::npos;
  const bool ending = source.path.ends_with(".ttl") || source.path.ends_with(".nt");
  return ending ? 9 : turtle && !head.starts_with('{') ? 7 : 0;
}

Result<Document> ReadSkos(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  const auto triples = IsXml(text->text()) ? ReadRdfXml(*text) : ReadTurtle(*text);
  if (!triples) return tl::unexpected(triples.error());
  return SkosReader(*text).Run(*triples);
}

}  // namespace concord
