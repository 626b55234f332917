// Which sources the trees that join sources (CONCORD_UNITY) cannot join, found by reading them instead of
// compiling them. The sources of a folder become one, except for those in cmake/alone.txt. What is a source's
// own, in an unnamed namespace or `static`, is then its neighbours' too.
//
// The reading is rough: it knows declarations at the level of namespaces, and it compares types of parameters
// as they are written. It finds a name that two sources define, and a type of one source that another means
// differently.
#ifndef CONCORD_TESTS_HOUSE_JOINED_SOURCES_H_
#define CONCORD_TESTS_HOUSE_JOINED_SOURCES_H_

#include <string>
#include <string_view>
#include <vector>

#include "tests/house/house_rules.h"

namespace concord::testing {

// A name that a source declares at the level of a namespace.
struct DeclaredName {
  enum class Kind { kType, kAlias, kValue, kFunction };
  std::string space;  // the named namespaces around it: "concord::testing"
  std::string name;
  Kind kind = Kind::kValue;
  std::string
      what;  // the types of a function's parameters or of an alias, as they are written: "const Node&,size_t"
  bool is_own = false;  // in an unnamed namespace, or `static`
};

// In the order of the source; without members, specialisations, operators and names in capitals, which macros
// have.
std::vector<DeclaredName> DeclaredNamesOf(std::string_view source);

// No two sources of one folder clash that are compiled as one.
Complaints CheckJoinedSources(const Tree& tree);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_HOUSE_JOINED_SOURCES_H_
