// The analyser at work. Its functions are in four files: analyzer_clauses.cc, analyzer_patterns.cc,
// analyzer_projections.cc and analyzer_expressions.cc.
#ifndef CONCORD_QUERY_CYPHER_QUERY_ANALYZER_H_
#define CONCORD_QUERY_CYPHER_QUERY_ANALYZER_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "query/cypher/analyzer.h"
#include "query/cypher/static_type.h"

namespace concord::cypher {

class QueryAnalyzer {
 public:
  QueryAnalyzer(const ProcedureRegistry& procedures, const ValueMap& parameters)
      : procedures_(procedures), parameters_(parameters) {}

  Analysis Run(Query* query);

 private:
  struct Variable {
    Slot slot = kNoSlot;
    StaticType type;
  };
  using Scope = std::map<std::string, Variable, std::less<>>;

  enum class PatternUse : uint8_t {
    kMatch,  // new names are variables from here on
    kCreate,
    kMerge,
    kPredicate,      // no new names
    kComprehension,  // new names within it
  };

  // What may stand in an expression.
  struct Place {
    bool aggregates = false;
    bool predicate = false;               // a truth value is wanted: a bare pattern may stand here
    std::vector<Expr*>* found = nullptr;  // aggregates are added here
    bool in_aggregate = false;
  };

  Slot NewSlot() { return slots_++; }

  // ---- Clauses ----
  void AnalyzeUnion(Query* query, const Scope& outer, bool is_top, bool in_expression);
  void AnalyzeSingle(SingleQuery* query, Scope* scope, bool is_top, bool in_expression, Query* owner);
  void CheckOrder(const SingleQuery& query, bool in_expression) const;
  void AnalyzeClause(Clause* clause, bool is_only);
  void AnalyzeMatch(Clause* clause);
  void AnalyzeUnwind(Clause* clause);
  void AnalyzeSets(std::vector<SetItem>* items);
  void AnalyzeDelete(Clause* clause);
  void AnalyzeCall(Clause* clause, bool is_only);
  void AnalyzeCallSubquery(Clause* clause);
  void AnalyzeForeach(Clause* clause);
  void AnalyzeWhere(Expr* where);
  void Declare(const std::string& name, Position position, StaticType type, Slot slot);
  std::vector<Slot> Visible(const Scope& scope) const;

  // ---- Patterns ----
  void AnalyzePattern(Pattern* pattern, PatternUse use);
  void BindNode(NodePattern* node, const PathPattern& path, PatternUse use);
  void BindEdge(EdgePattern* edge, PatternUse use);
  void CheckWritten(const EdgePattern& edge, PatternUse use) const;
  void AnalyzeProperties(Expr* properties, PatternUse use);
  const Variable* FindBound(const std::string& name, Position position, PatternUse use) const;

  // ---- Projections ----
  void AnalyzeProjection(Clause* clause);
  void ExpandStar(Clause* clause) const;
  void GroupItems(Clause* clause, const Scope& before);
  void AnalyzeOrder(Clause* clause, const Scope& before, const Scope& after);
  void RewriteGrouped(ExprPtr* expr, const Clause& clause, const Scope& before, bool in_order,
                      bool in_aggregate);
  void CheckCount(const Expr& expr, std::string_view word) const;

  // ---- Expressions ----
  StaticType AnalyzeExpr(Expr* expr, const Place& place);
  StaticType AnalyzeVariable(Expr* expr);
  StaticType AnalyzeProperty(Expr* expr, const Place& place);
  StaticType AnalyzeArithmetic(Expr* expr, const Place& place);
  StaticType AnalyzeCall(Expr* expr, const Place& place);
  StaticType AnalyzeAggregate(Expr* expr, const Place& place);
  StaticType AnalyzeComprehension(Expr* expr, const Place& place);
  StaticType AnalyzeReduce(Expr* expr, const Place& place);
  StaticType AnalyzeGraphExpr(Expr* expr, const Place& place);
  StaticType AnalyzeList(Expr* expr, const Place& place);
  StaticType AnalyzeCase(Expr* expr, const Place& place);
  void WantBool(const Expr& expr, StaticType type) const;
  std::vector<std::string> NamesInScope() const;

  const ProcedureRegistry& procedures_;
  const ValueMap& parameters_;
  Scope scope_;
  std::set<Slot> local_;             // variables of comprehensions and their like, at any place
  std::set<std::string> fresh_;      // declared by the pattern that is being read
  std::set<std::string> unyielded_;  // columns of procedures that were called without YIELD
  Slot slots_ = 0;
  bool writes_ = false;
};

// What to add to a message about a name that does not exist: the nearest one, or those of the same family.
std::string HintOf(std::string_view name, const std::vector<std::string>& names);

// Whether two expressions read the same, as far as they have been analysed.
bool SameExpr(const Expr& a, const Expr& b);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_QUERY_ANALYZER_H_
