#include "ingest/resolve/resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/sha256.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "ingest/language/stated_metadata.h"
#include "ingest/resolve/concept_keys.h"
#include "ingest/resolve/issuer_names.h"
#include "ingest/resolve/resolved_batches.h"

namespace concord {
namespace {

// A confidence with the two digits that it deserves: 0.8f is 0.8 and not 0.800000011920929.
double Rounded(double confidence) {
  return static_cast<double>(static_cast<int>(confidence * 100 + 0.5)) / 100;
}

// Turns one document into batches. Lives as long as the call of ResolveDocument.
class Resolver {
 public:
  Resolver(Document document, const DocumentKeys& keys, const ExtractorSet& extractors, const RunInfo& run,
           const std::string& fingerprint, const BatchSink& sink)
      : document_(std::move(document)),
        keys_(keys),
        extractors_(extractors),
        run_(run),
        out_(keys.version, fingerprint, sink),
        measures_in_section_(document_.sections.size(), 0) {}

  Result<void> Run() {
    const std::string stated = document_.framework ? document_.framework->scheme : std::string();
    JoinConcepts(extractors_.facts(), &document_);
    names_scheme_ = document_.framework && document_.framework->scheme == stated;
    const StatedMetadata own_words = document_.framework || document_.mapping_set
                                         ? StatedMetadata{}
                                         : ReadStatedMetadata(document_, extractors_.facts());
    ApplyStatedMetadata(own_words, extractors_.facts(), &document_);
    PutVersion();
    PutSections();
    PutFramework();
    PutClassifications();
    PutMappings();
    if (!IsMappingSet()) {
      extractors_.Extract(document_, [this](const TextStretch&, Findings findings) {
        if (out_.ok()) PutFindings(findings);
      });
    }
    // Who enacts need be no forum, so that the extractors leave it out.
    if (document_.metadata.issuer.empty() && !states_issuer_ && !own_words.issuer.name.empty()) {
      document_.metadata.issuer = own_words.issuer.name;
      issuer_span_ = own_words.issuer.span;
      issuer_form_ = own_words.issuer.form;
    }
    PutText();
    PutWork();
    return out_.Finish();
  }

 private:
  // ---- keys

  std::string SectionKey(uint32_t section) {
    return keys_.version + ":" + (section == 0 ? std::string("body") : document_.sections[section].path);
  }

  // The node of the whole document is made when something first hangs on it.
  std::string AnchorSection(uint32_t section) {
    std::string key = SectionKey(section);
    if (section == 0 && !has_body_) {
      has_body_ = true;
      out_.Node(key, {label::Section}, Lifetime::kOwned,
                {{property::kind, SectionKindName(SectionKind::kSynthetic)},
                 {property::start, 0},
                 {property::end, static_cast<int64_t>(text_size_)},
                 {property::ordinal, 0}});
      out_.Edge(edge::HAS_SECTION, keys_.version, key, {{property::ordinal, 0}});
    }
    return key;
  }

  // ---- the document as its file shows it

  void PutVersion() {
    text_size_ = document_.text.size();
    const Metadata& metadata = document_.metadata;
    PropertyMap properties{{property::title, metadata.title},
                           {property::sha256, document_.sha256},
                           {property::format, document_.format},
                           {property::file, document_.path},
                           {property::size, static_cast<int64_t>(text_size_)}};
    properties.Set(property::language, metadata.language.empty() ? Value() : Value(metadata.language));
    properties.Set(property::source, metadata.source.empty() ? Value() : Value(metadata.source));
    properties.Set(property::licence, metadata.licence.empty() ? Value() : Value(metadata.licence));
    properties.Set(property::edition, metadata.edition.empty() ? Value() : Value(metadata.edition));
    if (metadata.date) properties.Set(property::date, *metadata.date);
    PropertyMap origins;
    for (const auto& [field, origin] : metadata.origins) origins.Set(field, origin);
    if (!origins.empty()) properties.Set(property::origins, std::move(origins));
    List parts;
    for (const SourcePart& part : document_.parts)
      parts.emplace_back(fmt::format("{} {} {}", part.start, part.size, part.name));
    if (!parts.empty()) properties.Set(property::parts, std::move(parts));
    List repairs;
    constexpr size_t kMaxRepairs = 100;  // kept in the graph; the run's report has them all
    for (const Repair& repair : document_.repairs) {
      if (repairs.size() == kMaxRepairs) break;
      repairs.emplace_back(repair.line == 0 ? repair.message
                                            : fmt::format("line {}: {}", repair.line, repair.message));
    }
    if (!repairs.empty()) properties.Set(property::repairs, std::move(repairs));
    if (document_.mapping_set) properties.Set(property::mapping_set, SetProperties(*document_.mapping_set));
    out_.Node(keys_.version, {label::Version}, Lifetime::kOwned, std::move(properties));
  }

