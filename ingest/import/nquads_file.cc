#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <utility>

#include "base/line_reader.h"
#include "base/text.h"
#include "base/try.h"
#include "base/unicode.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/rdf_graph.h"

namespace concord {
namespace {

using Term = StatementTerm;

constexpr size_t kMaxTriples = 20'000'000;

// One line of N-Quads (w3.org/TR/n-quads), which N-Triples is a part of.
class LineParser {
 public:
  explicit LineParser(std::string_view line) : line_(line) {}

  // Nothing for a line without a statement.
  Result<std::optional<RdfStatementTerms>> Parse() {
    RdfStatementTerms terms;
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

}  // namespace

Result<void> ReadNQuads(std::istream& in, const std::string& source, GraphRecords* records) {
  constexpr uint64_t kMaxLineBytes = uint64_t{1} << 30;
  LineReader lines(in, kMaxLineBytes);
  StatementGraph graph(records);
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
