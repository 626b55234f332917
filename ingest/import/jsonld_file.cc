// JSON-LD 1.1 (w3.org/TR/json-ld11) as statements of RDF. Contexts must be in the file.
#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/json_events.h"
#include "ingest/import/jsonld_context.h"
#include "ingest/import/rdf_graph.h"

namespace concord {
namespace {

using Container = JsonLdContext::Container;
using Kind = StatementTerm::Kind;

constexpr std::string_view kRdfIri = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                           kXsdIri = "http://www.w3.org/2001/XMLSchema#";

StatementTerm RdfWordTerm(std::string_view name) {
  return {Kind::kIri, std::string(kRdfIri) + std::string(name)};
}

StatementTerm IriTerm(std::string iri) {
  const Kind kind = iri.starts_with("_:") ? Kind::kBlank : Kind::kIri;
  return {kind, std::move(iri)};
}

// Values nest at most kMaxValueDepth deep, here and below.
void WriteJson(const Value& value, rapidjson::Writer<rapidjson::StringBuffer>* out) {
  switch (value.type()) {
    case Value::Type::kNull:
    case Value::Type::kDate:
      out->Null();
      break;
    case Value::Type::kBool:
      out->Bool(value.as_bool());
      break;
    case Value::Type::kInt:
      out->Int64(value.as_int());
      break;
    case Value::Type::kDouble:
      out->Double(value.as_double());
      break;
    case Value::Type::kString:
      out->String(value.as_string());
      break;
    case Value::Type::kList:
      out->StartArray();
      for (const Value& element : value.as_list()) WriteJson(element, out);
      out->EndArray();
      break;
    case Value::Type::kMap:
      out->StartObject();
      for (const auto& [name, element] : value.as_map()) {
        out->Key(name.c_str(), static_cast<rapidjson::SizeType>(name.size()));
        WriteJson(element, out);
      }
      out->EndObject();
  }
}

std::string JsonOf(const Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  WriteJson(value, &writer);
  return buffer.GetString();
}

// A list for every value, since JSON-LD takes one value and a list of one for the same.
std::vector<const Value*> Each(const Value& value) {
  std::vector<const Value*> each;
  if (value.type() != Value::Type::kList) return {&value};
  for (const Value& element : value.as_list()) {
    for (const Value* inner : Each(element)) each.push_back(inner);
  }
  return each;
}

class JsonLdReader {
 public:
  explicit JsonLdReader(GraphRecords* records) : records_(*records), graph_(records) {}

  Result<void> SetContext(const Value& context) { return context_.Add(context); }
  void set_line(uint64_t line) { line_ = line; }
  std::string_view Keyword(std::string_view name) const { return context_.Keyword(name); }

  Result<void> TakeTop(const Value& value) {
    for (const Value* each : Each(value)) {
      if (each->type() != Value::Type::kMap)
        return Fail(ErrorCode::kInvalid, "expected objects that are nodes");
      CONCORD_TRY(TakeNode(each->as_map(), context_, true));
    }
    return {};
  }
  Result<void> Finish() { return graph_.Finish(); }

 private:
  void Say(const StatementTerm& subject, StatementTerm predicate, StatementTerm object) {
    graph_.Add({subject, std::move(predicate), std::move(object), name_}, line_);
  }
  StatementTerm NewBlank() { return {Kind::kBlank, fmt::format("_:json-ld-{}", ++blanks_)}; }

  // The subject that the object is about. At the top, an object with @graph alone is no node.
  Result<StatementTerm> TakeNode(const PropertyMap& object, const JsonLdContext& outer, bool top = false) {
    const Value* own = object.Find("@context");
    std::optional<JsonLdContext> extended;
    if (own != nullptr) {
      extended = outer;
      CONCORD_TRY(extended->Add(*own));
    }
    const JsonLdContext& context = extended ? *extended : outer;
    StatementTerm subject;
    bool named = false, says = false;
    for (const auto& [name, value] : object) {
      const std::string_view keyword = context.Keyword(name);
      if (keyword == "@id") {
        if (value.type() != Value::Type::kString) return Fail(ErrorCode::kInvalid, "expected a text as @id");
        subject = IriTerm(context.Address(value.as_string()));
        named = true;
      }
      says = says || (keyword != "@context" && keyword != "@graph" && keyword != "@id");
    }
    if (!named) subject = NewBlank();
    for (const auto& [name, value] : object)
      CONCORD_TRY(TakeMember(subject, name, value, context, top && !named && !says));
    return subject;
  }