  void PutSections() {
    std::vector<uint32_t> children(document_.sections.size(), 0);
    for (uint32_t i = 1; i < document_.sections.size(); ++i) {
      const Section& section = document_.sections[i];
      const auto parent = static_cast<uint32_t>(std::max(section.parent, 0));
      const uint32_t ordinal = ++children[parent];
      PropertyMap properties{{property::kind, SectionKindName(section.kind)},
                             {property::ordinal, ordinal},
                             {property::start, section.span.start},
                             {property::end, section.span.end}};
      if (!section.number.empty()) properties.Set(property::number, section.number);
      if (!section.heading.empty()) {
        properties.Set(property::heading, document_.TextOf(section.heading));
        properties.Set(property::heading_start, section.heading.start);
        properties.Set(property::heading_end, section.heading.end);
      }
      if (!section.curie.empty()) properties.Set(property::curie, section.curie);
      if (!section.language.empty()) properties.Set(property::language, section.language);
      if (section.quoted) properties.Set(property::quoted, true);
      out_.Node(SectionKey(i), {label::Section}, Lifetime::kOwned, std::move(properties));
      out_.Edge(parent == 0 ? edge::HAS_SECTION : edge::HAS_PART,
                parent == 0 ? keys_.version : SectionKey(parent), SectionKey(i),
                {{property::ordinal, ordinal}});
      out_.MaybeFlush();
    }
  }

  // ---- what the input itself states as structure

  // A concept that files speak of. What datasets/ know of it stays as it is.
  void PutConcept(const std::string& curie, std::string_view label) {
    const size_t colon = curie.find(':');
    const std::string_view scheme = std::string_view(curie).substr(0, colon);
    const std::string_view code = colon == std::string::npos ? "" : std::string_view(curie).substr(colon + 1);
    PropertyMap properties;
    if (extractors_.facts().FindConcept(scheme, code) == nullptr) {
      properties = {{property::scheme, scheme}, {property::code, code}};
      if (!label.empty()) properties.Set(property::label, label);
    }
    out_.SharedNode(curie, {label::Concept}, std::move(properties));
  }

  void PutFramework() {
    if (!document_.framework) return;
    const std::string& scheme = document_.framework->scheme;
    PropertyMap properties;
    if (names_scheme_ && !document_.metadata.title.empty())
      properties.Set(property::title, document_.metadata.title);
    out_.SharedNode(scheme, {label::ConceptScheme}, std::move(properties));
    const PropertyMap stated{{property::version, keys_.version}};
    for (const Section& section : document_.sections) {
      if (!section.curie.empty()) PutConcept(section.curie, document_.TextOf(section.heading));
      out_.MaybeFlush();
    }
    for (uint32_t i = 1; i < document_.sections.size(); ++i) {
      const Section& section = document_.sections[i];
      if (section.curie.empty()) continue;
      out_.Edge(edge::DEFINES, SectionKey(i), section.curie,
                {{property::start, section.span.start},
                 {property::end, section.span.end},
                 {property::method, "import"}});
      out_.Edge(edge::IN_SCHEME, section.curie, scheme, stated);
      const auto parent = document_.framework->parents.find(section.curie);
      if (parent != document_.framework->parents.end() && !parent->second.empty()) {
        PutConcept(parent->second, "");
        out_.Edge(edge::BROADER, section.curie, parent->second, stated);
      }
      out_.MaybeFlush();
    }
  }

  void PutClassifications() {
    for (const Classification& c : document_.classifications) {
      const std::string concept_key = c.scheme + ":" + c.code;
      PutConcept(concept_key, c.label);
      PropertyMap properties{{property::method, "import"},
                             {property::confidence, 1.0},
                             {property::start, c.span.start},
                             {property::end, c.span.end}};
      if (!c.rank.empty()) properties.Set(property::rank, AsciiLower(c.rank));
      if (!c.reasoning.empty()) properties.Set(property::reasoning, c.reasoning);
      if (c.section == 0) {
        properties.Set(property::version, keys_.version);
        out_.SharedNode(keys_.document, {WorkLabel()}, {});
        out_.Edge(edge::CLASSIFIED_AS, keys_.document, concept_key, std::move(properties));
      } else {
        out_.Edge(edge::CLASSIFIED_AS, SectionKey(c.section), concept_key, std::move(properties));
      }
      out_.MaybeFlush();
    }
  }

