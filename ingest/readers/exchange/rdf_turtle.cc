// Turtle and N-Triples by serd; see rdf_triples.h.
#include <fmt/format.h>
#include <serd/serd.h>

#include <cstdarg>
#include <cstdio>
#include <memory>
#include <optional>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/readers/exchange/rdf_triples.h"

namespace concord {
namespace {

// serd nests as the file does: so deep files are refused before it sees them. Strings, IRIs and comments hold
// no brackets that count.
Result<void> CheckDepth(const SourceText& source) {
  const std::string_view text = source.text();
  uint32_t depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (c == '<') {
      const size_t end = text.find_first_of("> \t\n", i);
      if (end != std::string_view::npos && text[end] == '>') i = end;
    } else if (c == '"' || c == '\'') {
      const bool is_long = text.substr(i).starts_with(std::string(3, c));
      const size_t quotes = is_long ? 3 : 1;
      for (i += quotes; i < text.size(); ++i) {
        if (text[i] == '\\') {
          ++i;
        } else if (text[i] == c && text.substr(i).starts_with(std::string(quotes, c))) {
          i += quotes - 1;
          break;
        }
      }
    } else if (c == '[' || c == '(') {
      if (++depth > source.limits().max_depth) {
        return tl::unexpected(source.ErrorAt(
            ErrorCode::kLimit,
            fmt::format("blank nodes are nested deeper than {} (limit max_depth)", source.limits().max_depth),
            i));
      }
    } else if ((c == ']' || c == ')') && depth > 0) {
      --depth;
    }
  }
  return {};
}

class TurtleReader {
 public:
  explicit TurtleReader(const SourceText& source)
      : source_(source), places_(source.text()), env_(serd_env_new(nullptr)) {}

  Result<std::vector<RdfTriple>> Run() {
    const std::unique_ptr<SerdReader, decltype(&serd_reader_free)> reader(
        serd_reader_new(SERD_TURTLE, this, nullptr, OnBase, OnPrefix, OnStatement, nullptr),
        serd_reader_free);
    // Otherwise serd looks for the next statement after a fault, at the end of the file for ever.
    serd_reader_set_strict(reader.get(), true);
    serd_reader_set_error_sink(reader.get(), OnError, this);
    // serd wants a zero at the end, and reads on behind it where a statement ends there (0.30.16, which the
    // address sanitizer found: serd_byte_source_advance).
    std::string copy(source_.text());
    copy.append(16, '\0');
    const SerdStatus status =
        serd_reader_read_string(reader.get(), reinterpret_cast<const uint8_t*>(copy.c_str()));
    if (error_) return tl::unexpected(*error_);
    if (status != SERD_SUCCESS && status != SERD_FAILURE) {
      return tl::unexpected(source_.ErrorAt(
          ErrorCode::kInvalid,
          fmt::format("no Turtle: {}", reinterpret_cast<const char*>(serd_strerror(status))), 0));
    }
    return std::move(triples_);
  }

 private:
  static TurtleReader& To(void* self) { return *static_cast<TurtleReader*>(self); }
  static SerdStatus OnBase(void* self, const SerdNode* uri) {
    return serd_env_set_base_uri(To(self).env_.get(), uri);
  }
  static SerdStatus OnPrefix(void* self, const SerdNode* name, const SerdNode* uri) {
    return serd_env_set_prefix(To(self).env_.get(), name, uri);
  }
  static SerdStatus OnStatement(void* self, SerdStatementFlags /*flags*/, const SerdNode* /*graph*/,
                                const SerdNode* subject, const SerdNode* predicate, const SerdNode* object,
                                const SerdNode* datatype, const SerdNode* language) {
    TurtleReader& reader = To(self);
    if (reader.triples_.size() >= kMaxTriples) {
      reader.error_ =
          reader.source_.ErrorAt(ErrorCode::kLimit, fmt::format("more than {} triples", kMaxTriples), 0);
      return SERD_ERR_UNKNOWN;
    }
    RdfTriple triple{reader.TermOf(subject), reader.TermOf(predicate), reader.TermOf(object)};
    if (triple.object.kind == RdfTerm::Kind::kLiteral) {
      if (language != nullptr && language->buf != nullptr) triple.object.language = BytesOf(*language);
      if (datatype != nullptr && datatype->buf != nullptr)
        triple.object.datatype = reader.TermOf(datatype).value;
      reader.places_.Place(&triple.object);
    }
    reader.triples_.push_back(std::move(triple));
    return SERD_SUCCESS;
  }
  static SerdStatus OnError(void* self, const SerdError* error) {
    TurtleReader& reader = To(self);
    if (reader.error_) return SERD_SUCCESS;
    char message[300] = "";
    va_list arguments;
    va_copy(arguments, *error->args);
    // NOLINTNEXTLINE(clang-diagnostic-format-nonliteral): serd's own format
    std::vsnprintf(message, sizeof message, error->fmt, arguments);
    va_end(arguments);
    std::string words(Trim(message));
    // serd prints the end of the file as a character.
    constexpr std::string_view kEnd = "`\xFF'";
    if (const size_t end = words.find(kEnd); end != std::string::npos)
      words.replace(end, kEnd.size(), "the end of the file");
    reader.error_ =
        reader.source_.ErrorAt(ErrorCode::kInvalid, fmt::format("no Turtle: {}", WithReadableBytes(words)),
                               reader.OffsetOf(error->line, error->col));
    return SERD_SUCCESS;
  }

  size_t OffsetOf(unsigned line, unsigned column) const {
    size_t at = 0;
    for (unsigned i = 1; i < line && at < source_.text().size(); ++i)
      at = std::min(source_.text().find('\n', at), source_.text().size() - 1) + 1;
    return std::min<size_t>(at + column, source_.text().size());
  }

  static std::string BytesOf(const SerdNode& node) {
    return {reinterpret_cast<const char*>(node.buf), node.n_bytes};
  }

  RdfTerm TermOf(const SerdNode* node) const {
    RdfTerm term;
    term.kind = node->type == SERD_LITERAL ? RdfTerm::Kind::kLiteral
                : node->type == SERD_BLANK ? RdfTerm::Kind::kBlank
                                           : RdfTerm::Kind::kIri;
    if (term.kind != RdfTerm::Kind::kIri) {
      term.value = BytesOf(*node);
      return term;
    }
    SerdNode full = serd_env_expand_node(env_.get(), node);
    term.value = full.buf != nullptr ? BytesOf(full) : BytesOf(*node);
    serd_node_free(&full);
    return term;
  }

  const SourceText& source_;
  LiteralPlaces places_;
  struct FreeEnv {
    void operator()(SerdEnv* env) const { serd_env_free(env); }
  };
  std::unique_ptr<SerdEnv, FreeEnv> env_;
  std::vector<RdfTriple> triples_;
  std::optional<Error> error_;
};

}  // namespace

Result<std::vector<RdfTriple>> ReadTurtle(const SourceText& source) {
  if (Result<void> shallow = CheckDepth(source); !shallow) return tl::unexpected(shallow.error());
  return TurtleReader(source).Run();
}

}  // namespace concord
