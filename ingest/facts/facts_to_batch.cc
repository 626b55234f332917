#include "ingest/facts/facts_to_batch.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

#include "base/date.h"
#include "base/sha256.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

constexpr std::string_view kUnit = "datasets";

Value ListOf(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list.empty() ? Value() : Value(std::move(list));
}

Value TextOrNull(std::string_view text) { return text.empty() ? Value() : Value(text); }

Value DateOrNull(std::string_view text) {
  const std::optional<Date> date = Date::Parse(text);
  return date ? Value(*date) : Value();
}

class Writer {
 public:
  explicit Writer(const Facts& facts) : facts_(facts) {
    batch_.unit = kUnit;
    batch_.fingerprint = facts.fingerprint();
  }

  GraphBatch Write(const DatasetFiles& files) {
    Node(std::string(kUnit), {label::Dataset},
         {{property::name, "datasets"}, {property::sha256, facts_.fingerprint()}});
    for (const auto& [name, bytes] : files) {
      const std::string key = fmt::format("{}/{}", kUnit, name);
      Node(key, {label::Dataset},
           {{property::name, name},
            {property::sha256, Sha256Hex(bytes)},
            {property::size, static_cast<int64_t>(bytes.size())}});
      Edge(edge::SOURCED_FROM, std::string(kUnit), key);
      batch_.blobs.push_back({key, "bytes", bytes});
    }
    WriteAgents();
    WriteMembers();
    WriteStandards();
    WriteDocuments();
    WriteSchemes();
    return std::move(batch_);
  }

 private:
  // Null properties say nothing and are left out.
  void Node(std::string key, std::vector<std::string> labels, PropertyMap properties) {
    batch_.nodes.push_back({std::move(key), std::move(labels), std::move(properties), Lifetime::kPermanent});
  }
  void Edge(std::string type, std::string from, std::string to, PropertyMap properties = {}) {
    batch_.edges.push_back({std::move(type), std::move(from), std::move(to), std::move(properties)});
  }

  void WriteAgents() {
    for (const ForumFact& fact : facts_.forums()) {
      Node(fact.id, {label::Actor, label::Forum},
           {{property::name, fact.name},
            {property::acronym, TextOrNull(fact.acronym)},
            {property::aliases, ListOf(fact.aliases)},
            {property::kind, TextOrNull(fact.kind)},
            {property::founded, DateOrNull(fact.founded)},
            {property::ended, DateOrNull(fact.ended)}});
      for (const std::string& parent : fact.parents) Edge(edge::PART_OF, fact.id, parent);
    }
    for (const ActorFact& fact : facts_.actors()) {
      Node(fact.id, {label::Actor},
           {{property::name, fact.name},
            {property::acronym, TextOrNull(fact.acronym)},
            {property::aliases, ListOf(fact.aliases)},
            {property::kind, TextOrNull(fact.kind)},
            {property::role, TextOrNull(fact.role)}});
      if (!fact.parent.empty()) Edge(edge::PART_OF, fact.id, fact.parent);
    }
  }

  void WriteMembers() {
    std::multimap<std::string_view, const MemberFact*> lists;
    for (const MemberFact& fact : facts_.members()) lists.emplace(fact.list, &fact);
    for (const ForumFact& forum : facts_.forums()) {
      if (forum.members.empty()) continue;
      for (auto [at, end] = lists.equal_range(forum.members); at != end; ++at) {
        const MemberFact& fact = *at->second;
        Edge(edge::MEMBER_OF, fact.member, forum.id,
             {{property::valid_from, DateOrNull(fact.valid_from)},
              {property::valid_to, DateOrNull(fact.valid_to)}});
      }
    }
  }

  // A standard is a work; a dated designator is an edition of it. The title is the work's, the status the
  // edition's.
  void WriteStandards() {
    for (const StandardFact& fact : facts_.standards()) {
      const size_t at = fact.key.find('@');
      const std::string work = fact.key.substr(0, at);
      std::string designator = fact.designator;
      if (at != std::string::npos) {
        // "ISO/IEC 42001:2023" -> "ISO/IEC 42001"
        const std::string edition = fact.key.substr(at + 1);
        Node(fact.key, {label::Standard},
             {{property::designator, designator},
              {property::title, fact.title},
              {property::edition, edition},
              {property::status, TextOrNull(fact.status)}});
        Edge(edge::EDITION_OF, fact.key, work);
        const std::string digits = edition.substr(edition.find_first_of("0123456789"));
        if (const size_t cut = designator.rfind(digits); cut != std::string::npos) {
          designator.resize(cut);
          while (!designator.empty() &&
                 std::string_view(" :-.").find(designator.back()) != std::string_view::npos)
            designator.pop_back();
          if (designator.ends_with(" Rev")) designator.resize(designator.size() - 4);
        }
      }
      // Editions of one work would repeat it; the first row names it.
      if (works_.insert(work).second) {
        Node(work, {label::Standard}, {{property::designator, designator}, {property::title, fact.title}});
        if (!fact.owner.empty()) Edge(edge::PUBLISHED_BY, work, fact.owner);
      }
      if (at != std::string::npos && !fact.owner.empty()) Edge(edge::PUBLISHED_BY, fact.key, fact.owner);
    }
  }

  void WriteDocuments() {
    for (const DocumentFact& fact : facts_.documents()) {
      PropertyMap identifiers;
      for (const auto& [scheme, value] : fact.identifiers) identifiers.Set(scheme, value);
      Node(fact.id, {label::Document},
           {{property::title, fact.title},
            {property::aliases, ListOf(fact.aliases)},
            {property::issued, DateOrNull(fact.date)},
            {property::type, TextOrNull(fact.type)},
            {property::bindingness, fact.bindingness},
            {property::identifiers, identifiers.empty() ? Value() : Value(std::move(identifiers))}});
      for (const std::string& issuer : fact.issuers)
        Edge(edge::ISSUED_BY, fact.id, issuer, {{property::source, "documents.tsv"}});
      for (const DocumentRelation& relation : fact.relations) {
        Edge(relation.type, fact.id, relation.target,
             {{property::source, "documents.tsv"}, {property::resolved, true}});
      }
    }
  }

  void WriteSchemes() {
    for (const SchemeFact& fact : facts_.schemes()) {
      Node(fact.scheme, {label::ConceptScheme},
           {{property::title, fact.title},
            {property::version, TextOrNull(fact.version)},
            {property::source, TextOrNull(fact.source)}});
    }
    for (const ConceptFact& fact : facts_.concepts()) {
      const std::string key = fact.scheme + ":" + fact.code;
      Node(key, {label::Concept},
           {{property::scheme, fact.scheme},
            {property::code, fact.code},
            {property::label, fact.name.empty() ? fact.code : fact.name},
            {property::definition, TextOrNull(fact.definition)}});
      Edge(edge::IN_SCHEME, key, fact.scheme);
      if (!fact.parent.empty()) Edge(edge::BROADER, key, fact.scheme + ":" + fact.parent);
    }
  }

  const Facts& facts_;
  GraphBatch batch_;
  std::set<std::string> works_;
};

}  // namespace

GraphBatch FactsToBatch(const Facts& facts, const DatasetFiles& files) { return Writer(facts).Write(files); }

}  // namespace concord
