// The parser at work. Its functions are in parser_clauses.cc, parser_patterns.cc, parser_operators.cc,
// parser_atoms.cc and parser_comprehensions.cc.
#ifndef CONCORD_QUERY_CYPHER_QUERY_PARSER_H_
#define CONCORD_QUERY_CYPHER_QUERY_PARSER_H_

#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/ast.h"
#include "query/cypher/lexer.h"

namespace concord::cypher {

class QueryParser {
 public:
  explicit QueryParser(std::string_view text);
  Query Parse();

 private:
  // ---- Tokens. Words are compared without regard to case. ----
  const Token& Peek(size_t ahead = 0) const;
  bool IsSymbol(std::string_view symbol, size_t ahead = 0) const;
  bool IsWord(std::string_view word, size_t ahead = 0) const;
  bool AcceptSymbol(std::string_view symbol);
  bool AcceptWord(std::string_view word);
  bool AcceptWords(std::string_view first, std::string_view second);
  void ExpectSymbol(std::string_view symbol);
  void ExpectWord(std::string_view word);
  bool IsName(size_t ahead = 0) const;
  std::string ExpectName(std::string_view what);
  [[noreturn]] void FailUnexpected(std::string_view expected = {}) const;
  // Remembers what would have been right here, for the message.
  void Tried(std::string_view what) const;
  uint32_t LastEnd() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end; }
  std::string_view Source(uint32_t first, uint32_t end) const { return text_.substr(first, end - first); }
  void MatchBrackets();

  // ---- Clauses ----
  // Count what has been read against kMaxSteps and kMaxPatternParts.
  void CountSteps(size_t steps, const Position& position);
  void CountClause(const Clause& clause);
  void CountMatched(const Pattern& pattern);
  Query ParseUnion();
  SingleQuery ParseSingleQuery();
  bool AtClause() const;
  [[noreturn]] void FailNoClause() const;
  Clause ParseClause();
  Clause ParseMatch(bool optional);
  Clause ParseUnwind();
  Clause ParseProjection(ClauseKind kind);
  void ParseProjectionBody(Clause* clause);
  void ParseOrderSkipLimit(Clause* clause);
  Clause ParseFilter();
  Clause ParseLet();
  Clause ParseFor();
  Clause ParseMerge();
  std::vector<SetItem> ParseSetItems();
  SetItem ParseSetItem();
  Clause ParseRemove();
  Clause ParseDelete(bool detach);
  Clause ParseCall(bool optional);
  Clause ParseForeach();

  // ---- Patterns ----
  Pattern ParsePattern();
  PathPattern ParsePath();
  PathPattern ParsePathElements();
  NodePattern ParseNode();
  EdgePattern ParseEdge();
  void ParseEdgeDetail(EdgePattern* edge);
  void ParseHops(EdgePattern* edge);
  void ParseQuantifier(EdgePattern* edge);
  uint64_t ParseHopCount();
  void ParseLabels(NodePattern* node);
  ExprPtr ParseLabelTest(const std::string& variable, int level);
  ExprPtr ParseProperties();
  bool LooksLikePath(size_t ahead = 0) const;
  bool AtEdge(size_t ahead = 0) const;

  // ---- Expressions ----
  ExprPtr ParseExpression(int min_power = 0);
  ExprPtr ParseInfix(ExprPtr left, int min_power, bool* done);
  ExprPtr ParseComparison(ExprPtr left);
  ExprPtr ParsePrefix(int min_power);
  ExprPtr ParsePostfix(ExprPtr base);
  ExprPtr ParseBracket(ExprPtr base);
  ExprPtr ParseLabelPredicate(ExprPtr base);
  ExprPtr ParseAtom();
  ExprPtr ParseNameAtom();
  ExprPtr ParseInteger(const Token& token, bool negative);
  ExprPtr ParseFloat(const Token& token);
  ExprPtr ParseParentheses();
  ExprPtr ParseListOrComprehension();
  ExprPtr ParsePatternComprehension(Position position);
  ExprPtr ParseMapLiteral();
  ExprPtr ParseMapProjection(ExprPtr base);
  ExprPtr ParseCase();
  ExprPtr ParseQuantifierExpression();
  ExprPtr ParseReduce();
  ExprPtr ParseSubquery(ExprKind kind);
  ExprPtr ParseShortestPath();
  ExprPtr ParseFunction();
  ExprPtr New(ExprKind kind, Position position) const;
  ExprPtr Finish(ExprPtr expr) const;
  ExprPtr Binary(ExprKind kind, ExprPtr left, ExprPtr right) const;

  // Counts brackets within each other.
  class Nest {
   public:
    explicit Nest(QueryParser* parser);
    ~Nest() { --parser_.nesting_; }
    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;

   private:
    QueryParser& parser_;
  };

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<size_t> closing_;  // beside tokens_: the bracket that closes this one; 0 for none
  size_t at_ = 0;
  int nesting_ = 0;
  size_t steps_ = 0;
  bool bar_ends_ = false;  // in a comprehension, where `|` ends the expression before it
  mutable size_t tried_at_ = 0;
  mutable std::vector<std::string> tried_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_QUERY_PARSER_H_
