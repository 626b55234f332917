#include "ingest/import/jsonld_context.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/try.h"

namespace concord {
namespace {

using Container = JsonLdContext::Container;

tl::unexpected<Error> Unsupported(const std::string& what) { return Fail(ErrorCode::kUnsupported, what); }

// Nothing for a container that cannot be read.
std::optional<Container> ContainerOf(const Value& value) {
  if (value.type() == Value::Type::kList) {
    // "@set" beside another word only says that there is always a list.
    std::optional<Container> found = Container::kNone;
    for (const Value& element : value.as_list()) {
      if (element.type() == Value::Type::kList) return std::nullopt;
      const std::optional<Container> one = ContainerOf(element);
      if (!one) return std::nullopt;
      if (*one != Container::kNone) found = one;
    }
    return found;
  }
  constexpr std::pair<std::string_view, Container> kWords[] = {
      {"@set", Container::kNone},    {"@list", Container::kList}, {"@language", Container::kLanguage},
      {"@index", Container::kIndex}, {"@id", Container::kId},     {"@type", Container::kType}};
  if (value.type() != Value::Type::kString) return std::nullopt;
  for (const auto& [word, container] : kWords) {
    if (value.as_string() == word) return container;
  }
  return std::nullopt;
}

// Address resolution for what files have: names beside the base, fragments, and paths from its root.
std::string Resolved(std::string_view base, std::string_view address) {
  if (base.empty() || address.find(':') < address.find_first_of("/?#")) return std::string(address);
  const std::string_view file = base.substr(0, base.find('#'));
  if (address.empty()) return std::string(file);
  if (address.front() == '#') return std::string(file) + std::string(address);
  const std::string_view path = file.substr(0, file.find('?'));
  if (address.front() == '?') return std::string(path) + std::string(address);
  const size_t scheme = path.find("://");
  const size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const size_t root = std::min(path.find('/', host), path.size());
  if (address.starts_with("//"))
    return std::string(path.substr(0, path.find(':') + 1)) + std::string(address);
  if (address.front() == '/') return std::string(path.substr(0, root)) + std::string(address);
  size_t folder = path.rfind('/');
  if (folder == std::string_view::npos || folder < root) folder = root;
  while (address.starts_with("./") || address.starts_with("../")) {
    const bool up = address.starts_with("../");
    address.remove_prefix(up ? 3 : 2);
    if (up && folder > root) folder = path.rfind('/', folder - 1);
  }
  return fmt::format("{}/{}", path.substr(0, folder), address);
}

}  // namespace

Result<void> JsonLdContext::Add(const Value& context) {
  switch (context.type()) {
    case Value::Type::kNull:
      *this = {};
      return {};
    case Value::Type::kMap:
      return AddMap(context.as_map());
    case Value::Type::kList:
      for (const Value& element : context.as_list()) {
        if (element.type() == Value::Type::kList)
          return Fail(ErrorCode::kInvalid, "expected objects in the list of contexts");
        CONCORD_TRY(Add(element));
      }
      return {};
    case Value::Type::kString:
      return Unsupported(fmt::format(
          "the context is at the address '{}'; expected it in the file, because nothing is loaded from there",
          context.as_string()));
    default:
      return Fail(ErrorCode::kInvalid, "expected an object as @context");
  }
}

Result<void> JsonLdContext::AddMap(const PropertyMap& map) {
  constexpr std::array<std::string_view, 3> kIgnored = {"@version", "@protected", "@propagate"};
  // A relative base is below the one before.
  if (map.Find("@base") != nullptr) base_ = Resolved(base_, map.FindString("@base"));
  if (map.Find("@language") != nullptr) language_ = AsciiLower(map.FindString("@language"));
  if (const Value* vocabulary = map.Find("@vocab")) {
    if (vocabulary->type() != Value::Type::kString)
      return Fail(ErrorCode::kInvalid, "expected an address as @vocab");
    CONCORD_ASSIGN(std::string meant, Meaning(vocabulary->as_string(), map, 0));
    vocabulary_ = std::move(meant);
  }
  for (const auto& [name, value] : map) {
    if (name == "@base" || name == "@language" || name == "@vocab") continue;
    if (std::ranges::find(kIgnored, name) != kIgnored.end()) continue;
    if (name.starts_with('@') && name != "@type")
      return Unsupported(fmt::format("the context has '{}', which cannot be read", name));
    CONCORD_TRY(Define(name, value, map, 0));
  }
  defining_.clear();
  return {};
}

Result<void> JsonLdContext::Define(std::string_view name, const Value& value, const PropertyMap& map,
                                   int depth) {
  if (defining_.contains(name)) return {};
  constexpr int kMaxDepth = 64;
  if (depth > kMaxDepth) return Fail(ErrorCode::kLimit, "terms that need each other nest too deeply");
  defining_.emplace(name);
  Term term;
  if (value.type() == Value::Type::kString) {
    CONCORD_ASSIGN(term.iri, Meaning(value.as_string(), map, depth));
  } else if (value.type() == Value::Type::kMap) {
    const PropertyMap& says = value.as_map();
    for (const auto& [word, ignored] : says) {
      constexpr std::array<std::string_view, 9> kKnown = {"@id",        "@type",   "@container",
                                                          "@language",  "@prefix", "@reverse",
                                                          "@protected", "@index",  "@direction"};
      if (std::ranges::find(kKnown, word) == kKnown.end())
        return Unsupported(fmt::format("the context says '{}' of '{}', which cannot be read", word, name));
    }
    term.reverse = says.Find("@reverse") != nullptr;
    const std::string_view id = says.FindString(term.reverse ? "@reverse" : "@id");
    if (id.empty() && vocabulary_.empty() && name.find(':') == std::string_view::npos &&
        !name.starts_with('@'))
      return Fail(ErrorCode::kInvalid, fmt::format("expected an @id of '{}'", name));
    if (name.starts_with('@')) {
      term.iri = name;
    } else if (!id.empty()) {
      CONCORD_ASSIGN(term.iri, Meaning(id, map, depth));
    } else {
      term.iri = Word(name);
    }
    if (const std::string_view type = says.FindString("@type"); !type.empty() && type != "@none") {
      CONCORD_ASSIGN(term.type, Meaning(type, map, depth));
    }
    if (const Value* language = says.Find("@language"))
      term.language = AsciiLower(language->type() == Value::Type::kString ? language->as_string() : "");
    if (const Value* container = says.Find("@container")) {
      const std::optional<Container> found = ContainerOf(*container);
      if (!found)
        return Unsupported(fmt::format("the context gives '{}' a container that cannot be read", name));
      term.container = *found;
    }
  } else {
    return Fail(ErrorCode::kInvalid, fmt::format("expected an address or an object for '{}'", name));
  }
  terms_.insert_or_assign(std::string(name), std::move(term));
  return {};
}

Result<std::string> JsonLdContext::Meaning(std::string_view word, const PropertyMap& map, int depth) {
  const std::string_view needed = word.substr(0, word.find(':'));
  const Value* definition = map.Find(needed);
  if (definition != nullptr && !needed.starts_with('@')) {
    const bool address = word.substr(std::min(needed.size() + 1, word.size())).starts_with("//");
    if (!address) CONCORD_TRY(Define(needed, *definition, map, depth + 1));
  }
  return Word(word);
}

const JsonLdContext::Term* JsonLdContext::Find(std::string_view term) const {
  const auto at = terms_.find(term);
  return at == terms_.end() ? nullptr : &at->second;
}

std::string_view JsonLdContext::Keyword(std::string_view name) const {
  if (name.starts_with('@')) return name;
  const Term* term = Find(name);
  return term != nullptr && term->iri.starts_with('@') ? std::string_view(term->iri) : std::string_view();
}

// A full address, "prefix:name" or "_:b" in full.
std::optional<std::string> JsonLdContext::Compact(std::string_view word) const {
  const size_t colon = word.find(':', 1);
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view prefix = word.substr(0, colon), rest = word.substr(colon + 1);
  const Term* term = prefix == "_" || rest.starts_with("//") ? nullptr : Find(prefix);
  return term == nullptr || term->iri.empty() ? std::string(word) : term->iri + std::string(rest);
}

std::string JsonLdContext::Word(std::string_view word) const {
  if (word.starts_with('@')) return std::string(word);
  if (const Term* term = Find(word)) return term->iri;
  if (std::optional<std::string> full = Compact(word)) return *std::move(full);
  return vocabulary_.empty() ? std::string(word) : vocabulary_ + std::string(word);
}

std::string JsonLdContext::Address(std::string_view address) const {
  if (std::optional<std::string> full = Compact(address)) return *std::move(full);
  return Resolved(base_, address);
}

}  // namespace concord
