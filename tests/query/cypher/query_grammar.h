// Random queries by the grammar of the language, over the graphs of random_queries.h: every clause, every
// kind of pattern, every function, and expressions as deep as one likes. Most are right; the others have a
// value of a wrong type somewhere.
#ifndef CONCORD_TESTS_QUERY_CYPHER_QUERY_GRAMMAR_H_
#define CONCORD_TESTS_QUERY_CYPHER_QUERY_GRAMMAR_H_

#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "query/cypher/functions.h"

namespace concord::testing {

class QueryGrammar {
 public:
  explicit QueryGrammar(uint32_t seed);

  std::string Query();
  // One that creates, changes or deletes.
  std::string WritingQuery();

 private:
  using TypeKind = cypher::TypeKind;

  int Pick(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  bool OneIn(int times) { return Pick(times) == 0; }
  std::string Any(std::initializer_list<const char*> texts) {
    return texts.begin()[Pick(static_cast<int>(texts.size()))];
  }

  // ---- Variables ----
  std::string New(TypeKind kind);
  // A variable of the kind; empty when there is none.
  std::string Known(TypeKind kind);

  // ---- Clauses ----
  std::string Reading();
  std::string Writing();
  std::string Projection(const char* word, int columns);
  std::string Match();
  std::string Subquery();
  std::string Procedure();

  // ---- Patterns ----
  std::string Labels();
  std::string Properties(int depth);
  std::string Node(int depth, bool binds);
  std::string Edge(int depth, bool binds);
  std::string Pattern(int depth, bool binds);
  std::string Shortest();

  // ---- Expressions ----
  TypeKind AnyKind();
  std::string Expression(TypeKind kind, int depth);
  std::string Leaf(TypeKind kind);
  std::string Literal(TypeKind kind);
  std::string Call(TypeKind kind, int depth);
  std::string Arguments(const cypher::Function& function, int depth);
  std::string Aggregate(int depth);
  std::string Condition(int depth);
  std::string Number(int depth);
  std::string Text(int depth);
  std::string List(int depth);
  std::string Map(int depth);
  std::string Moment(int depth);
  // `text` with a new variable of the kind, which is forgotten again.
  template <typename Body>
  std::string Within(TypeKind kind, const Body& body);

  std::mt19937 random_;
  std::vector<const cypher::Function*> functions_;
  std::vector<std::pair<std::string, TypeKind>> variables_;
  int names_ = 0;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_CYPHER_QUERY_GRAMMAR_H_