  void PutMappings() {
    if (!document_.mapping_set) return;
    for (const MappingRow& row : document_.mapping_set->rows) {
      const std::string subject = SubjectKey(row), object = ObjectKey(row);
      if (subject.empty() || object.empty()) continue;  // reported as a repair by the reader
      PutConcept(subject, row.subject_id.empty() ? row.subject_label : "");
      PutConcept(object, row.object_id.empty() ? row.object_label : "");
      PropertyMap properties = EdgeProperties(row);
      properties.Set(property::set, IsMappingSet() ? keys_.document : document_.mapping_set->id);
      properties.Set(property::version, keys_.version);
      properties.Set(property::method, "import");
      properties.Set(property::start, row.span.start);
      properties.Set(property::end, row.span.end);
      out_.Edge(edge::MAPS_TO, subject, object, std::move(properties));
      out_.MaybeFlush();
    }
  }

  // ---- what the extractors found

  void PutFindings(const Findings& findings) {
    std::vector<std::string> measure_keys;
    measure_keys.reserve(findings.measures.size());
    for (const Measure& measure : findings.measures)
      measure_keys.push_back(PutMeasure(measure, measure_keys));
    const MeasureLookup lookup(findings.measures);
    // Where a finding hangs: on the measure that holds it, else on its section.
    const auto holder = [&](Span span, uint32_t section) {
      const int measure = lookup.Holding(span);
      return measure >= 0 ? measure_keys[static_cast<size_t>(measure)] : AnchorSection(section);
    };

    std::unordered_set<size_t> addressed;  // actor mentions that are a measure's addressee
    for (size_t m = 0; m < findings.measures.size(); ++m)
      PutAddressees(findings, m, measure_keys[m], &addressed);
    for (size_t a = 0; a < findings.actors.size(); ++a) {
      const ActorMention& mention = findings.actors[a];
      if (addressed.contains(a)) continue;
      PutActor(mention);
      out_.Edge(mention.benefits ? edge::BENEFITS : edge::MENTIONS, holder(mention.span, mention.section),
                mention.actor, Extracted(mention.span, mention.confidence));
    }
    for (const ForumMention& mention : findings.forums) {
      PutForum(mention.forum, mention.name);
      PropertyMap properties = Extracted(mention.span, mention.confidence);
      properties.Set(property::relation, ForumRelationName(mention.relation));
      if (!mention.trigger.empty()) {
        properties.Set(property::trigger_start, mention.trigger.start);
        properties.Set(property::trigger_end, mention.trigger.end);
      }
      if (!mention.gate.empty()) properties.Set(property::gate, mention.gate);
      out_.Edge(edge::INVOLVES_FORUM, holder(mention.span, mention.section), mention.forum,
                std::move(properties));
    }
    for (const IssuerStatement& issuer : findings.issuers) {
      PutStatedIssuer(issuer);
      states_issuer_ = true;
    }
    for (const StandardReference& reference : findings.standards) {
      PutStandard(reference);
      PropertyMap properties = Extracted(reference.span, reference.confidence);
      properties.Set(property::normative, reference.normative);
      properties.Set(property::dated, reference.standard.find('@') != std::string::npos);
      out_.Edge(edge::REFERENCES, holder(reference.span, reference.section), reference.standard,
                std::move(properties));
    }
    for (const DocumentReference& reference : findings.documents) {
      PropertyMap properties = Extracted(reference.span, reference.confidence);
      if (!reference.locator.empty()) properties.Set(property::locator, reference.locator);
      std::string target = DocumentKey(reference.document);
      if (reference.internal) {
        properties.Set(property::internal, true);
        target = reference.part == 0 ? keys_.document : SectionKey(reference.part);
        properties.Set(property::resolved, reference.part != 0);
      }
      // It may name itself by its number, as the head of an act does: that cites nothing.
      if (target.empty() || (target == keys_.document && reference.part == 0)) continue;
      PutCited(target, reference);
      out_.Edge(CitationKindName(reference.kind), holder(reference.span, reference.section), target,
                std::move(properties));
    }
    out_.MaybeFlush();
  }