  Result<void> TakeMember(const StatementTerm& subject, const std::string& name, const Value& value,
                          const JsonLdContext& context, bool only_graph) {
    const std::string_view keyword = context.Keyword(name);
    if (keyword.empty()) return TakeProperty(subject, name, value, context);
    if (keyword == "@id" || keyword == "@context" || keyword == "@index") return {};
    if (keyword == "@type") {
      for (const Value* type : Each(value)) {
        if (type->type() != Value::Type::kString) return Fail(ErrorCode::kInvalid, "expected texts as @type");
        const std::string word = context.Word(type->as_string());
        // A type that is no word of the context is an address.
        Say(subject, RdfWordTerm("type"),
            IriTerm(word.find(':') == std::string::npos ? context.Address(word) : word));
      }
      return {};
    }
    if (keyword == "@graph" || keyword == "@included") {
      const StatementTerm outer = name_;
      if (keyword == "@graph" && !only_graph) name_ = subject;
      for (const Value* node : Each(value)) {
        if (node->type() != Value::Type::kMap)
          return Fail(ErrorCode::kInvalid, fmt::format("expected nodes in {}", keyword));
        CONCORD_TRY(TakeNode(node->as_map(), context));
      }
      name_ = outer;
      return {};
    }
    if (keyword == "@reverse" && value.type() == Value::Type::kMap) {
      for (const auto& [property, nodes] : value.as_map())
        CONCORD_TRY(TakeReverse(subject, property, nodes, context));
      return {};
    }
    return Fail(ErrorCode::kUnsupported, fmt::format("a node has '{}', which cannot be read", keyword));
  }

  Result<void> TakeReverse(const StatementTerm& object, const std::string& property, const Value& nodes,
                           const JsonLdContext& context) {
    for (const Value* node : Each(nodes)) {
      StatementTerm subject;
      if (node->type() == Value::Type::kMap) {
        CONCORD_ASSIGN(subject, TakeNode(node->as_map(), context));
      } else if (node->type() == Value::Type::kString) {
        subject = IriTerm(context.Address(node->as_string()));
      } else {
        return Fail(ErrorCode::kInvalid, fmt::format("expected nodes as the reverse of '{}'", property));
      }
      Say(subject, IriTerm(context.Word(property)), object);
    }
    return {};
  }

  Result<void> TakeProperty(const StatementTerm& subject, const std::string& name, const Value& value,
                            const JsonLdContext& context) {
    static const JsonLdContext::Term kPlain;
    const JsonLdContext::Term* found = context.Find(name);
    const JsonLdContext::Term& term = found == nullptr ? kPlain : *found;
    const StatementTerm predicate = IriTerm(context.Word(name));
    if (predicate.text.find(':') == std::string::npos) {
      records_.LeaveOut(fmt::format("member '{}', which has no address", name));
      return {};
    }
    if (term.reverse) {
      for (const Value* node : Each(value)) {
        if (node->type() == Value::Type::kMap) {
          CONCORD_ASSIGN(const StatementTerm other, TakeNode(node->as_map(), context));
          Say(other, predicate, subject);
        } else if (node->type() == Value::Type::kString) {
          Say(IriTerm(context.Address(node->as_string())), predicate, subject);
        }
      }
      return {};
    }
    if (term.type == "@json") {
      Say(subject, predicate, JsonTerm(value));
      return {};
    }
    if (term.container == Container::kList && !IsList(value, context)) {
      CONCORD_ASSIGN(StatementTerm head, ListOf(Each(value), term, context));
      Say(subject, predicate, std::move(head));
      return {};
    }
    if (term.container != Container::kNone && term.container != Container::kList &&
        value.type() == Value::Type::kMap && !HasKeyword(value.as_map(), context)) {
      return TakeMap(subject, predicate, value.as_map(), term, context);
    }
    for (const Value* each : Each(value)) CONCORD_TRY(TakeValue(subject, predicate, *each, term, context));
    return {};
  }

