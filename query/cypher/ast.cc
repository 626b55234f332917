#include "query/cypher/ast.h"

namespace concord::cypher {

Expr::Expr() = default;
Expr::~Expr() = default;

}  // namespace concord::cypher
