// RDF/XML by raptor2; see rdf_triples.h.
#include <fmt/format.h>
#include <raptor2.h>

#include <memory>
#include <mutex>
#include <optional>

#include "ingest/readers/exchange/rdf_triples.h"
#include "ingest/source/xml_tree.h"

namespace concord {
namespace {

// raptor and the XML parser below it keep state for the whole process.
std::mutex& RaptorMutex() {
  static std::mutex mutex;
  return mutex;
}

// raptor counts the bytes of a literal's language in 8 bits and copies all of them: one of 256 is written
// behind the 1 byte that it allocates for it (2.0.15, raptor_new_term_from_counted_literal). So no such one
// may reach it, nor a declaration that could make one of what looks short.
Result<void> CheckLanguages(const SourceText& source, const XmlTree& tree) {
  constexpr size_t kMaxBytes = 100;  // of a tag; those of BCP 47 stay below 40
  const std::string_view text = source.text();
  const auto refused = [&](std::string_view what, size_t at) {
    return tl::unexpected(source.ErrorAt(ErrorCode::kLimit, fmt::format("no RDF/XML: {}", what), at));
  };
  // Entities of the usual kind, short for a namespace, are let through.
  for (size_t at = text.find("<!"); at != std::string_view::npos; at = text.find("<!", at + 2)) {
    const std::string_view behind = text.substr(at + 2);
    if (behind.starts_with("ATTLIST")) return refused("attributes with defaults are not read", at);
    if (!behind.starts_with("ENTITY")) continue;
    const size_t name = behind.find_first_not_of(" \t\r\n", 6);
    if (name != std::string_view::npos && behind[name] == '%')
      return refused("parameter entities are not read", at);
  }
  for (pugi::xml_node node = tree.root(); node;) {
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view value = attribute.value();
      if (LocalName(attribute) != "lang" ||
          (value.size() <= kMaxBytes && value.find('&') == std::string_view::npos))
        continue;
      return refused(fmt::format("a language tag of more than {} bytes, or with an entity", kMaxBytes),
                     OffsetOf(node, attribute));
    }
    node = node.first_child() ? node.first_child() : NextOutside(node, tree.root());
  }
  return {};
}

class RdfXmlReader {
 public:
  explicit RdfXmlReader(const SourceText& source) : source_(source), places_(source.text()) {}

  Result<std::vector<RdfTriple>> Run() {
    const std::unique_ptr<raptor_world, decltype(&raptor_free_world)> world(raptor_new_world(),
                                                                            raptor_free_world);
    raptor_world_set_flag(world.get(), RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
    raptor_world_set_log_handler(world.get(), this, OnLog);
    if (raptor_world_open(world.get()) != 0) return tl::unexpected(Broken("raptor does not start"));
    const std::unique_ptr<raptor_parser, decltype(&raptor_free_parser)> parser(
        raptor_new_parser(world.get(), "rdfxml"), raptor_free_parser);
    const std::unique_ptr<raptor_uri, decltype(&raptor_free_uri)> base(
        raptor_new_uri(world.get(), reinterpret_cast<const unsigned char*>("urn:document:")),
        raptor_free_uri);
    if (parser == nullptr || base == nullptr) return tl::unexpected(Broken("raptor does not start"));
    parser_ = parser.get();
    for (const raptor_option option : {RAPTOR_OPTION_NO_NET, RAPTOR_OPTION_NO_FILE})
      raptor_parser_set_option(parser.get(), option, nullptr, 1);
    raptor_parser_set_option(parser.get(), RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, nullptr, 0);
    raptor_parser_set_statement_handler(parser.get(), this, OnStatement);
    if (raptor_parser_parse_start(parser.get(), base.get()) != 0)
      return tl::unexpected(Broken("raptor does not start"));
    const std::string_view text = source_.text();
    constexpr size_t kChunk = 1 << 20;
    for (size_t at = 0; at <= text.size() && !error_; at += kChunk) {
      const std::string_view chunk = text.substr(at, kChunk);
      const bool last = at + kChunk >= text.size();
      const int status = raptor_parser_parse_chunk(
          parser.get(), reinterpret_cast<const unsigned char*>(chunk.data()), chunk.size(), last ? 1 : 0);
      if (status != 0 && !error_) error_ = Broken("the parser stopped");
      if (last) break;
    }
    if (error_) return tl::unexpected(*error_);
    return std::move(triples_);
  }

 private:
  static RdfXmlReader& To(void* self) { return *static_cast<RdfXmlReader*>(self); }

  Error Broken(std::string_view why, size_t at = 0) const {
    return source_.ErrorAt(ErrorCode::kInvalid, fmt::format("no RDF/XML: {}", why), at);
  }

  static void OnLog(void* self, raptor_log_message* message) {
    RdfXmlReader& reader = To(self);
    if (message->level < RAPTOR_LOG_LEVEL_ERROR || reader.error_) return;
    size_t at = 0;
    const std::string_view text = reader.source_.text();
    const int line = message->locator != nullptr ? message->locator->line : 0;
    for (int i = 1; i < line && at < text.size(); ++i)
      at = std::min(text.find('\n', at), text.size() - 1) + 1;
    reader.error_ = reader.Broken(message->text != nullptr ? message->text : "", at);
  }

  static void OnStatement(void* self, raptor_statement* statement) {
    RdfXmlReader& reader = To(self);
    if (reader.error_) return;
    if (reader.triples_.size() >= kMaxTriples) {
      reader.error_ =
          reader.source_.ErrorAt(ErrorCode::kLimit, fmt::format("more than {} triples", kMaxTriples), 0);
      raptor_parser_parse_abort(reader.parser_);
      return;
    }
    RdfTriple triple{TermOf(statement->subject), TermOf(statement->predicate), TermOf(statement->object)};
    if (triple.object.kind == RdfTerm::Kind::kLiteral) reader.places_.Place(&triple.object);
    reader.triples_.push_back(std::move(triple));
  }

  static RdfTerm TermOf(const raptor_term* term) {
    RdfTerm result;
    const auto bytes = [](const unsigned char* text, size_t length) {
      return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text), length);
    };
    switch (term->type) {
      case RAPTOR_TERM_TYPE_LITERAL:
        result.kind = RdfTerm::Kind::kLiteral;
        result.value = bytes(term->value.literal.string, term->value.literal.string_len);
        result.language = bytes(term->value.literal.language, term->value.literal.language_len);
        break;
      case RAPTOR_TERM_TYPE_BLANK:
        result.kind = RdfTerm::Kind::kBlank;
        result.value = bytes(term->value.blank.string, term->value.blank.string_len);
        break;
      default: {
        size_t length = 0;
        const unsigned char* uri = raptor_uri_as_counted_string(term->value.uri, &length);
        result.value = bytes(uri, length);
      }
    }
    return result;
  }

  const SourceText& source_;
  LiteralPlaces places_;
  raptor_parser* parser_ = nullptr;
  std::vector<RdfTriple> triples_;
  std::optional<Error> error_;
};

}  // namespace

Result<std::vector<RdfTriple>> ReadRdfXml(const SourceText& source) {
  // Depth, and what is no XML at all, is seen by our own reader, which expands nothing.
  const auto tree = XmlTree::Parse(source);
  if (!tree) return tl::unexpected(tree.error());
  if (Result<void> fit = CheckLanguages(source, **tree); !fit) return tl::unexpected(fit.error());
  const std::lock_guard lock(RaptorMutex());
  return RdfXmlReader(source).Run();
}

}  // namespace concord