  // An object whose names are languages, indexes, or the ids or types of what they lead to.
  Result<void> TakeMap(const StatementTerm& subject, const StatementTerm& predicate, const PropertyMap& map,
                       const JsonLdContext::Term& term, const JsonLdContext& context) {
    for (const auto& [name, values] : map) {
      for (const Value* each : Each(values)) {
        if (each->type() == Value::Type::kNull) continue;
        if (term.container == Container::kLanguage) {
          if (each->type() != Value::Type::kString)
            return Fail(ErrorCode::kInvalid, fmt::format("expected texts in the language '{}'", name));
          Say(subject, predicate,
              {Kind::kLiteral, each->as_string(), {}, name == "@none" ? std::string() : AsciiLower(name)});
          continue;
        }
        if (term.container == Container::kIndex || each->type() != Value::Type::kMap) {
          CONCORD_TRY(TakeValue(subject, predicate, *each, term, context));
          continue;
        }
        PropertyMap node = each->as_map();
        if (name != "@none") node.Set(term.container == Container::kId ? "@id" : "@type", name);
        CONCORD_ASSIGN(StatementTerm object, TakeNode(node, context));
        Say(subject, predicate, std::move(object));
      }
    }
    return {};
  }

  Result<void> TakeValue(const StatementTerm& subject, const StatementTerm& predicate, const Value& value,
                         const JsonLdContext::Term& term, const JsonLdContext& context) {
    if (value.type() == Value::Type::kNull) return {};
    if (const Value* set = MemberOf(value, "@set", context)) {
      for (const Value* each : Each(*set)) CONCORD_TRY(TakeValue(subject, predicate, *each, term, context));
      return {};
    }
    CONCORD_ASSIGN(StatementTerm object, ObjectOf(value, term, context));
    Say(subject, predicate, std::move(object));
    return {};
  }

  Result<StatementTerm> ObjectOf(const Value& value, const JsonLdContext::Term& term,
                                 const JsonLdContext& context) {
    if (value.type() != Value::Type::kMap) {
      if (value.type() == Value::Type::kString) {
        const std::string& text = value.as_string();
        if (term.type == "@id") return IriTerm(context.Address(text));
        if (term.type == "@vocab") {
          const std::string word = context.Word(text);
          return IriTerm(word.find(':') == std::string::npos ? context.Address(word) : word);
        }
      }
      return Literal(value, term.type.starts_with('@') ? std::string() : term.type,
                     term.language ? *term.language : context.language());
    }
    if (const Value* list = MemberOf(value, "@list", context)) return ListOf(Each(*list), term, context);
    const Value* literal = MemberOf(value, "@value", context);
    if (literal == nullptr) return TakeNode(value.as_map(), context);
    const Value* type = MemberOf(value, "@type", context);
    const Value* language = MemberOf(value, "@language", context);
    const std::string word =
        type == nullptr || type->type() != Value::Type::kString ? "" : context.Word(type->as_string());
    if (word == "@json") return JsonTerm(*literal);
    if (literal->type() == Value::Type::kList || literal->type() == Value::Type::kMap)
      return Fail(ErrorCode::kInvalid, "expected a text, a number or a truth value as @value");
    return Literal(*literal, word,
                   language != nullptr && language->type() == Value::Type::kString
                       ? AsciiLower(language->as_string())
                       : std::string());
  }

  static StatementTerm JsonTerm(const Value& value) {
    return {Kind::kLiteral, JsonOf(value), std::string(kRdfIri) + "JSON", {}};
  }

  static StatementTerm Literal(const Value& value, const std::string& type, const std::string& language) {
    const auto typed = [&](std::string text, std::string_view own) {
      return StatementTerm{
          Kind::kLiteral, std::move(text), type.empty() ? std::string(kXsdIri) + std::string(own) : type, {}};
    };
    switch (value.type()) {
      case Value::Type::kBool:
        return typed(value.as_bool() ? "true" : "false", "boolean");
      case Value::Type::kInt:
        return typed(std::to_string(value.as_int()), "integer");
      case Value::Type::kDouble:
        return typed(fmt::format("{}", value.as_double()), "double");
      default:
        break;
    }
    std::string text = value.type() == Value::Type::kString ? value.as_string() : std::string();
    return {Kind::kLiteral, std::move(text), type, type.empty() ? language : std::string()};
  }

