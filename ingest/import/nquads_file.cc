#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <istream>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/line_reader.h"
#include "base/text.h"
#include "base/try.h"
#include "base/unicode.h"
#include "ingest/import/graph_files.h"
#include "mapping/rdf_vocabulary.h"

namespace concord {
namespace {

constexpr size_t kMaxTriples = 20'000'000;

struct Term {
  enum class Kind : uint8_t { kIri, kBlank, kLiteral } kind = Kind::kIri;
  std::string text;      // an IRI in full, "_:b1", or the value of a literal
  std::string datatype;  // IRI in full; empty: a string
  std::string language;

  bool operator==(const Term&) const = default;
};

// One line of N-Quads (w3.org/TR/n-quads), which N-Triples is a part of.
class LineParser {
 public:
  explicit LineParser(std::string_view line) : line_(line) {}

  // Nothing for a line without a statement.
  Result<std::optional<std::array<Term, 4>>> Parse() {
    std::array<Term, 4> terms;
    Skip();
    if (AtEnd()) return std::nullopt;
    for (size_t i = 0; i < 3; ++i) {
      CONCORD_ASSIGN(terms[i], NextTerm(i == 2));
      Skip();
    }
    if (!AtEnd() && line_[at_] != '.') {
      CONCORD_ASSIGN(terms[3], NextTerm(false));
      Skip();
    }
    if (AtEnd() || line_[at_] != '.') return Expected("a full stop at the end of the statement");
    ++at_;
    Skip();
    if (!AtEnd()) return Expected("nothing after the full stop");
    if (terms[1].kind != Term::Kind::kIri) return Expected("an IRI as the predicate");
    return terms;
  }

 private:
  bool AtEnd() const { return at_ >= line_.size() || line_[at_] == '#'; }
  void Skip() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r')) ++at_;
  }
  tl::unexpected<Error> Expected(std::string_view what) const {
    return Fail(ErrorCode::kInvalid, fmt::format("expected {} (byte {})", what, at_ + 1));
  }

  Result<Term> NextTerm(bool may_be_literal) {
    if (AtEnd()) return Expected("a term");
    Term term;
    if (line_[at_] == '<') {
      CONCORD_ASSIGN(term.text, Quoted('>'));
      return term;
    }
    if (line_.substr(at_, 2) == "_:") {
      const size_t end = std::min(line_.find_first_of(" \t\r<\"", at_), line_.size());
      term.kind = Term::Kind::kBlank;
      term.text = line_.substr(at_, end - at_);
      at_ = end;
      while (term.text.ends_with('.')) term.text.pop_back(), --at_;
      return term;
    }
    if (line_[at_] != '"' || !may_be_literal)
      return Expected(may_be_literal ? "a term" : "an IRI or a blank node");
    term.kind = Term::Kind::kLiteral;
    CONCORD_ASSIGN(term.text, Quoted('"'));
    if (line_.substr(at_, 2) == "^^") {
      at_ += 2;
      if (AtEnd() || line_[at_] != '<') return Expected("the IRI of a datatype");
      CONCORD_ASSIGN(term.datatype, Quoted('>'));
    } else if (at_ < line_.size() && line_[at_] == '@') {
      const size_t end = std::min(line_.find_first_of(" \t\r.", at_), line_.size());
      term.language = AsciiLower(line_.substr(at_ + 1, end - at_ - 1));
      at_ = end;
    }
    return term;
  }

  // From the mark before to the one after, with its escapes resolved.
  Result<std::string> Quoted(char close) {
    std::string text;
    for (++at_; at_ < line_.size() && line_[at_] != close; ++at_) {
      if (line_[at_] != '\\') {
        text += line_[at_];
        continue;
      }
      constexpr std::string_view kLetters = "tbnrf\"'\\", kMeant = "\t\b\n\r\f\"'\\";
      const char letter = ++at_ < line_.size() ? line_[at_] : '\0';
      if (const size_t known = kLetters.find(letter); letter != '\0' && known != std::string_view::npos) {
        text += kMeant[known];
        continue;
      }
      const size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
      uint32_t code = 0;
      for (size_t i = 1; i <= digits; ++i) {
        const char c = at_ + i < line_.size() ? line_[at_ + i] : '\0';
        const bool is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!is_letter && (c < '0' || c > '9')) return Expected("a hexadecimal digit");
        code = code * 16 + static_cast<uint32_t>(is_letter ? (c | 0x20) - 'a' + 10 : c - '0');
      }
      if (digits == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return Expected("an escape");
      AppendUtf8(code, &text);
      at_ += digits;
    }
    if (at_ >= line_.size()) return Expected(fmt::format("'{}' at the end", close));
    ++at_;
    return text;
  }

  std::string_view line_;
  size_t at_ = 0;
};

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

class RdfGraph {
 public:
  explicit RdfGraph(GraphRecords* records) : records_(*records) {}

  void Add(std::array<Term, 4> terms, uint64_t line) {
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

}  // namespace

Result<void> ReadNQuads(std::istream& in, const std::string& source, GraphRecords* records) {
  constexpr uint64_t kMaxLineBytes = uint64_t{1} << 30;
  LineReader lines(in, kMaxLineBytes);
  RdfGraph graph(records);
  size_t triples = 0;
  const auto at_line = [&](Error error) {
    if (error.code == ErrorCode::kInvalid || error.code == ErrorCode::kLimit) {
      error.source = source;
      error.line = lines.number();
      error.column = 1;
      error.offset = lines.offset();
    }
    return tl::unexpected(std::move(error));
  };
  while (lines.Next()) {
    if (lines.too_long())
      return at_line(
          {ErrorCode::kLimit, fmt::format("a line is longer than {} bytes", kMaxLineBytes), {}, 0, 0, 0});
    if (FindInvalidUtf8(lines.line()) != std::string_view::npos)
      return at_line({ErrorCode::kInvalid, "expected UTF-8, found a byte that is none", {}, 0, 0, 0});
    auto terms = LineParser(lines.line()).Parse();
    if (!terms) return at_line(std::move(terms).error());
    if (!*terms) continue;
    if (++triples > kMaxTriples)
      return at_line({ErrorCode::kLimit, fmt::format("more than {} statements", kMaxTriples), {}, 0, 0, 0});
    graph.Add(**std::move(terms), lines.number());
  }
  Result<void> done = graph.Finish();
  return done ? done : at_line(std::move(done).error());
}

}  // namespace concord