  static PropertyMap Extracted(Span span, float confidence) {
    return {{property::start, span.start},
            {property::end, span.end},
            {property::method, "rule"},
            {property::confidence, Rounded(confidence)}};
  }

  // Finds the innermost measure of a list sorted by start that holds a span.
  class MeasureLookup {
   public:
    explicit MeasureLookup(const std::vector<Measure>& measures) : measures_(measures) {
      for (const Measure& measure : measures) longest_ = std::max(longest_, measure.span.size());
    }
    int Holding(Span span) const {
      auto at = std::upper_bound(measures_.begin(), measures_.end(), span.start,
                                 [](uint32_t start, const Measure& m) { return start < m.span.start; });
      int best = -1;
      for (int looked = 0; at != measures_.begin() && looked < kMaxOverlap; ++looked) {
        --at;
        if (at->span.Contains(span)) {
          const auto index = static_cast<int>(at - measures_.begin());
          if (best < 0 || at->span.size() < measures_[static_cast<size_t>(best)].span.size()) best = index;
        }
        if (span.start - at->span.start > longest_) break;
      }
      return best;
    }

   private:
    static constexpr int kMaxOverlap = 64;  // measures that start before a span and may still hold it
    const std::vector<Measure>& measures_;
    uint32_t longest_ = 0;
  };

  std::string PutMeasure(const Measure& measure, const std::vector<std::string>& earlier) {
    const std::string section = AnchorSection(measure.section);
    const uint32_t ordinal = ++measures_in_section_[measure.section];
    std::string key = fmt::format("{}#{}", section, ordinal);
    PropertyMap properties{
        {property::start, measure.span.start},
        {property::end, measure.span.end},
        {property::modality, ModalityName(measure.modality)},
        {property::strength, extractors_.facts().StrengthOf(ModalityName(measure.modality))},
        {property::polarity, PolarityName(measure.polarity)},
        {property::addressee_source, AddresseeSourceName(measure.addressee_source)},
        {property::method, "rule"},
        {property::confidence, Rounded(measure.confidence)}};
    const auto quote = [&](std::string_view name, Span span) {
      if (!span.empty()) properties.Set(name, document_.TextOf(span));
    };
    quote("action", measure.action);
    quote("condition", measure.condition);
    quote("trigger", measure.trigger);
    if (!measure.object.empty()) {
      properties.Set(property::object_start, measure.object.start);
      properties.Set(property::object_end, measure.object.end);
    }
    List addressees;
    for (const Span& span : measure.addressees) addressees.emplace_back(document_.TextOf(span));
    if (!addressees.empty()) properties.Set(property::addressee, std::move(addressees));
    out_.Node(key, {label::Measure}, Lifetime::kOwned, std::move(properties));
    out_.Edge(edge::STATES, section, key, {{property::ordinal, ordinal}});
    if (measure.lead >= 0 && static_cast<size_t>(measure.lead) < earlier.size()) {
      out_.Edge(edge::HAS_ITEM, earlier[static_cast<size_t>(measure.lead)], key,
                {{property::ordinal, ordinal}});
    }
    return key;
  }

  void PutAddressees(const Findings& findings, size_t m, const std::string& key,
                     std::unordered_set<size_t>* addressed) {
    const Measure& measure = findings.measures[m];
    for (const Span& words : measure.addressees) {
      PropertyMap properties = Extracted(words, measure.confidence);
      properties.Set(property::source, AddresseeSourceName(measure.addressee_source));
      const int actor = FirstOverlapping(findings.actors, words);
      const int forum = FirstOverlapping(findings.forums, words);
      if (actor >= 0) {
        const ActorMention& mention = findings.actors[static_cast<size_t>(actor)];
        PutActor(mention);
        properties.Set(property::start, mention.span.start);
        properties.Set(property::end, mention.span.end);
        if (measure.span.Contains(mention.span)) addressed->insert(static_cast<size_t>(actor));
        out_.Edge(edge::ADDRESSED_TO, key, mention.actor, std::move(properties));
      } else if (forum >= 0) {
        const ForumMention& mention = findings.forums[static_cast<size_t>(forum)];
        PutForum(mention.forum, mention.name);
        // The words stand on INVOLVES_FORUM of the same forum, so that one mention is not counted twice.
        properties.Remove(property::start);
        properties.Remove(property::end);
        out_.Edge(edge::ADDRESSED_TO, key, mention.forum, std::move(properties));
      }
    }
  }

