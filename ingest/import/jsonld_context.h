// The context of JSON-LD 1.1 (w3.org/TR/json-ld11): which words of a file mean which IRIs, and how their
// values are to be read.
#ifndef CONCORD_INGEST_IMPORT_JSONLD_CONTEXT_H_
#define CONCORD_INGEST_IMPORT_JSONLD_CONTEXT_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/value.h"

namespace concord {

class JsonLdContext {
 public:
  // How a term's values are arranged.
  enum class Container : uint8_t { kNone, kList, kLanguage, kIndex, kId, kType };
  struct Term {
    std::string iri = {};   // or a keyword: "@type"
    std::string type = {};  // an IRI in full, "@id", "@vocab", "@json" or nothing
    std::optional<std::string> language = {};
    Container container = Container::kNone;
    bool reverse = false;
  };

  // This context with what "@context" says: an object, or a list of them. kUnsupported for the address of a
  // context, since nothing is loaded, and for what only JSON-LD processors need: @import, @nest, contexts of
  // single terms, containers of graphs.
  Result<void> Add(const Value& context);

  const Term* Find(std::string_view term) const;
  // The keyword that a member is, or that its name stands for; "" for none.
  std::string_view Keyword(std::string_view name) const;
  // In full: what a word means as a property or type, and where an address points to. The result has no colon
  // if the word means nothing.
  std::string Word(std::string_view word) const;
  std::string Address(std::string_view address) const;

  const std::string& language() const { return language_; }

 private:
  Result<void> AddMap(const PropertyMap& map);
  Result<void> Define(std::string_view name, const Value& value, const PropertyMap& map, int depth);
  // Defines the terms that this one needs first.
  Result<std::string> Meaning(std::string_view word, const PropertyMap& map, int depth);
  std::optional<std::string> Compact(std::string_view word) const;

  std::map<std::string, Term, std::less<>> terms_;
  std::set<std::string, std::less<>> defining_;  // terms of the map that is read, so that none needs itself
  std::string vocabulary_, base_, language_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_JSONLD_CONTEXT_H_
