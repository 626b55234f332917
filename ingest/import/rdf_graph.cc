#include "ingest/import/rdf_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "mapping/rdf_vocabulary.h"

namespace concord {
namespace {

using Term = StatementTerm;

std::string Iri(std::string_view prefixed) {
  const size_t colon = prefixed.find(':');
  for (const RdfPrefix& prefix : kRdfPrefixes) {
    if (prefix.name == prefixed.substr(0, colon))
      return std::string(prefix.iri) + std::string(prefixed.substr(colon + 1));
  }
  return std::string(prefixed);
}

const std::string kRdf = Iri("rdf:"), kOa = Iri("oa:"), kOwn = Iri("concord:"), kId = Iri("id:"),
                  kXsd = Iri("xsd:"), kSkos = Iri("skos:");

// "https://w3id.org/concord/id/a%20b" is the key "a b"; any other IRI is a key itself.
std::string KeyOf(const Term& term) {
  if (!term.text.starts_with(kId)) return term.text;
  std::string key;
  const std::string_view local = std::string_view(term.text).substr(kId.size());
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  for (size_t at = 0; at < local.size(); ++at) {
    if (local[at] == '%' && at + 2 < local.size()) {
      key += static_cast<char>(digit(local[at + 1]) * 16 + digit(local[at + 2]));
      at += 2;
    } else {
      key += local[at];
    }
  }
  return key;
}

std::string_view LocalName(std::string_view iri) {
  const size_t end = iri.find_last_of("#/");
  return end == std::string_view::npos || end + 1 == iri.size() ? iri : iri.substr(end + 1);
}

// "hasItem" -> "HAS_ITEM": how our own terms come from the types of edges.
std::string ShoutingName(std::string_view term) {
  std::string type;
  for (const char c : term) {
    if (c >= 'A' && c <= 'Z') type += '_';
    type += c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
  }
  return type;
}

// Whether the labels can be at that end of an edge: "Measure|Section".
bool Fits(std::string_view allowed, const std::vector<std::string>& labels) {
  const auto words = Split(allowed, '|');
  return std::ranges::any_of(labels, [&](const std::string& label) {
    return std::ranges::find(words, std::string_view(label)) != words.end();
  });
}
struct SchemaEdge {
  std::string_view type, from, to;
};
constexpr SchemaEdge kSchemaEdges[] = {
#define EDGE(type, from, to) {#type, from, to},
#include "graph/schema.def"
};

}  // namespace

class StatementGraph::Builder {
 public:
  explicit Builder(GraphRecords* records) : records_(*records) {}

  void Add(RdfStatementTerms terms, uint64_t line) {
    Subject& subject = SubjectOf(terms[0], line);
    ours_ = ours_ || terms[1].text.starts_with(kOwn);
    if (!terms[3].text.empty() && !terms[3].text.starts_with(kId)) ++graphs_;
    subject.says.emplace_back(Intern(terms[1].text), std::move(terms[2]));
  }

  // Nodes first, then edges.
  Result<void> Finish() {
    if (graphs_ > 0) records_.LeaveOut("names of graphs");
    ReadTypes();
    for (size_t i = 0; i < subjects_.size(); ++i) {
      if (!subjects_[i].is_part) CONCORD_TRY(TakeNode(i));
    }
    for (size_t i = 0; i < subjects_.size(); ++i) {
      if (subjects_[i].is_statement) CONCORD_TRY(TakeStatement(subjects_[i]));
    }
    for (size_t i = 0; i < subjects_.size(); ++i) {
      if (!subjects_[i].is_part) CONCORD_TRY(TakeEdges(subjects_[i]));
    }
    return {};
  }

 private:
  struct Subject {
    Term term;
    uint64_t line = 0;
    std::vector<std::pair<const std::string*, Term>> says = {};  // predicates and objects
    std::vector<std::string> labels = {};
    bool is_statement = false;
    bool is_part = false;  // of a list, a statement or a place in a text: no node
  };

  Subject& SubjectOf(const Term& term, uint64_t line) {
    const auto [at, fresh] = index_.try_emplace(term.text, subjects_.size());
    if (fresh) subjects_.push_back({term, line});
    return subjects_[at->second];
  }
  const Subject* Find(const std::string& term) const {
    const auto at = index_.find(term);
    return at == index_.end() ? nullptr : &subjects_[at->second];
  }
  const std::string* Intern(const std::string& iri) { return &*iris_.insert(iri).first; }