  // Mentions are sorted by start and do not overlap each other.
  template <typename Mention>
  static int FirstOverlapping(const std::vector<Mention>& mentions, Span words) {
    const auto at = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& mention) {
      return mention.span.end <= words.start;
    });
    return at != mentions.end() && at->span.Overlaps(words) ? static_cast<int>(at - mentions.begin()) : -1;
  }

  void PutActor(const ActorMention& mention) {
    PropertyMap properties;
    const ActorFact* fact = extractors_.facts().FindActor(mention.actor);
    const ForumFact* forum = extractors_.facts().FindForum(mention.actor);
    if (fact == nullptr && forum == nullptr) {
      properties.Set(property::name, mention.name);
      if (!mention.role.empty()) properties.Set(property::role, mention.role);
    }
    std::vector<std::string> labels{label::Actor};
    if (forum != nullptr) labels.emplace_back(label::Forum);
    out_.SharedNode(mention.actor, std::move(labels), std::move(properties));
  }

  void PutForum(const std::string& key, const std::string& name) {
    PropertyMap properties;
    const ForumFact* fact = extractors_.facts().FindForum(key);
    properties.Set(property::name, fact != nullptr ? fact->name : name);
    out_.SharedNode(key, {label::Actor, label::Forum}, std::move(properties));
  }

  // What the text says of its issuer; a title that stands outside the text is where it is from.
  void PutStatedIssuer(const IssuerStatement& issuer) {
    PutForum(issuer.forum, issuer.name);
    PropertyMap properties{
        {property::version, keys_.version}, {property::role, "issuer"},
        {property::name, issuer.name},      {property::form, issuer.form},
        {property::method, "rule"},         {property::confidence, Rounded(issuer.confidence)}};
    if (issuer.span.empty()) {
      properties.Set(property::source, OriginOf("title"));
    } else {
      properties.Set(property::start, issuer.span.start);
      properties.Set(property::end, issuer.span.end);
    }
    out_.SharedNode(keys_.document, {WorkLabel()}, {});
    out_.Edge(edge::ISSUED_BY, keys_.document, issuer.forum, std::move(properties));
  }

  // Where a field of the metadata comes from: a row of the manifest, else the file.
  std::string OriginOf(const std::string& field) const {
    const auto origin = document_.metadata.origins.find(field);
    return origin == document_.metadata.origins.end() ? document_.path : origin->second;
  }

  void PutStandard(const StandardReference& reference) {
    const size_t at = reference.standard.find('@');
    PropertyMap properties;
    if (at != std::string::npos) {
      // The dated edition carries the designator as written; its work is there too.
      const std::string work = reference.standard.substr(0, at);
      properties = {{property::designator, reference.designator},
                    {property::edition, reference.standard.substr(at + 1)}};
      out_.SharedNode(work, {label::Standard}, {});
      if (out_.SharedNode(reference.standard, {label::Standard}, std::move(properties))) {
        out_.Edge(edge::EDITION_OF, reference.standard, work, {{property::version, keys_.version}});
      }
    } else {
      properties.Set(property::designator, reference.designator);
      if (!reference.deliverable.empty()) properties.Set(property::deliverable, reference.deliverable);
      out_.SharedNode(reference.standard, {label::Standard}, std::move(properties));
    }
  }

  void PutCited(const std::string& target, const DocumentReference& reference) {
    if (target == keys_.document) out_.SharedNode(target, {WorkLabel()}, {});
    if (reference.internal || target == keys_.document) return;  // else a section of this document
    PropertyMap properties;
    const DocumentFact* fact = extractors_.facts().FindDocument(target);
    if (fact == nullptr && !reference.name.empty()) properties.Set(property::designator, reference.name);
    out_.SharedNode(target, {label::Document}, std::move(properties));
  }

  // Unknown actors and unknown documents both have keys made of their names; a body and an act of the
  // same name are two things.
  static std::string DocumentKey(const std::string& key) {
    constexpr std::string_view kNew = "new:";
    return key.starts_with(kNew) ? "new:document-" + key.substr(kNew.size()) : key;
  }

  // ---- the end: text, work, run

  void PutText() {
    out_.Flush();
    out_.Blob(keys_.version, "offsets", document_.offsets.Encode());
    if (!document_.pages.empty()) out_.Blob(keys_.version, "pages", document_.pages.Encode());
    out_.Blob(keys_.version, "text", std::move(document_.text));
    out_.Flush();
  }