  Result<StatementTerm> ListOf(const std::vector<const Value*>& values, const JsonLdContext::Term& term,
                               const JsonLdContext& context) {
    StatementTerm head = RdfWordTerm("nil");
    for (auto value = values.rbegin(); value != values.rend(); ++value) {
      if ((*value)->type() == Value::Type::kNull) continue;
      CONCORD_ASSIGN(StatementTerm first, ObjectOf(**value, term, context));
      const StatementTerm cell = NewBlank();
      Say(cell, RdfWordTerm("first"), std::move(first));
      Say(cell, RdfWordTerm("rest"), std::move(head));
      head = cell;
    }
    return head;
  }

  static const Value* MemberOf(const Value& value, std::string_view keyword, const JsonLdContext& context) {
    if (value.type() != Value::Type::kMap) return nullptr;
    for (const auto& [name, member] : value.as_map()) {
      if (context.Keyword(name) == keyword) return &member;
    }
    return nullptr;
  }
  static bool IsList(const Value& value, const JsonLdContext& context) {
    return MemberOf(value, "@list", context) != nullptr;
  }
  static bool HasKeyword(const PropertyMap& map, const JsonLdContext& context) {
    for (const auto& [name, value] : map) {
      const std::string_view keyword = context.Keyword(name);
      if (!keyword.empty() && keyword != "@none") return true;
    }
    return false;
  }

  GraphRecords& records_;
  StatementGraph graph_;
  JsonLdContext context_;
  StatementTerm name_;  // of the graph
  uint64_t line_ = 1, blanks_ = 0;
};

// Takes the nodes of the outermost list or @graph one by one, and holds all else of the outermost object.
class JsonLdHandler : public JsonHandler {
 public:
  explicit JsonLdHandler(JsonLdReader* reader) : reader_(*reader) {}

  Result<void> Scalar(Value value) override {
    if (builder_.is_open()) return builder_.Scalar(std::move(value));
    return Deliver(std::move(value));
  }
  Result<void> Begin(bool is_map) override {
    if (builder_.is_open()) return builder_.Begin(is_map);
    if (depth_ == 0 && is_map) {
      ++depth_;
      return {};
    }
    if (!is_map && !in_nodes_ && (depth_ == 0 || IsNodes())) {
      ++depth_;
      in_nodes_ = true;
      return {};
    }
    if (depth_ == 0) return Fail(ErrorCode::kInvalid, "expected an object or a list");
    reader_.set_line(line);
    return builder_.Begin(is_map);
  }
  Result<void> Name(std::string name) override {
    if (builder_.is_open()) {
      builder_.Name(std::move(name));
    } else {
      name_ = std::move(name);
    }
    return {};
  }
  Result<void> End() override {
    if (builder_.is_open()) {
      CONCORD_TRY(builder_.End());
      return builder_.is_open() ? Result<void>() : Deliver(builder_.Take());
    }
    --depth_;
    in_nodes_ = false;
    if (depth_ > 0) return {};
    // Nodes that came before the context.
    for (auto& [value, at] : waiting_) {
      reader_.set_line(at);
      CONCORD_TRY(reader_.TakeTop(value));
    }
    if (top_.empty()) return {};
    return reader_.TakeTop(Value(std::move(top_)));
  }

 private:
  bool IsNodes() const {
    return depth_ == 1 && reader_.Keyword(name_) == "@graph" && top_.Find("@id") == nullptr;
  }

  Result<void> Deliver(Value value) {
    if (depth_ == 0) return Fail(ErrorCode::kInvalid, "expected an object or a list");
    if (in_nodes_) {
      if (has_context_ || depth_ == 1) return reader_.TakeTop(value);
      waiting_.emplace_back(std::move(value), line);
      return {};
    }
    if (name_ == "@context") {
      has_context_ = true;
      return reader_.SetContext(value);
    }
    top_.Set(name_, std::move(value));
    return {};
  }

  JsonLdReader& reader_;
  ValueBuilder builder_;
  PropertyMap top_;
  std::vector<std::pair<Value, uint64_t>> waiting_;
  std::string name_;
  size_t depth_ = 0;  // outside of the builder
  bool in_nodes_ = false, has_context_ = false;
};

}  // namespace

Result<void> ReadJsonLd(std::istream& in, const std::string& source, GraphRecords* records) {
  JsonLdReader reader(records);
  JsonLdHandler handler(&reader);
  CONCORD_TRY(ReadJsonEvents(in, source, &handler));
  Result<void> done = reader.Finish();
  if (done || !done.error().source.empty()) return done;
  Error error = std::move(done).error();
  error.source = source;
  return tl::unexpected(std::move(error));
}

}  // namespace concord