  const Term* Only(const Subject& subject, const std::string& predicate) const {
    for (const auto& [said, object] : subject.says) {
      if (*said == predicate) return &object;
    }
    return nullptr;
  }

  void ReadTypes() {
    const std::string type = kRdf + "type";
    for (Subject& subject : subjects_) {
      std::vector<std::string> own, known;
      for (const auto& [predicate, object] : subject.says) {
        if (*predicate == kRdf + "first") subject.is_part = true;
        if (*predicate != type) continue;
        if (object.text == kRdf + "Statement") subject.is_statement = subject.is_part = true;
        if (ours_ && object.text.starts_with(kOa) && subject.term.kind == Term::Kind::kBlank)
          subject.is_part = true;
        if (object.text.starts_with(kOwn)) {
          own.push_back(object.text.substr(kOwn.size()));
          continue;
        }
        const auto word = std::ranges::find_if(
            kRdfTypes, [&](const RdfWord& candidate) { return Iri(candidate.known) == object.text; });
        known.emplace_back(word == std::end(kRdfTypes) ? LocalName(object.text) : word->ours);
      }
      subject.labels = own.empty() ? std::move(known) : std::move(own);
    }
  }

  // ---- values

  Value ValueOf(const Term& term) {
    if (term.kind != Term::Kind::kLiteral) return term.kind == Term::Kind::kIri ? KeyOf(term) : term.text;
    std::string_view type = term.datatype;
    if (type.empty() || type == kXsd + "string") return term.text;
    if (type == kRdf + "JSON") {
      Result<Value> value = ParseJsonValue(term.text);
      return value ? *std::move(value) : Value(term.text);
    }
    std::string_view word;
    if (type.starts_with(kXsd)) type.remove_prefix(kXsd.size());
    if (type == "boolean") word = "bool";
    if (type == "integer" || type == "int" || type == "long" || type == "short") word = "int";
    if (type == "double" || type == "float" || type == "decimal") word = "double";
    if (type == "date" || type == "gYear" || type == "gYearMonth") word = "date";
    if (!word.empty()) {
      if (Result<Value> value = ParseTypedText(word, term.text)) return *std::move(value);
    }
    records_.LeaveOut(fmt::format("datatype {}", type));
    return term.text;
  }

  bool IsList(const Term& term) const {
    if (term.text == kRdf + "nil") return true;
    const Subject* cell = term.kind == Term::Kind::kBlank ? Find(term.text) : nullptr;
    return cell != nullptr && Only(*cell, kRdf + "first") != nullptr;
  }

  Result<Value> ListOf(const Term& head) {
    List list;
    const Term* at = &head;
    while (at->text != kRdf + "nil") {
      const Subject* cell = Find(at->text);
      const Term* first = cell == nullptr ? nullptr : Only(*cell, kRdf + "first");
      const Term* rest = cell == nullptr ? nullptr : Only(*cell, kRdf + "rest");
      if (first == nullptr || rest == nullptr || list.size() > subjects_.size())
        return Fail(ErrorCode::kInvalid, fmt::format("expected a list with an end at {}", head.text));
      list.push_back(ValueOf(*first));
      at = rest;
    }
    return Value(std::move(list));
  }

  // The name of a property: ours, or the word's own.
  std::string NameOf(const std::string& predicate, const std::vector<std::string>& labels) const {
    if (predicate.starts_with(kOwn)) return predicate.substr(kOwn.size());
    std::vector<std::string_view> ours;
    for (const RdfWord& word : kRdfProperties) {
      if (Iri(word.known) == predicate) ours.push_back(word.ours);
    }
    if (ours.empty()) return std::string(LocalName(predicate));
    // An actor has a name, a concept a label.
    const bool is_actor = std::ranges::find(labels, label::Actor) != labels.end();
    return std::string(is_actor ? ours.back() : ours.front());
  }

  Result<PropertyMap> PropertiesOf(const Subject& subject) {
    std::map<std::string, List> values;
    for (const auto& [predicate, object] : subject.says) {
      if (subject.is_statement && (predicate->starts_with(kRdf) || *predicate == kOwn + "type")) continue;
      std::string name = NameOf(*predicate, subject.labels);
      if (IsList(object)) {
        CONCORD_ASSIGN(Value list, ListOf(object));
        values[name].push_back(std::move(list));
      } else if (object.kind == Term::Kind::kLiteral) {
        if (!object.language.empty()) name += "@" + object.language;
        values[name].push_back(ValueOf(object));
      }
    }
    PropertyMap properties;
    for (auto& [name, list] : values)
      properties.Set(name, list.size() == 1 ? std::move(list.front()) : Value(std::move(list)));
    return properties;
  }