  // A crosswalk and nothing else; a taxonomy may bring mappings along.
  bool IsMappingSet() const { return document_.mapping_set && !document_.framework; }
  std::string WorkLabel() const { return IsMappingSet() ? label::MappingSet : label::Document; }

  void PutWork() {
    const Metadata& metadata = document_.metadata;
    PropertyMap properties = metadata.other;
    const auto set = [&properties](std::string_view name, const std::string& value) {
      if (!value.empty()) properties.Set(name, value);
    };
    set("title", metadata.title);
    set("type", metadata.type);
    set("abstract", metadata.abstract);
    if (metadata.date) properties.Set(property::issued, *metadata.date);
    PropertyMap identifiers;
    for (const auto& [scheme, value] : metadata.identifiers) identifiers.Set(scheme, value);
    if (!identifiers.empty()) properties.Set(property::identifiers, std::move(identifiers));
    if (document_.mapping_set) {
      PropertyMap of_set = document_.mapping_set->metadata;
      if (!document_.mapping_set->subject_source.empty())
        of_set.Set("subject_source", document_.mapping_set->subject_source);
      if (!document_.mapping_set->object_source.empty())
        of_set.Set("object_source", document_.mapping_set->object_source);
      if (IsMappingSet()) {
        for (const auto& [name, value] : of_set) properties.Set(name, value);
      } else {
        of_set.Set("version", keys_.version);
        out_.Node(document_.mapping_set->id, {label::MappingSet}, Lifetime::kShared, std::move(of_set));
        out_.Edge(edge::GENERATED_BY, document_.mapping_set->id, run_.Key(), {});
      }
    }
    out_.Node(keys_.document, {WorkLabel()}, Lifetime::kShared, std::move(properties));
    out_.Edge(edge::HAS_VERSION, keys_.document, keys_.version, {});
    PutIssuers();
    out_.Node(run_.Key(), {label::Run}, Lifetime::kShared,
              {{property::tool, "concord"},
               {property::tool_version, run_.tool_version},
               {property::configuration, run_.configuration}});
    out_.Edge(edge::GENERATED_BY, keys_.version, run_.Key(), {});
  }

  void PutIssuers() {
    const std::string& issuer = document_.metadata.issuer;
    if (issuer.empty()) return;
    for (const std::string_view name : IssuerNames(issuer, extractors_.facts())) PutIssuer(name);
  }

  void PutIssuer(std::string_view issuer) {
    const Facts& facts = extractors_.facts();
    std::string key(facts.ResolveAgent(issuer));
    std::vector<std::string> labels{label::Actor};
    PropertyMap properties;
    if (key.empty()) {
      const std::string slug = DistinctSlug(issuer);
      key = "new:" + slug;
      properties.Set(property::name, issuer);
    } else if (facts.FindForum(key) != nullptr) {
      labels.emplace_back(label::Forum);
    }
    out_.SharedNode(key, std::move(labels), std::move(properties));
    PropertyMap evidence{
        {property::version, keys_.version}, {property::role, "issuer"}, {property::name, issuer}};
    if (issuer_form_.empty()) {
      evidence.Set("source", OriginOf("issuer"));
    } else {
      evidence.Set("form", issuer_form_);
      evidence.Set("start", issuer_span_.start);
      evidence.Set("end", issuer_span_.end);
      evidence.Set("method", "rule");
    }
    out_.Edge(edge::ISSUED_BY, keys_.document, key, std::move(evidence));
  }

  Document document_;
  const DocumentKeys& keys_;
  const ExtractorSet& extractors_;
  const RunInfo& run_;
  ResolvedBatches out_;
  size_t text_size_ = 0;
  bool has_body_ = false;
  bool states_issuer_ = false;  // an extractor found who issued the document
  Span issuer_span_;            // else: where the text names a legislature or has a letterhead
  std::string_view issuer_form_;
  bool names_scheme_ =
      false;  // the file calls its scheme by its key: what it is titled is the scheme's title
  std::vector<uint32_t> measures_in_section_;  // beside sections: how many so far
};

}  // namespace

std::string RunInfo::Key() const {
  return "run:" + Sha256Hex(tool_version + "\n" + configuration).substr(0, 16);
}

Result<void> ResolveDocument(Document document, const DocumentKeys& keys, const ExtractorSet& extractors,
                             const RunInfo& run, const std::string& fingerprint, const BatchSink& sink) {
  return Resolver(std::move(document), keys, extractors, run, fingerprint, sink).Run();
}

}  // namespace concord
