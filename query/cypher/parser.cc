#include "query/cypher/parser.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "query/cypher/foreign_words.h"
#include "query/cypher/query_parser.h"

namespace concord::cypher {

Query ParseQuery(std::string_view text) { return QueryParser(text).Parse(); }

QueryParser::QueryParser(std::string_view text) : text_(text), tokens_(Lex(text)) { MatchBrackets(); }

QueryParser::Nest::Nest(QueryParser* parser) : parser_(*parser) {
  if (++parser_.nesting_ > kMaxNesting) {
    FailSyntax("UnexpectedSyntax", parser_.Peek().position,
               fmt::format("the query nests more than {} levels deep", kMaxNesting));
  }
}

void QueryParser::MatchBrackets() {
  closing_.assign(tokens_.size(), 0);
  std::vector<size_t> open;
  for (size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].kind != TokenKind::kSymbol) continue;
    const std::string& symbol = tokens_[i].text;
    if (symbol == "(" || symbol == "[" || symbol == "{") {
      open.push_back(i);
    } else if (symbol == ")" || symbol == "]" || symbol == "}") {
      const char wanted = symbol == ")" ? '(' : symbol == "]" ? '[' : '{';
      if (!open.empty() && tokens_[open.back()].text[0] == wanted) {
        closing_[open.back()] = i;
        open.pop_back();
      }
    }
  }
}

const Token& QueryParser::Peek(size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool QueryParser::IsSymbol(std::string_view symbol, size_t ahead) const {
  const Token& token = Peek(ahead);
  return token.kind == TokenKind::kSymbol && token.text == symbol;
}

bool QueryParser::IsWord(std::string_view word, size_t ahead) const {
  const Token& token = Peek(ahead);
  return token.kind == TokenKind::kName && EqualsIgnoreCase(token.text, word);
}

void QueryParser::Tried(std::string_view what) const {
  if (tried_at_ != at_) tried_.clear();
  tried_at_ = at_;
  if (std::find(tried_.begin(), tried_.end(), what) == tried_.end()) tried_.emplace_back(what);
}

bool QueryParser::AcceptSymbol(std::string_view symbol) {
  if (!IsSymbol(symbol)) {
    Tried(fmt::format("'{}'", symbol));
    return false;
  }
  ++at_;
  return true;
}

bool QueryParser::AcceptWord(std::string_view word) {
  if (!IsWord(word)) {
    Tried(word);
    return false;
  }
  ++at_;
  return true;
}

bool QueryParser::AcceptWords(std::string_view first, std::string_view second) {
  if (!IsWord(first) || !IsWord(second, 1)) {
    Tried(first);
    return false;
  }
  at_ += 2;
  return true;
}

void QueryParser::ExpectSymbol(std::string_view symbol) {
  if (!AcceptSymbol(symbol)) FailUnexpected();
}

void QueryParser::ExpectWord(std::string_view word) {
  if (!AcceptWord(word)) FailUnexpected();
}

bool QueryParser::IsName(size_t ahead) const {
  const TokenKind kind = Peek(ahead).kind;
  return kind == TokenKind::kName || kind == TokenKind::kQuotedName;
}

std::string QueryParser::ExpectName(std::string_view what) {
  if (!IsName()) FailUnexpected(what);
  return tokens_[at_++].text;
}

void QueryParser::FailUnexpected(std::string_view expected) const {
  if (!expected.empty()) Tried(expected);
  const Token& token = Peek();
  std::string found;
  switch (token.kind) {
    case TokenKind::kEnd:
      found = "the end of the query";
      break;
    case TokenKind::kString:
      found = "a string";
      break;
    case TokenKind::kParameter:
      found = "the parameter $" + token.text;
      break;
    default:
      found = "'" + token.text + "'";
  }
  std::string list;
  const size_t shown = std::min<size_t>(tried_at_ == at_ ? tried_.size() : 0, 12);
  for (size_t i = 0; i < shown; ++i) list += (i == 0 ? "" : i + 1 == shown ? " or " : ", ") + tried_[i];
  std::string message =
      list.empty() ? "unexpected " + found : fmt::format("expected {}, found {}", list, found);
  if (token.kind == TokenKind::kName && tried_at_ == at_) {
    std::string upper = token.text;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (const std::string_view near = DidYouMean(upper, tried_); !near.empty())
      message += fmt::format("; did you mean {}?", near);
  }
  if (token.kind == TokenKind::kName) {
    if (const std::string_view instead = InsteadOfWord(FoldCase(token.text)); !instead.empty())
      message += fmt::format("; {}", instead);
  }
  if (token.text == "=" && at_ > 0 && tokens_[at_ - 1].text == "=") message += "; equality is a single =";
  FailSyntax("UnexpectedSyntax", token.position, message);
}

Query QueryParser::Parse() {
  bool explain = false, profile = false;
  if (AcceptWord("EXPLAIN"))
    explain = true;
  else if (AcceptWord("PROFILE"))
    profile = true;
  Query query = ParseUnion();
  if (AcceptSymbol(";") && AtClause()) {
    FailSyntax("UnexpectedSyntax", Peek().position,
               "a second query begins here; `concord shell` runs several queries one after another");
  }
  if (Peek().kind != TokenKind::kEnd) FailUnexpected();
  query.explain = explain;
  query.profile = profile;
  return query;
}

}  // namespace concord::cypher