  // ---- nodes and edges

  Result<void> TakeNode(size_t i) {
    const Subject& subject = subjects_[i];
    GraphNode node{KeyOf(subject.term), subject.labels, {}};
    CONCORD_ASSIGN(node.properties, PropertiesOf(subject));
    taken_.insert(subject.term.text);
    return records_.Take(std::move(node), subject.line);
  }

  // An IRI that is only spoken of is a node without properties.
  Result<void> TakeEnd(const Term& term, uint64_t line) {
    if (!taken_.insert(term.text).second) return {};
    return records_.Take(GraphNode{KeyOf(term)}, line);
  }

  std::string TypeOf(const std::string& predicate, const Term& from, const Term& to) const {
    static const std::vector<std::string> kNone;
    const Subject *start = Find(from.text), *end = Find(to.text);
    std::vector<std::string_view> ours;
    for (const RdfWord& word : kRdfEdges) {
      if (Iri(word.known) == predicate) ours.push_back(word.ours);
    }
    for (const SchemaEdge& known : kSchemaEdges) {
      if (std::ranges::find(ours, known.type) == ours.end()) continue;
      if (ours.size() == 1 || (Fits(known.from, start == nullptr ? kNone : start->labels) &&
                               Fits(known.to, end == nullptr ? kNone : end->labels))) {
        return std::string(known.type);
      }
    }
    if (!ours.empty()) return std::string(ours.front());
    if (predicate.starts_with(kSkos) && predicate.ends_with("Match")) return edge::MAPS_TO;
    if (predicate.starts_with(kOwn)) return ShoutingName(predicate.substr(kOwn.size()));
    return std::string(LocalName(predicate));
  }

  Result<void> TakeStatement(const Subject& statement) {
    const Term* from = Only(statement, kRdf + "subject");
    const Term* predicate = Only(statement, kRdf + "predicate");
    const Term* to = Only(statement, kRdf + "object");
    if (from == nullptr || predicate == nullptr || to == nullptr || to->kind == Term::Kind::kLiteral)
      return Fail(
          ErrorCode::kInvalid,
          fmt::format("expected subject, predicate and object of the statement {}", statement.term.text));
    stated_.insert({from->text, predicate->text, to->text});
    const Term* type = Only(statement, kOwn + "type");
    GraphEdge edge{
        type != nullptr ? type->text : TypeOf(predicate->text, *from, *to), KeyOf(*from), KeyOf(*to), {}};
    CONCORD_ASSIGN(edge.properties, PropertiesOf(statement));
    CONCORD_TRY(TakeEnd(*from, statement.line));
    CONCORD_TRY(TakeEnd(*to, statement.line));
    return records_.Take(std::move(edge), statement.line);
  }

  Result<void> TakeEdges(const Subject& subject) {
    for (const auto& [predicate, object] : subject.says) {
      if (object.kind == Term::Kind::kLiteral || *predicate == kRdf + "type" || IsList(object)) continue;
      const Subject* end = Find(object.text);
      if (end != nullptr && end->is_part) continue;  // the place of a measure in its text
      if (stated_.contains({subject.term.text, *predicate, object.text})) continue;
      GraphEdge edge{TypeOf(*predicate, subject.term, object), KeyOf(subject.term), KeyOf(object), {}};
      if (edge.type == edge::MAPS_TO && predicate->starts_with(kSkos))
        edge.properties.Set(property::predicate, "skos:" + predicate->substr(kSkos.size()));
      CONCORD_TRY(TakeEnd(object, subject.line));
      CONCORD_TRY(records_.Take(std::move(edge), subject.line));
    }
    return {};
  }

  GraphRecords& records_;
  std::vector<Subject> subjects_;  // in the order of the file
  std::unordered_map<std::string, size_t> index_;
  std::set<std::string> iris_;  // of predicates
  std::set<std::array<std::string, 3>> stated_;
  std::set<std::string> taken_;
  size_t graphs_ = 0;
  bool ours_ = false;
};

StatementGraph::StatementGraph(GraphRecords* records) : builder_(std::make_unique<Builder>(records)) {}

StatementGraph::~StatementGraph() = default;

void StatementGraph::Add(RdfStatementTerms terms, uint64_t line) { builder_->Add(std::move(terms), line); }

Result<void> StatementGraph::Finish() { return builder_->Finish(); }

}  // namespace concord
